import { sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { searchDifferences } from "./reconciliation.contract.ts";
import { isIn, readDifferences } from "./view-difference.ts";

const Place = z.object({ at: At, id: z.uuid() });

export const searchDifferencesOperation = operation(searchDifferences, {
  by: { manager: anything, admin: anything },
  async run({ tx }, { state, kind, orderId, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const conditions = [
      sql`true`,
      ...(state === undefined ? [] : [isIn[state]]),
      ...(kind === undefined ? [] : [sql`d.kind = ${kind}`]),
      ...(orderId === undefined ? [] : [sql`d.order_id = ${orderId}`]),
      ...(after ? [sql`(d.found_at, d.id) < (${after.at}, ${after.id}::uuid)`] : []),
    ];
    const found = await readDifferences(tx, sql.join(conditions, sql` and `), limit + 1);
    const page = pageOf(found, limit, Place, ({ row }) => ({ at: row.found_at, id: row.id }));
    return { items: page.rows.map(({ view }) => view), ...(page.next !== undefined && { next: page.next }) };
  },
});
