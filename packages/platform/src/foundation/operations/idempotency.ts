import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../events/index.ts";
import { idempotencyKeyReused } from "../problems/index.ts";

/**
 * Claims the key for this request, or answers what the first request with it was answered.
 *
 * The row is inserted first: of two requests at the same time the second waits here until the first has committed, and
 * then reads its answer. Looking first and inserting later would let both through.
 * @throws idempotency-key-reused (409) when the key came with another request.
 */
export async function claimKey(
  tx: Tx,
  claim: { actor: string; key: string; operation: string; input: unknown; now: Date },
): Promise<{ firstAnswer: unknown } | undefined> {
  const requestHash = createHash("sha256")
    .update(canonical([claim.operation, claim.input]))
    .digest();
  const inserted = await tx.db
    .insertInto("idempotency_keys")
    .values({
      actor: claim.actor,
      key: claim.key,
      operation: claim.operation,
      request_hash: requestHash,
      response: sql`'null'::jsonb`,
      created_at: claim.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (inserted) return undefined;
  const first = await tx.db
    .selectFrom("idempotency_keys")
    .select(["request_hash", "response"])
    .where("actor", "=", claim.actor)
    .where("key", "=", claim.key)
    .executeTakeFirstOrThrow();
  if (!first.request_hash.equals(requestHash)) throw idempotencyKeyReused({ key: claim.key });
  return { firstAnswer: first.response };
}

export async function keepAnswer(tx: Tx, actor: string, key: string, answer: unknown): Promise<void> {
  await tx.db
    .updateTable("idempotency_keys")
    .set({ response: JSON.stringify(answer) })
    .where("actor", "=", actor)
    .where("key", "=", key)
    .execute();
}

/** JSON with sorted keys: the same request is the same text, whatever order its fields were written in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
