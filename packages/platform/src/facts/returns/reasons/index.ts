export { isAboutFit, isFaulty } from "./reason-meaning.ts";
export { returnReasonsOfOrderOperation } from "./reasons-of-order.ts";
