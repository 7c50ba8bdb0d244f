import { sql } from "kysely";
import { z } from "zod";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import type { IdOf, LedgerEntryId, OrderId, ShopperId } from "../identifiers/index.ts";
import type { LedgerAccount, LedgerKind } from "./chart.schema.ts";
import { ledgerEntries as contract } from "./ledger.contract.ts";

/** Identifiers grow with time, so they are the order of posting. */
const Place = z.object({ id: z.uuid() });

interface Entry {
  readonly id: IdOf<typeof LedgerEntryId>;
  readonly kind: LedgerKind;
  readonly reference: string;
  readonly at: Date;
  readonly order_id: IdOf<typeof OrderId> | null;
  readonly shopper_id: IdOf<typeof ShopperId>;
  readonly currency: string;
  readonly lines: readonly { account: LedgerAccount; amount: string; shopper: IdOf<typeof ShopperId> }[];
}

export const ledgerEntriesOperation = operation(contract, {
  by: { manager: anything, admin: anything },
  async run({ tx }, { orderId, shopperId, account, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const conditions = [
      ...(after ? [sql`e.id < ${after.id}::uuid`] : []),
      ...(orderId === undefined ? [] : [sql`e.order_id = ${orderId}`]),
      // By the lines: credit that moved from a guest to their account is an entry of both.
      ...(shopperId === undefined
        ? []
        : [sql`e.id in (select entry_id from ledger_lines where shopper_id = ${shopperId})`]),
      ...(account === undefined ? [] : [sql`e.id in (select entry_id from ledger_lines where account = ${account})`]),
    ];
    const { rows } = await sql<Entry>`
      select e.*, (
        select json_agg(json_build_object('account', account, 'amount', amount::text, 'shopper', shopper_id) order by line)
        from ledger_lines where entry_id = e.id) as lines
      from ledger_entries e
      ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
      order by e.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ id }) => ({ id }));
    return { items: page.rows.map(viewOf), ...(page.next !== undefined && { next: page.next }) };
  },
});

function viewOf({ id, order_id, shopper_id, lines, ...entry }: Entry) {
  return {
    ...{ entryId: id, kind: entry.kind, reference: entry.reference, at: entry.at, currency: entry.currency },
    ...(order_id !== null && { orderId: order_id }),
    shopperId: shopper_id,
    lines: lines.map(({ account, amount, shopper }) => ({ account, amount: BigInt(amount), shopperId: shopper })),
  };
}
