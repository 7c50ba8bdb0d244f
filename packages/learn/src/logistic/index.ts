export { type ChooseL2Options, type ChosenL2, chooseL2 } from "./choose-l2.ts";
export { fitLogistic, type LogisticOptions } from "./fit-logistic.ts";
export { loadLogistic } from "./load-logistic.ts";
export type { LogisticModel, LogisticTraining } from "./logistic-model.ts";
export {
  contributions,
  type LogisticPrediction,
  linearLogistic,
  predictLogistic,
  predictLogisticInterval,
  standardErrorLogistic,
} from "./predict-logistic.ts";
export { sigmoid, softplus } from "./sigmoid.ts";
