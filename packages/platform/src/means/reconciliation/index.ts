import type { Operation } from "../../foundation/operations/index.ts";
import { runReconciliationOperation } from "./ask-run.ts";
import type { Check } from "./check.ts";
import { explainDifferenceOperation } from "./explain-difference.ts";
import { goodsChecks } from "./goods-checks.ts";
import { moneyChecks } from "./money-checks.ts";
import { providerChecks } from "./provider-checks.ts";
import { reconciliationReportOperation } from "./report-reconciliation.ts";
import { searchDifferencesOperation } from "./search-differences.ts";

export type { Check } from "./check.ts";
export { type Reconciling, reconcile } from "./reconcile.ts";

import "./reconciliation-tables.ts";

export const reconciliationOperations: readonly Operation[] = [
  reconciliationReportOperation,
  searchDifferencesOperation,
  runReconciliationOperation,
  explainDifferenceOperation,
];

/** What is compared: the ledger with what it was booked for, goods with receipts, and refunds with the lists of those who paid them. */
export const bookChecks: readonly Check[] = [...moneyChecks, ...goodsChecks, ...providerChecks];
