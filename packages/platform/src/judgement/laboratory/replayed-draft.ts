import { costInUse, sameVisitShare, worthOfOutcome } from "../policy/index.ts";
import type { ActionCost, GoalWeights } from "../programs/index.ts";
import type { DraftUnderLog } from "./draft-under-log.ts";
import type { Choices } from "./given-shares.ts";
import type { LoggedCase } from "./logged-case.ts";
import type { Expected } from "./out-of-fold.ts";
import { type ByMeasure, byMeasure, expectedOf, measures } from "./outcomes-in-view.ts";

/** A draft in the place of what decided: what it could do in each case, and what is expected of that. */
export interface ReplayedDraft extends Choices {
  readonly cases: readonly LoggedCase[];
  /** What is foretold of each measure at the costs of the log, to set against what came. */
  readonly foretold: ByMeasure<Float64Array>;
  /** What reaching the shopper costs more under the draft than it did, minor units. */
  readonly dearer: Float64Array;
  readonly weights: readonly GoalWeights[];
}

const unknown: ActionCost = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };

/** Puts a draft in the place of what decided. */
export function replayDraft(
  cases: readonly LoggedCase[],
  expected: readonly Expected[],
  { draft, arms }: { readonly draft: DraftUnderLog; readonly arms: number },
): ReplayedDraft {
  const size = cases.length * arms;
  const replayed = {
    eligible: new Uint8Array(size),
    worth: new Float64Array(size),
    cost: new Float64Array(size),
    foretold: byMeasure(() => new Float64Array(size)),
    dearer: new Float64Array(size),
  };
  const weights: GoalWeights[] = [];
  for (const [i, row] of cases.entries()) {
    const { chance, basket, model } = expected[i]!;
    const standing = draft.standing(row);
    weights.push(standing.weights);
    const marginRate = row.basket.marginRate * model.baskets.keeps;
    for (let arm = 0; arm < arms; arm++) {
      const place = i * arms + arm;
      const logged = row.listed[arm] ? row.costs[arm]! : undefined;
      const drafted = standing.costs[arm];
      const inUse = costInUse(model.baskets, arm, drafted ?? logged ?? unknown);
      const atOnce = row.store === null ? 0 : sameVisitShare(model.baskets, arm);
      const purchase = { basket: basket[arm]!, marginRate, sameVisitShare: atOnce };
      const stakes = { ...purchase, weights: standing.weights, ...(row.points && { points: row.points }) };
      const perChance = worthOfOutcome(stakes, inUse);
      replayed.eligible[place] = standing.eligible[arm] ? 1 : 0;
      replayed.worth[place] = chance[arm]! * perChance - standing.weights.margin * inUse.atOnce;
      replayed.cost[place] = expectedOf(chance[arm]!, purchase, inUse).spend;
      if (logged && drafted) replayed.dearer[place] = drafted.atOnce - logged.atOnce;
      const before = costInUse(model.baskets, arm, logged ?? drafted ?? unknown);
      const foretold = expectedOf(chance[arm]!, purchase, before);
      for (const measure of measures) replayed.foretold[measure][place] = foretold[measure];
    }
  }
  scaleToLog(cases, expected, replayed.foretold, arms);
  return { ...replayed, cases, arms, weights };
}

/** What the model would have expected of what was really done, per case: by the chances that stood, at the costs of the log; minor units. */
export function plannedOfDone({ cases, arms, cost, dearer }: ReplayedDraft): number {
  let sum = 0;
  for (const [i, { propensities }] of cases.entries()) {
    for (const [arm, propensity] of propensities.entries()) {
      const place = i * arms + arm;
      sum += propensity * (cost[place]! - dearer[place]!);
    }
  }
  return cases.length === 0 ? 0 : sum / cases.length;
}

/** What came of a case in each measure. */
export function cameOf(row: LoggedCase): ByMeasure<number> {
  const { margin, revenue, sameVisit = 0, visits, given, paidAtOnce, costs, arm } = row;
  return { margin, revenue, sameVisit, visits, spend: given + (paidAtOnce ?? costs[arm]!.atOnce) };
}

/**
 * Brings what is foretold to the size of what came, by least squares through zero on the other folds: a visit follows a visit, and what is
 * taken for a basket may be another sum altogether. Whatever is foretold, the value stays unbiased; its interval gets shorter.
 */
function scaleToLog(
  cases: readonly LoggedCase[],
  expected: readonly Expected[],
  foretold: ByMeasure<Float64Array>,
  arms: number,
): void {
  const models = [...new Set(expected.map(({ model }) => model))];
  for (const measure of measures) {
    const sums = models.map(() => ({ product: 0, square: 0 }));
    for (const [i, row] of cases.entries()) {
      const said = foretold[measure][i * arms + row.arm]!;
      const sum = sums[models.indexOf(expected[i]!.model)]!;
      sum.product += said * cameOf(row)[measure];
      sum.square += said * said;
    }
    const factors = models.map((_, fold) => {
      const others = sums.filter((_, other) => other !== fold || models.length === 1);
      const square = others.reduce((total, each) => total + each.square, 0);
      const product = others.reduce((total, each) => total + each.product, 0);
      return square > 0 ? Math.min(mostFactor, Math.max(0, product / square)) : 1;
    });
    for (const i of cases.keys()) {
      const factor = factors[models.indexOf(expected[i]!.model)]!;
      for (let place = i * arms; place < (i + 1) * arms; place++) foretold[measure][place]! *= factor;
    }
  }
}

/** Beyond it the foretold is no use, and a few rows of another fold must not blow it up. */
const mostFactor = 20;
