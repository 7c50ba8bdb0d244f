export { accountInForce, noteSpent } from "./account-in-force.ts";
export type { BudgetAccount, Usual } from "./budget-account.ts";
export { amountsNow, partsOf } from "./budget-parts.ts";
export { type BudgetPeriod, daysLeft, elapsedAt, type PeriodBounds, periodAround } from "./budget-period.ts";
export {
  type Charge,
  chargedTogether,
  giveBack,
  lockAccount,
  type PaidCharge,
  payCharge,
  payFromLocked,
} from "./charge.ts";
export { meanPrice, paceAccount, usualNow } from "./pace-account.ts";
export { readAccounts } from "./read-accounts.ts";
export { type Committed, spentElsewhere } from "./spent-elsewhere.ts";

import "./budget-tables.ts";
