export { accountInForce, forgetAccount, noteSpent } from "./account-in-force.ts";
export type { BudgetAccount, Usual } from "./budget-account.ts";
export { regionCharged } from "./budget-parts.ts";
export {
  type Charge,
  chargeLocked,
  chargeShard,
  giveBack,
  type LockedAccount,
  lockAccount,
  shardOf,
} from "./charge.ts";
export { paceAccount } from "./pace-account.ts";
export { readAccounts } from "./read-accounts.ts";

import "./budget-tables.ts";
