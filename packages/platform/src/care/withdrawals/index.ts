import type { Operation } from "../../foundation/operations/index.ts";
import type { Reaction } from "../../foundation/reactions/index.ts";
import { checkWithdrawalsOperation } from "./check-withdrawals.ts";
import { reopenWithdrawalOperation, settleWithdrawalOperation, setWithdrawalAsideOperation } from "./end-withdrawal.ts";
import { announceWhatWasWithdrawn, settleWhenReturned } from "./feed-returns.ts";
import { forgetWithdrawals } from "./forget-withdrawals.ts";
import { getWithdrawalOperation, searchWithdrawalsOperation } from "./read-withdrawals.ts";
import { stateWithdrawalOperation } from "./state-withdrawal.ts";

import "./withdrawal-tables.ts";

export { withdrawalAcknowledged } from "./acknowledge.ts";
export { stateWithdrawalOperation } from "./state-withdrawal.ts";

export const withdrawalOperations: readonly Operation[] = [
  stateWithdrawalOperation,
  getWithdrawalOperation,
  searchWithdrawalsOperation,
  settleWithdrawalOperation,
  setWithdrawalAsideOperation,
  reopenWithdrawalOperation,
  checkWithdrawalsOperation,
];

export const withdrawalReactions: readonly Reaction[] = [
  announceWhatWasWithdrawn,
  settleWhenReturned,
  ...forgetWithdrawals,
];
