import { type RawBuilder, sql } from "kysely";
import { everyMemberOf, shoppersNamed } from "../../facts/persons/index.ts";
import { grouped, symbolsOf } from "../../foundation/codes/index.ts";
import { toUuid } from "../../foundation/ids/index.ts";

/**
 * The condition on `offers o` that a search text stands for: a shopper's identifier, a code or its beginning, the number of a purchase, a customer
 * number, or every word as the beginning of a word of the shopper's name. Case does not matter.
 */
export function matchesOffer(text: string): RawBuilder<unknown> {
  const shopper = asShopper(text);
  if (shopper !== undefined) return ofPersons(sql`select ${shopper}::uuid`);
  const lower = text.toLowerCase();
  const conditions = [
    sql`o.purchase_number = ${text}`,
    ofPersons(sql`select id from shoppers where kind = 'account' and lower(key) = ${lower}`, shoppersNamed(lower)),
  ];
  const code = codeBeginning(text);
  if (code !== undefined) conditions.push(sql`o.code like ${`${code}%`}`);
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** As codes are stored, in groups of four; undefined for what none can begin with. */
function codeBeginning(text: string): string | undefined {
  const symbols = symbolsOf(text);
  if (!/^[2-9A-HJKMNPQRTV-Z]{2,12}$/.test(symbols)) return undefined;
  return grouped(symbols);
}

function ofPersons(...found: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`o.shopper_id = any(${everyMemberOf(...found)})`;
}

function asShopper(text: string): string | undefined {
  if (!text.startsWith("shp_")) return undefined;
  try {
    return toUuid("shp", text);
  } catch {
    return undefined;
  }
}
