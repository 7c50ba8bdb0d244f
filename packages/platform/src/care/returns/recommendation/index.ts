import "./recommendation-table.ts";

export { recommendMethod } from "./recommend-method.ts";
export { recommendResolution } from "./recommend-resolution.ts";
export { returnRecommendation } from "./return-recommendation.ts";
