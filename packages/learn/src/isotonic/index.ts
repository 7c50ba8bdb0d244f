export { fitIsotonic, type IsotonicModel, predictIsotonic } from "./isotonic.ts";
