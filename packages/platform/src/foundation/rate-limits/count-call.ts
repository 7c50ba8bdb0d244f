import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../database/index.ts";
import { tooManyRequests } from "../problems/index.ts";

export interface CallLimit {
  readonly name: string;
  readonly calls: number;
  readonly perSeconds: number;
  /** What is counted; only its hash is stored, since it may be an address. */
  readonly key: string;
}

/**
 * Counts a call in a fixed window, in a statement of its own: a call that fails must still count.
 * @throws too-many-requests (429) with the seconds until the window ends.
 */
export async function countCall(database: Database, limit: CallLimit, now: Date): Promise<void> {
  const bucket = createHash("sha256").update(`${limit.name}\n${limit.key}`).digest();
  const endsAt = new Date(now.getTime() + limit.perSeconds * 1000);
  const { rows } = await sql<{ calls: number; window_ends_at: Date }>`
    insert into rate_limits as kept (bucket, window_ends_at, calls) values (${bucket}, ${endsAt}, 1)
    on conflict (bucket) do update set
      calls = case when kept.window_ends_at <= ${now} then 1 else kept.calls + 1 end,
      window_ends_at = case when kept.window_ends_at <= ${now} then excluded.window_ends_at else kept.window_ends_at end
    returning calls, window_ends_at`.execute(database.kysely);
  const counted = rows[0];
  if (counted && counted.calls > limit.calls) {
    const retryAfter = Math.max(1, Math.ceil((counted.window_ends_at.getTime() - now.getTime()) / 1000));
    throw tooManyRequests({ seconds: retryAfter }, { retryAfter });
  }
}
