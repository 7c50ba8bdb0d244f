import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { Origin, Service } from "./shipping.schema.ts";
import { originOf, serviceOf } from "./shipping-rows.ts";

/** Everything that the retailer has said about how goods leave and arrive. */
export interface ShippingBook {
  readonly version: string;
  readonly origins: ReadonlyMap<string, Origin>;
  /** In the order in which they are shown. */
  readonly services: readonly Service[];
}

const currentVersion = statement<[], { readonly version: string }>(
  "shipping.version",
  "select version from shipping_version",
);

const remembered = new Map<string, ShippingBook>();

/** Reads which version holds, and the rest only when that is a new one: a quote must not read dozens of rows that have not changed for weeks. */
export async function readShippingBook(tx: DatabaseTx): Promise<ShippingBook> {
  const [current] = await currentVersion(tx);
  const known = remembered.get(current?.version ?? "");
  if (known) return known;
  const book = await readWhole(tx);
  // Who is answered while something is saved may still read the one before.
  if (remembered.size >= 3) remembered.clear();
  remembered.set(book.version, book);
  return book;
}

/**
 * The version is read before the rows. What is saved in between stands under the old one in this process until it asks again, which
 * is with the next question; the other way round, what was read before would stand under the new version until something else is saved.
 */
async function readWhole({ db }: DatabaseTx): Promise<ShippingBook> {
  const { version } = await db.selectFrom("shipping_version").select("version").executeTakeFirstOrThrow();
  const origins = await db.selectFrom("shipping_origins").selectAll().orderBy("key").execute();
  const services = await db.selectFrom("shipping_services").selectAll().orderBy("rank").orderBy("key").execute();
  return {
    version,
    origins: new Map(origins.map((row) => [row.key, originOf(row)])),
    services: services.map(serviceOf),
  };
}
