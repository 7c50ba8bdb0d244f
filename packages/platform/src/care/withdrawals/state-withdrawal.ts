import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { withdrawalStated } from "../../facts/withdrawals/index.ts";
import { roles } from "../../foundation/actors/index.ts";
import { dayText } from "../../foundation/calendar/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { withdrawalAcknowledged } from "./acknowledge.ts";
import { findContract, type MeantOrder } from "./find-contract.ts";
import { flagsOf, isOf, unprovedMs } from "./flags.ts";
import { rightOfOrder } from "./right-of-order.ts";
import { personHash, sealOf } from "./seal.ts";
import { stateWithdrawal } from "./withdrawal.contract.ts";
import { withdrawalProcess } from "./withdrawal.ts";
import { statedOf } from "./withdrawal-view.ts";

const dayMs = 86_400_000;
const source = "withdrawals";

/**
 * Takes a statement, whoever makes it and whatever is in it: the law lets nobody be sent away here (Directive 2011/83/EU, Article 11a). What a
 * person has to look at is flagged. The statement is kept as it was made, sealed into a chain, and acknowledged by mail to the address that
 * it names; the answer tells nobody whether there is such an order.
 */
export const stateWithdrawalOperation = operation(stateWithdrawal, {
  by: Object.fromEntries(roles.map((role) => [role, anything])),
  async run({ tx, clock, locale }, { withdrawalId, name, email, contract, what }) {
    // One after the other: each seals the one before it. Whoever sends the same statement twice waits here for the first.
    const { rows: end } = await sql<{ place: bigint; seal: Buffer }>`
      select place, seal from withdrawal_chain for update`.execute(tx.db);
    const known = await tx.db.selectFrom("withdrawals").selectAll().where("id", "=", withdrawalId).executeTakeFirst();
    if (known) return statedOf(known);
    const now = clock.now();
    const number = await nextNumber(tx);
    const orders = await findContract(tx, contract);
    const [order] = orders.length === 1 ? orders : [];
    const right = order && (await rightOfOrder(tx, order, now));
    const flags = flagsOf({
      ...{ email, orders, right },
      daysSincePlaced: order === undefined ? 0 : (now.getTime() - order.placedAt.getTime()) / dayMs,
      ...(await countBefore(tx, { orderId: order?.orderId, email, now })),
    });
    const shopperId = await whoStates(tx, { order, number, name, email, locale });
    const salt = randomBytes(16);
    const statement = { id: withdrawalId, number, statedAt: now, contract, locale, place: end[0]!.place + 1n };
    const hash = personHash({ name, email, what: what || null }, salt);
    const seal = sealOf(end[0]!.seal, { ...statement, personHash: hash });
    const { lastDay, refundBy, sendBackBy } = right ?? {};
    const row = {
      ...{ id: withdrawalId, number, stated_at: now, shopper_id: shopperId, order_id: order?.orderId ?? null },
      ...{ name, email, contract, what: what || null, locale, flags, state: withdrawalProcess.initial },
      ...{ note: null, ended_at: null, ended_by: null, place: statement.place, person_hash: hash, salt, seal },
      last_day: lastDay === undefined ? null : dayText(lastDay),
      refund_by: refundBy === undefined ? null : dayText(refundBy),
      send_back_by: sendBackBy === undefined ? null : dayText(sendBackBy),
    };
    await tx.db.insertInto("withdrawals").values(row).execute();
    await tx.db.updateTable("withdrawal_chain").set({ place: statement.place, seal }).execute();
    const told = { withdrawalId, shopperId, ...(order && { orderId: order.orderId as Id<"ord"> }) };
    await tx.append(withdrawalStated({ subject: shopperId, at: now, data: { ...told, flags } }));
    if (!flags.includes("too-many"))
      await queueMessage(tx, clock, withdrawalAcknowledged, {
        ...{ shopperId, orderId: order?.orderId, key: `withdrawal/${withdrawalId}`, values: { withdrawalId } },
      });
    return statedOf(row);
  },
});

async function nextNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: bigint }>`select nextval('withdrawal_numbers') as number`.execute(tx.db);
  return `W-${rows[0]!.number}`;
}

async function countBefore(
  tx: Tx,
  { orderId, email, now }: { readonly orderId: string | undefined; readonly email: string; readonly now: Date },
): Promise<Pick<Parameters<typeof flagsOf>[0], "before" | "today" | "unproved">> {
  const aDayAgo = new Date(now.getTime() - dayMs);
  const { rows } = await sql<{ before: number; today: number; unproved: number }>`
    select (select count(*)::int from withdrawals where order_id = ${orderId ?? null}) as before,
      (select count(*)::int from withdrawals where stated_at > ${aDayAgo} and lower(email) = lower(${email})) as today,
      (select count(*)::int from withdrawals where stated_at > ${new Date(now.getTime() - unprovedMs)}
        and flags && array['unknown-order', 'several-orders', 'another-address']) as unproved`.execute(tx.db);
  return rows[0]!;
}

interface Stating {
  readonly order: MeantOrder | undefined;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
}

/**
 * The order's shopper where the address is theirs. Else a guest of its own, so that the acknowledgement goes to the address that was named and to
 * nobody else's, and is forgotten with it.
 */
async function whoStates(tx: Tx, { order, number, name, email, locale }: Stating): Promise<Id<"shp">> {
  if (order && isOf(order, email)) return order.shopperId as Id<"shp">;
  const id = newId<"shp">();
  await tx.db.insertInto("shoppers").values({ id, kind: "guest", source, key: number, language: locale }).execute();
  await tx.db.insertInto("shopper_contacts").values({ shopper_id: id, name, email, post_code: null }).execute();
  return id;
}
