import cdf from "@stdlib/stats-base-dists-normal-cdf";
import { LearnError, requireFinite, requireLength, requireSome } from "../errors/index.ts";

/** Options of {@link thompson}. */
export interface ThompsonOptions {
  /** Least probability of every action, at most 1 / actions; 0 if not given. Logs without it may be useless for other policies. */
  readonly floor?: number;
}

/** Distances from a mean, in standard deviations, between which a normal density or distribution function is very smooth. */
const cuts = [-8.5, -6, -4.5, -3, -2, -1, 0, 1, 2, 3, 4.5, 6, 8.5];

/**
 * The probability with which Thompson sampling takes each action, that is, with which the action is the best under independent normal
 * beliefs (Thompson 1933), found by integration and not by drawing: P(a) = ∫ φₐ(x) Π_{b≠a} Φ_b(x) dx, by Gauss–Legendre
 * quadrature on pieces cut at every belief's own scale; absolute error below 1e-10. Draw the action from the result with
 * `choose` and log it: the propensity is exact.
 *
 * @param means believed mean value of each action. @param deviations their standard deviations, 0 or more; 0 is certainty, and among
 *   equally good certain actions the probability is shared.
 * @throws LearnError naming `means`, `deviations` or `options.floor`.
 */
export function thompson(
  means: ArrayLike<number>,
  deviations: ArrayLike<number>,
  { floor = 0 }: ThompsonOptions = {},
): Float64Array {
  requireSome("means", means);
  requireFinite("means", means);
  requireLength("deviations", deviations, means.length, "means");
  requireFinite("deviations", deviations);
  for (let a = 0; a < deviations.length; a++) {
    if (deviations[a]! < 0) throw new LearnError("deviations", `value ${a} is ${deviations[a]}; 0 or more is needed`);
  }
  if (!(floor >= 0 && floor * means.length <= 1)) {
    throw new LearnError("options.floor", `is ${String(floor)}; 0 to 1 / actions is needed`);
  }
  const best = bestProbabilities(Array.from(means), Array.from(deviations));
  const left = 1 - floor * means.length;
  return best.map((p) => floor + left * p);
}

function bestProbabilities(means: readonly number[], deviations: readonly number[]): Float64Array {
  const certain = means.filter((_, a) => deviations[a] === 0);
  const least = certain.length > 0 ? Math.max(...certain) : Number.NEGATIVE_INFINITY;
  const open = means.map((_, a) => a).filter((a) => deviations[a]! > 0);
  const result = new Float64Array(means.length);
  const z = (a: number, x: number) => (x - means[a]!) / deviations[a]!;
  if (certain.length > 0) {
    const allBelow = open.reduce((product, a) => product * cdf(z(a, least), 0, 1), 1);
    const winners = means.map((mean, a) => deviations[a] === 0 && mean === least);
    const share = allBelow / winners.filter(Boolean).length;
    for (const [a, wins] of winners.entries()) if (wins) result[a] = share;
  }
  const points = open.flatMap((a) => cuts.map((cut) => means[a]! + cut * deviations[a]!));
  const pieces = [...points.filter((x) => x > least), ...(certain.length > 0 ? [least] : [])].sort((a, b) => a - b);
  for (let piece = 1; piece < pieces.length; piece++) {
    const half = (pieces[piece]! - pieces[piece - 1]!) / 2;
    if (half === 0) continue;
    const middle = (pieces[piece]! + pieces[piece - 1]!) / 2;
    for (const [node, weight] of gaussLegendre) addNode(middle + half * node, half * weight);
  }
  const total = result.reduce((sum, p) => sum + p, 0);
  return result.map((p) => p / total);

  function addNode(x: number, weight: number): void {
    const below = open.map((a) => cdf(z(a, x), 0, 1));
    for (const [k, a] of open.entries()) {
      let density = (weight * Math.exp(-(z(a, x) ** 2) / 2)) / (Math.sqrt(2 * Math.PI) * deviations[a]!);
      for (let j = 0; j < open.length && density > 0; j++) if (j !== k) density *= below[j]!;
      result[a]! += density;
    }
  }
}

/** Nodes and weights on [−1, 1], eight of each: exact for polynomials up to degree 15. */
const gaussLegendre: readonly (readonly [number, number])[] = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
].flatMap(([node, weight]) => [[-node!, weight!] as const, [node!, weight!] as const]);
