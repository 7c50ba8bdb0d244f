import { type RawBuilder, sql } from "kysely";
import type { Scheme } from "./scheme.schema.ts";

/** What a sum has earned at the usual rate, in SQL: the same arithmetic as `pointsOfLines`, on numerics that cannot overflow. */
export function reachedBy(paid: RawBuilder<unknown>, { earn, rounding }: Scheme): RawBuilder<unknown> {
  const numerator = sql`((${paid})::numeric * ${earn.points}::numeric)`;
  const per = sql`${earn.per}::numeric`;
  switch (rounding) {
    case "down":
      return sql`div(${numerator}, ${per})`;
    case "nearest":
      return sql`div(2 * ${numerator} + ${per}, 2 * ${per})`;
    case "up":
      return sql`div(${numerator} + ${per} - 1, ${per})`;
    default:
      return rounding satisfies never;
  }
}
