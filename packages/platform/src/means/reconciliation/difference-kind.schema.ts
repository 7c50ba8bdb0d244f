import { z } from "zod";
import { LedgerAccount } from "../../facts/ledger/chart.schema.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

/**
 * Every way in which two records of the same can disagree, with what stands on each side. The first is the record by which we act, the second what
 * it is held against.
 */
const differenceKinds = {
  "ledger-entry": { ours: "debits of an entry", theirs: "its credits" },
  "refunds-owed": { ours: "owed for an order by the ledger", theirs: "not arrived of its refunds" },
  "refunds-booked": {
    ours: "paid out for an order by an account of the ledger",
    theirs: "arrived shares that it pays",
  },
  "revenue-booked": { ours: "given back for an order by an account of the ledger", theirs: "parts of its refunds" },
  "refund-parts": { ours: "amount of a refund", theirs: "sum of its parts" },
  ceiling: { ours: "promised of an order by its ceiling", theirs: "sum of its refunds" },
  "beyond-paid": { ours: "promised and given elsewhere of an order", theirs: "paid for it" },
  "beyond-payment": { ours: "going back to a payment", theirs: "its amount" },
  "store-credit": { ours: "balance of an account of credit", theirs: "the same by the ledger" },
  "gift-cards": { ours: "balance of all gift cards of a currency", theirs: "the same by the ledger" },
  "announced-units": { ours: "announced of a line by the order", theirs: "awaited by its return requests" },
  "received-units": { ours: "came in by a return request", theirs: "pieces in its receipts" },
  "settled-refund": { ours: "settled of a return request", theirs: "its refund" },
  "returned-units": { ours: "returned of a line by the order", theirs: "pieces in its receipts" },
  "return-amount": { ours: "amount of a return", theirs: "sum of its lines" },
  "refunded-not-back": { ours: "pieces refunded as returned", theirs: "pieces that came back" },
  "provider-never-paid": { ours: "arrived share of a refund", theirs: "paid by the provider: nothing" },
  "provider-unasked": { ours: "given back elsewhere by an order's returns", theirs: "paid by the provider without us" },
  "provider-amount": { ours: "share of a refund", theirs: "paid by the provider" },
  "provider-paid-anyway": { ours: "arrived of a share that failed: nothing", theirs: "paid by the provider" },
  "provider-twice": { ours: "share of a refund", theirs: "paid for it by the provider, several times" },
  "provider-silent": { ours: "share of which nobody knows", theirs: "paid by the provider: nothing" },
} as const satisfies Record<string, { readonly ours: string; readonly theirs: string }>;

export type DifferenceKind = keyof typeof differenceKinds;

const kinds = Object.keys(differenceKinds) as [DifferenceKind, ...DifferenceKind[]];

export const DifferenceKind = z
  .enum(kinds)
  .describe(kinds.map((kind) => `${kind}: ${differenceKinds[kind].ours} / ${differenceKinds[kind].theirs}.`).join(" "));

/** What a difference is about, as far as its kind has it. */
export const DifferenceAbout = z.object({
  reference: z.string().optional(),
  account: LedgerAccount.optional(),
  provider: z.string().optional(),
  refundId: z.uuid().optional(),
  returnId: z.uuid().optional(),
  /** Of the order. */
  line: z.int().optional(),
  sku: z.string().optional(),
  /** What the provider paid, where it was in another currency: none of it is in ours. */
  elsewise: z.object({ amount: MoneyAmount, currency: z.string() }).optional(),
});
