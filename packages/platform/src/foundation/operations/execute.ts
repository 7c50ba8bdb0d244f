import { z } from "zod";
import { forbidden, unauthenticated } from "../problems/index.ts";
import { countCall } from "../rate-limits/index.ts";
import { writeAuditLines } from "./audit-lines.ts";
import type { AdmittedCall, Call, CallResult, Runtime } from "./call.ts";
import { executeTogether } from "./execute-together.ts";
import { claimKey, keepAnswer } from "./idempotency.ts";
import { inGroups } from "./in-groups.ts";
import type { Operation } from "./operation.ts";
import { readInput } from "./read-input.ts";
import { requireOwnership } from "./require-ownership.ts";

/**
 * Runs an operation for a caller: role, input, rate limits, ownership, idempotency, the work itself and its audit line;
 * all that touches the database but the rate limit's count is one transaction, of this call or of several that wait at the same time.
 */
export async function execute(operation: Operation, call: Call, { work, clock }: Runtime): Promise<CallResult> {
  const { contract, by, limits, runTogether } = operation;
  const { actor } = call;
  if (!by[actor.role])
    throw actor.role === "anonymous" ? unauthenticated() : forbidden({ operation: contract.name, role: actor.role });
  const input = readInput(contract.input, call.input, call.locale);
  for (const limit of limits) {
    await countCall(work.database, { ...limit, key: limit.key(call.client, input) }, clock.real());
  }
  const admitted = { operation, call, input, work, clock };
  // Who repeats a key waits for the first with it, and must not do so within one transaction.
  return runTogether && keyOf(admitted) === undefined ? grouped(admitted) : executeAlone(admitted);
}

const grouped = inGroups<AdmittedCall, CallResult>({
  most: 16,
  atOnce: 3,
  belongTogether: (one, other) =>
    one.operation === other.operation &&
    one.work === other.work &&
    one.clock === other.clock &&
    one.call.actor.id === other.call.actor.id,
  all: executeTogether,
  one: executeAlone,
});

function executeAlone(admitted: AdmittedCall): Promise<CallResult> {
  const { operation, call, input, work, clock } = admitted;
  const { actor, locale, session } = call;
  return work.run(actor.id, async (tx) => {
    await requireOwnership(tx, admitted);
    const key = keyOf(admitted);
    if (key !== undefined) {
      const request = {
        actor: actor.id,
        key,
        operation: operation.contract.name,
        input: call.input,
        now: clock.real(),
      };
      const first = await claimKey(tx, request);
      if (first) return { output: first.firstAnswer, replayed: true };
    }
    const result = await operation.run({ tx, clock, actor, locale, session }, input);
    const output = z.encode(operation.contract.output, result);
    if (key !== undefined) await keepAnswer(tx, actor.id, key, output);
    writeAuditLines(tx, operation, [call], clock.real());
    return { output, replayed: false };
  });
}

function keyOf({ operation, call }: AdmittedCall): string | undefined {
  return operation.contract.kind === "command" && call.actor.role !== "anonymous" ? call.idempotencyKey : undefined;
}
