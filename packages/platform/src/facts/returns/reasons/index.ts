export { asksPhoto, isAboutFit, isFaulty, readReason } from "./reason-meaning.ts";
export { returnReasonsOfOrderOperation } from "./reasons-of-order.ts";
