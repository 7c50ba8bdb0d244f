import { LearnError } from "../errors/index.ts";
import type { HierarchicalModel } from "../hierarchical/index.ts";
import { chooseRidgeL2, fitRidge } from "../ridge/index.ts";
import { type FittedBase, predictBase } from "./base.ts";
import { fitOutcomes } from "./fit-outcomes.ts";
import type { PurchaseLearner } from "./learner.ts";
import { positionsOf, valuesAt } from "./rows-of-arm.ts";
import { selectData, type TreatmentData } from "./treatment-data.ts";
import type { OutcomeModel } from "./uplift-model.ts";

/**
 * Whether anything is bought times how much (two-part models: Cragg 1971, Econometrica 39; Duan 1983, JASA 78 for the way back from
 * logarithms). Few rows buy, so the amount is one regression over the buyers of all arms; an arm keeps a factor of its own only as far
 * as the arms' amounts differ more than chance lets them.
 */
export function fitTwoPart(
  purchase: PurchaseLearner,
  data: TreatmentData,
  arms: number,
  pooled?: HierarchicalModel,
): OutcomeModel {
  const bought = Float64Array.from(data.outcome, (amount, i) => {
    if (amount < 0) {
      throw new LearnError("data.outcome", `row ${i} is ${amount}; amounts of a two-part model are 0 or more`);
    }
    return amount > 0 ? 1 : 0;
  });
  const buyers = selectData(
    data,
    positionsOf(bought, (each) => each === 1),
  );
  if (buyers.x.rows === 0)
    throw new LearnError("data.outcome", "nothing was bought in any row; some amounts are needed");
  const logs = Float64Array.from(buyers.outcome, Math.log);
  const amount = fitAmount(buyers, logs);
  return {
    form: "two-part",
    purchase: fitOutcomes(purchase, { ...data, outcome: bought }, arms, "binary", pooled),
    amount,
    factors: factorsOf(buyers, logs, predictBase(amount, buyers.x), arms),
  };
}

function fitAmount(buyers: TreatmentData, logs: Float64Array): FittedBase {
  if (logs.length < 2 * (buyers.x.columns + 2)) {
    return { kind: "constant", value: logs.reduce((sum, each) => sum + each, 0) / logs.length };
  }
  const { l2 } = chooseRidgeL2(buyers.x, logs, [1, 10, 100, 1000, 10_000]);
  return fitRidge(buyers.x, logs, { l2 });
}

/** From exp(predicted logarithm) to an expected amount, with what is the arm's own shrunk by empirical Bayes. */
function factorsOf(buyers: TreatmentData, logs: Float64Array, predicted: Float64Array, arms: number): number[] {
  const amounts = buyers.outcome;
  let actual = 0;
  let fitted = 0;
  for (let i = 0; i < logs.length; i++) {
    actual += amounts[i]!;
    fitted += Math.exp(predicted[i]!);
  }
  const residuals = logs.map((each, i) => each - predicted[i]!);
  const shifts = shrunkMeans(
    Array.from({ length: arms }, (_, arm) =>
      valuesAt(
        residuals,
        positionsOf(buyers.treatment, (each) => each === arm),
      ),
    ),
  );
  return shifts.map((shift) => (actual / fitted) * Math.exp(shift));
}

/**
 * Each group's mean less the overall mean, drawn to 0 by the share of the differences that is noise; all 0 where the differences are
 * no larger than chance explains (DerSimonian, Laird 1986, for the variance between groups).
 */
function shrunkMeans(groups: readonly Float64Array[]): number[] {
  const counts = groups.map((group) => group.length);
  const total = counts.reduce((sum, each) => sum + each, 0);
  const means = groups.map((group) => group.reduce((sum, each) => sum + each, 0) / Math.max(1, group.length));
  const overall = means.reduce((sum, each, g) => sum + each * counts[g]!, 0) / total;
  const squares = groups.reduce(
    (sum, group, g) => group.reduce((inner, each) => inner + (each - means[g]!) ** 2, sum),
    0,
  );
  const filled = counts.filter((each) => each > 0).length;
  const noise = squares / Math.max(1, total - filled);
  const between = means.reduce((sum, each, g) => sum + counts[g]! * (each - overall) ** 2, 0);
  const scale = total - counts.reduce((sum, each) => sum + each ** 2, 0) / total;
  const variance = scale > 0 ? Math.max(0, (between - (filled - 1) * noise) / scale) : 0;
  return means.map((each, g) =>
    counts[g]! === 0 ? 0 : (each - overall) * (variance / (variance + noise / counts[g]! || 1)),
  );
}
