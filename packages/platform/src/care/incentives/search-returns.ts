import { type RawBuilder, sql } from "kysely";
import { everyMemberOf, shoppersNamed } from "../../facts/persons/index.ts";
import { likeBeginning } from "../../foundation/database/index.ts";

/**
 * The condition on `returns r` that a search text stands for: return number or customer number (their beginning), stock
 * code, or every word as the beginning of a word of the shopper's name. Case does not matter.
 */
export function matchesSearch(text: string): RawBuilder<unknown> {
  const lower = text.toLowerCase();
  const beginning = likeBeginning(text);
  const numbered = sql`select id from shoppers where kind = 'account' and lower(key) like ${beginning}`;
  // As queries of their own, so that each takes its index: joined by `or` they would look at every return, line and shopper.
  return sql`r.id = any(array(
    select id from returns where lower(key) like ${beginning}
    union all
    select return_id from return_lines where lower(sku) = ${lower}
    union all
    select id from returns where shopper_id = any(${everyMemberOf(numbered, shoppersNamed(lower))})))`;
}
