import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { labelsOf } from "../../facts/persons/index.ts";
import { returnAdvanceEnded } from "../../facts/return-advances/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { cancelTimer } from "../../foundation/timers/index.ts";
import { type AdvanceShown, endAdvance, searchAdvances } from "./advance.contract.ts";
import { advanceProcess } from "./advance.ts";
import type { Advance } from "./advance-tables.ts";
import { aboutAdvance, chaseAdvance, lockAdvance } from "./chase-advance.ts";

const Place = z.object({ at: At, id: z.uuid() });

const searchAdvancesOperation = operation(searchAdvances, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx }, { state, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const conditions: RawBuilder<unknown>[] = [
      state === undefined ? sql`state <> 'ended'` : sql`state = ${state}`,
      ...(after ? [sql`(opened_at, request_id) > (${after.at}, ${after.id}::uuid)`] : []),
    ];
    const { rows } = await sql<Advance>`
      select * from return_advances where ${sql.join(conditions, sql` and `)}
      order by opened_at, request_id limit ${limit + 1}`.execute(tx.db);
    const owed = await sql<{ currency: string; amount: bigint; count: number }>`
      select currency, sum(outstanding)::bigint as amount, count(*)::int as count from return_advances
      where state <> 'ended' group by currency order by currency`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ opened_at: at, request_id: id }) => ({ at, id }));
    return {
      items: await viewAdvances(tx, page.rows),
      outstanding: owed.rows,
      ...(page.next !== undefined && { next: page.next }),
    };
  },
});

const endAdvanceOperation = operation(endAdvance, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor }, { returnRequestId, because }) {
    const advance = await lockAdvance(tx, returnRequestId);
    if (!advance) throw notFound();
    const at = clock.now();
    const ended: Advance = {
      ...advance,
      ...{ state: advanceProcess.next(advance.state, "end"), due_at: null },
      ...{ ended_at: at, ended_because: because, ended_by: actor.id },
    };
    const { request_id: _, ...changes } = ended;
    await tx.db.updateTable("return_advances").set(changes).where("request_id", "=", returnRequestId).execute();
    await cancelTimer(tx, chaseAdvance, returnRequestId);
    const data = { ...aboutAdvance(advance), because };
    await tx.append(returnAdvanceEnded({ subject: advance.shopper_id, at, data }));
    const [view] = await viewAdvances(tx, [ended]);
    return view!;
  },
});

async function viewAdvances(tx: DatabaseTx, advances: readonly Advance[]): Promise<AdvanceShown[]> {
  if (advances.length === 0) return [];
  const orders = await tx.db
    .selectFrom("orders")
    .select(["id", "key"])
    .where(
      "id",
      "in",
      advances.map(({ order_id }) => order_id),
    )
    .execute();
  const numberOf = new Map(orders.map(({ id, key }) => [id, key]));
  const labels = await labelsOf(
    tx,
    advances.map(({ shopper_id }) => shopper_id),
  );
  return advances.map((advance) => {
    const { order_id, shopper_id, state, outstanding, currency, opened_at, due_at, ended_at, ended_because } = advance;
    return {
      ...{ returnRequestId: advance.request_id as Id<"rrq">, orderId: order_id as Id<"ord"> },
      ...{ orderNumber: numberOf.get(order_id) ?? "", shopperId: shopper_id as Id<"shp"> },
      shopper: labels.get(shopper_id),
      ...{ state, outstanding, currency, openedAt: opened_at },
      ...(due_at !== null && { dueAt: due_at }),
      ...(ended_at !== null && { endedAt: ended_at }),
      ...(ended_because !== null && { endedBecause: ended_because }),
    };
  });
}

export const advanceOperations: readonly Operation[] = [searchAdvancesOperation, endAdvanceOperation];
