import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { isFaulty } from "../../facts/returns/reasons/index.ts";
import { dayAt, dayText, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import { minorDigits } from "../../foundation/money/index.ts";
import { behaviourSegment } from "./behaviour-segment.ts";
import { feesTogether } from "./fees-together.ts";
import type { GrantedBy, LineGrants } from "./grant.ts";
import type { PastLine, PastReturn } from "./past-returns.ts";
import type { Grants } from "./policy.schema.ts";
import type { PolicyCase } from "./policy-facts.ts";
import { assumedDays } from "./read-return-terms.ts";
import type { ReadyPolicy } from "./ready-policy.ts";
import { cheapestWay } from "./sending-fee.ts";
import { type ReturnTerms, returnTerms } from "./terms.ts";
import type { TrialAssumptions } from "./trial.contract.ts";

/** What a policy would have made of one return. */
export interface Treated {
  readonly lines: readonly ReturnTerms[];
  /** Minor units. */
  readonly refused: number;
  readonly fees: number;
  readonly bonus: number;
  readonly timing: number;
  readonly cost: number;
  /** Until the money is sent; undefined where all of it is refused. */
  readonly days: number | undefined;
  /** 0 to 1. */
  readonly contentment: number;
}

/** Where and when a past return stands. */
interface Situation {
  readonly timeZone: string;
  readonly isHoliday: (country: string, day: PlainDayNumber) => boolean;
  readonly assume: TrialAssumptions;
}

/**
 * What a policy, raised to the law of that day, would have made of a return of the past. Pure.
 *
 * - It is taken as announced on the day on which it came back, which is later than it was: nobody recorded when it was announced.
 * - Sending is paid once, by the cheapest way that all of its lines have, and not at all for what is brought to a store; the money comes as late as the
 *   slowest of them lets it.
 * - Contentment is a stand-in that anybody can work out: the share of what was paid that comes back, less a part for each day until it does; what
 *   is refused counts nothing.
 */
export function treat(past: PastReturn, policy: ReadyPolicy, situation: Situation): Treated {
  const { assume } = situation;
  const lines = past.lines.map((line) => termsOf(past, line, policy, situation));
  const taken = lines.flatMap((terms, place) => (terms.isOpen ? [{ terms, amount: amountOf(past, place) }] : []));
  const all = past.lines.reduce((sum, { amount }) => sum + Number(amount), 0);
  const value = taken.reduce((sum, { amount }) => sum + amount, 0);
  const logistics = past.isBrought
    ? 0
    : Number(
        feeOf(
          taken.map(({ terms }) => terms),
          policy,
        ),
      );
  const restocking = taken.reduce(
    (sum, { terms, amount }) => sum + Math.round((amount * terms.grants.restockingPercent) / 100),
    0,
  );
  const fees = Math.min(value, logistics + restocking);
  const bonus = Math.round(
    taken.reduce(
      (sum, { terms: { grants }, amount }) =>
        sum + (grants.resolutions.includes("store-credit") ? (amount * grants.bonusPercent) / 100 : 0),
      0,
    ) * assume.creditShare,
  );
  const days = taken.length === 0 ? undefined : Math.max(...taken.map(({ terms }) => daysOf(terms.grants, assume)));
  const timing = Math.round(
    taken.reduce((sum, { terms, amount }) => {
      const earlier = Math.max(0, assume.days.inspected - daysOf(terms.grants, assume));
      const lost = terms.grants.refundTiming === "instant" ? assume.lostShare : 0;
      return sum + amount * (lost + (assume.interest * earlier) / 365);
    }, 0),
  );
  const share = all === 0 ? Number(taken.length > 0) : (value - fees) / all;
  const contentment = Math.max(0, share * (1 - assume.dayWeight * (days ?? 0)));
  const refused = all - value;
  return { lines, refused, fees, bonus, timing, cost: bonus + timing - fees - refused, days, contentment };
}

function feeOf(terms: readonly ReturnTerms[], { document }: ReadyPolicy): bigint {
  if (terms.length === 0) return 0n;
  const offered = CarriedMethod.options.filter((method) =>
    terms.every(({ grants }) => grants.methods.includes(method)),
  );
  return cheapestWay(feesTogether(terms, offered, cheapestWay(document.costOfSending)), offered);
}

function daysOf({ refundTiming }: Pick<Grants, "refundTiming">, { days }: TrialAssumptions): number {
  return days[refundTiming];
}

function amountOf({ lines }: PastReturn, place: number): number {
  return Number(lines[place]?.amount ?? 0n);
}

function termsOf(past: PastReturn, line: PastLine, policy: ReadyPolicy, { timeZone, isHoliday }: Situation) {
  const { profile, channel, currency } = past;
  const statedOn = dayAt(past.at, timeZone).day;
  const placedOn = dayAt(past.placedAt, timeZone).day;
  const isStore = channel === "store";
  const known = isStore ? placedOn : past.deliveredAt && dayAt(past.deliveredAt, timeZone).day;
  const main = (minor: bigint) => Number(minor) / 10 ** minorDigits(currency);
  const reason = line.reason ?? "";
  const facts: PolicyCase = {
    ...{ tier: profile.tier ?? "", segment: behaviourSegment(profile), orders: profile.orders },
    ...{ return_rate: profile.returnRate ?? 0, channel, country: past.country ?? "", category: line.category ?? "" },
    ...{ placed_on: dayText(placedOn), today: dayText(statedOn), sku: line.sku, reason },
    discount: line.listed > 0n ? Number(line.discount) / Number(line.listed) : 0,
    ...{ paid: main(line.paid), order_total: main(past.orderTotal) },
  };
  return returnTerms(policy, {
    ...{ facts, realLogistics: policy.document.costOfSending, windowFrom: known ?? placedOn + assumedDays.policy },
    law: {
      ...{ country: past.country ?? undefined, atDistance: !isStore, placedOn, statedOn, faulty: isFaulty(reason) },
      receivedOn: known ?? placedOn + assumedDays.law,
      isHoliday: (day) => isHoliday(past.country ?? "DE", day),
    },
  });
}

/** What each way costs, minor units. */
type PricedWays = Readonly<Record<CarriedMethod, number>>;

/** Something that a draft grants differently, by the first of the lines where it does. */
export interface Difference {
  readonly what: keyof Grants | "isOpen";
  readonly inForce: string | number | boolean | readonly string[] | PricedWays;
  readonly draft: string | number | boolean | readonly string[] | PricedWays;
  readonly because: GrantedBy;
}

/** Where two policies treat a return differently. Pure. */
export function differences(inForce: Treated, draft: Treated): Difference[] {
  const found = new Map<string, Difference>();
  for (const [place, now] of draft.lines.entries()) {
    const old = inForce.lines[place]!;
    if (now.isOpen !== old.isOpen)
      found.set("isOpen", { what: "isOpen", inForce: old.isOpen, draft: now.isOpen, because: now.untilBy });
    for (const what of Object.keys(now.grants) as (keyof Grants)[]) {
      const [before, after] = [plain(old.grants[what]), plain(now.grants[what])];
      if (found.has(what) || JSON.stringify(before) === JSON.stringify(after)) continue;
      found.set(what, { what, inForce: before, draft: after, because: now.by[what] });
    }
  }
  return [...found.values()];
}

/** One sum where every way costs the same. */
function plain(value: LineGrants[keyof LineGrants]): Difference["draft"] {
  if (typeof value !== "object" || !("locker" in value)) return value;
  const ways = { "drop-off": Number(value["drop-off"]), locker: Number(value.locker) };
  const priced = { ...ways, "home-pick-up": Number(value["home-pick-up"]) };
  return new Set(Object.values(priced)).size === 1 ? priced.locker : priced;
}
