import { z } from "zod";

/** The accounts of the ledger, each with what its balance says. */
export const chart = {
  "refunds-payable": { kind: "liability", says: "Refunds that were promised and have not arrived, by order." },
  "provider-clearing": { kind: "asset", says: "What payment providers paid out, until their statements settle it." },
  "till-cash": { kind: "asset", says: "What tills handed out in cash." },
  "manual-clearing": { kind: "asset", says: "What people paid out by hand, such as by bank transfer." },
  "exchange-clearing": {
    kind: "clearing",
    says: "What went into exchanges, until the sale of the replacement takes it in.",
  },
  "store-credit": { kind: "liability", says: "Credit that shoppers hold and can still spend." },
  "gift-cards": { kind: "liability", says: "What is on gift cards and can still be spent." },
  "sales-returned": { kind: "contra-revenue", says: "Revenue of goods that was given back." },
  "shipping-returned": { kind: "contra-revenue", says: "Postage that was given back." },
  goodwill: { kind: "expense", says: "Given beyond what was paid for goods and postage, to make something good." },
  collected: {
    kind: "liability",
    says: "What shoppers paid us for something that is still to be sent, and deposits that were kept, until sales take it in.",
  },
  "credit-used": { kind: "clearing", says: "Credit and gift cards that paid for purchases, until sales take it in." },
} as const satisfies Record<string, { readonly kind: string; readonly says: string }>;

/** The name of an account. */
export type LedgerAccount = keyof typeof chart;

const accounts = Object.keys(chart) as [LedgerAccount, ...LedgerAccount[]];

export const LedgerAccount = z
  .enum(accounts)
  .describe(accounts.map((account) => `${account}: ${chart[account].says}`).join(" "));

export const LedgerKind = z.enum([
  "refund-intended",
  "refund-paid",
  "refund-reopened",
  "refund-cancelled",
  "credit-granted",
  "credit-spent",
  "credit-restored",
  "credit-moved",
  "collected",
  "collected-returned",
  "gift-card-issued",
  "gift-card-redeemed",
  "gift-card-refilled",
  "gift-card-voided",
]);
export type LedgerKind = z.output<typeof LedgerKind>;
