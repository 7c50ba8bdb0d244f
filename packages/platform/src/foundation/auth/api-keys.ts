import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Actor, Role } from "../actors/index.ts";
import { type DatabaseTx, type Runs, statement } from "../database/index.ts";
import { newId, toUuid, toWire } from "../ids/index.ts";

interface NewApiKey {
  readonly label: string;
  readonly role: Role;
  readonly scope?: Readonly<Record<string, string>>;
}

/** Makes a key `key_….secret`. It is shown once; only a hash of its secret is kept. */
export async function createApiKey(tx: DatabaseTx, key: NewApiKey, now: Date): Promise<string> {
  const id = newId<"key">();
  const secret = randomBytes(32).toString("base64url");
  await tx.db
    .insertInto("api_keys")
    .values({
      id,
      secret_hash: hashOf(secret),
      label: key.label,
      role: key.role,
      scope: JSON.stringify(key.scope ?? {}) as never,
      created_at: now,
      revoked_at: null,
    })
    .execute();
  return `${toWire("key", id)}.${secret}`;
}

export async function revokeApiKey(tx: DatabaseTx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable("api_keys")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

const standingKey = statement<
  [id: string],
  { readonly id: string; readonly secret_hash: Buffer; readonly role: Role; readonly scope: Actor["scope"] }
>("api-key", "select id, secret_hash, role, scope from api_keys where id = $1 and revoked_at is null");

/** Who a key belongs to; undefined when it is malformed, unknown, wrong or revoked. */
export async function actorOfApiKey(on: Runs, key: string): Promise<Actor | undefined> {
  const match = /^(key_[0-9a-z]{26})\.([\w-]{43})$/.exec(key);
  if (!match) return undefined;
  const [, wireId = "", secret = ""] = match;
  const [row] = await standingKey(on, uuidOrNobody(wireId));
  if (!row || !timingSafeEqual(row.secret_hash, hashOf(secret))) return undefined;
  return { role: row.role, id: row.id, scope: row.scope };
}

function uuidOrNobody(wireId: string): string {
  try {
    return toUuid("key", wireId);
  } catch {
    return "00000000-0000-0000-0000-000000000000";
  }
}

function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
