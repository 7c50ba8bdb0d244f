export { fitRandomEffects, type RandomEffectsOptions } from "./fit-random-effects.ts";
export {
  type Factor,
  type FactorEffects,
  linearRandomEffects,
  type RandomEffectsModel,
  randomEffect,
} from "./random-effects-model.ts";
