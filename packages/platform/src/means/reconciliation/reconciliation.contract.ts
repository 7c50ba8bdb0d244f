import { z } from "zod";
import {
  DifferenceId,
  OrderId,
  ReconciliationRunId,
  RefundId,
  ReturnId,
  ShopperId,
} from "../../facts/identifiers/index.ts";
import { LedgerAccount } from "../../facts/ledger/chart.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { DifferenceKind } from "./difference-kind.schema.ts";

const DifferenceState = z.enum(["open", "explained", "gone"]);

const DifferenceView = z.object({
  differenceId: DifferenceId,
  kind: DifferenceKind,
  state: DifferenceState,
  /** By the record that we act by; minor units of the currency, and pieces where there is none. */
  ours: MoneyAmount,
  /** By what it is held against. */
  theirs: MoneyAmount,
  currency: z.string().optional(),
  orderId: OrderId.optional(),
  /** Of the order. */
  orderNumber: z.string().optional(),
  shopperId: ShopperId.optional(),
  refundId: RefundId.optional(),
  returnId: ReturnId.optional(),
  line: z.int().optional(),
  sku: z.string().optional(),
  account: LedgerAccount.optional(),
  provider: z.string().optional(),
  /** What the provider or the ledger calls it; several where it was paid several times. */
  reference: z.string().optional(),
  /** What the provider paid in another currency. */
  elsewise: z.object({ amount: MoneyAmount, currency: z.string() }).optional(),
  foundAt: At,
  /** When it was last there. */
  seenAt: At,
  goneAt: At.optional(),
  /** Of an open one: the explanation that it had before a side of it changed. */
  explanation: z.string().optional(),
  explainedAt: At.optional(),
  explainedBy: z.string().optional(),
});

export const RunView = z.object({
  runId: ReconciliationRunId,
  state: z.enum(["waiting", "running", "done", "failed"]),
  /** Absent where a person asked for it. */
  night: z.iso.date().optional(),
  askedAt: At,
  finishedAt: At.optional(),
  tookMs: z.int().optional(),
  /** How many of each were looked at. */
  compared: z
    .object({
      refunds: z.int(),
      entries: z.int(),
      creditAccounts: z.int(),
      returnedLines: z.int(),
      providerRefunds: z.int(),
    })
    .optional(),
  /** Payment providers that did not list what they paid: of them the comparison knows what they listed before. */
  unasked: z.array(z.object({ provider: z.string(), failure: z.string() })).optional(),
  /** Refunds of which a provider's list said what became of them, and nobody had told us. */
  caughtUp: z.int().optional(),
  open: z.int().optional(),
  found: z.int().optional(),
  gone: z.int().optional(),
});

export const reconciliationReport = contract("reconciliation.report", {
  summary:
    "Whether the ledger, the payment providers, store credit and the goods that came back agree: the last comparison, and the open differences by kind.",
  http: "GET /v1/reconciliation",
  input: z.strictObject({}),
  output: z.object({
    /** The last that ended; absent before the first. */
    last: RunView.optional(),
    /** One that waits or is under way. */
    current: RunView.optional(),
    open: z.array(
      z.object({
        kind: DifferenceKind,
        currency: z.string().optional(),
        differences: z.int(),
        /** Sum of how far both sides are apart, each difference counted above zero. */
        apart: MoneyAmount,
      }),
    ),
    explained: z.int(),
  }),
});

export const searchDifferences = contract("reconciliation.search", {
  summary: "Differences between two records of the same, latest first, by state, kind and order.",
  http: "GET /v1/reconciliation/differences",
  input: z.strictObject({
    state: DifferenceState.optional(),
    kind: DifferenceKind.optional(),
    orderId: OrderId.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(DifferenceView), next: z.string().optional() }),
});

export const runReconciliation = contract("reconciliation.run", {
  summary: "Compares now, without waiting for the night; answers the comparison that waits already where there is one.",
  http: "POST /v1/reconciliation/runs",
  input: z.strictObject({}),
  output: RunView,
});

export const explainDifference = contract("reconciliation.explain", {
  summary: "Says why a difference is right as it is. It is open again when a side of it changes.",
  http: "PUT /v1/reconciliation/differences/:differenceId/explanation",
  input: z.strictObject({ differenceId: DifferenceId, explanation: z.string().trim().min(3).max(1_000) }),
  output: DifferenceView,
});
