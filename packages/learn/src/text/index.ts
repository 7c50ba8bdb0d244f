export { fitIntents, type IntentExample, type IntentOptions } from "./fit-intents.ts";
export { type FittedSoftmax, fitSoftmax, type Softmax, type SoftmaxOptions, softmaxScores } from "./fit-softmax.ts";
export type { IntentModel, LanguageModel, LanguageTraining } from "./intent-model.ts";
export { type IntentClassifier, type IntentPrediction, loadIntents } from "./load-intents.ts";
export { type NeighbourIndex, nearestByClass, neighbourIndex } from "./neighbours.ts";
export { type SparseRow, type SparseRows, sparseRows } from "./sparse-rows.ts";
export { fitTfIdf, type ReadText, readText, type TfIdf } from "./tf-idf.ts";
export { type TextView, WORD_CHARACTER_VIEWS, WORD_VIEWS } from "./views.ts";
