/** Probability that the interval holds the truth at every look there ever is. */
const level = 0.95;
/**
 * Where the sequence is tightest, in shoppers. It must not hang on the data; between 300 shoppers and a million the interval is between
 * 1.6 and 2 times as wide as one that may be looked at only once.
 */
const tightAt = 2_000;

const alpha = 1 - level;
const rho2 = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / tightAt;

/**
 * Half the width of an interval that may be looked at daily, in standard errors: the asymptotic confidence sequence of Waudby-Smith,
 * Arbour, Sinha, Kennedy, Ramdas 2024 ("Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics,
 * theorem 2.2), written in terms of the standard error of any mean of independent contributions.
 * @param shoppers whose contributions the estimate is made of
 */
export function anytimeReach(shoppers: number): number {
  const scale = shoppers * rho2 + 1;
  return Math.sqrt(((2 * scale) / (shoppers * rho2)) * Math.log(Math.sqrt(scale) / alpha));
}

/** So many times the present shoppers are years away. */
const mostTimes = 100;

/**
 * How many shoppers it takes until the interval around this estimate leaves 0 out, if the estimate stays as it is.
 * @param standardError at `shoppers`
 * @returns undefined where no end can be foreseen
 */
export function shoppersToProof(effect: number, standardError: number, shoppers: number): number | undefined {
  const isProof = (n: number) => Math.abs(effect) > standardError * Math.sqrt(shoppers / n) * anytimeReach(n);
  if (isProof(shoppers)) return shoppers;
  if (!isProof(mostTimes * shoppers)) return undefined;
  let [low, high] = [shoppers, mostTimes * shoppers];
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (isProof(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
}
