import { statement } from "../database/index.ts";
import type { Tx } from "../events/index.ts";
import type { Call } from "./call.ts";
import type { Operation } from "./operation.ts";

/** Writes down, together with the commit, that these calls of one actor were answered. Queries leave no line. */
export function writeAuditLines(tx: Tx, { contract }: Operation, calls: readonly Call[], at: Date): void {
  const [first] = calls;
  if (!first || contract.kind !== "command") return;
  const { actor } = first;
  const named = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const targets = calls.map((call) => {
    const input = call.input as Record<string, unknown>;
    return JSON.stringify(Object.fromEntries(named.map((name) => [name, input[name]])));
  });
  const keys = calls.map(({ idempotencyKey }) => idempotencyKey ?? null);
  tx.atEnd(() => insertAuditLines(tx, at, actor.id, actor.role, contract.name, targets, keys));
}

const insertAuditLines = statement<
  [at: Date, actor: string, role: string, operation: string, targets: string[], idempotencyKeys: (string | null)[]],
  Record<never, never>
>(
  "audit-lines",
  `insert into audit_lines (at, actor, role, operation, target, idempotency_key)
  select $1, $2, $3, $4, target::jsonb, idempotency_key from unnest($5::text[], $6::text[]) line (target, idempotency_key)`,
);
