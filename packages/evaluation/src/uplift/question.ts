import type { Experiment } from "./experiment.ts";
import type { Division } from "./parts.ts";

/** Which rows are learned from and which are asked about. */
export interface Question {
  readonly learned: Experiment;
  /** The same as `learned` where folds are asked about. */
  readonly asked: Experiment;
  /** For each repeat its divisions. */
  readonly divisions: readonly (readonly Division[])[];
  /** How the rows were divided, in words, when so many repeats were run. */
  protocol(repeats: number): string;
}

/** Learned from one file, asked about the other. */
export function questionOfFiles(learned: Experiment, asked: Experiment): Question {
  const all = ({ treatment }: Experiment) => Int32Array.from(treatment.keys());
  return {
    ...{ learned, asked },
    divisions: [[{ learned, train: all(learned), asked, held: all(asked) }]],
    protocol: () => `learned from ${learned.described}`,
  };
}

/**
 * Each fold asked about by models of the others.
 * @param folds for each repeat the fold of each row
 * @param from where the folds come from, in words
 */
export function questionOfFolds(experiment: Experiment, folds: readonly Uint16Array[], from: string): Question {
  const most = Math.max(...folds.map((each) => new Set(each).size));
  return {
    ...{ learned: experiment, asked: experiment },
    divisions: folds.map((each) =>
      [...new Set(each)]
        .sort((a, b) => a - b)
        .map((fold): Division => {
          const rows = Int32Array.from(each.keys());
          return {
            ...{ learned: experiment, asked: experiment },
            train: rows.filter((i) => each[i] !== fold),
            held: rows.filter((i) => each[i] === fold),
          };
        }),
    ),
    protocol: (repeats) =>
      `${folds.length > 1 ? `${repeats} of ${folds.length} repeats of ` : ""}${most} folds ${from}`,
  };
}
