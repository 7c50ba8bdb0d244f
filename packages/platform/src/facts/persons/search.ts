import { type RawBuilder, sql } from "kysely";

/** The query for the shoppers of whose names every word of a text is the beginning of a word; nobody where it holds no word. Case does not matter. */
export function shoppersNamed(text: string): RawBuilder<unknown> {
  return sql`select shopper_id from shopper_contacts
    where to_tsvector('simple', coalesce(name, '')) @@ to_tsquery('simple', ${wordBeginnings(text)})`;
}

/**
 * The array of all who are the same person as somebody found, under whichever of the identifiers that were merged.
 * @param found queries for shoppers' ids: apart, so that each takes its own index, where conditions joined by `or` would look at every shopper
 */
export function everyMemberOf(...found: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`array(
    with person as materialized (
      select coalesce(merged_into, id) as id from shoppers where id in (${sql.join(found, sql` union all `)}))
    select id from person
    union all
    select member.id from person join shoppers member on member.merged_into = person.id)`;
}

/** `ann o'b` → `'ann':* & 'o''b':*`; quoted, because the query language's own operators may stand in what was typed. */
function wordBeginnings(text: string): string {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.map((word) => `'${word.replaceAll("\\", "").replaceAll("'", "''")}':*`).join(" & ");
}
