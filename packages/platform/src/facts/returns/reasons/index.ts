export { asksPhoto, isAboutFit, isFaulty, isKnownReason, knownReasons, readReason } from "./reason-meaning.ts";
export { returnReasonsOfOrderOperation } from "./reasons-of-order.ts";
