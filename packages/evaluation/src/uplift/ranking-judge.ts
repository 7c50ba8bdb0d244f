import {
  LearnError,
  type OutcomeKind,
  type RankingStatistic,
  seededRandom,
  type UpliftMetric,
  upliftStatistic,
} from "@aftercare/learn";
import { type Difference, type Metric, type Metrics, meanMetric } from "../task-result.ts";

/** Judges rankings by uplift, fold by fold; the figures of a method are means over folds, each ranked by itself. */
export interface RankingJudge {
  /** @param rows positions in the experiment asked about; of other arms than the two compared they are passed over */
  add(method: string, repeat: number, rows: Int32Array, scores: ArrayLike<number>): void;
  metricsOf(method: string): Metrics;
  /** `first` less each other method by the main figure, over rows. */
  differences(first: string): Difference[];
}

/** Rows in all, over repeats, that resamples are taken of: repeats use the same rows again, so the first few tell the error. */
const mostRows = 200_000;

/** The figures that are defined for this kind of outcome, the main one first. */
export function rankingMetrics(kind: OutcomeKind): readonly UpliftMetric[] {
  return kind === "binary"
    ? ["qini_auc", "qini_area", "auuc", "uplift_at_30", "autoc"]
    : ["qini_area", "uplift_at_30", "autoc"];
}

/**
 * Figures by scikit-uplift's definitions, with resamples of rows (the same for every method) for their error.
 * @param data of every row asked about, and which arm is compared with 0
 */
export function rankingJudge(
  data: {
    readonly treatment: ArrayLike<number>;
    readonly outcome: ArrayLike<number>;
    readonly arm: number;
    readonly kind: OutcomeKind;
  },
  { seed, replicates = affordable(data.treatment.length) }: { readonly seed: string; readonly replicates?: number },
): RankingJudge {
  const { treatment, outcome, arm, kind } = data;
  const names = rankingMetrics(kind);
  const counts = resamples(treatment.length, replicates, seed);
  const repeatsResampled = Math.max(1, Math.round(mostRows / treatment.length));
  const tallies = new Map<string, ReadonlyMap<UpliftMetric, Tally>>();
  const tallyOf = (method: string) => {
    const before = tallies.get(method);
    if (before) return before;
    const tally = new Map(
      names.map((name) => [name, { values: [], sums: new Float64Array(replicates), folds: 0 } as Tally]),
    );
    tallies.set(method, tally);
    return tally;
  };
  return {
    add(method, repeat, rows, scores) {
      const places = Int32Array.from(rows.keys()).filter((k) => isCompared(treatment[rows[k]!]!, arm));
      const own = Int32Array.from(places, (k) => rows[k]!);
      const pair = {
        outcome: Float64Array.from(own, (i) => outcome[i]!),
        treated: Uint8Array.from(own, (i) => Number(treatment[i] === arm)),
      };
      const ranked = Float64Array.from(places, (k) => scores[k]!);
      const tally = tallyOf(method);
      const statistics = names.flatMap((name) => {
        const statistic = statisticOf(name, pair, ranked);
        const value = statistic?.() ?? Number.NaN;
        return statistic && Number.isFinite(value) ? [{ own: tally.get(name)!, statistic, value }] : [];
      });
      for (const each of statistics) each.own.values.push(each.value);
      if (repeat >= repeatsResampled) return;
      for (const each of statistics) each.own.folds++;
      for (const [b, count] of counts.entries()) {
        const weights = Float64Array.from(own, (i) => count[i]!);
        for (const each of statistics) each.own.sums[b]! += each.statistic(weights);
      }
    },
    metricsOf(method) {
      const found: Record<string, Metric> = {};
      for (const [name, tally] of tallyOf(method)) {
        const metric = metricOf(tally);
        if (metric) found[name] = metric;
      }
      return found;
    },
    differences(first) {
      const metric = names[0]!;
      const own = tallies.get(first)?.get(metric);
      if (!own) return [];
      return [...tallies].flatMap(([method, tally]) => {
        const other = tally.get(metric)!;
        if (method === first || other.values.length !== own.values.length || own.values.length === 0) return [];
        const estimate = meanMetric(own.values).mean - meanMetric(other.values).mean;
        const error = spread(own.sums.map((sum, b) => (sum - other.sums[b]!) / own.folds));
        if (error === undefined) return [];
        return [{ method, metric, estimate, lower: estimate - 1.96 * error, upper: estimate + 1.96 * error }];
      });
    },
  };
}

interface Tally {
  /** Of every fold of every repeat. */
  readonly values: number[];
  /** For each resample the sum over the folds that were resampled. */
  readonly sums: Float64Array;
  folds: number;
}

function isCompared(treatment: number, arm: number): boolean {
  return treatment === 0 || treatment === arm;
}

/** Undefined where the figure is not defined: an arm or an outcome does not occur. */
function statisticOf(
  name: UpliftMetric,
  pair: { readonly outcome: Float64Array; readonly treated: Uint8Array },
  scores: Float64Array,
): RankingStatistic | undefined {
  try {
    return upliftStatistic(name, pair, scores);
  } catch (error) {
    if (error instanceof LearnError) return undefined;
    throw error;
  }
}

function metricOf({ values, sums, folds }: Tally): Metric | undefined {
  if (values.length === 0) return undefined;
  const { mean, se } = meanMetric(values);
  const sampling = spread(sums.map((sum) => sum / folds));
  const known = sampling === undefined ? {} : { [values.length > 1 ? "sampling_se" : "se"]: sampling };
  return values.length > 1 ? { mean, se: se!, ...known } : { mean, ...known };
}

/** Standard deviation over resamples; undefined where the figure is not defined on too many of them. */
function spread(values: Float64Array): number | undefined {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length < 0.9 * values.length || known.length < 2) return undefined;
  return meanMetric(known).se! * Math.sqrt(known.length);
}

/** 200 resamples; of many rows fewer, as they take long and the error's own error of 7 % at 100 harms nobody. */
function affordable(rows: number): number {
  return Math.round(Math.min(200, Math.max(100, 1e7 / rows)));
}

function resamples(rows: number, replicates: number, seed: string): Uint8Array[] {
  const random = seededRandom(`resamples ${seed}`);
  return Array.from({ length: replicates }, () => {
    const counts = new Uint8Array(rows);
    for (let i = 0; i < rows; i++) counts[random.int(rows)]! += 1;
    return counts;
  });
}
