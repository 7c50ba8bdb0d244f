import {
  type ArrivalHistory,
  arrivalQuantile,
  fitArrivals,
  type Matrix,
  predictArrivals,
  tabledArrivals,
} from "@aftercare/learn";
import { dayMs, type Orders } from "./orders.ts";

/** Days of purchases that decide. */
const tried = 84;
/** Of those, the last ones that both are tried on before the first beginning: the trees then are not refitted. */
const trial = 56;
/** Orders that a fit needs, to learn from and to be judged by. */
const enough = 300;

/** What two ways of telling an order lost, known once it is delivered. */
interface Told {
  readonly order: number;
  readonly boosted: number;
  readonly tabled: number;
}

/** Tells orders as of a day. */
export interface ArrivalTeller {
  /** Fits what is to be fitted on the events before the day. */
  begin(asOf: number): void;
  /** The chances of these orders. */
  tell(rows: readonly number[]): Matrix;
}

/** Boosted hazards against life tables, judged by what both told of earlier orders when these were bought. */
export interface ArrivalContest extends ArrivalTeller {
  /** Who told the orders and why, in words. */
  words(): string;
}

/**
 * At each beginning the way is chosen that lost less on the last twelve weeks of purchases that are nearly all delivered by then (mean
 * of the pinball losses at the median and at nine in ten). Before the first such day, both are tried on the weeks before it.
 * Life tables as long as too little is known for that.
 */
export function arrivalContest(orders: Orders, history: ArrivalHistory, say: (line: string) => void): ArrivalContest {
  const told: Told[] = [];
  let isNew = false;
  let model: ReturnType<typeof fitArrivals> | undefined;
  let boosted = false;
  let reason = "";

  const knownBefore = (asOf: number) =>
    Array.from(orders.purchased.keys()).filter((i) => orders.delivered[i]! < asOf * dayMs);

  function record(rows: readonly number[], byTrees: Matrix): void {
    const byTables = tabledArrivals(history, rows);
    for (const [k, order] of rows.entries()) {
      told.push({ order, boosted: lossOf(orders, order, byTrees, k), tabled: lossOf(orders, order, byTables, k) });
    }
  }

  function begin(asOf: number): void {
    isNew = true;
    const known = knownBefore(asOf);
    const took = Float64Array.from(known, (i) => orders.took[i]!).sort();
    const matured = asOf - (took[Math.floor(0.95 * took.length)] ?? 0);
    const within = (order: number) => orders.day[order]! >= matured - tried && orders.day[order]! < matured;
    const fitted = (before: number) => known.filter((i) => orders.day[i]! + orders.took[i]! < before).length >= enough;
    if (told.length === 0 && fitted(matured - trial)) {
      const past = known.filter((i) => within(i) && orders.day[i]! >= matured - trial);
      if (past.length >= enough)
        record(past, predictArrivals(fitArrivals(history, { asOf: matured - trial }), history, past));
    }
    const judged = told.filter(({ order }) => within(order) && orders.delivered[order]! < asOf * dayMs);
    const mean = (way: "boosted" | "tabled") => judged.reduce((sum, each) => sum + each[way], 0) / judged.length;
    if (judged.length >= enough) {
      boosted = mean("boosted") <= mean("tabled");
      reason = `${boosted ? "boosted hazards" : "life tables"} (mean loss on past orders: boosted ${mean("boosted").toFixed(3)}, life tables ${mean("tabled").toFixed(3)})`;
    } else if (told.length === 0) {
      boosted = false;
      reason = "life tables, as too few orders are known for more";
    }
    model = fitted(asOf) ? fitArrivals(history, { asOf }) : undefined;
    say(`auto, as of ${new Date(asOf * dayMs).toISOString().slice(0, 10)}: ${reason}`);
  }

  return {
    begin,
    tell(rows) {
      if (!model) return tabledArrivals(history, rows);
      const byTrees = predictArrivals(model, history, rows);
      // Those told first are the ones asked about; what is told again is no further evidence.
      if (isNew) record(rows, byTrees);
      isNew = false;
      return boosted ? byTrees : tabledArrivals(history, rows);
    },
    words: () => `promise: at the end by ${reason}`,
  };
}

function lossOf(orders: Orders, order: number, chances: Matrix, row: number): number {
  let sum = 0;
  for (const level of [0.5, 0.9]) {
    const above = orders.took[order]! - arrivalQuantile(chances, row, level);
    sum += Math.max(level * above, (level - 1) * above);
  }
  return sum / 2;
}
