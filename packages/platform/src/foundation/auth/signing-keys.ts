import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Kysely } from "kysely";
import { type DatabaseTx, statement, type Tables } from "../database/index.ts";
import { newId } from "../ids/index.ts";

/** What a signed link says; `expiresAt` in epoch milliseconds of real time. */
interface Claims {
  readonly expiresAt: number;
  readonly [claim: string]: string | number;
}

const newestKey = statement<[], { readonly id: string; readonly secret: Buffer }>(
  "auth.newest-signing-key",
  "select id, secret from signing_keys where trusted_until is null order by created_at desc, id desc limit 1",
);

/** Signs claims with the newest key: `base64url(json).base64url(hmac-sha256)`. The key is named inside. */
export async function signed(tx: DatabaseTx, claims: Claims, now: Date): Promise<string> {
  return (await signer(tx, now))(claims);
}

/** The same for several claims. */
export async function signer(tx: DatabaseTx, now: Date): Promise<(claims: Claims) => string> {
  const [newest] = await newestKey(tx);
  const key = newest ?? (await addKey(tx, now));
  return (claims) => {
    const payload = Buffer.from(JSON.stringify({ ...claims, key: key.id })).toString("base64url");
    return `${payload}.${macOf(key.secret, payload).toString("base64url")}`;
  };
}

/** The claims of a signed text; undefined when it is malformed, altered, over, or its key is no longer trusted. */
export async function openSigned(db: Kysely<Tables>, text: string, now: Date): Promise<Claims | undefined> {
  const [payload = "", mac = "", ...rest] = text.split(".");
  const claims = rest.length === 0 ? parsed(payload) : undefined;
  if (
    !claims ||
    typeof claims["key"] !== "string" ||
    !uuid.test(claims["key"]) ||
    !(claims.expiresAt > now.getTime())
  ) {
    return undefined;
  }
  const key = await db
    .selectFrom("signing_keys")
    .select("secret")
    .where("id", "=", claims["key"])
    .where((is) => is.or([is("trusted_until", "is", null), is("trusted_until", ">", now)]))
    .executeTakeFirst();
  const given = Buffer.from(mac, "base64url");
  const expected = key && macOf(key.secret, payload);
  return expected && expected.length === given.length && timingSafeEqual(expected, given) ? claims : undefined;
}

/**
 * Signs with a fresh key from now on. What older keys signed stays good until `trustedUntil`; now, for a leaked key.
 */
export async function rotateSigningKey(tx: DatabaseTx, now: Date, trustedUntil: Date): Promise<void> {
  await tx.db
    .updateTable("signing_keys")
    .set({ trusted_until: trustedUntil })
    .where((is) => is.or([is("trusted_until", "is", null), is("trusted_until", ">", trustedUntil)]))
    .execute();
  await addKey(tx, now);
}

async function addKey(tx: DatabaseTx, now: Date) {
  const key = { id: newId<"sig">(), secret: randomBytes(32), created_at: now, trusted_until: null };
  await tx.db.insertInto("signing_keys").values(key).execute();
  return key;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function macOf(secret: Buffer, payload: string): Buffer {
  return createHmac("sha256", secret).update(payload).digest();
}

function parsed(payload: string): Claims | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}
