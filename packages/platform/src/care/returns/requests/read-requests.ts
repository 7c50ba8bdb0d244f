import { sql } from "kysely";
import { z } from "zod";
import { ownOrder } from "../../../facts/orders/index.ts";
import { At } from "../../../foundation/contracts/index.ts";
import { type DatabaseTx, likeBeginning } from "../../../foundation/database/index.ts";
import { anything, operation, type Rule } from "../../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../../foundation/paging/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import { getReturnRequest, returnRequestsOfOrder, searchReturnRequests } from "./return-request.contract.ts";
import { dueOf } from "./settlement-of-units.ts";
import { type ReturnRequest, readLines } from "./store-request.ts";
import { viewRequest, viewRequests } from "./view-request.ts";

/** A signed link opens one order, and with it what goes back of it. Any other answers as if it did not exist. */
export const ownRequest: Rule<{ readonly returnRequestId: string }> = {
  name: "return request of own order",
  async allows({ tx, actor }, { returnRequestId }) {
    const row = await readOwner(tx, returnRequestId);
    if (row?.gift_id !== null || row.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};

/** The same, and what is given back of the gift that a code has opened. */
export const ownRequestOrGift: Rule<{ readonly returnRequestId: string }> = {
  name: "return request of own order or gift",
  async allows(context, input) {
    const row = await readOwner(context.tx, input.returnRequestId);
    const { giftId } = context.actor.scope;
    return giftId !== undefined && row?.gift_id === giftId ? true : ownRequest.allows(context, input);
  },
};

function readOwner({ db }: DatabaseTx, id: string) {
  return db.selectFrom("return_requests").select(["order_id", "gift_id"]).where("id", "=", id).executeTakeFirst();
}

const staff = { associate: anything, agent: anything, manager: anything, admin: anything, service: anything };

export const getReturnRequestOperation = operation(getReturnRequest, {
  by: { shopper: ownRequest, ...staff },
  async run({ tx, locale }, { returnRequestId }) {
    const query = tx.db.selectFrom("return_requests").selectAll().where("id", "=", returnRequestId);
    const row = await query.executeTakeFirst();
    if (!row) throw notFound();
    const due = await dueOf(tx, row, await readLines(tx, [row.id]));
    return { ...(await viewRequest(tx, row, locale)), ...due };
  },
});

export const returnRequestsOfOrderOperation = operation(returnRequestsOfOrder, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx, actor, locale }, { orderId }) {
    const ofOrder = tx.db.selectFrom("return_requests").selectAll().where("order_id", "=", orderId);
    // Who bought a gift hears nothing of what became of it.
    const shown = actor.role === "shopper" ? ofOrder.where("gift_id", "is", null) : ofOrder;
    const rows = await shown.orderBy("requested_at", "desc").orderBy("id", "desc").execute();
    return { items: await viewRequests(tx, rows, locale) };
  },
});

const Place = z.object({ at: At, id: z.uuid() });

export const searchReturnRequestsOperation = operation(searchReturnRequests, {
  by: staff,
  async run({ tx, locale }, { state, q, cursor, limit }) {
    const after = readCursor(Place, cursor);
    // Whoever waits for a person has waited longest at the top.
    const isQueue = state === "requested";
    const place = sql`(r.requested_at, r.id)`;
    const beyond = after && sql`(${after.at}::timestamptz, ${after.id}::uuid)`;
    const conditions = [
      sql`true`,
      ...(state === undefined ? [] : [sql`r.state = ${state}`]),
      ...(q === undefined
        ? []
        : [
            sql`(r.number = upper(${q}) or lower(o.key) like ${likeBeginning(q)}
              or r.id in (select return_request_id from return_labels where tracking_number = upper(${q})))`,
          ]),
      ...(beyond === undefined ? [] : [isQueue ? sql`${place} > ${beyond}` : sql`${place} < ${beyond}`]),
    ];
    const { rows } = await sql<ReturnRequest>`
      select r.* from return_requests r join orders o on o.id = r.order_id
      where ${sql.join(conditions, sql` and `)}
      order by ${isQueue ? sql`r.requested_at, r.id` : sql`r.requested_at desc, r.id desc`} limit ${limit + 1}`.execute(
      tx.db,
    );
    const page = pageOf(rows, limit, Place, ({ requested_at: at, id }) => ({ at, id }));
    return { items: await viewRequests(tx, page.rows, locale), ...(page.next !== undefined && { next: page.next }) };
  },
});
