import { LearnError } from "../errors/index.ts";
import type { BasketLog } from "./basket-log.ts";
import { blendedRanker } from "./blended-ranker.ts";
import { requireDecay } from "./decayed-frequency.ts";
import { weightedProfiles } from "./profiles.ts";
import type { BasketRanker } from "./ranking.ts";
import { setNeighbours } from "./set-neighbours.ts";

/** Parameters of the blend of decayed frequency with neighbours. */
export interface UserKnnOptions {
  /** Decay per basket of age, in (0, 1]; by default 0.95. */
  readonly decay?: number;
  readonly neighbours?: number;
  /** Power of the similarity as a weight; by default 0.5. */
  readonly power?: number;
  /** What the neighbours' weighted mean counts beside the shopper's own sums; by default 6. */
  readonly blend?: number;
}

/**
 * Decayed frequency blended with neighbours: own Σ decayᵃᵍᵉ plus `blend` times the weighted mean of the same over the
 * shoppers whose sets of items are nearest by cosine, |A ∩ B| / √(|A|·|B|).
 * @throws LearnError naming the option that is out of range
 */
export function userKnn(log: BasketLog, options: UserKnnOptions = {}): BasketRanker {
  const { decay = 0.95, neighbours = 900, power = 0.5, blend = 6 } = options;
  requireDecay("options.decay", decay);
  if (!(blend >= 0)) throw new LearnError("options.blend", `is ${blend}; 0 or more is needed`);
  const profiles = weightedProfiles(log, (age) => decay ** age);
  const neighboursOf = setNeighbours(profiles, neighbours, power);
  const name = `decayed frequency with neighbours (${decay}, ${neighbours}, ${power}, ${blend})`;
  return blendedRanker(log, { name, own: profiles, others: profiles, ownWeight: 1, othersWeight: blend, neighboursOf });
}
