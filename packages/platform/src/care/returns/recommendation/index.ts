import "./recommendation-table.ts";

export { recommendResolution } from "./recommend-resolution.ts";
export { returnRecommendation } from "./return-recommendation.ts";
