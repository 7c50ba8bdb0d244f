import { LearnError, requireSome } from "../errors/index.ts";
import { fitLanguage } from "./fit-language.ts";
import { fitSoftmax } from "./fit-softmax.ts";
import type { IntentModel, PackedRegression } from "./intent-model.ts";
import { normaliseText } from "./normalise-text.ts";
import { packRegression } from "./pack-evidence.ts";
import { sparseRows } from "./sparse-rows.ts";
import { fitTfIdf, readText } from "./tf-idf.ts";
import type { TextView } from "./views.ts";

/** A message with its intent, or null for one that belongs to none of them. */
export interface IntentExample {
  readonly text: string;
  readonly intent: string | null;
  /** Any name for its language, the same for all its messages; all messages without one are of one language. */
  readonly language?: string;
}

/** Further choices for {@link fitIntents}. */
export interface IntentOptions {
  /** Share of messages of known intents that shall get an answer, in cross-validation; 0.95 if not given. */
  readonly answeredShare?: number;
}

const CHOICE_VIEWS: readonly TextView[] = [
  { pieces: "characters", from: 2, to: 4, share: 1 },
  { pieces: "words", from: 1, to: 1, share: 1 },
];

/**
 * Learns to tell the intent of short messages from labelled examples: TF-IDF of words, pairs of words and character runs, multinomial
 * logistic regression, blended with the nearest example and the intent's name, one model for each language that occurs (a further
 * language needs examples and nothing else). The blend, its calibration, what tells a message of no intent and the threshold for
 * answering are all learned in cross-validation on the examples. Examples with the intent null make the refusal better but need not
 * be given. The order of examples and repeats of one do not matter; the same examples give the same model.
 *
 * @param examples at least two intents in each language, two of them with two different messages.
 * @throws LearnError naming `examples` (with the position) or the option.
 */
export function fitIntents(examples: readonly IntentExample[], options: IntentOptions = {}): IntentModel {
  const { answeredShare = 0.95 } = options;
  if (!(answeredShare > 0 && answeredShare <= 1)) {
    throw new LearnError(
      "options.answeredShare",
      `is ${String(answeredShare)}; a share above 0 and at most 1 is needed`,
    );
  }
  requireSome("examples", examples);
  const byLanguage = new Map<string, Map<string, { text: string; intent: string | null }>>();
  for (const [i, { text, intent, language = "" }] of examples.entries()) {
    const normalised = typeof text === "string" ? normaliseText(text) : "";
    if (normalised === "")
      throw new LearnError(`examples[${i}].text`, "has nothing to read; give a message or leave it out");
    if (intent !== null && (typeof intent !== "string" || intent === "")) {
      throw new LearnError(
        `examples[${i}].intent`,
        `is ${JSON.stringify(intent)}; a name, or null for no intent, is needed`,
      );
    }
    const distinct = byLanguage.get(language) ?? new Map();
    byLanguage.set(language, distinct.set(JSON.stringify([normalised, intent]), { text: normalised, intent }));
  }
  const languages = [...byLanguage.keys()].sort();
  const ordered = languages.map((language) =>
    [...byLanguage.get(language)!].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, example]) => example),
  );
  return {
    kind: "intents",
    version: 2,
    languages: languages.map((language, l) => fitLanguage(language, ordered[l]!, answeredShare)),
    choice: languages.length > 1 ? fitChoice(ordered.map((each) => each.map(({ text }) => text))) : null,
  };
}

function fitChoice(textsByLanguage: readonly (readonly string[])[]): PackedRegression {
  const texts = textsByLanguage.flat();
  const labels = textsByLanguage.flatMap((each, l) => each.map(() => l));
  const tfIdf = fitTfIdf(texts, CHOICE_VIEWS, 1);
  const rows = sparseRows(
    texts.map((text) => readText(tfIdf, text)),
    tfIdf.idf.length,
  );
  return packRegression(tfIdf, fitSoftmax(rows, labels, textsByLanguage.length, { cost: 30 }));
}
