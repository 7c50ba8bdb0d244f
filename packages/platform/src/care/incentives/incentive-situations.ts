import { knownMargin, type MarginSums } from "../../facts/catalogue/index.ts";
import { emptyProfile, foldEvent, type PersonEvent, personEvents } from "../../facts/profiles/index.ts";
import { returnRecorded } from "../../facts/returns/index.ts";
import { type DatabaseTx, listed, statement } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import type { Situation } from "../../judgement/decisions/index.ts";
import { type SeenReturn, seeReturn } from "../../judgement/repurchase/index.ts";
import { pointsWorth } from "../../means/points/index.ts";
import { type IncentiveContext, usualBasket } from "./incentive-context.ts";

/** The sums are those of what the person had bought. */
interface ReturnRow extends MarginSums {
  id: string;
  person: Id<"shp">;
  store_id: Id<"sto"> | null;
  store_key: string | null;
  currency: string;
  /** Decimal text. */
  assumed_rate: string;
  has_new_product: boolean;
}

/**
 * Returns as the incentive sees them: each with the profile of its moment, replayed from the events before it, so that a
 * return of last year is seen just as it was, however much has been bought since. Four queries for however many returns.
 */
export async function incentiveSituations(
  tx: DatabaseTx,
  returnIds: readonly string[],
): Promise<Situation<IncentiveContext>[]> {
  const [returns, points] = await Promise.all([returnsSeen(tx, returnIds), pointsWorth(tx)]);
  if (returns.length === 0) return [];
  const seen = seenReturns(await personEvents(tx, [...new Set(returns.map(({ person }) => person))]), returns);
  return returns.flatMap((row) => {
    const what = seen.get(row.id);
    if (!what) return [];
    const known = knownMargin(row);
    const context: IncentiveContext = {
      ...what,
      marginRate: known ?? Number(row.assumed_rate),
      marginKnown: known !== undefined,
      hasNewProduct: row.has_new_product,
      storeKey: row.store_key,
    };
    return [
      {
        subject: row.id,
        shopperId: row.person,
        storeId: row.store_id,
        asOf: what.at,
        currency: row.currency,
        storeKey: row.store_key,
        basket: usualBasket(context),
        ...(points?.currency === row.currency && { points: points.rate }),
        habits: {
          orders: what.before.orders,
          returns: what.after.returns,
          returnRate: what.after.returnRate ?? 0,
          somethingNew: row.has_new_product,
        },
        context,
      },
    ];
  });
}

/** The latest returns, by their identifiers; what was called off before it left is none. */
export async function latestReturns(tx: DatabaseTx, most: number): Promise<string[]> {
  const query = tx.db.selectFrom("returns").select("id").where("cancelled", "=", false);
  const rows = await query.orderBy("returned_at", "desc").limit(most).execute();
  return rows.map(({ id }) => id);
}

/** Each return with what the catalogue says about the goods its shopper had bought before. */
const returnsSeen = statement<[returnIds: readonly string[]], ReturnRow>(
  "incentives.returns",
  `select r.id, family.person, r.store_id, st.key as store_key, r.currency,
    (select assumed_margin_rate from retailer_settings) as assumed_rate,
    -- One more product than were bought is enough to know; counting a whole catalogue would cost each decision.
    (select count(*) from (select from variants limit bought.skus + 1) known) > bought.skus as has_new_product,
    bought.revenue, bought.costed_revenue, bought.cost
  from returns r
  join shoppers s on s.id = r.shopper_id
  left join stores st on st.id = r.store_id
  cross join lateral (
    select coalesce(s.merged_into, s.id) as person,
      array(select coalesce(s.merged_into, s.id) union all
        select id from shoppers where merged_into = coalesce(s.merged_into, s.id)) as members
  ) family
  cross join lateral (
    select count(distinct l.sku) as skus, sum(l.paid - l.tax) as revenue,
      sum(l.paid - l.tax) filter (where v.cost is not null) as costed_revenue, sum(v.cost * l.quantity) as cost
    from order_lines l
    left join variants v on v.source = l.source and v.sku = l.sku and v.currency is not distinct from r.currency
    where l.shopper_id = any(family.members) and l.placed_at < r.returned_at
  ) bought
  where r.id = any(${listed("$1")})`,
);

/** Folds each person once and looks at the wanted returns on the way. */
function seenReturns(events: readonly PersonEvent[], returns: readonly ReturnRow[]): Map<string, SeenReturn> {
  const wanted = new Map(returns.map(({ id }) => [toWire("ret", id), id]));
  const seen = new Map<string, SeenReturn>();
  for (const [, history] of Map.groupBy(events, (event) => event.personId)) {
    let state = emptyProfile;
    for (const event of history) {
      const before = state;
      state = foldEvent(state, event);
      if (event.type !== returnRecorded.type) continue;
      const id = wanted.get((event.data as { returnId: string }).returnId);
      if (id !== undefined) seen.set(id, seeReturn(event, before, state));
    }
  }
  return seen;
}
