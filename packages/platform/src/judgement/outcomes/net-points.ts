import { sql } from "kysely";
import { pointsEarned, pointsReversed } from "../../facts/points/index.ts";
import { settleDays } from "../decisions/index.ts";

/**
 * CTE `net_points (id, points)`: of each decision in `family` what was earned within its horizon, less what went back by when the revenue
 * beside it is counted. Only what the same purchases had earned goes off: goods that were taken back just when it was decided lose their
 * points after the decision, and were bought before it. No row where no point was earned.
 */
export const netPoints = sql`
  point_facts as (
    select f.id, e.type = ${pointsEarned.type} as is_earned, e.data ->> 'orderId' as bought,
      (e.data ->> 'points')::float8 + coalesce((e.data ->> 'bonus')::float8, 0) as points,
      e.at <= f.since + make_interval(days => f.horizon_days) as is_within
    from family f
    join events e on e.subject = any(f.members) and e.type in (${pointsEarned.type}, ${pointsReversed.type})
      and e.at > f.since and e.at <= f.since + make_interval(days => f.horizon_days + ${settleDays}::int)
  ), net_points as (
    select p.id, sum(case when p.is_earned then p.points else -p.points end) as points
    from point_facts p
    where case when p.is_earned then p.is_within else exists (
      select from point_facts own where own.id = p.id and own.is_earned and own.is_within and own.bought = p.bought
    ) end
    group by p.id
  )`;
