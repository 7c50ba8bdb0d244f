/** Where `j` (step 1) and `k` (step −1) go from a place in a list of `count`; `current` is −1 when nowhere. */
export function nextPosition(current: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (current < 0) return step === 1 ? 0 : count - 1;
  return Math.min(Math.max(current + step, 0), count - 1);
}
