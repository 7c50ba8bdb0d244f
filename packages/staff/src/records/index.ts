export { Alternatives } from "./alternatives.tsx";
export { chosenAction } from "./chosen-action.ts";
export { PurchaseList } from "./purchase-list.tsx";
