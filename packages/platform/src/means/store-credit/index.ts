import type { Operation } from "../../foundation/operations/index.ts";
import { getCreditOperation } from "./get-credit.ts";
import { grantCreditOperation } from "./grant-credit.ts";
import { spendCreditOperation } from "./spend-credit.ts";

export { giveRefundCredit, grantCredit } from "./grant-credit.ts";
export { storeCreditReactions } from "./move-when-merged.ts";
export { requirePlace } from "./require-place.ts";

import "./credit-tables.ts";

export const storeCreditOperations: readonly Operation[] = [
  getCreditOperation,
  grantCreditOperation,
  spendCreditOperation,
];
