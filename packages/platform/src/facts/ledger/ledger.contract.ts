import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { LedgerEntryId, OrderId, ShopperId } from "../identifiers/index.ts";
import { LedgerAccount, LedgerKind } from "./chart.schema.ts";

export const ledgerBalances = contract("ledger.balances", {
  summary: "What each account of the ledger holds, by currency; now, or as it was at an instant.",
  http: "GET /v1/ledger/balances",
  input: z.strictObject({ at: At.optional() }),
  output: z.object({
    asOf: At,
    items: z.array(
      z.object({
        account: LedgerAccount,
        kind: z.enum(["asset", "liability", "contra-revenue", "expense", "clearing"]),
        currency: z.string(),
        debit: MoneyAmount,
        credit: MoneyAmount,
        /** Debit less credit: over all accounts of a currency the sum is 0. */
        balance: MoneyAmount,
      }),
    ),
  }),
});

export const ledgerEntries = contract("ledger.entries", {
  summary: "Entries of the ledger with their lines, latest first: of an order, of a shopper, of an account, or all.",
  http: "GET /v1/ledger/entries",
  input: z.strictObject({
    orderId: OrderId.optional(),
    shopperId: ShopperId.optional(),
    account: LedgerAccount.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(
      z.object({
        entryId: LedgerEntryId,
        kind: LedgerKind,
        reference: z.string(),
        at: At,
        orderId: OrderId.optional(),
        shopperId: ShopperId,
        currency: z.string(),
        lines: z.array(
          z.object({
            account: LedgerAccount,
            /** Above zero a debit, below a credit. */
            amount: MoneyAmount,
            shopperId: ShopperId,
          }),
        ),
      }),
    ),
    next: z.string().optional(),
  }),
});
