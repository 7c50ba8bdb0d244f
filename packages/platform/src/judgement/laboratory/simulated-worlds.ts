import { seededRandom } from "@aftercare/learn";

/** Enough to tell where 95 % of them lie. */
export const worlds = 400;

/**
 * How far each world is from what is believed, in standard deviations: one number for what happens anyway and one for each action, by name,
 * the same whatever else is asked, so that drafts are compared in the same worlds.
 */
export function deviations(name: string): Float64Array {
  const random = seededRandom(`laboratory/${name}`);
  return Float64Array.from({ length: worlds }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return radius * Math.cos(2 * Math.PI * random.next());
  });
}

/** Mean over worlds, and where 95 % of them lie. */
export function spanOf(values: Float64Array): { value: number; low: number; high: number } {
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { value: mean, low: at(0.025), high: at(0.975) };
}
