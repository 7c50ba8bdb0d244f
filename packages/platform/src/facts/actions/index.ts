export { isAboutOrder, isIncentive, isOffer, makesGood } from "./action-kinds.ts";
export { ActionTerms } from "./action-terms.schema.ts";
