import "./advance-tables.ts";

export { advanceOperations } from "./advance-operations.ts";
export { type AdvanceRisk, timingUnderRisk } from "./advance-risk.ts";
export { chaseAdvance } from "./chase-advance.ts";
export { advanceReactions, noteAdvance } from "./follow-advance.ts";
export { lockAdvancesOf, readAdvanceRisk } from "./read-risk.ts";
export { goodsAwaited } from "./tell-goods-awaited.ts";
