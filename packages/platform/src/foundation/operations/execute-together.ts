import { z } from "zod";
import { writeAuditLines } from "./audit-lines.ts";
import type { AdmittedCall, CallResult } from "./call.ts";
import { requireOwnership } from "./require-ownership.ts";

/** Whoever has to wait longer for a lock does so alone, and not with all the others. */
const longestWait = "set local lock_timeout = '50ms'";

/**
 * Runs several calls of one actor in one transaction.
 * @returns the results in order, undefined for a call that has to run alone; when it throws, nothing was done for any of them
 */
export async function executeTogether(calls: readonly AdmittedCall[]): Promise<(CallResult | undefined)[]> {
  const [first] = calls;
  if (!first?.operation.runTogether) return [];
  const { operation, work, clock } = first;
  const { actor } = first.call;
  return work.run(actor.id, async (tx) => {
    const answer = async () => {
      for (const admitted of calls) await requireOwnership(tx, admitted);
      const given = calls.map(({ call: { locale }, input }) => ({ locale, input }));
      return operation.runTogether?.({ tx, clock, actor }, given);
    };
    const [, results = []] = await Promise.all([tx.client.query(longestWait), answer()]);
    const answered = calls.flatMap(({ call }, i) => (results[i] === undefined ? [] : [call]));
    writeAuditLines(tx, operation, answered, clock.real());
    const { output } = operation.contract;
    return results.map((result) =>
      result === undefined ? undefined : { output: z.encode(output, result), replayed: false },
    );
  });
}
