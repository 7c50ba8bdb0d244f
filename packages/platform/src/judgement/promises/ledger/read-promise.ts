import type { Selectable } from "kysely";
import { ownOrder } from "../../../facts/orders/index.ts";
import type { DatabaseTx, Tables } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import { getPromise, type PromiseView, promiseOfOrder } from "./promise.contract.ts";

const staff = { associate: anything, agent: anything, manager: anything, admin: anything, service: anything };

export const getPromiseOperation = operation(getPromise, {
  by: staff,
  async run({ tx }, { promiseId }) {
    const row = await tx.db.selectFrom("promises").selectAll().where("id", "=", promiseId).executeTakeFirst();
    if (!row) throw notFound();
    return viewOf(tx, row);
  },
});

export const promiseOfOrderOperation = operation(promiseOfOrder, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx }, { orderId }) {
    const order = await tx.db.selectFrom("orders").select("id").where("id", "=", orderId).executeTakeFirst();
    if (!order) throw notFound();
    const row = await tx.db
      .selectFrom("promises")
      .selectAll()
      .where("order_id", "=", orderId)
      .where("basis", "<>", "retrospective")
      .executeTakeFirst();
    return row ? { promise: await viewOf(tx, row) } : {};
  },
});

async function viewOf({ db }: DatabaseTx, row: Selectable<Tables["promises"]>): Promise<PromiseView> {
  const revisions = await db
    .selectFrom("promise_revisions")
    .selectAll()
    .where("promise_id", "=", row.id)
    .orderBy("number", "desc")
    .execute();
  return {
    promiseId: row.id as Id<"prm">,
    ...(row.order_id !== null && { orderId: row.order_id as Id<"ord"> }),
    lane: row.lane,
    ...(row.service !== null && { service: row.service }),
    ...{ basis: row.basis, madeAt: row.made_at, startsOn: row.starts_on },
    promised: { earliest: row.first_earliest, latest: row.first_latest },
    now: { earliest: row.earliest, latest: row.latest },
    ...(row.slot_from !== null && row.slot_until !== null && { slot: { from: row.slot_from, until: row.slot_until } }),
    ...(row.confidence !== null && { confidence: row.confidence }),
    ...(row.shop_latest !== null && { shopLatest: row.shop_latest }),
    ...(row.price !== null && { price: row.price }),
    status: row.status,
    ...(row.settled_on !== null && { settledOn: row.settled_on }),
    ...(row.delivered_on !== null && { deliveredOn: row.delivered_on }),
    ...(row.cause !== null && { cause: row.cause }),
    revisions: revisions.map(({ number, at, earliest, latest, chance_late, cause, told_at }) => ({
      ...{ number, at, earliest, latest, chanceLate: chance_late, cause },
      ...(told_at !== null && { toldAt: told_at }),
    })),
  };
}
