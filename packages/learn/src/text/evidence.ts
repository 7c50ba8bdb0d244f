import { fitSoftmax, type Softmax, softmaxScores } from "./fit-softmax.ts";
import { fitLikelihoods, type Likelihoods, likelihoodsOf } from "./likelihoods.ts";
import { type NeighbourIndex, nearestByClass, neighbourIndex } from "./neighbours.ts";
import { type SparseRows, sparseRows } from "./sparse-rows.ts";
import { fitTfIdf, type ReadText, readText, type TfIdf } from "./tf-idf.ts";
import { INTENT_VIEWS } from "./views.ts";

/** Texts of one language with their classes: intents first, and one more for messages that belong to none, if there are any. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: readonly number[];
  /** Words that name each intent. */
  readonly names: readonly string[];
}

/** What a message is compared with. */
export interface EvidenceModel {
  readonly tfIdf: TfIdf;
  readonly softmax: Softmax;
  readonly neighbours: NeighbourIndex;
  readonly names: NeighbourIndex;
  readonly likelihoods: Likelihoods;
  readonly intents: number;
  /** Natural logarithm of each class's number of examples. */
  readonly frequencies: Float64Array;
}

/** What speaks for each class, intents first, then the class outside if there is one. */
export interface Evidence {
  readonly intents: number;
  readonly read: ReadText;
  /** Linear scores of the multinomial regression. */
  readonly scores: Float64Array;
  /** Cosine of the most similar example. */
  readonly nearest: Float64Array;
  /** Cosine with the class's name. */
  readonly named: Float64Array;
  /** Logarithm of the number of examples. */
  readonly frequencies: Float64Array;
  /** Log-likelihood of its character runs, by naive Bayes. */
  readonly likelihoods: Float64Array;
}

const COST = 30;

/** Texts from which on pieces that only one of them has cost more memory than the little that they tell. */
const MANY_TEXTS = 10_000;

/** The name of each intent counts as one more example of it: with few examples it holds words that none of them has. */
export function fitEvidence({ texts, labels, names }: LabelledTexts): EvidenceModel {
  const all = [...texts, ...names];
  const allLabels = Int32Array.from([...labels, ...names.keys()]);
  const classes = allLabels.reduce((most, label) => Math.max(most, label + 1), names.length);
  const tfIdf = fitTfIdf(all, INTENT_VIEWS, all.length < MANY_TEXTS ? 1 : 2);
  const read = all.map((text) => readText(tfIdf, text));
  const columns = tfIdf.idf.length;
  const examples = sparseRows(read.slice(0, texts.length), columns);
  const named = sparseRows(read.slice(texts.length), columns);
  return {
    softmax: fitSoftmax(sparseRows(read, columns), allLabels, classes, { cost: COST }),
    ...comparisons(tfIdf, examples, allLabels.slice(0, texts.length), named, classes),
  };
}

/** What is told by comparing with the examples alone, so that a stored model need not hold it. */
export function comparisons(
  tfIdf: TfIdf,
  examples: SparseRows,
  labels: Int32Array,
  named: SparseRows,
  classes: number,
): Omit<EvidenceModel, "softmax"> {
  const own = Int32Array.from({ length: named.rows }, (_, k) => k);
  return {
    tfIdf,
    neighbours: neighbourIndex(examples, labels, classes),
    names: neighbourIndex(named, own, classes),
    likelihoods: fitLikelihoods([examples, named], [labels, own], classes, firstCharacterColumn(tfIdf)),
    intents: named.rows,
    frequencies: logarithmicCounts(labels, classes),
  };
}

/** The views of characters come last. */
function firstCharacterColumn({ views, columnsOf }: TfIdf): number {
  const first = views.findIndex(({ pieces }) => pieces === "characters");
  return columnsOf.slice(0, first).reduce((sum, columns) => sum + columns.size, 0);
}

/** ln(examples) of each class; 0 for a class without any. */
function logarithmicCounts(labels: ArrayLike<number>, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]!++;
  return counts.map((count) => Math.log(Math.max(1, count)));
}

export function evidenceFor(model: EvidenceModel, text: string): Evidence {
  const read = readText(model.tfIdf, text);
  return {
    intents: model.intents,
    read,
    scores: softmaxScores(model.softmax, read),
    nearest: nearestByClass(model.neighbours, read),
    named: nearestByClass(model.names, read),
    frequencies: model.frequencies,
    likelihoods: likelihoodsOf(model.likelihoods, read),
  };
}
