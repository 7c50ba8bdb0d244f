import { meanMetric } from "../task-result.ts";
import { type Candidate, candidatesOf } from "./candidates.ts";
import { logistic, type Scorer } from "./learners.ts";
import type { OrderLines } from "./order-lines.ts";
import { plainFeatures } from "./plain-features.ts";
import { anchorIntercept, fitPlattScale } from "./platt-scale.ts";

/** A model that is ready to be asked. */
export interface ReturnsModel {
  /** Probabilities of lines, by position. */
  readonly tell: Scorer;
  readonly chosen: readonly string[];
  readonly skipped: readonly string[];
}

/** A candidate's answers about lines that it had not seen. */
interface Judged {
  readonly candidate: Candidate;
  readonly scores: readonly Float64Array[];
}

/** Lines learned from at most: the latest. */
const mostRows = 300_000;
/** Rows below which, and outcomes of a kind below which, nothing can be chosen. */
const fewRows = 400;
const fewOutcomes = 30;
/** Shares of the lines learned from, in time, at which trials begin and end. */
const trials = [0.5, 0.75, 1] as const;
/** Standard errors of a paired difference in loss, and share of the loss, beyond which a candidate is left out. */
const clearly = { errors: 2, share: 0.004 };

/**
 * The mean of boosted trees, trees in which risk only rises with rates, and logistic regression, on everything that is known at the order, and of
 * trees on plain features; without those that were clearly worse on two later parts of the lines learned from, told by models that had seen
 * only what was known before each part. The slope of the calibration is learned there too; its level is that of all lines learned from.
 */
export function fitReturns(lines: OrderLines, train: readonly number[], timeIsUp: () => boolean): ReturnsModel {
  const rows = train.slice(-mostRows);
  const outcomes = outcomesOf(lines, rows);
  const returned = outcomes.reduce((sum, each) => sum + each, 0);
  if (returned === 0 || returned === rows.length) {
    const chance = (returned + 0.5) / (rows.length + 1);
    return {
      tell: (asked) => new Float64Array(asked.length).fill(chance),
      chosen: ["one outcome alone in the lines learned from: its smoothed rate"],
      skipped: [],
    };
  }
  const plain = plainFeatures(lines);
  if (rows.length < fewRows || Math.min(returned, rows.length - returned) < fewOutcomes) {
    const scorer = logistic(300)(plain, rows, outcomes);
    return {
      tell: probabilities(scorer),
      chosen: ["few lines: logistic regression on rates and amounts"],
      skipped: [],
    };
  }
  const { judged, parts, skipped } = judge(candidatesOf(lines, plain, rows.length), lines, rows, timeIsUp);
  const labels = parts.map(({ asked }) => outcomesOf(lines, asked));
  const used = notClearlyWorse(judged, labels).map((k) => judged[k]!);
  const slope = slopeOf(
    parts.map((_, p) => meanOf(used.map(({ scores }) => scores[p]!))),
    labels,
  );
  const scorers = used.map(({ candidate }) => candidate.learner(candidate.columns, rows, outcomes));
  const score: Scorer = (asked) => meanOf(scorers.map((scorer) => scorer(asked)));
  const intercept = anchorIntercept(score(rows), slope, returned / rows.length);
  return {
    tell: (asked) => score(asked).map((each) => 1 / (1 + Math.exp(-(slope * each + intercept)))),
    chosen: [
      `equal shares of ${used.map(({ candidate }) => candidate.name).join(", ")}`,
      `calibration: slope ${slope.toFixed(3)}, level of the lines learned from`,
    ],
    skipped,
  };
}

function judge(candidates: readonly Candidate[], lines: OrderLines, rows: readonly number[], timeIsUp: () => boolean) {
  const parts = trials.slice(0, -1).flatMap((from, t) => {
    const asked = rows.slice(Math.floor(rows.length * from), Math.floor(rows.length * trials[t + 1]!));
    const begin = lines.time[asked[0]!]!;
    const known = rows.filter((i) => lines.time[i]! + lines.lag <= begin);
    return bothKinds(outcomesOf(lines, known)) && bothKinds(outcomesOf(lines, asked)) ? [{ known, asked }] : [];
  });
  const judged: Judged[] = [];
  const skipped: string[] = [];
  for (const candidate of candidates) {
    if (judged.length > 0 && (timeIsUp() || parts.length === 0)) {
      if (parts.length > 0) skipped.push(`auto: candidate ${candidate.name}`);
      continue;
    }
    const { columns, learner } = candidate;
    const alone = timeIsUp();
    const scores = parts.map(({ known, asked }) =>
      alone ? new Float64Array(asked.length) : learner(columns, known, outcomesOf(lines, known))(asked),
    );
    judged.push({ candidate, scores });
  }
  return { judged, parts, skipped };
}

/** Whether there is enough of both outcomes to learn from. */
function bothKinds(outcomes: Float64Array): boolean {
  const returned = outcomes.reduce((sum, each) => sum + each, 0);
  return Math.min(returned, outcomes.length - returned) >= fewOutcomes;
}

/**
 * The positions of those that are not clearly worse than the best. Equal shares of these do better on later lines than shares fitted to the
 * trials, whose differences are mostly noise. Each part is scaled anew before its loss is taken, so that levels of other times do not decide.
 */
function notClearlyWorse(judged: readonly Judged[], labels: readonly Float64Array[]): number[] {
  const losses = judged.map(({ scores }) => labels.flatMap((outcomes, p) => lossesOf(scores[p]!, outcomes)));
  const totals = losses.map((each) => each.reduce((sum, loss) => sum + loss, 0));
  const least = Math.min(...totals);
  const best = losses[totals.indexOf(least)]!;
  return [...losses.keys()].filter((k) => {
    const { mean, se = 0 } = meanMetric(losses[k]!.map((loss, i) => loss - best[i]!));
    return !(mean > clearly.errors * se && mean > (clearly.share * least) / best.length);
  });
}

function lossesOf(scores: Float64Array, outcomes: Float64Array): number[] {
  const { slope, intercept } = fitPlattScale(scores, outcomes);
  return Array.from(scores, (score, i) => {
    const towards = (2 * outcomes[i]! - 1) * (slope * score + intercept);
    return Math.log1p(Math.exp(-Math.abs(towards))) + Math.max(0, -towards);
  });
}

/** The mean slope over parts; 1 where there is none to learn it from. */
function slopeOf(scores: readonly Float64Array[], labels: readonly Float64Array[]): number {
  const slopes = scores.flatMap((each, p) =>
    each.some((score) => score !== each[0]) ? [fitPlattScale(each, labels[p]!).slope] : [],
  );
  if (slopes.length === 0) return 1;
  return Math.max(0.5, Math.min(1.5, slopes.reduce((sum, each) => sum + each, 0) / slopes.length));
}

function meanOf(lists: readonly Float64Array[]): Float64Array {
  return lists[0]!.map((_, k) => lists.reduce((sum, each) => sum + each[k]!, 0) / lists.length);
}

function outcomesOf(lines: OrderLines, positions: readonly number[]): Float64Array {
  return Float64Array.from(positions, (i) => lines.returned[i]!);
}

function probabilities(scorer: Scorer): Scorer {
  return (asked) => scorer(asked).map((score) => 1 / (1 + Math.exp(-score)));
}
