export { answerOf } from "./answer-of.ts";
export { giveWay } from "./give-way.ts";
