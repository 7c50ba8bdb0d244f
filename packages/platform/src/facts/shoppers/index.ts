export { erasePersonalData, eraseShopper, keepErased } from "./erase-shopper.ts";
export { getShopper } from "./get-shopper.ts";
export { getTimeline, readTimeline } from "./get-timeline.ts";
export { joinShoppers, type Merge, mergeShoppers } from "./merge-shoppers.ts";
export { type PersonalDataKind, personalData } from "./personal-data.ts";
export { readShopper } from "./read-shopper.ts";
export { shopperErased, shopperMerged, shopperRecorded } from "./shopper-facts.ts";
export { whenForgotten } from "./when-forgotten.ts";

import "./shopper-tables.ts";
