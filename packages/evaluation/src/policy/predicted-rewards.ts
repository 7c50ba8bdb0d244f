import { hashToUnit, type Matrix } from "@aftercare/learn";
import { encode, fitEncoding } from "../features/encoding.ts";
import type { FeatureColumn } from "../features/feature-column.ts";
import type { PolicyLog } from "./policy-log.ts";
import { type RewardRows, rewardModels } from "./reward-models.ts";

/** Expected reward of each action in each row asked about, by a model that was chosen and fitted without that row. */
export interface PredictedRewards {
  readonly predictions: Matrix;
  /** What the model goes by, in words. */
  readonly from: string;
}

const FOLDS = 5;

/**
 * Predictions for the rows of a log by models of the other four of five folds (by the hash of the row's place). The model is the one whose
 * predictions are nearest to the rewards seen, by the weighted sum of squares.
 * @param actions how many to predict for, those of the log first
 * @param weights how often each row counts, as the policy to be valued would have it
 */
export function crossFitted(log: PolicyLog, actions: number, weights: Float64Array, seed: string): PredictedRewards {
  const suffix = seed === "1" ? "" : ` ${seed}`;
  const fold = Int32Array.from(log.action, (_, i) => Math.floor(hashToUnit(`fold ${i}${suffix}`) * FOLDS));
  const columns = columnsOf(log);
  const places = Int32Array.from(log.action, (_, i) => i);
  const parts = Array.from({ length: FOLDS }, (_, f) => {
    const train = places.filter((i) => fold[i] !== f);
    const test = places.filter((i) => fold[i] === f);
    const encoding = fitEncoding(columns, train);
    return { test, learned: rowsOf(log, train, encode(encoding, columns, train)), x: encode(encoding, columns, test) };
  }).filter(({ test, learned }) => test.length > 0 && learned.x.rows > 0);
  const candidates = Object.entries(rewardModels).map(([from, model]) => {
    const values = new Float64Array(log.action.length * actions);
    for (const { test, learned, x } of parts) {
      const told = model(learned, x, actions).values;
      for (const [k, i] of test.entries()) values.set(told.subarray(k * actions, (k + 1) * actions), i * actions);
    }
    return { from, predictions: { rows: log.action.length, columns: actions, values } };
  });
  return best(candidates, log, weights);
}

/**
 * Predictions for the rows of `asked` by models of the rows of `learned`, the one that predicted best in cross-validation there.
 * @param asked numbers its actions as `learned` does
 */
export function learnedElsewhere(
  learned: PolicyLog,
  asked: PolicyLog,
  actions: number,
  seed: string,
): PredictedRewards {
  const { from } = crossFitted(learned, actions, new Float64Array(learned.action.length).fill(1), seed);
  const columns = columnsOf(learned);
  const all = Int32Array.from(learned.action, (_, i) => i);
  const encoding = fitEncoding(columns, all);
  const x = encode(
    encoding,
    columnsOf(asked),
    Int32Array.from(asked.action, (_, i) => i),
  );
  const predictions = rewardModels[from]!(rowsOf(learned, all, encode(encoding, columns, all)), x, actions);
  return { from, predictions };
}

function best(candidates: readonly PredictedRewards[], log: PolicyLog, weights: Float64Array): PredictedRewards {
  const losses = candidates.map(({ predictions }) =>
    weights.reduce((sum, weight, i) => {
      const told = predictions.values[i * predictions.columns + log.action[i]!]!;
      return sum + weight * (log.reward[i]! - told) ** 2;
    }, 0),
  );
  return candidates[losses.indexOf(Math.min(...losses))]!;
}

/** The position is known of a row, too. */
function columnsOf(log: PolicyLog): FeatureColumn[] {
  return [{ name: "position", form: "category", cells: log.position }, ...log.features];
}

function rowsOf(log: PolicyLog, rows: Int32Array, x: Matrix): RewardRows {
  return {
    x,
    action: rows.map((i) => log.action[i]!),
    reward: Float64Array.from(rows, (i) => log.reward[i]!),
  };
}
