import { chooseRidgeL2, fitRidge, type Matrix, type RidgeModel, selectRows } from "@aftercare/learn";

/** Rows with what was known of them, what was done and what came of it. */
export interface RewardRows {
  readonly x: Matrix;
  readonly action: ArrayLike<number>;
  readonly reward: ArrayLike<number>;
}

/** Learns from some rows the expected reward of each of `actions` actions; returns it for each row of others: rows × actions. */
export type RewardModel = (learned: RewardRows, asked: Matrix, actions: number) => Matrix;

/** From the plainest on; each adds what the one before leaves unexplained, as far as the rows learned from bear it out. */
export const rewardModels: Readonly<Record<string, RewardModel>> = {
  "the mean reward": ({ reward }, asked, actions) => everywhere(asked.rows, actions, meanOf(reward)),
  "what is known of the row and the action's own mean": (learned, asked, actions) => {
    const { model, effects } = fitEffects(learned, actions);
    return withEffects(asked, model, effects);
  },
  "what is known of the row, for each action apart": (learned, asked, actions) => {
    const { model, effects, residual } = fitEffects(learned, actions);
    const predictions = withEffects(asked, model, effects);
    for (const [a, own] of Map.groupBy(residual.keys(), (i) => learned.action[i]!)) {
      if (own.length >= leastRows) addDeviation(predictions, a, own, learned, residual, asked);
    }
    return predictions;
  },
};

const penalties = [1, 10, 100, 1000, 10_000, 100_000];
/** An action taken less often is told from the others by its mean alone. */
const leastRows = 50;

interface Effects {
  readonly model: RidgeModel;
  readonly effects: Float64Array;
  /** Reward less what model and effects say. */
  readonly residual: Float64Array;
}

/**
 * A linear model that all actions share, and each action's mean residual drawn toward 0 by how much such means differ beyond chance
 * (empirical Bayes; variance between actions by the method of moments, DerSimonian, Laird 1986).
 */
function fitEffects({ x, action, reward }: RewardRows, actions: number): Effects {
  const model = fitLinear(x, reward);
  const residual = Float64Array.from(reward, (value, i) => value - linear(model, x, i));
  const sums = new Float64Array(actions);
  const counts = new Float64Array(actions);
  let squares = 0;
  for (let i = 0; i < residual.length; i++) {
    sums[action[i]!]! += residual[i]!;
    counts[action[i]!]!++;
    squares += residual[i]! ** 2;
  }
  const noise = squares / residual.length;
  const seen = counts.filter((count) => count > 0).length;
  const between = sums.reduce((sum, each, a) => sum + (counts[a]! > 0 ? each ** 2 / counts[a]! : 0), 0);
  const largest = counts.reduce((sum, count) => sum + count ** 2, 0) / residual.length;
  const variance = Math.max(0, (between - (seen - 1) * noise) / Math.max(1, residual.length - largest));
  const effects = sums.map((sum, a) => (counts[a]! > 0 && variance > 0 ? sum / (counts[a]! + noise / variance) : 0));
  for (let i = 0; i < residual.length; i++) residual[i]! -= effects[action[i]!]!;
  return { model, effects, residual };
}

function withEffects(asked: Matrix, model: RidgeModel, effects: Float64Array): Matrix {
  const values = new Float64Array(asked.rows * effects.length);
  for (let i = 0; i < asked.rows; i++) {
    const base = linear(model, asked, i);
    for (let a = 0; a < effects.length; a++) values[i * effects.length + a] = base + effects[a]!;
  }
  return { rows: asked.rows, columns: effects.length, values };
}

function addDeviation(
  predictions: Matrix,
  a: number,
  own: readonly number[],
  learned: RewardRows,
  residual: Float64Array,
  asked: Matrix,
): void {
  const model = fitLinear(
    selectRows(learned.x, own),
    Float64Array.from(own, (i) => residual[i]!),
  );
  for (let i = 0; i < asked.rows; i++) predictions.values[i * predictions.columns + a]! += linear(model, asked, i);
}

function fitLinear(x: Matrix, y: ArrayLike<number>): RidgeModel {
  return fitRidge(x, y, { l2: chooseRidgeL2(x, y, penalties).l2 });
}

function linear({ intercept, coefficients, means, scales }: RidgeModel, x: Matrix, i: number): number {
  let value = intercept;
  for (let j = 0; j < coefficients.length; j++) {
    value += (coefficients[j]! * (x.values[i * x.columns + j]! - means[j]!)) / scales[j]!;
  }
  return value;
}

function everywhere(rows: number, actions: number, value: number): Matrix {
  return { rows, columns: actions, values: new Float64Array(rows * actions).fill(value) };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
