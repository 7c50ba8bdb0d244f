import { LearnError } from "../errors/index.ts";
import { fitLogistic, type LogisticModel, predictLogistic } from "../logistic/index.ts";
import { matrixFromRows } from "../matrix/index.ts";
import { type BlendWeights, blended, fitBlend } from "./blend.ts";
import { fitEvidence, type LabelledTexts } from "./evidence.ts";
import type { LanguageModel } from "./intent-model.ts";
import { nameWords } from "./name-words.ts";
import { type HeldOut, outOfFold } from "./out-of-fold.ts";
import { packRegression, packRows } from "./pack-evidence.ts";
import { largest, scopeSigns } from "./scope.ts";

/** Normalised, distinct messages of one language, each with its intent, or null where it belongs to none. */
export type LanguageExamples = readonly { readonly text: string; readonly intent: string | null }[];

/** How much messages of no intent count beside those of known intents: the share of them that probabilities assume. */
const OUTSIDE_SHARE = 0.1;

/** Of that, what real examples outside get beside messages of intents left out, which are nearer to the intents than most. */
const REAL_SHARE = 0.7;

/** Fits everything for one language. Throws LearnError naming `examples`. */
export function fitLanguage(language: string, examples: LanguageExamples, answeredShare: number): LanguageModel {
  const intents = [...new Set(examples.flatMap(({ intent }) => (intent === null ? [] : [intent])))].sort();
  if (intents.length < 2) {
    throw new LearnError(
      "examples",
      `language ${JSON.stringify(language)} has ${intents.length === 0 ? "no intent" : `only the intent ${intents[0]}`}; at least two are needed`,
    );
  }
  const place = new Map(intents.map((intent, k) => [intent, k]));
  const given: LabelledTexts = {
    texts: examples.map(({ text }) => text),
    labels: examples.map(({ intent }) => (intent === null ? intents.length : place.get(intent)!)),
    names: intents.map(nameWords),
  };
  const heldOut = outOfFold(given);
  const inside = heldOut.filter(({ truth, evidence }) => typeof truth === "number" && evidence.intents > 1);
  if (inside.length === 0) {
    throw new LearnError(
      "examples",
      `language ${JSON.stringify(language)} has no two intents with two different messages each; add some`,
    );
  }
  const truths = inside.map(({ truth }) => truth as number);
  const blend = fitBlend(
    inside.map(({ evidence }) => evidence),
    truths,
  );
  const right = inside.filter(({ evidence }, i) => largest(blended(evidence, blend)[0]) === truths[i]);
  const { scope, threshold, answered, refused } = fitScope(heldOut, blend, intents.length, answeredShare);
  const model = fitEvidence(given);
  const outside = given.labels.filter((label) => label === intents.length).length;
  return {
    language,
    intents,
    regression: packRegression(model.tfIdf, model.softmax),
    examples: packRows(model.neighbours.rows),
    labels: [...model.neighbours.labels],
    names: packRows(model.names.rows),
    blend,
    scope,
    threshold,
    training: {
      messages: examples.length - outside,
      outside,
      accuracy: right.length / inside.length,
      answered,
      refused,
    },
  };
}

function fitScope(heldOut: readonly HeldOut[], blend: BlendWeights, intents: number, answeredShare: number) {
  const counts = { known: 0, "left out": 0, outside: 0 };
  const kinds = heldOut.map(({ truth }) => (typeof truth === "number" ? "known" : truth));
  for (const kind of kinds) counts[kind]++;
  const real = counts.outside === 0 ? 0 : counts["left out"] === 0 ? 1 : REAL_SHARE;
  const unknownWeight = (counts.known * OUTSIDE_SHARE) / (1 - OUTSIDE_SHARE);
  const weights = {
    known: 1,
    "left out": ((1 - real) * unknownWeight) / counts["left out"],
    outside: (real * unknownWeight) / counts.outside,
  };
  const signs = heldOut.map(({ evidence }) => scopeSigns(evidence, blend, intents));
  const scope: LogisticModel = fitLogistic(
    matrixFromRows(signs),
    kinds.map((kind) => (kind === "known" ? 0 : 1)),
    { l2: 1, weights: kinds.map((kind) => weights[kind]) },
  );
  const outsideOf = signs.map((row) => predictLogistic(scope, row));
  const known = outsideOf.filter((_, i) => kinds[i] === "known").sort((a, b) => a - b);
  const threshold = known[Math.min(known.length - 1, Math.ceil(answeredShare * known.length) - 1)]!;
  const refused = outsideOf.filter((outside, i) => kinds[i] !== "known" && outside > threshold).length;
  return {
    scope,
    threshold,
    answered: known.filter((outside) => outside <= threshold).length / known.length,
    refused: refused / (heldOut.length - known.length),
  };
}
