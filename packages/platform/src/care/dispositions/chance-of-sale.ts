/**
 * The chance that one more unit is sold within so many days. Sales come as a Poisson process; those that lie there already are sold first, so that
 * more than `ahead` have to be sold.
 * @param perDay sales a day
 * @param ahead units before it
 * @returns 0..1
 */
export function chanceOfSale(perDay: number, days: number, ahead: number): number {
  const mean = perDay * Math.max(days, 0);
  if (mean <= 0) return 0;
  // Far from the mean the sum would be of thousands of terms, and is 0 or 1 to any figure that counts here.
  const distance = (ahead + 0.5 - mean) / Math.sqrt(mean);
  if (distance > 8) return 0;
  if (distance < -8) return 1;
  let logTerm = -mean;
  let below = 0;
  for (let sold = 0; sold <= ahead; sold++) {
    below += Math.exp(logTerm);
    logTerm += Math.log(mean) - Math.log(sold + 1);
  }
  return Math.min(1, Math.max(0, 1 - below));
}
