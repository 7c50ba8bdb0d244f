import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { settleDays } from "../decisions/index.ts";
import { netPoints } from "./net-points.ts";
import { gifts, given, givenBeside } from "./what-was-given.ts";

/**
 * Writes down what came of the decisions whose time is over, oldest first: purchases within the horizon net of what came back by its end
 * plus {@link settleDays}. Purchases are those of the person: of a guest who was given something and has opened an account since, the
 * account's too. A decision that was superseded is asked too, up to its own horizon. Two processes that do it at once take different ones.
 *
 * The margin of a line without a known cost is taken at the retailer's assumed rate. What was paid is net of the discount already,
 * so that of what the incentive cost only the contact and what is not in the price are taken off here. Of a delivery in trouble it is what was
 * really done, which the shopper chose, and what that has cost at once.
 * @param now business time
 * @param most how many at once
 * @returns how many were written; fewer than `most` when nothing is left
 */
export async function matureOutcomes(tx: DatabaseTx, now: Date, most: number): Promise<number> {
  const { assumedMarginRate, timeZone } = await readRetailer(tx);
  const rate = Number(assumedMarginRate);
  const { numAffectedRows } = await sql`
    with ripe as (
      select id, shopper_id, store_id, currency, as_of, horizon_days, decided_at as since, program, chosen,
        alternatives, stakes ? 'points' as has_scheme, done.action as done, done.cost as done_cost,
        coalesce(done.cost, cost_at_once) as cost_at_once
      from decisions
      left join lateral (select action, cost from remedy_costs where decision_id = decisions.id) done on true
      where not matured and not retrospective and ripe_at <= ${now}
      order by ripe_at
      limit ${most}
      for update of decisions skip locked
    ), marked as (
      -- From here on it says what was paid at once, beside what was taken off a price: stated it stands with the alternatives.
      update decisions d set matured = true, cost_at_once = ripe.cost_at_once from ripe where d.id = ripe.id
    ), ${gifts}, family as (
      select r.id, r.since, r.currency, r.store_id, r.as_of, r.horizon_days, r.cost_at_once, r.shopper_id, r.has_scheme,
        array(select person.id union all select s.id from shoppers s where s.merged_into = person.id) as members
      from ripe r
      cross join lateral (
        select coalesce((select s.merged_into from shoppers s where s.id = r.shopper_id), r.shopper_id) as id
      ) person
    ), lines as (
      select f.id, o.placed_at, l.paid, l.paid - l.tax as net, l.quantity,
        coalesce(returned.units, 0) as returned,
        coalesce(v.cost * l.quantity, (l.paid - l.tax) * (1 - ${rate}::float8)) as goods,
        o.placed_at > f.since as is_after,
        o.placed_at > f.since and o.store_id = f.store_id and o.placed_at <= f.as_of + interval '1 day' as is_same_visit,
        o.id = g.order_id or (o.source = g.purchase_source and o.key = g.purchase_number) as is_purchase,
        o.placed_at > f.since and o.placed_at <= g.points_until as is_in_points_window
      from family f
      join gifts g on g.id = f.id
      join orders o on o.shopper_id = any(f.members) and o.currency = f.currency
        and o.placed_at > f.since - make_interval(days => f.horizon_days)
        and o.placed_at <= f.since + make_interval(days => f.horizon_days)
      join order_lines l on l.order_id = o.id
      left join variants v on v.source = l.source and v.sku = l.sku and v.currency is not distinct from o.currency
      left join lateral (
        select sum(rl.quantity)::int as units
        from return_lines rl join returns rt on rt.id = rl.return_id
        where rl.order_id = l.order_id and rl.order_line = l.line
          and rt.returned_at <= f.since + make_interval(days => f.horizon_days + ${settleDays}::int)
      ) returned on true
    ), kept as (
      select id, placed_at, is_after, is_same_visit, is_after and is_purchase as is_purchase, is_in_points_window, paid::float8,
        net::float8 * (quantity - returned) / quantity as revenue,
        (net - goods)::float8 * (quantity - returned) / quantity as margin
      from lines
    ), sums as (
      select f.id,
        count(distinct (k.placed_at at time zone ${timeZone})::date) filter (where k.is_after)::int as visits,
        min(k.placed_at) filter (where k.is_after) as first_purchase_at,
        coalesce(sum(k.paid) filter (where k.is_after), 0) as paid,
        coalesce(sum(k.revenue) filter (where k.is_after), 0) as revenue,
        coalesce(sum(k.margin) filter (where k.is_after), 0) as margin,
        sum(k.paid) filter (where k.is_purchase) as paid_for_purchase,
        sum(k.revenue) filter (where k.is_purchase) as kept_of_purchase,
        coalesce(sum(k.revenue) filter (where k.is_in_points_window), 0) as points_revenue,
        coalesce(sum(k.revenue) filter (where k.is_same_visit), 0) as same_visit_revenue,
        coalesce(sum(k.margin) filter (where k.is_same_visit), 0) as same_visit_margin,
        coalesce(sum(k.revenue) filter (where not k.is_after), 0) as revenue_before,
        coalesce(sum(k.margin) filter (where not k.is_after), 0) as margin_before
      from family f left join kept k on k.id = f.id
      group by f.id
    ), ${netPoints}
    insert into outcomes (decision_id, shopper_id, matured_at, visits, first_purchase_at, revenue, margin,
      same_visit_revenue, same_visit_margin, revenue_before, margin_before, given, points)
    select f.id, f.shopper_id, ${now}::timestamptz, s.visits, s.first_purchase_at, s.revenue,
      s.margin - f.cost_at_once - ${givenBeside},
      s.same_visit_revenue, s.same_visit_margin, s.revenue_before, s.margin_before, ${given},
      coalesce(p.points, case when f.has_scheme then 0 end)
    from family f join gifts g on g.id = f.id join sums s on s.id = f.id left join net_points p on p.id = f.id`.execute(
    tx.db,
  );
  return Number(numAffectedRows ?? 0);
}
