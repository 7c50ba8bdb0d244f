import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../random/index.ts";
import type { BoostingOptions } from "./boosting-options.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { predictBoosting, rawBoosting } from "./predict-boosting.ts";

// python3, scikit-learn 1.9.1, HistGradientBoostingRegressor and …Classifier with learning_rate=.2, max_iter=15,
// max_leaf_nodes=7, max_depth=None, min_samples_leaf=6, max_bins=255, early_stopping=False, on
//   X[i,j] = nan if (i*5+j*3)%13==0 else ((i+1)*(j+2)*(i*i+7*j+3))%199/2        for i < 400, j < 4; f = np.nan_to_num(X, nan=40)
//   y = np.sin(f[:,0]/20)+f[:,1]*f[:,2]/5000+(i*i*31+i*17)%97/97; w = 1+(i%4)/2; label = y > np.median(y)
// Each line: the sum of .predict(X) (of .decision_function(X) for labels), then rows 0, 57, 133, 291 and 399.
const golden: Record<string, { options: Partial<BoostingOptions>; of?: "labels"; expected: number[] }> = {
  "squared loss, l2_regularization=2": {
    options: { l2: 2 },
    expected: [
      475.18374378135536, 1.422126700860405, 0.9586397203099073, 2.197639944613042, 0.44455461428567367,
      1.3494388767738257,
    ],
  },
  "sample_weight=w, l2_regularization=0": {
    options: { l2: 0, weights: Float64Array.from({ length: 400 }, (_, i) => 1 + (i % 4) / 2) },
    expected: [
      473.4606175190198, 1.5209948257312815, 1.0153790503335185, 2.2058117836993576, 0.44705790890530483,
      1.432724733340846,
    ],
  },
  "max_depth=2, l2_regularization=1": {
    options: { l2: 1, maxDepth: 2 },
    expected: [
      475.2480854817683, 1.4435488419332418, 1.0497304846363302, 1.9932590840519593, 0.3917168426547709,
      1.3839365077828358,
    ],
  },
  "labels, l2_regularization=1": {
    options: { l2: 1, loss: "logistic" },
    of: "labels",
    expected: [
      -49.04573380109828, 1.0947985953345822, -1.8903309671722919, 2.9436624776560283, -2.12202082542027,
      1.771632944141539,
    ],
  },
};

const columns = 4;
const values = Float64Array.from({ length: 400 * columns }, (_, k) => {
  const [i, j] = [Math.floor(k / columns), k % columns];
  return (i * 5 + j * 3) % 13 === 0 ? Number.NaN : (((i + 1) * (j + 2) * (i * i + 7 * j + 3)) % 199) / 2;
});
const x = { rows: 400, columns, values };
const y = Float64Array.from({ length: 400 }, (_, i) => {
  const [a = 0, b = 0, c = 0] = values.subarray(i * columns).map((value) => (Number.isNaN(value) ? 40 : value));
  return Math.sin(a / 20) + (b * c) / 5000 + ((i * i * 31 + i * 17) % 97) / 97;
});
const sorted = y.toSorted();
const labels = y.map((each) => (each > (sorted[199]! + sorted[200]!) / 2 ? 1 : 0));

for (const [name, { options, of, expected }] of Object.entries(golden)) {
  test(`raw scores are those of scikit-learn: ${name}`, () => {
    const settings: BoostingOptions = {
      loss: "squared",
      learningRate: 0.2,
      trees: 15,
      maxLeaves: 7,
      minLeaf: 6,
      ...options,
    };
    const raw = rawBoosting(fitBoosting(x, of === "labels" ? labels : y, settings), x);
    const mine = [raw.reduce((a, b) => a + b, 0), ...[0, 57, 133, 291, 399].map((i) => raw[i]!)];
    // scikit-learn keeps gradients in 32 bits.
    for (const [k, value] of mine.entries()) near(value, expected[k]!, 1e-6);
  });
}

const counts = y.map((each) => Math.max(0, Math.round(5 * each + 2)));

test("the order of rows does not change a bit", () => {
  const order = seededRandom("order").shuffle(Array.from({ length: 400 }, (_, i) => i));
  const turned = Float64Array.from(order.flatMap((i) => [...values.subarray(i * columns, (i + 1) * columns)]));
  const shuffled = { ...x, values: turned };
  for (const loss of ["squared", "poisson", { quantile: 0.3 }] as const) {
    const options = { loss, trees: 20 } as const;
    assert.deepEqual(
      fitBoosting(
        shuffled,
        order.map((i) => counts[i]!),
        options,
      ),
      fitBoosting(x, counts, options),
    );
  }
});

test("a constant column, and a column stretched without changing its order, change no prediction", () => {
  const wider = Float64Array.from({ length: 400 * 5 }, (_, k) => {
    const [i, j] = [Math.floor(k / 5), k % 5];
    return j === 4 ? 7 : j === 1 ? values[i * columns + 1]! ** 3 : values[i * columns + j]!;
  });
  const other = { rows: 400, columns: 5, values: wider };
  const plain = predictBoosting(fitBoosting(x, y, { loss: "squared" }), x);
  assert.deepEqual(predictBoosting(fitBoosting(other, y, { loss: "squared" }), other), plain);
});

test("a weight is the same as that many copies of the row, and weight 0 as no row", () => {
  const weights = Array.from({ length: 400 }, (_, i) => i % 3);
  const repeated = weights.flatMap((count, i) => new Array<number>(count).fill(i));
  const copies = { rows: repeated.length, columns, values: rowsAt(repeated) };
  for (const loss of ["squared", "logistic", { quantile: 0.6 }] as const) {
    const outcome = loss === "logistic" ? labels : y;
    const options = { loss, trees: 10, minLeaf: 1, maxLeaves: 6, l2: 3 } as const;
    const weighted = predictBoosting(fitBoosting(x, outcome, { ...options, weights }), x);
    const copied = predictBoosting(
      fitBoosting(
        copies,
        repeated.map((i) => outcome[i]!),
        options,
      ),
      x,
    );
    for (const [i, value] of weighted.entries()) near(value, copied[i]!, 1e-9);
  }
  const present = Array.from({ length: 400 }, (_, i) => i).filter((i) => i % 2 === 0);
  assert.deepEqual(
    fitBoosting(x, counts, { loss: "squared", weights: counts.map((_, i) => (i % 2 === 0 ? 1 : 0)) }).trees,
    fitBoosting(
      { rows: 200, columns, values: rowsAt(present) },
      present.map((i) => counts[i]!),
      { loss: "squared" },
    ).trees,
  );
});

test("32-bit input is the same as its values in 64 bits", () => {
  const single = Float32Array.from(values, (each) => each / 3);
  const options = { loss: "squared", trees: 10 } as const;
  assert.deepEqual(
    fitBoosting({ ...x, values: single }, y, options),
    fitBoosting({ ...x, values: Float64Array.from(single) }, y, options),
  );
});

test("the seed decides which rows and columns a tree sees", () => {
  const sampled = { loss: "squared", trees: 8, rowShare: 0.5, columnShare: 0.5 } as const;
  const model = fitBoosting(x, y, { ...sampled, seed: "a" });
  assert.deepEqual(fitBoosting(x, y, { ...sampled, seed: "a" }), model);
  assert.notDeepEqual(fitBoosting(x, y, { ...sampled, seed: "b" }).trees, model.trees);
  for (const tree of model.trees) {
    assert.ok(tree.cover[0]! > 150 && tree.cover[0]! < 250, `${tree.cover[0]} of 400 rows`);
    assert.ok(new Set(tree.column.filter((column) => column >= 0)).size <= 2);
  }
});

test("a constant outcome gives that constant without a tree", () => {
  for (const loss of ["squared", { quantile: 0.2 }] as const) {
    const model = fitBoosting(
      x,
      y.map(() => 3.7),
      { loss },
    );
    for (const value of predictBoosting(model, x)) near(value, 3.7, 1e-12);
    assert.ok(model.trees.every((tree) => tree.value.every((value) => Math.abs(value) < 1e-12)));
  }
});

test("growing stops after patience trees without a better validation loss, and those are dropped", () => {
  const random = seededRandom("early");
  const noise = Float64Array.from({ length: 400 }, () => random.next());
  const half = (from: number): { x: { rows: number; columns: number; values: Float64Array }; y: Float64Array } => ({
    x: { rows: 200, columns, values: values.slice(from * columns, (from + 200) * columns) },
    y: y.map((each, i) => each / 4 + noise[i]!).slice(from, from + 200),
  });
  const validation = half(200);
  const train = half(0);
  const model = fitBoosting(train.x, train.y, { loss: "squared", trees: 500, validation, patience: 7 });
  const { validationLoss } = model.training;
  assert.ok(validationLoss.length < 500);
  assert.equal(validationLoss.length, model.trees.length + 7);
  assert.equal(validationLoss.indexOf(Math.min(...validationLoss)), model.trees.length - 1);
  const errors = predictBoosting(model, validation.x).map((each, i) => (each - validation.y[i]!) ** 2);
  near(Math.min(...validationLoss), errors.reduce((a, b) => a + b, 0) / 200, 1e-12);
});

function rowsAt(positions: readonly number[]): Float64Array {
  return Float64Array.from(positions.flatMap((i) => [...values.subarray(i * columns, (i + 1) * columns)]));
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}
