import type { FastifyRequest } from "fastify";
import type { Kysely } from "kysely";
import { type Actor, anonymous } from "../../foundation/actors/index.ts";
import { actorOfApiKey, actorOfSession, openSigned } from "../../foundation/auth/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Database, Tables } from "../../foundation/database/index.ts";
import { unauthenticated } from "../../foundation/problems/index.ts";

export const sessionCookie = "aftercare_session";
export const orderCookie = "aftercare_order";

/**
 * Who sends a request: an API key or a signed link in the Authorization header, else a staff session, else a shopper's
 * look-up, else nobody. A header that is there but good for nothing is refused rather than ignored.
 */
export async function actorOf(request: FastifyRequest, database: Database, clock: Clock): Promise<Actor> {
  const { kysely: db, pool } = database;
  const header = request.headers.authorization;
  if (header !== undefined) {
    const bearer = /^Bearer (\S+)$/i.exec(header)?.[1] ?? "";
    const actor = (await actorOfApiKey({ client: pool }, bearer)) ?? (await shopperOf(db, bearer, clock.real()));
    if (!actor) throw unauthenticated();
    return actor;
  }
  const session = request.cookies[sessionCookie];
  const staff = session ? await actorOfSession(db, session, clock.real()) : undefined;
  if (staff) return staff;
  const link = request.cookies[orderCookie];
  return (link ? await shopperOf(db, link, clock.real()) : undefined) ?? anonymous;
}

/**
 * The shopper whom a signed link speaks for; bound to the one order that was looked up, or the one gift that was opened. Undefined for a link that
 * is no longer good, and for a person who has been erased since.
 */
export async function shopperOf(db: Kysely<Tables>, token: string, now: Date): Promise<Actor | undefined> {
  const claims = await openSigned(db, token, now);
  // A text that was signed for another use, such as ending messages, opens no order.
  if (claims?.["use"] !== undefined) return undefined;
  if (typeof claims?.["shopperId"] !== "string") return undefined;
  const { shopperId, orderId, giftId } = claims;
  const bound = typeof orderId === "string" ? { orderId } : typeof giftId === "string" ? { giftId } : undefined;
  if (!bound) return undefined;
  const known = await db
    .selectFrom("shoppers")
    .leftJoin("shoppers as account", "account.id", "shoppers.merged_into")
    .select("shoppers.id")
    .where("shoppers.id", "=", shopperId)
    .where("shoppers.erased_at", "is", null)
    .where("account.erased_at", "is", null)
    .executeTakeFirst();
  return known && { role: "shopper", id: shopperId, scope: { shopperId, ...bound } };
}
