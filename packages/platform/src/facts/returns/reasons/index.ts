export { asksPhoto, isAboutFit, isFaulty, isKnownReason, knownReasons, readReason } from "./reason-meaning.ts";
export { reasonsFor, returnReasonsOfOrderOperation } from "./reasons-of-order.ts";
