import {
  type AutoUpliftModel,
  autoUplift,
  crossFit,
  fitUplift,
  foldsOf,
  type Learner,
  type LearnerBase,
  type Matrix,
  type Nuisances,
  nameOf,
  type OutcomeKind,
  type PurchaseLearner,
  predictAutoUplift,
  predictUplift,
  selectData,
  selectRows,
  type TreatmentData,
} from "@aftercare/learn";

/** A method by name: what it fits when whether something happens is asked, and what when it is asked how much. */
export interface UpliftMethod {
  readonly name: string;
  readonly binary: Learner;
  readonly real: Learner;
}

const linear = { kind: "linear" } as const;
const boosted = { kind: "boosted" } as const;

/** Every single learner, each in its form for either kind of outcome. */
const singleLearners: readonly UpliftMethod[] = [
  both({ learner: "S", base: linear }),
  both({ learner: "S", base: linear, interactions: true }),
  both({ learner: "T", base: linear }),
  both({ learner: "ddr", base: linear }),
  both({ learner: "class-transformation", base: linear }),
  both({ learner: "X", base: linear, final: linear }),
  both({ learner: "R", base: linear, final: linear }),
  both({ learner: "DR", base: linear, final: linear }),
  both({ learner: "S", base: boosted }),
  both({ learner: "T", base: boosted }),
  both({ learner: "ddr", base: boosted }),
  both({ learner: "class-transformation", base: boosted }),
  both({ learner: "X", base: boosted, final: linear }),
  both({ learner: "X", base: boosted, final: boosted }),
  both({ learner: "R", base: boosted, final: linear }),
  both({ learner: "R", base: boosted, final: boosted }),
  both({ learner: "DR", base: boosted, final: linear }),
  both({ learner: "DR", base: boosted, final: boosted }),
  twoPart({ learner: "S", base: linear }),
  twoPart({ learner: "T", base: linear }),
  twoPart({ learner: "S", base: boosted }),
  twoPart({ learner: "pooled" }),
];

/** The library's own device, a candidate of the automatic choice: beside the learners of the literature, not one of them. */
export const pooledName = "two-part pooled";

/** The automatic choice stands last in every list of scores. */
export const methodNames: readonly string[] = [...singleLearners.map(({ name }) => name), "auto"];

function both(learner: Learner): UpliftMethod {
  return { name: nameOf(learner), binary: learner, real: learner };
}

/** Of a yes or no the first of the two parts is all there is. */
function twoPart(purchase: PurchaseLearner): UpliftMethod {
  const real: Learner = { learner: "two-part", purchase };
  return { name: nameOf(real), binary: purchase, real };
}

/** Scores of the rows of one fold, by methods that saw the other folds. */
export interface FoldScores {
  /** Position in the data of each row scored. */
  readonly rows: Int32Array;
  /** For each method of {@link methodNames} the effect of the treatment on each row. */
  readonly scores: readonly Float64Array[];
  /** What the automatic choice blended. */
  readonly blend: string;
}

/** Fits every method on the rows outside `fold` and scores those inside it. */
export function scoreFold(data: TreatmentData, kind: OutcomeKind, folds: Uint8Array, fold: number): FoldScores {
  const rows = positions(folds, (each) => each === fold);
  const train = selectData(
    data,
    positions(folds, (each) => each !== fold),
  );
  const x = selectRows(data.x, [...rows]);
  const options = { outcome: kind, seed: fold } as const;
  const nuisances = sharedNuisances(train, kind, fold);
  const known = new Map<string, Float64Array>();
  const single = ({ [kind]: learner }: UpliftMethod): Float64Array => {
    const fitted = known.get(nameOf(learner));
    if (fitted) return fitted;
    const shared = "final" in learner ? { nuisances: nuisances(learner.base) } : {};
    const scores = firstEffect(predictUplift(fitUplift(train, learner, { ...options, ...shared }), x));
    known.set(nameOf(learner), scores);
    return scores;
  };
  const scores = singleLearners.map(single);
  const model = autoUplift(train, options);
  return { rows, scores: [...scores, firstEffect(predictAutoUplift(model, x))], blend: inWords(model) };
}

/** Learners on the same base need the same nuisances: they are fitted once. */
function sharedNuisances(train: TreatmentData, kind: OutcomeKind, fold: number): (base: LearnerBase) => Nuisances {
  const found = new Map<string, Nuisances>();
  const foldOf = foldsOf(train, 5, fold);
  return (base) => {
    const before = found.get(base.kind);
    if (before) return before;
    const fitted = crossFit(train, 2, base, kind, foldOf);
    found.set(base.kind, fitted);
    return fitted;
  };
}

function firstEffect({ effects }: { readonly effects: Matrix }): Float64Array {
  return Float64Array.from({ length: effects.rows }, (_, i) => effects.values[i * effects.columns]!);
}

function positions(folds: Uint8Array, wanted: (fold: number) => boolean): Int32Array {
  return Int32Array.from([...folds.keys()].filter((i) => wanted(folds[i]!)));
}

function inWords({ candidates }: AutoUpliftModel): string {
  return candidates
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name, weight, slope }) => `${name} ${(100 * weight).toFixed(0)} % (slope ${slope.toFixed(2)})`)
    .join(", ");
}
