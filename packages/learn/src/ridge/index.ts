export { type ChosenRidgeL2, chooseRidgeL2 } from "./choose-ridge-l2.ts";
export { fitRidge, type RidgeOptions } from "./fit-ridge.ts";
export { loadRidge } from "./load-ridge.ts";
export { predictRidge } from "./predict-ridge.ts";
export type { RidgeModel, RidgeTraining } from "./ridge-model.ts";
