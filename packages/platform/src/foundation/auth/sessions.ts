import { createHash, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Actor } from "../actors/index.ts";
import type { DatabaseTx, Tables } from "../database/index.ts";

/** Long enough for a shift, short enough for a till that nobody logged out of. */
const sessionHours = 12;

/** Starts a session in real time (a demo's fast clock must not end it) and answers the token, which is stored nowhere. */
export async function startSession(tx: DatabaseTx, accountId: string, now: Date) {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  await tx.db.deleteFrom("sessions").where("expires_at", "<=", now).execute();
  await tx.db
    .insertInto("sessions")
    .values({ token_hash: hashOf(token), account_id: accountId, expires_at: expiresAt })
    .execute();
  return { token, expiresAt };
}

export async function endSession(tx: DatabaseTx, token: string): Promise<void> {
  await tx.db.deleteFrom("sessions").where("token_hash", "=", hashOf(token)).execute();
}

export interface SessionActor extends Actor {
  readonly login: string;
}

/** Who a session token belongs to; undefined when it is unknown, over, or its account disabled. */
export async function actorOfSession(db: Kysely<Tables>, token: string, now: Date): Promise<SessionActor | undefined> {
  const row = await db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.account_id")
    .select(["accounts.id", "accounts.role", "accounts.scope", "accounts.login"])
    .where("sessions.token_hash", "=", hashOf(token))
    .where("sessions.expires_at", ">", now)
    .where("accounts.disabled_at", "is", null)
    .executeTakeFirst();
  return row && { role: row.role, id: row.id, scope: row.scope, login: row.login };
}

/** Tokens are 256 random bits, so a plain hash is enough: there is nothing to guess. */
function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
