/** A line as the shop sells it: what it costs after the shop's own discounts and before any offer, minor units. */
export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
  readonly amount: bigint;
}

/** A basket while offers are taken off it, one after another. */
export interface OpenBasket {
  /** What it came to before any offer: what a least basket is measured by, whatever else is used with it. */
  readonly whole: bigint;
  readonly lines: readonly OpenLine[];
}

export interface OpenLine {
  readonly sku: string;
  readonly quantity: number;
  /** Units that are not free yet. */
  readonly units: number;
  readonly left: bigint;
}

export function openBasket(lines: readonly BasketLine[]): OpenBasket {
  return {
    whole: lines.reduce((sum, { amount }) => sum + amount, 0n),
    lines: lines.map(({ sku, quantity, amount }) => ({ sku, quantity, units: quantity, left: amount })),
  };
}

export function leftIn({ lines }: OpenBasket): bigint {
  return lines.reduce((sum, { left }) => sum + left, 0n);
}

/** What one more unit of a line costs, rounded down, so that taking a unit off never takes more than the line. */
export function unitPrice({ units, left }: OpenLine): bigint {
  return units === 0 ? 0n : left / BigInt(units);
}

/** The line of a product whose units cost most, by its place; undefined where none is left to pay for. */
export function dearestLine({ lines }: OpenBasket, wanted: (sku: string) => boolean): number | undefined {
  let dearest: number | undefined;
  for (const [place, line] of lines.entries()) {
    if (line.units === 0 || !wanted(line.sku)) continue;
    if (dearest === undefined || unitPrice(line) > unitPrice(lines[dearest]!)) dearest = place;
  }
  return dearest;
}
