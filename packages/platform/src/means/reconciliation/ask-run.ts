import { newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { runReconciliation } from "./reconciliation.contract.ts";
import { viewRun } from "./view-run.ts";

/** Asks for a comparison; a worker makes it, since providers are asked for lists that can take minutes. */
export const runReconciliationOperation = operation(runReconciliation, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }) {
    const waiting = await tx.db
      .selectFrom("reconciliation_runs")
      .selectAll()
      .where("state", "=", "waiting")
      .orderBy("asked_at")
      .executeTakeFirst();
    if (waiting) return viewRun(waiting);
    const run = await tx.db
      .insertInto("reconciliation_runs")
      .values({
        ...{ id: newId<"rcn">(), day: null, asked_by: actor.id, asked_at: clock.now(), state: "waiting" },
        ...{ lease_until: null, started_at: null, finished_at: null, took_ms: null },
        ...{ compared: null, unasked: null, open: null, found: null, gone: null, caught_up: null },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return viewRun(run);
  },
});
