import { type Matrix, type OutcomeKind, seededRandom, selectRows, type TreatmentData } from "@aftercare/learn";

/**
 * How a treatment works, all on customers' log-odds to respond unless said: the same for everyone; more in some columns; more above
 * the middle of one column; on the chance itself, more in some columns; less the likelier somebody responds anyway; more where two
 * columns agree.
 */
export const effectShapes = ["uniform", "linear", "step", "additive", "saturating", "crossed"] as const;
export type EffectShape = (typeof effectShapes)[number];

/** An experiment on real customers with made-up responses, and the true effect on each customer of the last part. */
export interface SimulatedExperiment {
  readonly data: TreatmentData;
  /** 1 for rows to learn from, 0 for rows to rank. */
  readonly folds: Uint8Array;
  /** Of the rows to rank, in their order. */
  readonly effects: Float64Array;
}

const rankedRows = 6000;

/**
 * Draws an experiment with one treatment at even odds. Who responds hangs on a random handful of columns, half of the time also on a
 * product and a step; amounts are log-normal. Sizes are those of e-mail experiments: 16,000 to 34,000 rows, 8 to 18 % respond
 * (`binary`) or 1 to 5 % buy (`real`), log-odds rise by 0.15 to 0.55.
 */
export function drawExperiment(
  customers: Matrix,
  kind: OutcomeKind,
  shape: EffectShape,
  seed: string,
): SimulatedExperiment {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const learned = Math.round(between(16_000, 34_000));
  const n = learned + rankedRows;
  const x = selectRows(customers, random.shuffle([...Array(customers.rows).keys()]).slice(0, n));
  const z = standardised(x);
  const pick = (count: number) => random.shuffle([...Array(x.columns).keys()]).slice(0, count);
  const sumOf = (count: number, size: number) => {
    const terms = pick(count).map((column) => ({ column, size: size * normal() }));
    return (i: number) => terms.reduce((sum, term) => sum + term.size * z(i, term.column), 0);
  };
  const productOf = (size: number) => {
    const [a, b] = pick(2) as [number, number];
    const strength = size * normal();
    return (i: number) => strength * z(i, a) * z(i, b);
  };
  const stepOf = (size: number) => {
    const column = random.int(x.columns);
    return (i: number) => (z(i, column) > 0 ? size : 0);
  };

  const parts = [sumOf(4 + random.int(5), 0.22)];
  if (random.next() < 0.5) parts.push(productOf(0.2));
  if (random.next() < 0.5) parts.push(stepOf(0.4 * normal()));
  const rate = kind === "binary" ? between(0.08, 0.18) : between(0.01, 0.05);
  const leaning = Float64Array.from({ length: n }, (_, i) => parts.reduce((sum, part) => sum + part(i), 0));
  const start = interceptFor(leaning, rate);
  const shift = between(0.15, 0.55);
  const treatedChance = (i: number, effect: (i: number) => number): number => {
    const base = leaning[i]! + start;
    if (shape !== "additive") return chanceOf(base + effect(i));
    return Math.min(0.98, Math.max(0.001, chanceOf(base) + 0.9 * rate * effect(i)));
  };
  const more = moreBy(shape, { sumOf, productOf, stepOf, between, leaning, count: 1 + random.int(3), shift });
  const amount = sumOf(3, 0.15);
  const spread = between(0.5, 0.9);
  const growth = random.next() < 1 / 3 ? 0.1 * normal() : 0;

  const treatment = Int32Array.from({ length: n }, () => random.int(2));
  const chances = Array.from({ length: n }, (_, i) => [chanceOf(leaning[i]! + start), treatedChance(i, more)] as const);
  const logAmount = (i: number, arm: number) => 4.3 + amount(i) + arm * growth;
  const expected = (i: number, arm: 0 | 1) =>
    chances[i]![arm] * (kind === "binary" ? 1 : Math.exp(logAmount(i, arm) + spread ** 2 / 2));
  const outcome = Float64Array.from({ length: n }, (_, i) => {
    const arm = treatment[i] === 1 ? 1 : 0;
    if (random.next() >= chances[i]![arm]) return 0;
    return kind === "binary" ? 1 : Math.exp(logAmount(i, arm) + spread * normal());
  });
  return {
    data: { x, treatment, outcome, propensity: { rows: n, columns: 2, values: new Float64Array(2 * n).fill(0.5) } },
    folds: Uint8Array.from({ length: n }, (_, i) => (i < learned ? 1 : 0)),
    effects: Float64Array.from({ length: rankedRows }, (_, k) => expected(learned + k, 1) - expected(learned + k, 0)),
  };
}

type Term = (i: number) => number;

interface Pieces {
  sumOf(count: number, size: number): Term;
  productOf(size: number): Term;
  stepOf(size: number): Term;
  between(low: number, high: number): number;
  readonly leaning: Float64Array;
  readonly count: number;
  readonly shift: number;
}

/** What the treatment adds to a row's log-odds, or for "additive" to its chance in multiples of the common effect. */
function moreBy(shape: EffectShape, { sumOf, productOf, stepOf, between, leaning, count, shift }: Pieces): Term {
  switch (shape) {
    case "uniform":
      return () => shift;
    case "linear": {
      const own = sumOf(count, 0.25);
      return (i) => shift + own(i);
    }
    case "step": {
      const own = stepOf(0.7 * shift + between(0.1, 0.7));
      return (i) => 0.3 * shift + own(i);
    }
    case "additive": {
      const own = sumOf(count, 0.3);
      return (i) => shift * (1 + own(i));
    }
    case "saturating": {
      const loss = between(0.2, 0.8);
      return (i) => shift - loss * leaning[i]!;
    }
    case "crossed": {
      const own = productOf(0.25);
      return (i) => shift + own(i);
    }
  }
}

function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** The intercept with which the mean chance is `rate`, by bisection. */
function interceptFor(leaning: Float64Array, rate: number): number {
  let low = -8;
  let high = 4;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    const mean = leaning.reduce((sum, each) => sum + chanceOf(each + middle), 0) / leaning.length;
    if (mean > rate) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Columns at mean 0 and variance 1; 0 where a column is constant. */
function standardised({ rows, columns, values }: Matrix): (row: number, column: number) => number {
  const means = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let place = 0; place < values.length; place++) means[place % columns]! += values[place]! / rows;
  for (let place = 0; place < values.length; place++) {
    squares[place % columns]! += (values[place]! - means[place % columns]!) ** 2 / rows;
  }
  const scales = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
  return (row, column) => (values[row * columns + column]! - means[column]!) * scales[column]!;
}
