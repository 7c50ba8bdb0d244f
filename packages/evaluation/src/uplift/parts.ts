import { estimatePropensities, foldsOf, type Matrix, propensitiesOf, type TreatmentData } from "@aftercare/learn";
import { encode, fitEncoding } from "../features/encoding.ts";
import type { Experiment } from "./experiment.ts";

/** Rows to learn from and rows to ask about, which may come from one file or from two. */
export interface Division {
  readonly learned: Experiment;
  readonly train: Int32Array;
  readonly asked: Experiment;
  readonly held: Int32Array;
}

/** A division as numbers. What is learned to get there is learned from the training rows. */
export interface Part {
  /** With propensities. */
  readonly train: TreatmentData;
  /** Positions in the experiment asked about. */
  readonly held: Int32Array;
  readonly x: Matrix;
  /** held × arms. */
  readonly propensity: Matrix;
}

/** Where propensities come from: stated by the file, arms' shares (a plain experiment), or estimated from the features. */
export type PropensitySource = "stated" | "shares" | "estimated";

export function preparePart({ learned, train, asked, held }: Division, source: PropensitySource, seed: string): Part {
  const encoding = fitEncoding(learned.columns, train);
  const data = {
    x: encode(encoding, learned.columns, train),
    treatment: Int32Array.from(train, (i) => learned.treatment[i]!),
    outcome: Float64Array.from(train, (i) => learned.outcome[i]!),
  };
  const x = encode(encoding, asked.columns, held);
  const arms = learned.arms.length;
  switch (source) {
    case "stated":
      return {
        ...{ held, x },
        train: { ...data, propensity: stated(learned, train) },
        propensity: stated(asked, held),
      };
    case "shares":
      return {
        ...{ held, x },
        train: { ...data, propensity: sharesOf(learned, train, train.length) },
        // Of the whole file asked about: treatments alone betray no outcome, and fewer rows would only add noise.
        propensity: sharesOf(asked, asked.treatment.keys(), held.length),
      };
    case "estimated":
      return {
        ...{ held, x },
        train: { ...data, propensity: propensitiesOf(data, arms, foldsOf(data, 5, seed)) },
        propensity: estimatePropensities(data, arms, x),
      };
  }
}

/**
 * Whether treatments can be told from the features: by cross-fitted regressions, whose log likelihood on unseen rows must exceed
 * that of the arms' shares by more than three standard errors.
 */
export function propensitySource(learned: Experiment, train: Int32Array, seed: string): PropensitySource {
  if (learned.propensities) return "stated";
  const encoding = fitEncoding(learned.columns, train);
  const data = {
    x: encode(encoding, learned.columns, train),
    treatment: Int32Array.from(train, (i) => learned.treatment[i]!),
    outcome: new Float64Array(train.length),
  };
  const arms = learned.arms.length;
  const shares = sharesOf(learned, train, 1).values;
  const { values } = propensitiesOf(data, arms, foldsOf(data, 2, seed));
  let sum = 0;
  let squares = 0;
  for (const [k, arm] of data.treatment.entries()) {
    const gain = Math.log(values[k * arms + arm]! / shares[arm]!);
    sum += gain;
    squares += gain * gain;
  }
  return sum > 3 * Math.sqrt(squares) ? "estimated" : "shares";
}

function sharesOf({ arms, treatment }: Experiment, of: Iterable<number>, rows: number): Matrix {
  const counts = new Float64Array(arms.length);
  let total = 0;
  for (const i of of) {
    counts[treatment[i]!]! += 1;
    total++;
  }
  const values = new Float64Array(rows * arms.length);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < arms.length; a++) values[i * arms.length + a] = counts[a]! / total;
  }
  return { rows, columns: arms.length, values };
}

function stated({ arms, propensities }: Experiment, rows: Int32Array): Matrix {
  if (!propensities)
    throw new Error("one file states propensities and the other does not; state them in both, or in none");
  const values = new Float64Array(rows.length * arms.length);
  for (const [k, i] of rows.entries()) {
    values.set(propensities.subarray(i * arms.length, (i + 1) * arms.length), k * arms.length);
  }
  return { rows: rows.length, columns: arms.length, values };
}
