import type { Matrix } from "../matrix/index.ts";
import type { ArrivalHistory } from "./arrival-history.ts";
import { type ArrivalModel, fitArrivals } from "./fit-arrivals.ts";
import type { Journeys } from "./journeys.ts";
import { arrivalQuantile, predictArrivals } from "./predict-arrivals.ts";
import { tabledArrivals } from "./tabled-arrivals.ts";

/** Days of starts that decide. */
const tried = 84;
/** Of those, the last ones that both are tried on before the first beginning: the trees then are not refitted. */
const trial = 56;
/** Journeys that a fit needs, to learn from and to be judged by. */
const enough = 300;

/** What two ways of telling a journey lost, known once it has ended. */
interface Told {
  readonly row: number;
  readonly boosted: number;
  readonly tabled: number;
}

/** Who tells from now on, and by which losses. */
export interface ContestVerdict {
  readonly winner: "boosted-hazards" | "life-tables";
  /** Mean losses on the journeys that decided, in days; undefined where too few are known. */
  readonly losses?: { readonly boosted: number; readonly tabled: number; readonly journeys: number };
}

/** Tells journeys as of a day. */
export interface ArrivalTeller {
  /** Fits what is to be fitted on the events before the day. */
  begin(asOf: number): void;
  /** The chances of these journeys, each as of its own start. */
  tell(rows: readonly number[]): Matrix;
}

/** Boosted hazards against life tables, judged by what both told of earlier journeys when these started. */
export interface ArrivalContest extends ArrivalTeller {
  /** Decides without fitting what tells from now on. */
  judge(asOf: number): ContestVerdict;
  /** Of the last beginning. */
  verdict(): ContestVerdict;
}

/**
 * At each beginning the way is chosen that lost less on the last twelve weeks of starts that have nearly all ended by then (mean of the
 * pinball losses at the median and at nine in ten). Before the first such day, both are tried on the weeks before it.
 * Life tables as long as too little is known for that.
 *
 * @param journeys with every end that is known, those beyond the horizon as well; `history` is made of the same ones.
 */
export function arrivalContest(journeys: Journeys, history: ArrivalHistory): ArrivalContest {
  const { starts, ends } = journeys;
  const took = (row: number) => ends[row]! - starts[row]!;
  const told: Told[] = [];
  let isNew = false;
  let model: ArrivalModel | undefined;
  let verdict: ContestVerdict = { winner: "life-tables" };

  const lossOf = (row: number, chances: Matrix, k: number) => {
    let sum = 0;
    for (const level of [0.5, 0.9]) {
      const above = took(row) - arrivalQuantile(chances, k, level);
      sum += Math.max(level * above, (level - 1) * above);
    }
    return sum / 2;
  };

  function record(rows: readonly number[], byTrees: Matrix): void {
    const byTables = tabledArrivals(history, rows);
    for (const [k, row] of rows.entries()) {
      told.push({ row, boosted: lossOf(row, byTrees, k), tabled: lossOf(row, byTables, k) });
    }
  }

  function judge(asOf: number): ContestVerdict {
    const matured = asOf - maturity(journeys, asOf);
    const within = (row: number) => starts[row]! >= matured - tried && starts[row]! < matured;
    if (told.length === 0 && canFit(journeys, matured - trial)) {
      const past = Array.from(starts, (_, row) => row).filter(
        (row) => within(row) && starts[row]! >= matured - trial && ends[row]! < asOf,
      );
      if (past.length >= enough)
        record(past, predictArrivals(fitArrivals(history, { asOf: matured - trial }), history, past));
    }
    const judged = told.filter(({ row }) => within(row) && ends[row]! < asOf);
    const mean = (way: "boosted" | "tabled") => judged.reduce((sum, each) => sum + each[way], 0) / judged.length;
    if (judged.length >= enough) {
      const losses = { boosted: mean("boosted"), tabled: mean("tabled"), journeys: judged.length };
      verdict = { winner: losses.boosted <= losses.tabled ? "boosted-hazards" : "life-tables", losses };
    } else if (told.length === 0) {
      verdict = { winner: "life-tables" };
    }
    return verdict;
  }

  return {
    judge,
    begin(asOf) {
      isNew = true;
      judge(asOf);
      model = canFit(journeys, asOf) ? fitArrivals(history, { asOf }) : undefined;
    },
    tell(rows) {
      if (!model) return tabledArrivals(history, rows);
      const byTrees = predictArrivals(model, history, rows);
      // Those told first are the ones asked about; what is told again is no further evidence.
      if (isNew) record(rows, byTrees);
      isNew = false;
      return verdict.winner === "boosted-hazards" ? byTrees : tabledArrivals(history, rows);
    },
    verdict: () => verdict,
  };
}

/** Whether enough has ended before the day to fit trees on. */
export function canFit({ ends }: Journeys, asOf: number): boolean {
  let count = 0;
  for (let row = 0; row < ends.length; row++) if (ends[row]! < asOf) count++;
  return count >= enough;
}

/**
 * The days from a start within which nearly all of what is known before a day has ended (nineteen in twenty): what started longer ago than
 * that is taken to be known in full. 0 where nothing is known.
 */
function maturity({ starts, ends }: Journeys, asOf: number): number {
  const took = Float64Array.from(ends, (end, row) => (end < asOf ? end - starts[row]! : Number.NaN))
    .filter((days) => !Number.isNaN(days))
    .sort();
  return took[Math.floor(0.95 * took.length)] ?? 0;
}
