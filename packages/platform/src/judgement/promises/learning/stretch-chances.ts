/**
 * Chances of arriving by each day, as if time ran slower or faster: what was reached by one day is reached by another, and all else moves
 * along, so that a window, its confidence and a promise taken from it agree.
 * @param chances by day 0, 1, …; ends with 1
 * @param from the day that moves
 * @param to where it moves to
 */
export function stretchChances(chances: Float64Array, from: number, to: number): Float64Array {
  if (from === to) return chances;
  // Day 0 ends one day after the start.
  const speed = (from + 1) / (Math.max(0, to) + 1);
  const last = chances.length - 1;
  return chances.map((chance, day) => {
    if (day === last) return chance;
    const then = (day + 1) * speed - 1;
    const before = Math.floor(then + 1e-9);
    if (before >= last) return 1;
    const low = chances[before] ?? 0;
    return low + (chances[before + 1]! - low) * Math.max(0, then - before);
  });
}
