import type { Disposition } from "./disposition.schema.ts";
import { notOurs, notTheirs } from "./disposition-problems.ts";
import type { ItemTable } from "./item-tables.ts";

type Whose = Pick<ItemTable, "return_id" | "belongs_to" | "sku">;

/** Whether we may do with goods as with our own: they came back, or somebody has said that they are ours. */
export function isOurs({ return_id, belongs_to }: Pick<Whose, "return_id" | "belongs_to">): boolean {
  return return_id !== null || belongs_to === "house";
}

/**
 * Goods that nobody had announced are somebody else's as long as nobody has said otherwise: they go back to whose they are, or are gone; nobody sells,
 * gives away or destroys them. What is ours does not go to a shopper.
 * @throws stray-not-ours, disposition-not-theirs (409)
 */
export function requireRightful(item: Whose, disposition: Disposition | undefined): void {
  if (disposition === "to_shopper") {
    if (isOurs(item) || item.belongs_to !== "shopper") throw notTheirs({ field: "disposition", sku: item.sku });
  } else if (!isOurs(item) && disposition !== "removed") throw notOurs({ field: "itemIds", sku: item.sku });
}
