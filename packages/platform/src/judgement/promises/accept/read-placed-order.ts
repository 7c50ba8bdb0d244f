import type { orderPlaced } from "../../../facts/orders/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { loadHolidays, readOrderDelivery, readShippingBook } from "../../../facts/shipping/index.ts";
import { openSigned } from "../../../foundation/auth/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { StoredEvent } from "../../../foundation/events/index.ts";
import { currentPromiseModel } from "../model/current-promise-model.ts";
import type { PromiseModel } from "../model/promise-model.ts";
import { quoteOf, type ShownQuote } from "../quote/quote-token.ts";
import { addressOf } from "./order-address.ts";
import { quotedTerms } from "./quoted-terms.ts";
import type { PlacedOrder } from "./terms-of-order.ts";

/** What tells that an order was placed. */
export type Placed = Pick<StoredEvent<(typeof orderPlaced)["data"]["_output"]>, "at" | "data">;

/** An order with all that a promise is made from. */
export interface ReadOrder {
  readonly order: PlacedOrder;
  readonly model: PromiseModel;
  /** What it was shown, whether or not that counts for it. */
  readonly quote: ShownQuote | undefined;
  /** It came with a token, readable or not. */
  readonly hasToken: boolean;
  /** When the window begins that it asks for. */
  readonly wanted: Date | undefined;
}

/** @param now real time */
export async function readPlacedOrder(tx: DatabaseTx, { at, data }: Placed, now: Date): Promise<ReadOrder> {
  const said = await readOrderDelivery(tx, data.orderId);
  const { country, zone } = await addressOf(tx, data.shopperId, said);
  const quote = said?.quote === undefined ? undefined : await openQuote(tx, said.quote, now);
  const slotFrom = said?.slotFrom;
  const asked = { placedAt: at, currency: data.currency, service: said?.service, country, zone, slotFrom };
  const quoted = quote && quotedTerms(quote, asked);
  const { services, origins } = await readShippingBook(tx);
  const serviceKey = quoted?.service ?? said?.service;
  const service = services.find(({ key }) => key === serviceKey);
  const originKey = said?.origin ?? service?.origin;
  const origin = originKey === undefined ? undefined : origins.get(originKey);
  const year = at.getUTCFullYear();
  await loadHolidays([...(origin ? [origin] : []), ...(country === undefined ? [] : [{ country }])], [year, year + 1]);
  const { timeZone } = await readRetailer(tx);
  return {
    order: {
      ...{ placedAt: at, service, serviceKey, origin, originKey, country, zone, quoted, timeZone },
      promised: said?.promised,
    },
    model: await currentPromiseModel(tx),
    quote,
    hasToken: said?.quote !== undefined,
    wanted: slotFrom ?? quoted?.slots[0],
  };
}

async function openQuote({ db }: DatabaseTx, token: string, now: Date): Promise<ShownQuote | undefined> {
  const claims = await openSigned(db, token, now);
  return claims && quoteOf(claims);
}
