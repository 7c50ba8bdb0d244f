const steps = 10;

/** The shares, in tenths that add up to 1, whose blend errs least. */
export function bestShares(predictions: readonly Float64Array[], truth: Float64Array): number[] {
  let best: { shares: number[]; loss: number } | undefined;
  for (const shares of sharesOf(predictions.length, steps)) {
    const loss = blend(predictions, shares).reduce((sum, price, k) => sum + (price - truth[k]!) ** 2, 0);
    if (!best || loss < best.loss) best = { shares, loss };
  }
  return best!.shares;
}

function sharesOf(count: number, left: number): number[][] {
  if (count === 1) return [[left / steps]];
  return Array.from({ length: left + 1 }, (_, first) =>
    sharesOf(count - 1, left - first).map((rest) => [first / steps, ...rest]),
  ).flat();
}

/** Sum of what each tells, times its share. */
export function blend(predictions: readonly Float64Array[], shares: readonly number[]): Float64Array {
  return predictions[0]!.map((_, k) => predictions.reduce((sum, each, l) => sum + shares[l]! * each[k]!, 0));
}
