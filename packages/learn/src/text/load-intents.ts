import { LearnError, requireSome } from "../errors/index.ts";
import { loadLogistic, predictLogistic } from "../logistic/index.ts";
import { blended } from "./blend.ts";
import { evidenceFor } from "./evidence.ts";
import { softmaxScores } from "./fit-softmax.ts";
import type { IntentModel, LanguageModel } from "./intent-model.ts";
import { unpackEvidence, unpackRegression } from "./pack-evidence.ts";
import { largest, scopeSigns } from "./scope.ts";
import { readText } from "./tf-idf.ts";

/** What a message asks for, as far as the model can tell. */
export interface IntentPrediction {
  /** The likeliest intent, or null: "I don't know". */
  readonly answer: string | null;
  /** Chance that the likeliest intent is right: its probability × (1 − outside). */
  readonly confidence: number;
  /** Chance that the message belongs to no intent, if one in ten does. */
  readonly outside: number;
  /** Every intent with its probability, given that it is one of them; likeliest first. They sum to 1. */
  readonly ranked: readonly { readonly intent: string; readonly probability: number }[];
  /** The language it was read in. */
  readonly language: string;
}

/** A model made ready. */
export interface IntentClassifier {
  readonly languages: readonly string[];
  /**
   * Tells the intent of a message in well under a millisecond. Without `language` the language is told by its character runs.
   * A message without any known piece (empty, another script) is outside of all intents with certainty.
   * Throws LearnError for a language that the model does not know, and for what is not a text.
   */
  predict(text: string, language?: string): IntentPrediction;
}

/**
 * Makes a model from fitIntents ready for use, fresh or back from JSON: predictions are the same to the last bit.
 * Throws LearnError naming the field of what is no such model.
 */
export function loadIntents(stored: unknown): IntentClassifier {
  const model = requireModel(stored);
  const choice = model.choice ? unpackRegression("stored.choice", model.choice) : null;
  const ready = new Map(
    model.languages.map((each, l) => [each.language, readyLanguage(`stored.languages[${l}]`, each)]),
  );
  const languages = [...ready.keys()];
  const told = (text: string): string => {
    if (!choice) return languages[0]!;
    return languages[largest(softmaxScores(choice.softmax, readText(choice.tfIdf, text)))]!;
  };
  return {
    languages,
    predict(text, language) {
      if (typeof text !== "string") throw new LearnError("text", `is ${typeof text}; a text is needed`);
      const chosen = language ?? told(text);
      const predict = ready.get(chosen);
      if (!predict) {
        throw new LearnError("language", `${JSON.stringify(chosen)} is unknown; there are ${languages.join(", ")}`);
      }
      return predict(text);
    },
  };
}

function readyLanguage(argument: string, model: LanguageModel): (text: string) => IntentPrediction {
  const evidenceModel = unpackEvidence(argument, model);
  const scope = loadLogistic(model.scope);
  const { language, intents, blend, threshold } = model;
  return (text) => {
    const evidence = evidenceFor(evidenceModel, text);
    const [probabilities] = blended(evidence, blend);
    const ranked = intents
      .map((intent, k) => ({ intent, probability: probabilities[k]! }))
      .sort((a, b) => b.probability - a.probability);
    const blank = evidence.read.indices.length === 0;
    const outside = blank ? 1 : predictLogistic(scope, scopeSigns(evidence, blend, intents.length));
    const best = ranked[0]!;
    return {
      answer: outside > threshold ? null : best.intent,
      confidence: best.probability * (1 - outside),
      outside,
      ranked,
      language,
    };
  };
}

function requireModel(stored: unknown): IntentModel {
  if (typeof stored !== "object" || stored === null)
    throw new LearnError("stored", "is not an object; a model is needed");
  const model = stored as Partial<Record<keyof IntentModel, unknown>>;
  if (model.kind !== "intents") throw new LearnError("stored.kind", `is ${String(model.kind)}; "intents" is needed`);
  if (model.version !== 2) throw new LearnError("stored.version", `is ${String(model.version)}; only 2 can be read`);
  if (!Array.isArray(model.languages)) throw new LearnError("stored.languages", "is not a list; a list is needed");
  requireSome("stored.languages", model.languages);
  if (model.languages.length > 1 && !model.choice) {
    throw new LearnError("stored.choice", "is missing; with several languages it is needed");
  }
  return stored as IntentModel;
}
