export {
  brokenPromotions,
  type OrderedLine,
  type PromotionBreakage,
  type ReturningUnits,
  type SettledBefore,
  type Settlement,
  type SettlementCase,
  settle,
} from "./settle.ts";
