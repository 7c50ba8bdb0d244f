export { repurchaseFeatures } from "./features.ts";
export { type SeenReturn, seeReturn } from "./seen-return.ts";
export { repurchaseRows } from "./training-rows.ts";
