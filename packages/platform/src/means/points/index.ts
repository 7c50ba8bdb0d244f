import type { Operation } from "../../foundation/operations/index.ts";
import { adjustPointsOperation } from "./adjust-points.ts";
import { creditHistoryOperation } from "./credit-purchases.ts";
import { getPointsOperation } from "./get-points.ts";
import { getSchemeOperation } from "./get-scheme.ts";
import { pointsLiabilityOperation } from "./liability.ts";
import { listMovementsOperation } from "./list-movements.ts";
import { openWindowOperation } from "./open-window.ts";
import { pointsOfOrderOperation } from "./points-of-order.ts";
import { redeemPointsOperation } from "./redeem-points.ts";
import { setSchemeOperation } from "./set-scheme.ts";

export { pointsDue } from "./book-account.ts";
export { pointsOfOrderOperation } from "./points-of-order.ts";
export { pointsWorth } from "./points-worth.ts";
export { pointsReactions } from "./reactions.ts";
export { startScheme } from "./start-scheme.ts";

import "./points-tables.ts";

export const pointsOperations: readonly Operation[] = [
  getPointsOperation,
  listMovementsOperation,
  pointsOfOrderOperation,
  adjustPointsOperation,
  redeemPointsOperation,
  openWindowOperation,
  pointsLiabilityOperation,
  getSchemeOperation,
  setSchemeOperation,
  creditHistoryOperation,
];
