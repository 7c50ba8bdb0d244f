import { cholesky, solveCholesky } from "../../matrix/cholesky.ts";
import type { Matrix } from "../../matrix/index.ts";

/** max Σ value under Σ uses[k] ≤ limits[k], one action a row; `uses[k]` is rows × actions. */
export interface Dual {
  readonly value: Matrix;
  readonly uses: readonly Float64Array[];
  readonly limits: Float64Array;
}

/** Prices of 0 or more, the exact dual's value there, and the value of the worst plan, below which no bound can be. */
export interface DualMinimum {
  readonly prices: Float64Array;
  readonly bound: number;
  readonly least: number;
}

/** The smoothed dual at some prices. */
interface Smoothed {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Row-major, the lower triangle filled. */
  readonly curvature: Float64Array;
}

const temperatures = 12;
const newtonSteps = 30;

/**
 * Minimises the dual over prices of 0 or more. The exact dual has kinks, on which coordinate descent sticks and subgradients crawl;
 * replacing each row's maximum by a log-sum-exp makes it smooth, and Newton's method with the prices that are held at 0 taken out
 * (Bertsekas 1982) needs a few steps at each of a falling row of temperatures; `from`, the prices of a problem nearly the same, spares
 * the high ones.
 */
export function minimiseDual(dual: Dual, from?: Float64Array): DualMinimum {
  let prices = from ?? new Float64Array(dual.limits.length);
  let best = { prices, bound: exactDual(dual, prices) };
  const least = worstPlan(dual.value);
  for (let stage = from ? temperatures - 4 : 0; stage < temperatures && best.bound >= least; stage++) {
    const temperature = spread(dual.value) * 0.35 ** stage;
    let at = smoothedDual(dual, prices, temperature);
    for (let step = 0; step < newtonSteps; step++) {
      const next = descend(dual, prices, at, temperature);
      if (!next) break;
      const gain = at.value - next.at.value;
      ({ prices, at } = next);
      // A dual value below that of every plan proves that no plan keeps the constraints; the prices would grow for ever.
      if (at.value < least || gain <= 1e-9 * (1 + Math.abs(at.value))) break;
    }
    const bound = exactDual(dual, prices);
    const gain = best.bound - bound;
    if (gain > 0) best = { prices, bound };
    if (stage > 4 && Math.abs(gain) <= 1e-9 * Math.abs(bound)) break;
  }
  return { ...best, least };
}

/**
 * Whether these prices prove that no plan keeps the limits: at them, every plan uses more than the limits allow, whatever it is worth.
 */
export function provesImpossible({ value, uses, limits }: Dual, prices: Float64Array): boolean {
  const worthless = { ...value, values: new Float64Array(value.values.length) };
  const scale = prices.reduce((sum, price, k) => sum + price * Math.abs(limits[k]!), 0);
  return exactDual({ value: worthless, uses, limits }, prices) < -1e-9 * scale;
}

function descend(dual: Dual, prices: Float64Array, at: Smoothed, temperature: number) {
  const size = prices.length;
  const free = Array.from(prices, (_, k) => k).filter((k) => prices[k]! > 0 || at.gradient[k]! < 0);
  if (free.length === 0) return undefined;
  const system = new Float64Array(free.length ** 2);
  for (const [r, k] of free.entries()) {
    for (let c = 0; c <= r; c++) system[r * free.length + c] = at.curvature[k * size + free[c]!]!;
    const diagonal = system[r * free.length + r]!;
    // Where every row is decided the smoothed dual is flat in this direction; a little curvature makes the step a long gradient step.
    system[r * free.length + r] = diagonal * (1 + 1e-9) + 1e-12 * Math.abs(at.gradient[k]!) + Number.MIN_VALUE;
  }
  const factor = cholesky(system, free.length);
  const gradient = Float64Array.from(free, (k) => at.gradient[k]!);
  const direction = factor ? solveCholesky(factor, free.length, gradient) : gradient;
  for (let length = 1; length > 1e-12; length /= 2) {
    const moved = Float64Array.from(prices);
    let slope = 0;
    for (const [r, k] of free.entries()) {
      moved[k] = Math.max(0, prices[k]! - length * direction[r]!);
      slope += at.gradient[k]! * (moved[k]! - prices[k]!);
    }
    if (!moved.every(Number.isFinite)) continue;
    const next = smoothedDual(dual, moved, temperature);
    if (next.value <= at.value + 1e-4 * slope && next.value < at.value) return { prices: moved, at: next };
  }
  return undefined;
}

function smoothedDual({ value, uses, limits }: Dual, prices: Float64Array, temperature: number): Smoothed {
  const size = limits.length;
  const { rows, columns } = value;
  const gradient = Float64Array.from(limits);
  const curvature = new Float64Array(size * size);
  const chance = new Float64Array(columns);
  const mean = new Float64Array(size);
  let total = 0;
  for (let k = 0; k < size; k++) total += prices[k]! * limits[k]!;
  for (let i = 0; i < rows; i++) {
    const at = i * columns;
    let highest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < columns; a++) {
      let net = value.values[at + a]!;
      for (let k = 0; k < size; k++) net -= prices[k]! * uses[k]![at + a]!;
      chance[a] = net;
      if (net > highest) highest = net;
    }
    let sum = 0;
    for (let a = 0; a < columns; a++) {
      chance[a] = Math.exp((chance[a]! - highest) / temperature);
      sum += chance[a]!;
    }
    total += highest + temperature * Math.log(sum);
    for (let k = 0; k < size; k++) {
      let each = 0;
      for (let a = 0; a < columns; a++) each += chance[a]! * uses[k]![at + a]!;
      mean[k] = each / sum;
      gradient[k]! -= mean[k]!;
    }
    for (let k = 0; k < size; k++) {
      for (let l = 0; l <= k; l++) {
        let product = 0;
        for (let a = 0; a < columns; a++) product += chance[a]! * uses[k]![at + a]! * uses[l]![at + a]!;
        curvature[k * size + l]! += (product / sum - mean[k]! * mean[l]!) / temperature;
      }
    }
  }
  return { value: total, gradient, curvature };
}

function exactDual({ value, uses, limits }: Dual, prices: Float64Array): number {
  const { rows, columns } = value;
  let total = limits.reduce((sum, limit, k) => sum + limit * prices[k]!, 0);
  for (let i = 0; i < rows; i++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let place = i * columns; place < (i + 1) * columns; place++) {
      let net = value.values[place]!;
      for (let k = 0; k < uses.length; k++) net -= prices[k]! * uses[k]![place]!;
      highest = Math.max(highest, net);
    }
    total += highest;
  }
  return total;
}

function worstPlan({ rows, columns, values }: Matrix): number {
  let total = 0;
  for (let i = 0; i < rows; i++) {
    let lowest = Number.POSITIVE_INFINITY;
    for (let a = 0; a < columns; a++) lowest = Math.min(lowest, values[i * columns + a]!);
    total += lowest;
  }
  return total;
}

/** Mean distance between the best and the worst action of a row, the natural scale of a temperature. */
function spread({ rows, columns, values }: Matrix): number {
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    total += Math.max(...row) - Math.min(...row);
  }
  return total > 0 ? total / rows : 1;
}
