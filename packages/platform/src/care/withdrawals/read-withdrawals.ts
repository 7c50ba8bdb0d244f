import { sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { likeBeginning } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { getWithdrawal, searchWithdrawals } from "./withdrawal.contract.ts";
import type { Withdrawal } from "./withdrawal-tables.ts";
import { viewWithdrawals } from "./withdrawal-view.ts";

const desk = { agent: anything, manager: anything, admin: anything };

export const getWithdrawalOperation = operation(getWithdrawal, {
  by: desk,
  async run({ tx }, { withdrawalId }) {
    const row = await tx.db.selectFrom("withdrawals").selectAll().where("id", "=", withdrawalId).executeTakeFirst();
    if (!row) throw notFound();
    const [view] = await viewWithdrawals(tx, [row]);
    return view!;
  },
});

const ByTime = z.object({ at: At, id: z.uuid() });
/** What nothing is due of comes last: nobody knows whether anything is. */
const ByDue = z.object({ due: z.string(), id: z.uuid() });
const due = sql<string>`coalesce(w.refund_by::text, '9999-12-31')`;

export const searchWithdrawalsOperation = operation(searchWithdrawals, {
  by: desk,
  async run({ tx }, { state, orderId, q, cursor, limit }) {
    const conditions = [
      sql`true`,
      ...(state === undefined ? [] : [sql`w.state = ${state}`]),
      ...(orderId === undefined ? [] : [sql`w.order_id = ${orderId}`]),
      ...(q === undefined ? [] : [sql`(w.number = upper(${q}) or lower(w.contract) like ${likeBeginning(q)})`]),
    ];
    const read = async (further: typeof conditions, order: (typeof conditions)[number]) => {
      const { rows } = await sql<Withdrawal>`
        select w.* from withdrawals w where ${sql.join([...conditions, ...further], sql` and `)}
        order by ${order} limit ${limit + 1}`.execute(tx.db);
      return rows;
    };
    if (state === "open") {
      const after = readCursor(ByDue, cursor);
      const rows = await read(
        after ? [sql`(${due}, w.id) > (${after.due}, ${after.id}::uuid)`] : [],
        sql`${due}, w.id`,
      );
      return answer(pageOf(rows, limit, ByDue, ({ refund_by, id }) => ({ due: refund_by ?? "9999-12-31", id })));
    }
    const after = readCursor(ByTime, cursor);
    const rows = await read(
      after ? [sql`(w.stated_at, w.id) < (${after.at}, ${after.id}::uuid)`] : [],
      sql`w.stated_at desc, w.id desc`,
    );
    return answer(pageOf(rows, limit, ByTime, ({ stated_at: at, id }) => ({ at, id })));

    async function answer(page: { readonly rows: readonly Withdrawal[]; readonly next?: string }) {
      return {
        items: await viewWithdrawals(tx, page.rows),
        ...(page.next !== undefined && { next: page.next }),
      };
    }
  },
});
