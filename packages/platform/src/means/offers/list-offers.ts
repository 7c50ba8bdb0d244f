import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { labelsOf } from "../../facts/persons/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { listOffers } from "./list-offers.contract.ts";
import { listedOffers, type Offer } from "./offer-view.ts";
import { matchesOffer } from "./search-offers.ts";

const Place = z.object({ at: At, id: z.uuid() });

export const listOffersOperation = operation(listOffers, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { q, state, program, month, cursor, limit }) {
    const now = clock.now();
    const conditions = [
      sql`true`,
      ...(q ? [matchesOffer(q)] : []),
      ...(state === undefined ? [] : [isIn(state, now)]),
      ...(program === undefined ? [] : [sql`o.program = ${program}`]),
      ...(month === undefined ? [] : [await expiresIn(tx, month)]),
    ];
    const fits = sql.join(conditions, sql` and `);
    const after = readCursor(Place, cursor);
    const { rows } = await sql<Offer>`
      select o.* from offers o
      where ${fits} ${after ? sql`and (o.issued_at, o.id) < (${after.at}, ${after.id}::uuid)` : sql``}
      order by o.issued_at desc, o.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ issued_at: at, id }) => ({ at, id }));
    return {
      items: await describe(tx, page.rows, now),
      ...(page.next !== undefined && { next: page.next }),
      ...(after === undefined && { total: await countOf(tx, fits) }),
    };
  },
});

/** As it is shown: an offer whose time is over has expired, whether or not its timer has gone off. */
function isIn(state: Offer["state"], now: Date): RawBuilder<unknown> {
  if (state === "issued") return sql`(o.state = 'issued' and o.expires_at > ${now})`;
  if (state === "expired") return sql`(o.state = 'expired' or (o.state = 'issued' and o.expires_at <= ${now}))`;
  return sql`o.state = ${state}`;
}

async function expiresIn(tx: DatabaseTx, month: string): Promise<RawBuilder<unknown>> {
  const { timeZone } = await readRetailer(tx);
  const first = sql`${`${month}-01`}::timestamp`;
  return sql`(o.expires_at >= ${first} at time zone ${timeZone}
    and o.expires_at < (${first} + interval '1 month') at time zone ${timeZone})`;
}

async function countOf(tx: DatabaseTx, fits: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from offers o where ${fits}`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}

async function describe(tx: DatabaseTx, offers: readonly Offer[], now: Date) {
  const views = await listedOffers(tx, offers, now);
  const labels = await labelsOf(
    tx,
    offers.flatMap(({ shopper_id }) => shopper_id ?? []),
  );
  return offers.map(({ shopper_id, program, purchase_number }, index) => {
    const shopper = labels.get(shopper_id ?? "");
    return {
      ...views[index]!,
      ...(shopper && { shopper }),
      ...(program !== null && { program }),
      ...(purchase_number !== null && { purchaseNumber: purchase_number }),
    };
  });
}
