import { type RawBuilder, sql } from "kysely";

/**
 * The condition on `returns r` that a search text stands for: return number or customer number (their beginning), stock
 * code, or every word as the beginning of a word of the shopper's name. Case does not matter.
 */
export function matchesSearch(text: string): RawBuilder<unknown> {
  const lower = text.toLowerCase();
  const beginning = `${lower.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const conditions = [
    sql`lower(r.key) like ${beginning}`,
    sql`r.id in (select return_id from return_lines where lower(sku) = ${lower})`,
    sql`r.shopper_id in (
      select member.id from shoppers person
      left join shopper_contacts contact on contact.shopper_id = person.id and person.erased_at is null
      join shoppers member
        on member.id = coalesce(person.merged_into, person.id) or member.merged_into = coalesce(person.merged_into, person.id)
      where (person.kind = 'account' and lower(person.key) like ${beginning}) or ${nameHas(lower)})`,
  ];
  return sql`(${sql.join(conditions, sql` or `)})`;
}

function nameHas(lower: string): RawBuilder<unknown> {
  const words = lower.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return sql`false`;
  const query = words.map((word) => `'${word.replaceAll("\\", "").replaceAll("'", "''")}':*`).join(" & ");
  return sql`to_tsvector('simple', coalesce(contact.name, '')) @@ to_tsquery('simple', ${query})`;
}
