/** Bounds of the horizon, in days. */
const least = 14;
const most = 150;

/**
 * The longest duration to tell apart, in days, for {@link arrivalHistory}: hardly any of what is known took longer, and what does counts
 * as lost.
 * @param took durations known so far, in days
 */
export function arrivalHorizon(took: ArrayLike<number>): number {
  const sorted = Float64Array.from(took).sort();
  // One parcel in two hundred takes longer: below that, lost ones and found ones cannot be told apart.
  const longest = sorted[Math.floor(0.995 * sorted.length)] ?? 0;
  return Math.min(most, Math.max(least, Math.ceil(1.2 * longest)));
}
