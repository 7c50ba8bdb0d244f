import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { PaymentProvider } from "../refunds/index.ts";
import { catchUp } from "./catch-up.ts";
import type { Check } from "./check.ts";
import { listProvider } from "./list-provider.ts";
import { recordDifferences } from "./record-differences.ts";
import { askNightly, claimRun, finishRun, type Unasked } from "./runs.ts";

export interface Reconciling {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly providers: readonly PaymentProvider[];
  /** Of every room that has something to compare. */
  readonly checks: readonly Check[];
}

const actor = "reconciliation";

/**
 * Compares the books with everything that must agree with them, if it is night and nobody has, or somebody asked for it. Providers are asked outside
 * of any transaction. One that cannot be asked is named and holds nothing else up: what it listed before still stands.
 * @returns how many comparisons were made: 0 or 1
 */
export async function reconcile({ work, clock, providers, checks }: Reconciling): Promise<number> {
  const runId = await work.run(actor, async (tx) => {
    await askNightly(tx, clock);
    return claimRun(tx, clock);
  });
  if (runId === undefined) return 0;
  const unasked: Unasked[] = [];
  for (const provider of providers) {
    try {
      await listProvider({ work, clock }, provider);
    } catch (error) {
      unasked.push({ provider: provider.name, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  const caughtUp = await catchUp({ work, clock });
  await work.run(actor, async (tx) => {
    const recorded = await recordDifferences(tx, clock, { runId, checks });
    await finishRun(tx, clock, { runId, recorded, unasked, caughtUp });
  });
  return 1;
}
