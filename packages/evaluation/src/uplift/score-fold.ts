import { type Matrix, nameOf, type OutcomeKind, selectData, selectRows, type TreatmentData } from "@aftercare/learn";
import { blendInWords, foldLearners } from "./fold-learners.ts";
import { singleLearners, type UpliftMethod } from "./uplift-methods.ts";

/** Scores of the rows of one fold, by methods that saw the other folds. */
export interface FoldScores {
  /** Position in the data of each row scored. */
  readonly rows: Int32Array;
  /** For each method of `methodNames` the effect of the treatment on each row. */
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
  const learners = foldLearners(train, 2, kind, fold);
  const known = new Map<string, Float64Array>();
  const single = ({ [kind]: learner }: UpliftMethod): Float64Array => {
    const fitted = known.get(nameOf(learner));
    if (fitted) return fitted;
    const scores = firstEffect(learners.single(learner, x).effects);
    known.set(nameOf(learner), scores);
    return scores;
  };
  const scores = singleLearners.map(single);
  const { effects, model } = learners.auto(x);
  return { rows, scores: [...scores, firstEffect(effects)], blend: blendInWords(model) };
}

function firstEffect(effects: Matrix): Float64Array {
  return Float64Array.from({ length: effects.rows }, (_, i) => effects.values[i * effects.columns]!);
}

function positions(folds: Uint8Array, wanted: (fold: number) => boolean): Int32Array {
  return Int32Array.from([...folds.keys()].filter((i) => wanted(folds[i]!)));
}
