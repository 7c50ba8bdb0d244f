import type { Purchase } from "../behaviour/index.ts";
import type { OrderLineRecord } from "../sample-record.ts";

/** Tax contained in a price, in percent on top of the price without it. */
const taxRates: Readonly<Record<string, number>> = { DE: 19, NL: 21, AT: 20 };

/** The lines of an order with the tax contained in what was paid for each, its share of the voucher taken off first. */
export function orderLinesOf({ lines, discount, country }: Purchase): OrderLineRecord[] {
  const rate = taxRates[country]!;
  const shares = shareOut(
    discount,
    lines.map((line) => line.amount - line.discount),
  );
  return lines.map((line, i) => {
    const paid = line.amount - line.discount - shares[i]!;
    return {
      sku: line.variant.sku,
      title: `${line.product.record.title}, ${line.variant.title}`,
      quantity: line.quantity,
      amount: line.amount,
      ...(line.discount > 0 && { discount: line.discount }),
      tax: Math.round((paid * rate) / (100 + rate)),
    };
  });
}

/** Splits cents by weights so that the parts sum to the whole: the difference of rounded-down running sums. */
function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let weight = 0;
  let given = 0;
  return weights.map((own) => {
    weight += own;
    const reached = Math.floor((total * weight) / sum);
    const part = reached - given;
    given = reached;
    return part;
  });
}
