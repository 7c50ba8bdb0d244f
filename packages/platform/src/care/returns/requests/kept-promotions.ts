import { problemKind } from "../../../foundation/problems/index.ts";
import { brokenPromotions, type ReturningUnits } from "../../../means/return-money/index.ts";
import type { WantedReturn } from "./read-wanted.ts";
import type { SettledOrder } from "./settled-before.ts";

/** The policy takes no part of a promotion back that would then not hold; all of it, or what the law lets go back, it does. */
const promotionWouldBreak = problemKind("promotion-would-break", 409);

/** Lines that are wanted back on the terms that hold for them now. */
export function returningNow({ wanted }: WantedReturn): ReturningUnits[] {
  return wanted.map(({ line, quantity, terms: { grants, law } }) => ({
    ...{ line, quantity, byLaw: law.isDue, logisticsFee: 0n },
    ...{ restockingPercent: grants.restockingPercent, bonusPercent: grants.bonusPercent },
  }));
}

/**
 * Whether no promotion stands in the way: the policy lets parts go back, or nothing would break.
 * @param readOrder the order as its settlements left it, read only where it matters
 * @param plea why it should be taken back all the same, for a person to decide
 * @throws promotion-would-break (409) where one does and nobody says why it should be taken back
 */
export async function requirePromotionsKept(
  wanted: WantedReturn,
  readOrder: () => SettledOrder | Promise<SettledOrder>,
  plea?: string,
): Promise<boolean> {
  if (wanted.document.promotionBreakage !== "forbid") return true;
  const order = await readOrder();
  const [key] = brokenPromotions({ ...order, returning: returningNow(wanted) });
  if (key === undefined) return true;
  if (plea !== undefined) return false;
  const promotion = order.promotions.find((each) => each.key === key);
  throw promotionWouldBreak({ field: "lines", promotion: promotion?.title ?? key });
}
