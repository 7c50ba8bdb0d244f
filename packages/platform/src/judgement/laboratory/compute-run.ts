import { simulatedBecause } from "./basis.ts";
import type { LaboratoryTask } from "./laboratory-task.ts";
import { type ReadLog, replayLog } from "./replay-log.ts";
import type { DraftResult, LaboratoryResult } from "./result.schema.ts";
import { simulateDrafts } from "./simulate.ts";

/** Answers a run's question: what the log can tell by the log, the rest by simulation. Takes seconds to minutes of computing. */
export function computeRun(task: LaboratoryTask, log: ReadLog, onProgress: (done: number) => void): LaboratoryResult {
  const planned = task.drafts.map((draft) => ({ draft, because: simulatedBecause(draft, task, task.simulate) }));
  const replayed = planned.flatMap(({ draft, because }) => (because ? [] : [draft]));
  const simulated = planned.flatMap(({ draft, because }) => (because ? [{ draft, because }] : []));
  const part = replayed.length / planned.length;
  const found = new Map<string, DraftResult>();
  if (replayed.length > 0)
    for (const each of replayLog(log, replayed, task, (done) => onProgress(part * done))) found.set(each.draft, each);
  let times: readonly { readonly at: number }[] = log.cases;
  if (simulated.length > 0) {
    const simulation = simulateDrafts(simulated, task, (done) => onProgress(part + (1 - part) * done));
    for (const each of simulation.found) found.set(each.draft, each);
    if (replayed.length === 0) times = simulation.times;
  }
  const [from, to] = [times[0]?.at, times.at(-1)?.at];
  return {
    currency: task.currency,
    ...(from !== undefined &&
      to !== undefined && { window: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } }),
    drafts: task.drafts.map(({ label }) => found.get(label)!),
  };
}
