import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { searchRefunds } from "./refund.contract.ts";
import type { Refund } from "./refund-tables.ts";
import { viewRefunds } from "./refund-view.ts";

const Place = z.object({ at: At, id: z.uuid() });

export const searchRefundsOperation = operation(searchRefunds, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, actor }, { state, from, to, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const conditions = [
      sql`true`,
      ...(state === undefined ? [] : [isIn[state]]),
      ...(from === undefined ? [] : [sql`r.intended_at >= ${from}`]),
      ...(to === undefined ? [] : [sql`r.intended_at < ${to}`]),
      ...(after ? [sql`(r.intended_at, r.id) < (${after.at}, ${after.id}::uuid)`] : []),
    ];
    const { rows } = await sql<Refund>`
      select r.* from refunds r where ${sql.join(conditions, sql` and `)}
      order by r.intended_at desc, r.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ intended_at: at, id }) => ({ at, id }));
    return {
      items: await viewRefunds(tx, page.rows, actor),
      ...(page.next !== undefined && { next: page.next }),
    };
  },
});

const isOpen = sql`r.settled_at is null and r.cancelled_at is null`;

/** The same rule as the view's. */
const isStuck = sql`(exists (select from refund_legs l where l.refund_id = r.id and l.state = 'unknown')
  or (select coalesce(sum(l.amount), 0) from refund_legs l
      where l.refund_id = r.id and l.state not in ('failed', 'cancelled')) < r.amount)`;

const isIn = {
  "on-its-way": sql`(${isOpen} and not ${isStuck})`,
  stuck: sql`(${isOpen} and ${isStuck})`,
  arrived: sql`r.settled_at is not null`,
  cancelled: sql`r.cancelled_at is not null`,
} as const satisfies Record<string, RawBuilder<unknown>>;
