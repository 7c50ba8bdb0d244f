import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { minorDigits, toDecimal } from "../../foundation/money/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { checkParts } from "./check-parts.ts";
import { ceilingWith, type OrderMoney } from "./order-money.ts";

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

function requireRoom(money: OrderMoney, amount: bigint, parts: readonly RefundPart[]): void {
  const { paid, available } = ceilingWith(money, parts);
  if (amount <= available) return;
  const { currency } = money;
  const text = (minor: bigint) => toDecimal(minor, minorDigits(currency));
  const counts = { wanted: Number(amount), available: Number(available), paid: Number(paid) };
  throw refundExceedsPaid({ ...counts, availableText: text(available), paidText: text(paid), currency });
}
