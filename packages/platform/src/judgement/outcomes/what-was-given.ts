import { sql } from "kysely";

/**
 * CTE `gifts (id, …)`: of each decision in `ripe` what it gave by its terms, and what is known of the use of its offer. An offer that was
 * used after the horizon did nothing to what is counted here. A program that gives offers of ours and issued none gave nothing; of one that gives
 * none of ours, as when a decision is carried out elsewhere, nothing is known.
 */
export const gifts = sql`
  gifts as (
    select r.id, coalesce(r.done, r.chosen) = 'none' as is_none, r.done_cost is not null and used.decision_id is null as is_done_at_once, coalesce(chosen.terms ->> 'kind', '') as kind,
      coalesce((chosen.terms ->> 'cost')::float8, (chosen.terms ->> 'most')::float8, 0) as service_cost,
      r.since + make_interval(days => coalesce((chosen.terms ->> 'days')::int, 0)) as points_until,
      coalesce((chosen.cost ->> 'discountRate')::float8, 0) as rate,
      used.decision_id is not null as is_issued, used.given as taken_off,
      used.decision_id is not null or exists (select from offer_uses other where other.program = r.program) as is_known,
      used.order_id, used.purchase_source, used.purchase_number,
      coalesce(used.redeemed_at <= r.since + make_interval(days => r.horizon_days), false) as is_used
    from ripe r
    left join lateral (
      select each -> 'terms' as terms, each -> 'cost' as cost
      from jsonb_array_elements(r.alternatives) each where each ->> 'action' = coalesce(r.done, r.chosen) limit 1
    ) chosen on true
    left join offer_uses used on used.decision_id = r.id
  )`;

/**
 * What is not in the price: a service, a trial or postage (by the most that is given of it) costs when it is used (where nobody knows, it is taken to be used by whoever buys), extra points
 * on what is bought in their time. It is the part of what was given that a margin made of prices does not show yet.
 * @see gifts as `g`, with the sums `s` of the decision
 */
export const givenBeside = sql`
  case
    when g.kind in ('free-service', 'free-trial', 'free-shipping') and (case when g.is_known then g.is_used else s.visits > 0 end)
      then g.service_cost
    when g.kind = 'extra-points' and (g.is_issued or not g.is_known) then g.rate * s.points_revenue
    else 0
  end`;

/**
 * What an incentive cost beside what was paid at once: what it took off the price, as far as the goods were kept and net of tax like the revenue it is counted with
 * (the whole of it where the shop did not say whose purchase it was), and {@link givenBeside}. Null where nobody knows.
 */
export const given = sql`
  case
    when g.is_none then 0
    when g.is_done_at_once then 0
    when g.kind = 'extra-points' then ${givenBeside}
    when not g.is_known then null
    when not g.is_used then 0
    when g.taken_off is null and g.kind not in ('free-service', 'free-trial', 'free-shipping') then null
    else coalesce(g.taken_off, 0) * coalesce(s.kept_of_purchase / nullif(s.paid_for_purchase, 0),
      s.revenue / nullif(s.paid, 0), 1) + ${givenBeside}
  end`;
