import {
  fitIntents,
  fitSoftmax,
  fitTfIdf,
  type IntentExample,
  loadIntents,
  nearestByClass,
  neighbourIndex,
  readText,
  softmaxScores,
  sparseRows,
  type TextView,
  WORD_CHARACTER_VIEWS,
  WORD_VIEWS,
} from "@aftercare/learn";

/** The likeliest intent of a message, and how much it looks like one of no intent. */
export interface Told {
  readonly intent: string;
  readonly outside: number;
  /** "I don't know"; undefined for methods that always answer. */
  readonly refused?: boolean;
}

export type IntentMethod = (train: readonly IntentExample[]) => (message: IntentExample) => Told;

/** All methods by name, the automatic one first. The references know no messages outside: they say how unsure they are. */
export const intentMethods: Readonly<Record<string, IntentMethod>> = {
  auto: automatic,
  "words and characters, logistic": regression(WORD_CHARACTER_VIEWS),
  "words, logistic": regression(WORD_VIEWS),
  "1-NN": nearest,
};

/** The automatic method kept from all examples outside, to see what they give. */
export const withoutOutside: IntentMethod = (train) => automatic(train.filter(({ intent }) => intent !== null));

function automatic(train: readonly IntentExample[]) {
  const classifier = loadIntents(JSON.parse(JSON.stringify(fitIntents(train))));
  return ({ text, language }: IntentExample): Told => {
    const { ranked, outside, answer } = classifier.predict(text, language);
    return { intent: ranked[0]!.intent, outside, refused: answer === null };
  };
}

function regression(views: readonly TextView[]): IntentMethod {
  return (train) => {
    const { intents, labels, tfIdf, rows } = prepared(train, views);
    const model = fitSoftmax(rows, labels, intents.length, { cost: 10, tolerance: 0.001 });
    return ({ text }) => {
      const scores = softmaxScores(model, readText(tfIdf, text));
      const top = scores.indexOf(Math.max(...scores));
      const sum = scores.reduce((total, score) => total + Math.exp(score - scores[top]!), 0);
      return { intent: intents[top]!, outside: -1 / sum };
    };
  };
}

function nearest(train: readonly IntentExample[]) {
  const { intents, labels, tfIdf, rows } = prepared(train, WORD_CHARACTER_VIEWS);
  const index = neighbourIndex(rows, labels, intents.length);
  return ({ text }: IntentExample): Told => {
    const similarities = nearestByClass(index, readText(tfIdf, text));
    const top = similarities.indexOf(Math.max(...similarities));
    return { intent: intents[top]!, outside: -similarities[top]! };
  };
}

function prepared(train: readonly IntentExample[], views: readonly TextView[]) {
  const known = train.flatMap(({ text, intent }) => (intent === null ? [] : [{ text, intent }]));
  const intents = [...new Set(known.map(({ intent }) => intent))].sort();
  const place = new Map(intents.map((intent, k) => [intent, k]));
  const tfIdf = fitTfIdf(
    known.map(({ text }) => text),
    views,
    1,
  );
  const rows = sparseRows(
    known.map(({ text }) => readText(tfIdf, text)),
    tfIdf.idf.length,
  );
  return { intents, labels: Int32Array.from(known, ({ intent }) => place.get(intent)!), tfIdf, rows };
}
