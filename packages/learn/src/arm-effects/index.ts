export type { ArmEffectsModel, ArmEffectsVariances } from "./arm-effects-model.ts";
export { type ArmEffectsData, type ArmEffectsOptions, fitArmEffects } from "./fit-arm-effects.ts";
export { loadArmEffects } from "./load-arm-effects.ts";
export type { Belief } from "./parameters.ts";
export { type ArmLogOdds, armLogOdds, predictArmEffects } from "./predict-arm-effects.ts";
