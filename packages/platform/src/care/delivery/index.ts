export { forgetParcelsLater, forgetParcelsWhenErased, forgetParcelsWhenMerged } from "./forget-parcels.ts";
export { incidentOperations } from "./incidents/index.ts";
export { reportOperations } from "./reports/index.ts";
export { tellWindowMoved, windowMoved } from "./tell-window-moved.ts";
export { assessments, predictWatched, watchReactions } from "./watching/index.ts";
