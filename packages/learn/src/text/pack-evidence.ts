import { LearnError, requireLength } from "../errors/index.ts";
import { comparisons, type EvidenceModel } from "./evidence.ts";
import type { Softmax } from "./fit-softmax.ts";
import type { LanguageModel, PackedRegression, PackedRows } from "./intent-model.ts";
import { packNumbers, packPositions, unpackNumbers, unpackPositions } from "./packed-numbers.ts";
import type { SparseRows } from "./sparse-rows.ts";
import type { TfIdf } from "./tf-idf.ts";

export function packRegression(tfIdf: TfIdf, softmax: Softmax): PackedRegression {
  return {
    views: tfIdf.views,
    pieces: tfIdf.columnsOf.map((columns) => [...columns.keys()]),
    idf: packNumbers(tfIdf.idf),
    unseenIdf: tfIdf.unseenIdf,
    classes: softmax.classes,
    weights: packNumbers(softmax.weights),
  };
}

export function unpackRegression(argument: string, packed: PackedRegression): { tfIdf: TfIdf; softmax: Softmax } {
  let next = 0;
  const columnsOf = packed.pieces.map((pieces) => new Map(pieces.map((piece) => [piece, next++])));
  const idf = unpackNumbers(`${argument}.idf`, packed.idf);
  requireLength(`${argument}.idf`, idf, next, "pieces");
  const weights = unpackNumbers(`${argument}.weights`, packed.weights);
  requireLength(`${argument}.weights`, weights, (next + 1) * packed.classes, "(pieces + 1) × classes");
  return {
    tfIdf: { views: packed.views, columnsOf, idf, unseenIdf: packed.unseenIdf },
    softmax: { classes: packed.classes, columns: next, weights },
  };
}

export function packRows(rows: SparseRows): PackedRows {
  return {
    starts: packPositions(rows.starts),
    indices: packPositions(rows.indices),
    values: packNumbers(rows.values),
  };
}

export function unpackEvidence(argument: string, model: LanguageModel): EvidenceModel {
  const { tfIdf, softmax } = unpackRegression(`${argument}.regression`, model.regression);
  const { classes, columns } = softmax;
  const examples = unpackRows(`${argument}.examples`, model.examples, columns);
  const names = unpackRows(`${argument}.names`, model.names, columns);
  requireLength(`${argument}.labels`, model.labels, examples.rows, "examples");
  if (names.rows !== model.intents.length || classes < names.rows || classes > names.rows + 1) {
    throw new LearnError(
      `${argument}.intents`,
      `there are ${model.intents.length} for ${names.rows} names and ${classes} classes`,
    );
  }
  const labels = Int32Array.from(model.labels);
  if (labels.some((label) => label < 0 || label >= classes)) {
    throw new LearnError(`${argument}.labels`, `must be whole numbers from 0 to ${classes - 1}`);
  }
  return { softmax, ...comparisons(tfIdf, examples, labels, names, classes) };
}

function unpackRows(argument: string, packed: PackedRows, columns: number): SparseRows {
  const starts = unpackPositions(`${argument}.starts`, packed.starts);
  const indices = unpackPositions(`${argument}.indices`, packed.indices);
  const values = unpackNumbers(`${argument}.values`, packed.values);
  requireLength(`${argument}.values`, values, indices.length, "indices");
  if (
    starts[0] !== 0 ||
    starts.at(-1) !== indices.length ||
    starts.some((start, i) => i > 0 && start < starts[i - 1]!)
  ) {
    throw new LearnError(`${argument}.starts`, "must rise from 0 to the number of indices");
  }
  if (indices.some((index) => index >= columns))
    throw new LearnError(`${argument}.indices`, `must be below ${columns}`);
  return { rows: starts.length - 1, columns, starts, indices, values };
}
