import {
  type AutoUpliftModel,
  autoUplift,
  crossFit,
  type Economics,
  fitUplift,
  foldsOf,
  type Learner,
  type LearnerBase,
  type Matrix,
  marginsOf,
  type Nuisances,
  type OutcomeKind,
  predictAutoUplift,
  predictUplift,
  type TreatmentData,
} from "@aftercare/learn";
import { type Cost, measured } from "../measured.ts";

/** What a method says of the rows asked about, and what it took. */
export interface Scored {
  /** rows × treatments: effect of each treatment against the control. */
  readonly effects: Matrix;
  readonly cost: Cost;
}

/** Fits methods on one set of training rows; what several need is fitted once and charged to each. */
export interface FoldLearners {
  single(learner: Learner, x: Matrix): Scored;
  /** @param timeIsUp when true, no further candidate is added */
  auto(x: Matrix, timeIsUp?: () => boolean): Scored & { readonly model: AutoUpliftModel };
}

/**
 * @param train with economics its outcomes are sales
 * @param seed of folds inside the training rows
 */
export function foldLearners(
  train: TreatmentData,
  arms: number,
  kind: OutcomeKind,
  seed: string | number,
  economics?: Economics,
): FoldLearners {
  const options = { outcome: kind, seed, ...(economics ? { economics } : {}) } as const;
  const judged = economics ? { ...train, outcome: marginsOf(economics, train.outcome, train.treatment) } : train;
  const found = new Map<LearnerBase["kind"], { readonly nuisances: Nuisances; readonly seconds: number }>();
  let foldOf: Uint8Array | undefined;
  const shared = (base: LearnerBase) => {
    const before = found.get(base.kind);
    if (before) return before;
    foldOf ??= foldsOf(judged, 5, seed);
    const { answer, cost } = measured(
      () => crossFit(judged, arms, base, kind, foldOf!),
      (nuisances) => nuisances,
    );
    const fitted = { nuisances: answer, seconds: cost.fit_seconds };
    found.set(base.kind, fitted);
    return fitted;
  };
  return {
    single(learner, x) {
      const needed = learner.learner === "R" || learner.learner === "DR" ? shared(learner.base) : undefined;
      const given = needed ? { nuisances: needed.nuisances } : {};
      const { answer, cost } = measured(
        () => fitUplift(train, learner, { ...options, ...given }),
        (model) => predictUplift(model, x).effects,
      );
      return { effects: answer, cost: { ...cost, fit_seconds: cost.fit_seconds + (needed?.seconds ?? 0) } };
    },
    auto(x, timeIsUp = () => false) {
      const budget = { seconds: 0, elapsed: () => Number(timeIsUp()) };
      const { answer, model, cost } = measured(
        () => autoUplift(train, { ...options, budget }),
        (fitted) => predictAutoUplift(fitted, x).effects,
      );
      return { effects: answer, model, cost };
    },
  };
}

/** What an automatic choice blended. */
export function blendInWords({ candidates }: AutoUpliftModel): string {
  return candidates
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name, weight, slope }) => `${name} ${(100 * weight).toFixed(0)} % (slope ${slope.toFixed(2)})`)
    .join(", ");
}
