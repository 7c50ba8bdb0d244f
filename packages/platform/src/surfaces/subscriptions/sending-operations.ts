import { z } from "zod";
import { declaredFacts } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { getSending, listEventTypes, replaySending, searchSendings } from "./subscription.contract.ts";
import { viewSending } from "./view-sendings.ts";

const admin = { admin: anything };
const Place = z.object({ id: z.uuid() });

export const searchSendingsOperation = operation(searchSendings, {
  by: admin,
  async run({ tx }, { subscriptionId, state, cursor, limit }) {
    const after = readCursor(Place, cursor);
    let query = tx.db.selectFrom("webhook_sendings").selectAll();
    if (subscriptionId !== undefined) query = query.where("subscription_id", "=", subscriptionId);
    if (state !== undefined) query = query.where("state", "=", state);
    // Their ids grow with time.
    if (after !== undefined) query = query.where("id", "<", after.id);
    const rows = await query
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = pageOf(rows, limit, Place, ({ id }) => ({ id }));
    return { items: page.rows.map(viewSending), ...(page.next !== undefined && { next: page.next }) };
  },
});

export const getSendingOperation = operation(getSending, {
  by: admin,
  async run({ tx }, { sendingId }) {
    const row = await tx.db.selectFrom("webhook_sendings").selectAll().where("id", "=", sendingId).executeTakeFirst();
    if (!row) throw notFound();
    return { ...viewSending(row), body: row.body };
  },
});

export const replaySendingOperation = operation(replaySending, {
  by: admin,
  async run({ tx, clock }, { sendingId }) {
    const row = await tx.db
      .updateTable("webhook_sendings")
      .set({ state: "queued", due_at: clock.real(), lease_until: null, attempts: 0, failure: null })
      .where("id", "=", sendingId)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound();
    return viewSending(row);
  },
});

export const listEventTypesOperation = operation(listEventTypes, {
  by: admin,
  run: async () => ({
    items: declaredFacts().map(({ type, summary, data }) => ({
      ...{ type, summary },
      schema: z.json().parse(z.toJSONSchema(data, { io: "input", unrepresentable: "any" })),
    })),
  }),
});
