import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { minorDigits, toDecimal } from "../../foundation/money/index.ts";
import { badInput, problemKind } from "../../foundation/problems/index.ts";
import type { OrderMoney } from "./order-money.ts";

/** A line's goods or the postage would be paid back beyond what they cost, over all refunds of the order. */
const refundPartExceedsPaid = problemKind("refund-part-exceeds-paid", 409);

/**
 * That parts make up the amount exactly, and that neither the postage nor a line's goods are paid back twice: an order's ceiling would
 * let both pass while enough of the rest is left.
 * @throws bad-input (400), refund-part-exceeds-paid (409)
 */
export function checkParts(amount: bigint, parts: readonly RefundPart[], money: OrderMoney): void {
  const sum = total(parts);
  if (sum !== amount) throw wrong("parts", `sum to ${sum}, not to the amount of ${amount}`);
  const { currency } = money;
  const all = [...money.parts, ...parts];
  const ask = (field: string, paid: bigint, given: bigint) => {
    if (given <= paid) return;
    const text = (minor: bigint) => toDecimal(minor, minorDigits(currency));
    throw refundPartExceedsPaid(
      { field, paid: Number(paid), given: Number(given), paidText: text(paid), givenText: text(given), currency },
      { fields: [{ field, message: `${given} of ${paid}` }] },
    );
  };
  for (const [index, part] of parts.entries()) {
    const field = `parts/${index}/amount`;
    if (part.kind === "shipping") ask(field, money.shipping, total(all.filter(({ kind }) => kind === "shipping")));
    if (part.kind !== "goods") continue;
    const bought = money.lines.find(({ line }) => line === part.line);
    if (!bought) throw wrong(`parts/${index}/line`, `is ${part.line}, which the order does not have`);
    if (part.returnId !== undefined && !cameBack(money, part)) {
      throw wrong(`parts/${index}/returnId`, `names a return that brought nothing of line ${part.line} back`);
    }
    const goods = all.filter((other) => other.kind === "goods" && other.line === part.line);
    ask(field, bought.paid, total(goods));
    const units = goods.reduce((count, other) => count + (other.kind === "goods" ? other.quantity : 0), 0);
    if (units > bought.quantity) {
      throw wrong(`parts/${index}/quantity`, `makes ${units} refunded of the ${bought.quantity} that were bought`);
    }
  }
}

function cameBack(
  { returned }: OrderMoney,
  { returnId, line }: { readonly returnId?: string | undefined; readonly line: number },
): boolean {
  return returned.some((one) => one.returnId === returnId && one.line === line);
}

function total(parts: readonly RefundPart[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}

function wrong(field: string, reason: string) {
  return badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
