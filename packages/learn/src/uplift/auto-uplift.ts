import { LearnError, requireSome } from "../errors/index.ts";
import type { HierarchicalModel } from "../hierarchical/index.ts";
import type { Matrix } from "../matrix/index.ts";
import type { AutoCandidate, AutoUpliftModel } from "./auto-model.ts";
import { crossFit, foldsOf, type Nuisances, propensitiesOf } from "./cross-fit.ts";
import { defaultCandidates, priorsOf } from "./default-candidates.ts";
import { marginsOf } from "./economics.ts";
import { fitChecked, requireOptions, type UpliftOptions, type UpliftShared } from "./fit-uplift.ts";
import { type Learner, nameOf } from "./learner.ts";
import { predictUplift } from "./predict-uplift.ts";
import { residualProblem } from "./residual-problem.ts";
import { positionsOf } from "./rows-of-arm.ts";
import { requireTreatmentData, selectData, type TreatmentData } from "./treatment-data.ts";
import type { UpliftModel } from "./uplift-model.ts";
import { type Held, weighCandidates } from "./weigh-candidates.ts";

/** How to choose. */
export interface AutoUpliftOptions extends Omit<UpliftOptions, "nuisances"> {
  /** What is tried, simplest first; {@link defaultCandidates} if not given. */
  readonly candidates?: readonly Learner[];
  /** Folds of the comparison; 5 if not given, 3 from 20,000 rows on, where a fold more changes little and costs much. */
  readonly folds?: number;
  /**
   * Stops adding candidates once `elapsed` (seconds on the caller's clock since it asked) passes `seconds`. At least one candidate is
   * always fitted, and so is the constant effect; those left out are named in the model.
   */
  readonly budget?: { readonly seconds: number; readonly elapsed: () => number };
}

/** Members with less weight than this are dropped: they would cost a fit and change nothing. */
const LEAST_WEIGHT = 0.02;

/**
 * Fits the candidates on folds, compares their effects on held-out rows by R-loss over cross-fitted nuisances, and blends them by
 * {@link weighCandidates}. Every figure used comes from the rows given, each judged by models that had not seen it. Where no
 * candidate tells shoppers apart, the constant effect carries the weight.
 *
 * @throws LearnError as fitUplift does; also naming `options.candidates` where none could be fitted.
 */
export function autoUplift(data: TreatmentData, options: AutoUpliftOptions): AutoUpliftModel {
  const arms = requireTreatmentData(data, options.outcome);
  const candidates = options.candidates ?? defaultCandidates(options.outcome, isTwoPart(data));
  requireSome("options.candidates", candidates);
  for (const each of candidates) requireOptions(each, options, arms);
  const folds = options.folds ?? (data.x.rows < 20_000 ? 5 : 3);
  const prepared = prepare(data, { ...options, folds }, arms, foldsOf(data, folds, options.seed ?? 1));

  const tried: Trial[] = [];
  const skipped: string[] = [];
  // Models of outcomes come first: the best of them serves the others as the nuisance.
  const ordered = [...candidates].sort((a, b) => Number(needsNuisances(a)) - Number(needsNuisances(b)));
  let nuisances: Nuisances | undefined;
  for (const learner of ordered) {
    // The constant effect costs next to nothing, and it is what the others are judged against.
    const spent = options.budget !== undefined && options.budget.elapsed() > options.budget.seconds;
    if (spent && tried.length > 0 && learner.learner !== "constant") {
      skipped.push(nameOf(learner));
      continue;
    }
    if (needsNuisances(learner)) nuisances ??= nuisancesFrom(tried, prepared);
    tried.push(tryOut(learner, prepared, nuisances));
  }
  nuisances ??= nuisancesFrom(tried, prepared);
  tried.sort((a, b) => candidates.indexOf(a.learner) - candidates.indexOf(b.learner));
  return blend(tried, skipped, prepared, nuisances);
}

/** Amounts of 0 or more of which many are 0. */
function isTwoPart({ outcome }: TreatmentData): boolean {
  let zeros = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (outcome[i]! < 0) return false;
    if (outcome[i] === 0) zeros++;
  }
  return zeros > 0.1 * outcome.length && zeros < outcome.length;
}

interface Prepared {
  /** As given; with economics its outcomes are sales. */
  readonly data: TreatmentData;
  /** With margins in place of sales. */
  readonly judged: TreatmentData;
  readonly options: AutoUpliftOptions;
  readonly arms: number;
  readonly foldOf: Uint8Array;
  readonly folds: readonly { readonly train: Int32Array; readonly held: Int32Array }[];
  readonly propensity: Matrix;
}

function prepare(
  data: TreatmentData,
  options: AutoUpliftOptions & { readonly folds: number },
  arms: number,
  foldOf: Uint8Array,
): Prepared {
  const { economics, folds } = options;
  return {
    ...{ data, options, arms, foldOf },
    judged: economics ? { ...data, outcome: marginsOf(economics, data.outcome, data.treatment) } : data,
    folds: Array.from({ length: folds }, (_, fold) => ({
      train: positionsOf(foldOf, (each) => each !== fold),
      held: positionsOf(foldOf, (each) => each === fold),
    })),
    propensity: propensitiesOf(data, arms, foldOf),
  };
}

function needsNuisances({ learner }: Learner): boolean {
  return ["constant", "R", "DR", "class-transformation"].includes(learner);
}

/** Learners that fit a model to pseudo-outcomes, in which nuisances that saw the held rows would show. */
function needsNestedNuisances({ learner }: Learner): boolean {
  return learner === "R" || learner === "DR";
}

/** A candidate with what it says of rows it had not seen. */
interface Trial {
  readonly learner: Learner;
  readonly effects: Matrix;
  readonly outcomes?: Matrix;
  /** Fitted on all rows, where that was needed beforehand. */
  readonly whole?: UpliftModel;
}

function tryOut(learner: Learner, prepared: Prepared, nuisances: Nuisances | undefined): Trial {
  const { data, options, arms, folds } = prepared;
  // Variances learned once from all rows serve every fold: a handful of numbers that no fold's outcomes can be read from.
  const whole = isPooled(learner) ? fitChecked(data, learner, options, arms, {}) : undefined;
  const pooled = whole && pooledPart(whole);
  const effects = new Float64Array(data.x.rows * (arms - 1));
  const outcomes = new Float64Array(data.x.rows * arms);
  let hasOutcomes = false;
  for (const { train, held } of folds) {
    const share = nuisances && !needsNestedNuisances(learner);
    const shared: UpliftShared = {
      ...(share ? { nuisances: rowsOfNuisances(nuisances, train) } : {}),
      ...(pooled ? { pooled } : {}),
    };
    const model = fitChecked(selectData(data, train), learner, options, arms, shared);
    const predicted = predictUplift(model, selectData(data, held).x);
    place(effects, arms - 1, held, predicted.effects);
    if (predicted.outcomes) place(outcomes, arms, held, predicted.outcomes);
    hasOutcomes = predicted.outcomes !== undefined;
  }
  return {
    learner,
    effects: { rows: data.x.rows, columns: arms - 1, values: effects },
    ...(hasOutcomes ? { outcomes: { rows: data.x.rows, columns: arms, values: outcomes } } : {}),
    ...(whole ? { whole } : {}),
  };
}

function isPooled(learner: Learner): boolean {
  return learner.learner === "pooled" || (learner.learner === "two-part" && learner.purchase.learner === "pooled");
}

function pooledPart({ model }: UpliftModel): HierarchicalModel | undefined {
  const part = model.form === "two-part" ? model.purchase : model;
  return part.form === "pooled" ? part.model : undefined;
}

function place(into: Float64Array, columns: number, rows: Int32Array, from: Matrix): void {
  for (let k = 0; k < rows.length; k++) {
    for (let j = 0; j < columns; j++) into[rows[k]! * columns + j] = from.values[k * columns + j]!;
  }
}

function rowsOfNuisances({ outcomes, propensity }: Nuisances, rows: Int32Array): Nuisances {
  const pick = ({ columns, values }: Matrix): Matrix => {
    const picked = new Float64Array(rows.length * columns);
    for (let k = 0; k < rows.length; k++) {
      for (let j = 0; j < columns; j++) picked[k * columns + j] = values[rows[k]! * columns + j]!;
    }
    return { rows: rows.length, columns, values: picked };
  };
  return { outcomes: pick(outcomes), propensity: pick(propensity) };
}

/** The outcomes of whichever candidate foretold them best, or of plain linear models where no candidate foretells outcomes. */
function nuisancesFrom(tried: readonly Trial[], { judged, options, arms, foldOf, propensity }: Prepared): Nuisances {
  let best: { outcomes: Matrix; loss: number } | undefined;
  for (const { outcomes } of tried) {
    if (!outcomes) continue;
    let loss = 0;
    for (let i = 0; i < judged.x.rows; i++) {
      loss += (judged.outcome[i]! - outcomes.values[i * arms + judged.treatment[i]!]!) ** 2;
    }
    if (best === undefined || loss < best.loss) best = { outcomes, loss };
  }
  if (best) return { outcomes: best.outcomes, propensity };
  return crossFit({ ...judged, propensity }, arms, { kind: "linear" }, options.outcome, foldOf);
}

function blend(
  tried: readonly Trial[],
  skipped: readonly string[],
  { data, judged, options, arms }: Prepared,
  nuisances: Nuisances,
): AutoUpliftModel {
  const priors = priorsOf(tried.map(({ learner }) => learner));
  const held: Held[] = tried.map(({ effects }, c) => ({ effects, prior: priors[c]! }));
  const weighed = weighCandidates(held, residualProblem(judged, nuisances));
  const kept = weighed.map(({ weight }) => (weight >= LEAST_WEIGHT ? weight : 0));
  const total = kept.reduce((sum, each) => sum + each, 0);
  if (!(total > 0)) throw new LearnError("options.candidates", "none has any weight; give fewer candidates");
  const candidates: AutoCandidate[] = tried.map(({ learner }, c) => ({
    ...{
      name: nameOf(learner),
      slope: weighed[c]!.slope,
      loss: weighed[c]!.loss,
      error: weighed[c]!.error,
      weight: kept[c]! / total,
    },
  }));
  const members = tried.flatMap(({ learner, whole }, c) => {
    if (kept[c] === 0) return [];
    const model = whole ?? fitChecked(data, learner, options, arms, { nuisances });
    return [{ weight: kept[c]! / total, slope: weighed[c]!.slope, centre: weighed[c]!.centre, model }];
  });
  return { kind: "auto-uplift", version: 1, arms, columns: data.x.columns, members, candidates, skipped };
}
