import type { Selectable } from "kysely";
import { z } from "zod";
import type { Id } from "../../foundation/ids/index.ts";
import { RunView, type reconciliationReport } from "./reconciliation.contract.ts";
import type { ReconciliationRunTable } from "./reconciliation-tables.ts";

type View = NonNullable<z.output<typeof reconciliationReport.output>["last"]>;

const Stored = z.object({ compared: RunView.shape.compared.nullable(), unasked: RunView.shape.unasked.nullable() });

/** A comparison as it is shown. */
export function viewRun(run: Selectable<ReconciliationRunTable>): View {
  const { compared, unasked } = Stored.parse(run);
  return {
    ...{ runId: run.id as Id<"rcn">, state: run.state, askedAt: run.asked_at },
    ...(run.day !== null && { night: run.day }),
    ...(run.finished_at !== null && { finishedAt: run.finished_at }),
    ...(run.took_ms !== null && { tookMs: run.took_ms }),
    ...(compared && { compared }),
    ...(unasked && { unasked }),
    ...(run.caught_up !== null && { caughtUp: run.caught_up }),
    ...(run.open !== null && { open: run.open }),
    ...(run.found !== null && { found: run.found }),
    ...(run.gone !== null && { gone: run.gone }),
  };
}
