import { LearnError, requireWhole } from "../errors/index.ts";
import { accumulator } from "./accumulator.ts";
import type { BasketLog } from "./basket-log.ts";
import { blendedRanker } from "./blended-ranker.ts";
import type { Neighbours } from "./neighbours.ts";
import { weightedProfiles } from "./profiles.ts";
import type { BasketRanker } from "./ranking.ts";
import { squaredLengths, transpose } from "./sparse-rows.ts";

/** Parameters of UP-CF@r. */
export interface UpCfOptions {
  /** How many last baskets count, at least 1; by default 25. */
  readonly recency?: number;
  /** Asymmetry of the cosine, in [0, 1]; 0.5 is the plain one; by default 0.25. */
  readonly asymmetry?: number;
  /** Power of the similarity: the higher, the fewer neighbours count; at least 1, by default 5. */
  readonly locality?: number;
}

/**
 * UP-CF@r (Faggioli, Polato, Aiolli 2020, "Recency aware collaborative filtering for next basket recommendation", UMAP): the
 * share of a shopper's last `recency` baskets that hold an item, averaged over all shoppers with the weight
 * (asymmetric cosine of their shares)^locality, the shopper among them.
 * @throws LearnError naming the option that is out of range
 */
export function upCf(log: BasketLog, options: UpCfOptions = {}): BasketRanker {
  const { recency = 25, asymmetry = 0.25, locality = 5 } = options;
  requireWhole("options.recency", recency, 1);
  if (!(asymmetry >= 0 && asymmetry <= 1))
    throw new LearnError("options.asymmetry", `is ${asymmetry}; it lies in [0, 1]`);
  if (!(locality >= 1)) throw new LearnError("options.locality", `is ${locality}; at least 1 is needed`);

  const shares = weightedProfiles(log, (age, baskets) => (age < recency ? 1 / Math.min(recency, baskets) : 0));
  const buyers = transpose(shares);
  const lengths = squaredLengths(shares);
  const dots = accumulator(log.shoppers);

  function neighboursOf(shopper: number): Neighbours {
    dots.clear();
    for (let k = shares.starts[shopper]!; k < shares.starts[shopper + 1]!; k++)
      dots.addRow(buyers, shares.columns[k]!, shares.values[k]!);
    const shoppers = dots.touched().slice();
    const weights = Float64Array.from(
      shoppers,
      (other) =>
        (dots.values[other]! / (lengths[shopper]! ** asymmetry * lengths[other]! ** (1 - asymmetry))) ** locality,
    );
    return { shoppers, weights };
  }
  const name = `UP-CF@${recency} (${asymmetry}, ${locality})`;
  return blendedRanker(log, { name, own: shares, others: shares, ownWeight: 0, othersWeight: 1, neighboursOf });
}
