import { LearnError, requireWhole } from "../errors/index.ts";
import { accumulator } from "./accumulator.ts";
import type { BasketLog } from "./basket-log.ts";
import { blendedRanker } from "./blended-ranker.ts";
import { requireDecay } from "./decayed-frequency.ts";
import { type Neighbours, positionsOfHighest } from "./neighbours.ts";
import { weightedProfiles } from "./profiles.ts";
import type { BasketRanker } from "./ranking.ts";
import { squaredLengths, transpose } from "./sparse-rows.ts";

/** Parameters of TIFU-KNN; the defaults are those published for Ta-Feng. */
export interface TifuOptions {
  readonly neighbours?: number;
  /** Decay of a basket within its group, and of a group. */
  readonly withinDecay?: number;
  readonly groupDecay?: number;
  /** Share of the shopper's own vector, in [0, 1]. */
  readonly alpha?: number;
  /** Into how many groups of successive baskets a history is divided. */
  readonly groups?: number;
}

/**
 * TIFU-KNN (Hu, He, Gao, Zhang 2020, "Modeling personalized item frequency information for next-basket recommendation",
 * SIGIR): a shopper is a vector of item frequencies, decayed within groups of baskets and over groups; the prediction mixes
 * it with the mean vector of the nearest shoppers by Euclidean distance. Where a history does not divide evenly, later
 * groups take one basket more; with fewer baskets than groups each basket is a group.
 * @throws LearnError naming the option that is out of range
 */
export function tifuKnn(log: BasketLog, options: TifuOptions = {}): BasketRanker {
  const { neighbours = 300, withinDecay = 0.9, groupDecay = 0.7, alpha = 0.7, groups = 7 } = options;
  requireWhole("options.neighbours", neighbours, 1);
  requireWhole("options.groups", groups, 1);
  requireDecay("options.withinDecay", withinDecay);
  requireDecay("options.groupDecay", groupDecay);
  if (!(alpha >= 0 && alpha <= 1)) throw new LearnError("options.alpha", `is ${alpha}; a share lies in [0, 1]`);

  const vectors = weightedProfiles(log, (age, baskets) => {
    const used = Math.min(groups, baskets);
    const size = Math.floor(baskets / used);
    const larger = baskets % used;
    // Counted from the end: `larger` groups of size + 1, then groups of `size`.
    const inLarger = age < larger * (size + 1);
    const rest = age - larger * (size + 1);
    const group = inLarger ? Math.floor(age / (size + 1)) : larger + Math.floor(rest / size);
    const within = inLarger ? age % (size + 1) : rest % size;
    return (withinDecay ** within * groupDecay ** group) / ((inLarger ? size + 1 : size) * used);
  });
  const buyers = transpose(vectors);
  const lengths = squaredLengths(vectors);
  const dots = accumulator(log.shoppers);

  function neighboursOf(shopper: number): Neighbours {
    dots.clear();
    for (let k = vectors.starts[shopper]!; k < vectors.starts[shopper + 1]!; k++)
      dots.addRow(buyers, vectors.columns[k]!, vectors.values[k]!);
    // The nearest have the highest 2·a·b − ‖b‖², those who share nothing among them.
    const closeness = dots.values.map((dot, other) => 2 * dot - lengths[other]!);
    // The shopper alone is nearest to themselves: one more is taken and they are left out.
    const shoppers = positionsOfHighest(closeness, neighbours + 1).filter((other) => other !== shopper);
    return { shoppers, weights: new Float64Array(shoppers.length).fill(1 / Math.max(1, shoppers.length)) };
  }
  const name = `TIFU-KNN (${neighbours}, ${withinDecay}, ${groupDecay}, ${alpha}, ${groups})`;
  return blendedRanker(log, {
    name,
    own: vectors,
    others: vectors,
    ownWeight: alpha,
    othersWeight: 1 - alpha,
    neighboursOf,
  });
}
