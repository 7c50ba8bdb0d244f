import type { Draft, LaboratoryTask } from "./laboratory-task.ts";
import { armsOf } from "./logged-case.ts";
import type { DraftResult } from "./result.schema.ts";

/** Fewer decisions than this say nothing that a simulation does not. */
const leastRows = 100;

/** Why a draft has to be simulated; undefined where the log can be asked. */
export function simulatedBecause(
  { document }: Draft,
  { rows, versions }: Pick<LaboratoryTask, "rows" | "versions">,
  simulate: boolean,
): DraftResult["simulatedBecause"] {
  if (simulate) return "asked";
  if (rows < leastRows) return "no-log";
  const logged = armsOf(versions.map((each) => each.document));
  return document.actions.every((action) => logged.of(action) !== undefined) ? undefined : "new-actions";
}
