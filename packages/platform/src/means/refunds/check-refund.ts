import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { minorDigits, toDecimal } from "../../foundation/money/index.ts";
import { badInput, problemKind } from "../../foundation/problems/index.ts";
import { checkParts } from "./check-parts.ts";
import { ceilingWith, type OrderMoney } from "./order-money.ts";
import type { RefundTarget } from "./plan-legs.ts";

/** More is to be given back than is left of what was paid; the parameters say how much there is, in minor units. */
const refundExceedsPaid = problemKind("refund-exceeds-paid", 409);

interface AskedFor {
  readonly amount: bigint;
  readonly parts?: readonly RefundPart[] | undefined;
}

/**
 * Whether an amount can be given back of an order, and what it is then made of: all of it goodwill where nothing is said.
 * @throws bad-input (400), refund-exceeds-paid, refund-part-exceeds-paid (409)
 */
export function checkRefund(money: OrderMoney, { amount, parts: given }: AskedFor): readonly RefundPart[] {
  const parts = given ?? [{ kind: "goodwill", amount }];
  requireRoom(money, amount, parts);
  checkParts(amount, parts, money);
  return parts;
}

/** That shares of a refund come to all of it, each way once. @throws bad-input (400) */
export function checkTarget(amount: bigint, target: RefundTarget): void {
  if (typeof target === "string") return;
  const sum = target.reduce((total, share) => total + share.amount, 0n);
  const ways = new Set(target.map(({ destination }) => destination));
  const reason =
    sum !== amount
      ? `sum to ${sum}, not to the amount of ${amount}`
      : ways.size < target.length
        ? "name a destination twice; send one amount for it"
        : undefined;
  if (reason !== undefined)
    throw badInput({ field: "split", reason }, { fields: [{ field: "split", message: reason }] });
}

function requireRoom(money: OrderMoney, amount: bigint, parts: readonly RefundPart[]): void {
  const { paid, available } = ceilingWith(money, parts);
  if (amount <= available) return;
  const { currency } = money;
  const text = (minor: bigint) => toDecimal(minor, minorDigits(currency));
  const counts = { wanted: Number(amount), available: Number(available), paid: Number(paid) };
  throw refundExceedsPaid({ ...counts, availableText: text(available), paidText: text(paid), currency });
}
