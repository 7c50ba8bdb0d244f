import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { IdOf, OrderId, ShopperId } from "../identifiers/index.ts";
import type { GivenOrder } from "./given-parcel.ts";

/** An order that a parcel is said to belong to. */
export interface OrderOfParcel extends GivenOrder {
  readonly parcelId: string;
}

/** One that was found. */
export interface OrderLink extends OrderOfParcel {
  readonly orderId: IdOf<typeof OrderId>;
  readonly shopperId: IdOf<typeof ShopperId>;
}

/** An order's number as it is compared: shops print it with a # that some senders leave out. */
export function plainNumber(key: string): string {
  return key.replace(/^#/, "");
}

/** The orders that exist, by their numbers. A number that stands for several orders is left open. */
export async function findOrders(tx: DatabaseTx, wanted: readonly OrderOfParcel[]): Promise<OrderLink[]> {
  if (wanted.length === 0) return [];
  const numbers = [...new Set(wanted.map(({ key }) => plainNumber(key)))];
  const { rows } = await sql<{
    id: OrderLink["orderId"];
    shopper_id: OrderLink["shopperId"];
    source: string;
    key: string;
  }>`
    select id, shopper_id, source, key from orders
    where key = any(${[...numbers, ...numbers.map((number) => `#${number}`)]}::text[])`.execute(tx.db);
  const byNumber = Map.groupBy(rows, ({ key }) => plainNumber(key));
  return wanted.flatMap((want) => {
    const possible = (byNumber.get(plainNumber(want.key)) ?? []).filter(
      ({ source }) => want.source === undefined || want.source === source,
    );
    const exact = possible.filter(({ key }) => key === want.key);
    const [found, ...others] = exact.length > 0 ? exact : possible;
    return found && others.length === 0 ? [{ ...want, orderId: found.id, shopperId: found.shopper_id }] : [];
  });
}
