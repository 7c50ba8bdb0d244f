import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { ceilingWith, type OrderMoney } from "./order-money.ts";
import { withinRoom } from "./within-room.ts";

/**
 * All that can still be given back of an order, by what it was paid for: the goods of each line that did not come back and were not paid
 * back, the postage, and what is left beyond both as goodwill. Never more than the ceiling leaves; empty where that is nothing.
 */
export function partsOfAll(money: OrderMoney): RefundPart[] {
  const { available } = ceilingWith(money);
  const wanted: RefundPart[] = [...goodsLeft(money)];
  const shipping = money.shipping - sumOf(money.parts, ({ kind }) => kind === "shipping");
  wanted.push({ kind: "shipping", amount: shipping });
  const parts = withinRoom(wanted, available);
  const left = available - sumOf(parts, () => true);
  return left > 0n ? [...parts, { kind: "goodwill", amount: left }] : parts;
}

/** What came back was given back for by whoever took it, or by a refund that names the return. */
function goodsLeft({ lines, parts, returned }: OrderMoney): RefundPart[] {
  return lines.flatMap(({ line, quantity, paid }): RefundPart[] => {
    const ofLine = parts.filter((part) => part.kind === "goods" && part.line === line);
    const units = ofLine.reduce((sum, part) => sum + (part.kind === "goods" ? part.quantity : 0), 0);
    const unreturned = sumOf(ofLine, (part) => part.kind === "goods" && part.returnId === undefined);
    const cameBack = returned.filter((each) => each.line === line).reduce((sum, { amount }) => sum + amount, 0n);
    const refunded = sumOf(ofLine, () => true);
    const given = unreturned + cameBack > refunded ? unreturned + cameBack : refunded;
    if (units >= quantity) return [];
    return [{ kind: "goods", line, quantity: quantity - units, amount: paid > given ? paid - given : 0n }];
  });
}

function sumOf(parts: readonly RefundPart[], wanted: (part: RefundPart) => boolean): bigint {
  return parts.filter(wanted).reduce((sum, { amount }) => sum + amount, 0n);
}
