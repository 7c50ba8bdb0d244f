export { choose } from "./choose.ts";
export { softEpsilon } from "./soft-epsilon.ts";
