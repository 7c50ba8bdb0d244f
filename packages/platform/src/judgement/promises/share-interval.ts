const z = 1.959963984540054;

/**
 * Wilson's 95 % interval of a share (Wilson 1927): stays inside 0..1 and is honest for small counts, where the usual
 * p ± z·√(p(1−p)/n) is not. @param n independent observations, above zero @param share observed, 0..1
 */
export function wilson(share: number, n: number): { value: number; low: number; high: number } {
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
