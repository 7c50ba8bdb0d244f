import type { Operation } from "../../foundation/operations/index.ts";
import { ledgerEntriesOperation } from "./list-entries.ts";
import { ledgerBalancesOperation } from "./read-balances.ts";

export { type LedgerLine, postEntry } from "./post.ts";

import "./ledger-tables.ts";

export const ledgerOperations: readonly Operation[] = [ledgerBalancesOperation, ledgerEntriesOperation];
