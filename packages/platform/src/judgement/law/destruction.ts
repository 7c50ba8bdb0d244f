import { dayText, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import {
  type CompanySize,
  type DestructionGround,
  destructionGrounds,
  type ProductGroup,
  type WayOut,
} from "./destruction.schema.ts";
import { type DestructionRule, destructionRules, refusedOffers } from "./destruction-rules.ts";

/** Goods that came back and that somebody wants to be rid of, on a day. */
export interface DestructionCase {
  /** Where they are; undefined where nobody said. */
  readonly country: string | undefined;
  readonly size: CompanySize;
  /** Undefined where nobody said what they are. */
  readonly group: ProductGroup | undefined;
  readonly on: PlainDayNumber;
}

export interface DestructionLaw {
  /** Those that hold here. */
  readonly rules: readonly DestructionRule[];
  /** By what is done with them: the grounds on which alone it may be done; absent where it needs none. */
  readonly grounds: Readonly<Partial<Record<WayOut, readonly DestructionGround[]>>>;
}

/**
 * On which grounds goods that came back may be destroyed. Pure.
 *
 * Goods that were sent back count as unsold (Regulation (EU) 2024/1781, Article 2 (37)), whatever they came back for: why they did is told by the
 * shopper, and a ban that a word could lift would be none. For the same reason what is not known is taken for what the law covers.
 */
export function destructionLaw({ country = "DE", size, group = "apparel", on }: DestructionCase): DestructionLaw {
  const day = dayText(on);
  const rules = destructionRules.filter(
    ({ countries, from, to, sizes, groups }) =>
      from <= day &&
      (to === undefined || day <= to) &&
      (countries === undefined || countries.has(country)) &&
      sizes.has(size) &&
      groups.has(group),
  );
  const groundsOf = (way: WayOut) => {
    const holding = rules.filter(({ ways }) => ways.has(way));
    const known = Object.keys(destructionGrounds) as DestructionGround[];
    return holding.length === 0
      ? undefined
      : known.filter((ground) => holding.every((rule) => rule.grounds.has(ground)));
  };
  const [recycling, disposal] = [groundsOf("recycling"), groundsOf("disposal")];
  return { rules, grounds: { ...(recycling && { recycling }), ...(disposal && { disposal }) } };
}

/** That a charity was asked whether it takes goods, and what it said. */
export interface DonationOffer {
  readonly destinationId: string;
  readonly offeredOn: PlainDayNumber;
  /** Undefined while it has said nothing. */
  readonly answer: "accepted" | "refused" | undefined;
}

/** Whether goods were offered for donation, and nobody wants them. Pure. */
export function isDonationRefused(offers: readonly DonationOffer[], today: PlainDayNumber): boolean {
  const asked = new Set(offers.map(({ destinationId }) => destinationId));
  if (asked.size < refusedOffers.charities || offers.some(({ answer }) => answer === "accepted")) return false;
  const isSilent = offers.some(({ answer }) => answer === undefined);
  return !isSilent || today - Math.min(...offers.map(({ offeredOn }) => offeredOn)) >= refusedOffers.days;
}
