import { createHash } from "node:crypto";
import type { LogisticModel } from "@aftercare/learn";
import { evaluate, fit, hasBothClasses, leastOfClass } from "./evaluate.ts";
import type { TrainingRow } from "./training-row.ts";

/** A model with its card, before it has an id. `model` is absent while there is too little history. */
export interface Trained {
  readonly version: string;
  readonly model?: LogisticModel;
  readonly card: Card;
}

type Estimate = { value: number; low: number; high: number };

/** What stands in `models.card`: plain JSON. */
export interface Card {
  readonly trainRows: number;
  readonly testRows: number;
  /** ISO instant: rows whose outcome was known before it train, rows from it on test. */
  readonly cut: string;
  readonly baseRate: number;
  readonly auc?: Estimate;
  readonly baselineAuc?: Estimate;
  readonly aucDifference?: Estimate;
  readonly features: readonly { feature: string; weight: number }[];
  readonly calibration: readonly { predicted: number; observed: number; rows: number }[];
  /** A catalogue key. */
  readonly note?: string;
}

/** Below this many matured rows a fitted model is worse than saying what is assumed. */
const leastRows = 100;

/** The share of the time span of the rows that lies before the cut when none is given. */
const trainShare = 0.8;

/**
 * Trains a model and judges it on later rows it has not seen; then fits what serves on all rows. The judged model is one
 * that could have existed at the cut: a row trains it only when its outcome was known by then (`at + horizonMs <= cut`),
 * otherwise what it learns from would overlap with what it is asked.
 * @param rows matured rows only: their horizon is over at `now`
 */
export function trainModel(
  rows: readonly TrainingRow[],
  { features, horizonMs, now, cut }: { features: readonly string[]; horizonMs: number; now: Date; cut?: Date },
): Trained {
  const at = cut ?? defaultCut(rows, now);
  const baseRate = rows.length === 0 ? 0 : rows.filter((row) => row.outcome === 1).length / rows.length;
  if (rows.length < leastRows || !hasBothClasses(rows, leastOfClass)) {
    const card = {
      trainRows: rows.length,
      testRows: 0,
      cut: at.toISOString(),
      baseRate,
      features: [],
      calibration: [],
    };
    return withVersion({ card: { ...card, note: "reasons.note.too-little-history" } });
  }
  const known = rows.filter((row) => row.at.getTime() + horizonMs <= at.getTime());
  const later = rows.filter((row) => row.at >= at);
  const found = evaluate(known, later);
  const model = fit(rows);
  const card: Card = {
    trainRows: known.length,
    testRows: later.length,
    cut: at.toISOString(),
    baseRate,
    ...(found
      ? {
          auc: estimate(found.auc.auc, found.auc),
          baselineAuc: estimate(found.baselineAuc.auc, found.baselineAuc),
          aucDifference: estimate(found.difference.difference, found.difference),
        }
      : { note: "reasons.note.not-evaluated" }),
    features: features
      .map((feature, j) => ({ feature, weight: model.coefficients[j] ?? 0 }))
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    calibration: found?.calibration ?? [],
  };
  return withVersion({ model, card });
}

function defaultCut(rows: readonly TrainingRow[], now: Date): Date {
  if (rows.length === 0) return now;
  const times = rows.map((row) => row.at.getTime());
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  return new Date(first + trainShare * (last - first));
}

function estimate(value: number, { lower, upper }: { lower: number; upper: number }): Estimate {
  return { value, low: lower, high: upper };
}

function withVersion(trained: Omit<Trained, "version">): Trained {
  return { ...trained, version: createHash("sha256").update(JSON.stringify(trained)).digest("hex").slice(0, 12) };
}
