import { LearnError } from "../errors/index.ts";
import type { HierarchicalModel } from "../hierarchical/index.ts";
import type { Base } from "./base.ts";
import { crossFit, foldsOf, type Nuisances, propensitiesOf } from "./cross-fit.ts";
import { type Economics, marginsOf, requireEconomics } from "./economics.ts";
import { fitEffects } from "./fit-effects.ts";
import { fitOutcomes } from "./fit-outcomes.ts";
import { fitTwoPart } from "./fit-two-part.ts";
import { type Learner, nameOf } from "./learner.ts";
import { type OutcomeKind, requireTreatmentData, type TreatmentData } from "./treatment-data.ts";
import type { EffectModel, OutcomeModel, UpliftModel } from "./uplift-model.ts";

/** How to fit a learner. */
export interface UpliftOptions {
  readonly outcome: OutcomeKind;
  /** Where given, outcomes are sales, and effects and outcomes predicted are margins. */
  readonly economics?: Economics;
  /**
   * Cross-fitted nuisances of exactly these rows ({@link crossFit}), shared by learners so that they are computed once; R, DR and
   * the constant otherwise fit their own.
   */
  readonly nuisances?: Nuisances;
  /** Folds of cross-fitting; 5 if not given. */
  readonly folds?: number;
  /** Determines the folds; 1 if not given. */
  readonly seed?: string | number;
}

/** What a caller that fits many learners on the same rows already has, so that it is not computed again. */
export interface UpliftShared {
  readonly nuisances?: Nuisances;
  readonly pooled?: HierarchicalModel;
}

/**
 * Fits one learner of the effect of each treatment against the control.
 *
 * @throws LearnError naming `data.…`, `options.…` or `economics.…`: empty, not finite, lengths that differ, no treated rows, no control
 *   rows, one outcome only (`binary`), propensities of 0 or 1, an arm too small for the folds, negative amounts (two-part).
 */
export function fitUplift(data: TreatmentData, learner: Learner, options: UpliftOptions): UpliftModel {
  const arms = requireTreatmentData(data, options.outcome);
  requireOptions(learner, options, arms);
  const { nuisances } = options;
  if (nuisances) requireNuisances(nuisances, data.x.rows, arms);
  return fitChecked(data, learner, options, arms, nuisances ? { nuisances } : {});
}

/** {@link fitUplift} for data that was checked, with what is already known of it. */
export function fitChecked(
  data: TreatmentData,
  learner: Learner,
  options: UpliftOptions,
  arms: number,
  shared: UpliftShared,
): UpliftModel {
  const { economics } = options;
  return {
    ...{ kind: "uplift", version: 1, name: nameOf(learner), arms, columns: data.x.columns },
    // Other learners have seen margins; only a two-part model predicts sales.
    ...(economics && learner.learner === "two-part" ? { economics } : {}),
    model: fitModel(data, learner, options, arms, shared),
  };
}

function fitModel(
  data: TreatmentData,
  learner: Learner,
  options: UpliftOptions,
  arms: number,
  { nuisances, pooled }: UpliftShared,
): OutcomeModel | EffectModel {
  if (learner.learner === "two-part") return fitTwoPart(learner.purchase, data, arms, pooled);
  const { economics, outcome: kind, folds = 5, seed = 1 } = options;
  const own = economics ? { ...data, outcome: marginsOf(economics, data.outcome, data.treatment) } : data;
  switch (learner.learner) {
    case "S":
    case "T":
    case "ddr":
    case "pooled":
      return fitOutcomes(learner, own, arms, kind, pooled);
    default: {
      const base: Base = "final" in learner ? learner.base : { kind: "linear" };
      const foldOf = () => foldsOf(own, folds, seed);
      return fitEffects(learner, own, arms, kind, {
        nuisances: () => nuisances ?? crossFit(own, arms, base, kind, foldOf()),
        propensity: () => nuisances?.propensity ?? own.propensity ?? propensitiesOf(own, arms, foldOf()),
      });
    }
  }
}

/** Throws LearnError unless learner, outcome kind and economics go together. */
export function requireOptions(learner: Learner, { outcome, economics }: UpliftOptions, arms: number): void {
  if (learner.learner === "two-part" && outcome !== "real") {
    throw new LearnError("options.outcome", `is "${outcome}"; a two-part model is for amounts, "real"`);
  }
  if (!economics) return;
  requireEconomics(economics, arms);
  if (outcome !== "real")
    throw new LearnError("options.outcome", `is "${outcome}"; with economics it is sales, "real"`);
}

function requireNuisances(nuisances: Nuisances, rows: number, arms: number): void {
  for (const name of ["outcomes", "propensity"] as const) {
    const { rows: given, columns } = nuisances[name];
    if (given !== rows || columns !== arms) {
      throw new LearnError(`options.nuisances.${name}`, `is ${given} × ${columns}; ${rows} × ${arms} is needed`);
    }
  }
}
