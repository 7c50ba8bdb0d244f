import type { Values } from "@aftercare/messages";
import type { Order } from "../views.ts";

/** A sentence's key and values; `on` is the instant it names, to be shown as a day. */
export interface Headline {
  readonly key: string;
  readonly values: Values;
  readonly on: Date;
}

/**
 * The one question a shopper comes with, answered: where is it? As long as a parcel is on its way that is the question; then
 * what came back, if anything did; then when it arrived, or when it was bought.
 */
export function headlineOf(order: Order): Headline {
  // One that turned round (phase 3 and on) is no more on its way to the shopper.
  const underWay = order.parcels.filter((parcel) => parcel.deliveredAt === undefined && parcel.phase < 3);
  const onItsWay = latest(underWay.flatMap((parcel) => parcel.shippedAt ?? []));
  const lastReturn = latest(order.returns.map((one) => one.at));
  const delivered = latest(order.parcels.flatMap((parcel) => parcel.deliveredAt ?? []));
  if (onItsWay) return { key: "shopper.order.on-its-way", values: {}, on: onItsWay };
  if (lastReturn) return { ...returnedOf(order), on: lastReturn };
  if (delivered) return { key: "shopper.order.delivered", values: {}, on: delivered };
  const on = new Date(order.placedAt);
  if (order.storeName === undefined) return { key: "shopper.order.placed", values: {}, on };
  return { key: "shopper.order.bought-at", values: { store: order.storeName }, on };
}

function returnedOf(order: Order): Pick<Headline, "key" | "values"> {
  const bought = sum(order.lines.map((line) => line.quantity));
  const returned = sum(order.lines.map((line) => line.returnedQuantity));
  const howMuch = returned >= bought ? "all" : "part";
  const inParts = order.returns.length > 1 ? "-in-parts" : "";
  return { key: `shopper.order.returned.${howMuch}${inParts}`, values: { bought, returned } };
}

function latest(instants: readonly string[]): Date | undefined {
  const times = instants.map((instant) => Date.parse(instant));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
