import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { familyOf } from "../../facts/persons/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import type { Message } from "./judge-message.ts";
import { searchMessages } from "./message.contract.ts";
import type { MessageState } from "./message.ts";
import { viewMessages } from "./view-messages.ts";

const Place = z.object({ at: At, id: z.uuid() });

export const searchMessagesOperation = operation(searchMessages, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { state, kind, channel, shopperId, orderId, cursor, limit }) {
    const others = [
      sql`true`,
      ...(kind === undefined ? [] : [sql`m.kind = ${kind}`]),
      ...(channel === undefined ? [] : [sql`m.channel = ${channel}`]),
      ...(shopperId === undefined ? [] : [sql`m.shopper_id = any(${await familyOf(tx, shopperId)}::uuid[])`]),
      ...(orderId === undefined ? [] : [sql`m.order_id = ${orderId}`]),
    ];
    const fits = sql.join(state === undefined ? others : [...others, sql`m.state = ${state}`], sql` and `);
    const after = readCursor(Place, cursor);
    const { rows } = await sql<Message>`
      select m.* from messages m
      where ${fits} ${after ? sql`and (m.queued_at, m.id) < (${after.at}, ${after.id}::uuid)` : sql``}
      order by m.queued_at desc, m.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ queued_at: at, id }) => ({ at, id }));
    return {
      items: await viewMessages(tx, clock, page.rows),
      ...(page.next !== undefined && { next: page.next }),
      ...(after === undefined && { counts: await countsOf(tx, sql.join(others, sql` and `)) }),
    };
  },
});

async function countsOf(tx: DatabaseTx, fits: RawBuilder<unknown>) {
  const { rows } = await sql<{ state: MessageState; count: number }>`
    select m.state, count(*)::int as count from messages m where ${fits} group by m.state order by m.state`.execute(
    tx.db,
  );
  return rows;
}
