import type { z } from "zod";
import type { Service, ShippingBook } from "../../../facts/shipping/index.ts";
import type { StoreShelf } from "../../../facts/stock/index.ts";
import type { quotePromise } from "./quote.contract.ts";

type Cart = z.output<typeof quotePromise.input>;
type Because = NonNullable<z.output<typeof quotePromise.output>["because"]>;

/** The services that take a cart where it goes, in the order in which they are shown, or why there is none. */
export function servicesFor(
  { destination, currency, storeKey }: Cart,
  { services, origins }: ShippingBook,
  stores: ReadonlyMap<string, StoreShelf>,
): { readonly open: readonly Service[]; readonly because?: Because } {
  const here = services.filter(
    ({ active, origin, storeId }) =>
      active &&
      origins.get(origin)?.closed === false &&
      (storeId === undefined || storeKey === undefined || stores.get(storeId)?.key === storeKey),
  );
  if (here.length === 0) return { open: here, because: "no-services" };
  const there = here.filter(({ countries }) => countries.includes(destination.country));
  if (there.length === 0) return { open: there, because: "not-to-country" };
  const payable = there.filter((service) => service.currency === currency);
  return payable.length === 0 ? { open: payable, because: "not-in-currency" } : { open: payable };
}

/** What a cart costs; undefined unless every line says it. */
export function amountOf({ lines }: Pick<Cart, "lines">): bigint | undefined {
  let sum = 0n;
  for (const { amount } of lines) {
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return sum;
}

/** Whether a store has all of a cart, as far as it has told. */
export function hasAll(store: StoreShelf | undefined, { lines }: Pick<Cart, "lines">): boolean {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return [...wanted].every(([sku, quantity]) => (store?.stock[sku] ?? 0) >= quantity);
}
