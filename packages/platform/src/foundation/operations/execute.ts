import type { Locale } from "@aftercare/messages";
import { z } from "zod";
import type { Actor } from "../actors/index.ts";
import type { Clock } from "../clock/index.ts";
import { statement } from "../database/index.ts";
import type { Tx, UnitOfWork } from "../events/index.ts";
import { forbidden, unauthenticated } from "../problems/index.ts";
import { countCall } from "../rate-limits/index.ts";
import { claimKey, keepAnswer } from "./idempotency.ts";
import type { Operation, SessionCarrier } from "./operation.ts";
import { readInput } from "./read-input.ts";

export interface Runtime {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface Call {
  readonly actor: Actor;
  /** The wire form, not yet validated. */
  readonly input: unknown;
  readonly locale: Locale;
  /** Where the call comes from, for rate limits: an address or `local`. */
  readonly client: string;
  readonly idempotencyKey?: string | undefined;
  readonly session: SessionCarrier;
}

export interface CallResult {
  /** The wire form of the output. */
  readonly output: unknown;
  /** True when this is the answer that an earlier call with the same key was given. */
  readonly replayed: boolean;
}

/**
 * Runs an operation for a caller: role, input, rate limits, ownership, idempotency, the work itself and its audit line;
 * all that touches the database but the rate limit's count is one transaction.
 */
export async function execute(operation: Operation, call: Call, { work, clock }: Runtime): Promise<CallResult> {
  const { contract, by } = operation;
  const { actor } = call;
  const rule = by[actor.role];
  if (!rule)
    throw actor.role === "anonymous" ? unauthenticated() : forbidden({ operation: contract.name, role: actor.role });
  const input = readInput(contract.input, call.input, call.locale);
  for (const limit of operation.limits) {
    await countCall(work.database, { ...limit, key: limit.key(call.client, input) }, clock.real());
  }
  return work.run(actor.id, async (tx) => {
    if (!(await rule.allows({ tx, actor }, input))) throw forbidden({ operation: contract.name, role: actor.role });
    const key = contract.kind === "command" && actor.role !== "anonymous" ? call.idempotencyKey : undefined;
    if (key !== undefined) {
      const request = { actor: actor.id, key, operation: contract.name, input: call.input, now: clock.real() };
      const first = await claimKey(tx, request);
      if (first) return { output: first.firstAnswer, replayed: true };
    }
    const { locale, session } = call;
    const result = await operation.run({ tx, clock, actor, locale, session }, input);
    const output = z.encode(contract.output, result);
    if (key !== undefined) await keepAnswer(tx, actor.id, key, output);
    if (contract.kind === "command") tx.atEnd(() => writeAuditLine(tx, operation, call, clock.real()));
    return { output, replayed: false };
  });
}

async function writeAuditLine(tx: Tx, { contract }: Operation, call: Call, at: Date): Promise<void> {
  const named = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const input = call.input as Record<string, unknown>;
  const target = JSON.stringify(Object.fromEntries(named.map((name) => [name, input[name]])));
  await insertAuditLine(tx, at, call.actor.id, call.actor.role, contract.name, target, call.idempotencyKey ?? null);
}

const insertAuditLine = statement<
  [at: Date, actor: string, role: string, operation: string, target: string, idempotencyKey: string | null],
  Record<never, never>
>(
  "audit-line",
  "insert into audit_lines (at, actor, role, operation, target, idempotency_key) values ($1, $2, $3, $4, $5, $6)",
);
