/**
 * A chance as people say it: of ten parcels like these, how many. Rounded down, since a promise is not rounded up, and 9 at most: no delivery is
 * certain. Below 6 it is "about half" (5) down to .4; a smaller chance is worth no words.
 */
export function inTen(chance: number): 5 | 6 | 7 | 8 | 9 | undefined {
  // What was reckoned as .9 must not become 8 by the last digit of a float.
  const whole = Math.floor(chance * 10 + 1e-9);
  if (whole >= 9) return 9;
  if (whole === 8 || whole === 7 || whole === 6) return whole;
  return whole >= 4 ? 5 : undefined;
}
