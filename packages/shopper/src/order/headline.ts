import type { Values } from "@aftercare/messages";
import type { Order } from "../views.ts";

/** A sentence's key and values; `on` is the instant it names, to be shown as a day. */
export interface Headline {
  readonly key: string;
  readonly values: Values;
  readonly on: Date;
}

/** What became of an order whose goods are no longer on their way: what came back, if anything did, else when it was bought. */
export function headlineOf(order: Order): Headline {
  const lastReturn = latest(order.returns.map((one) => one.at));
  if (lastReturn) return { ...returnedOf(order), on: lastReturn };
  const on = new Date(order.placedAt);
  if (order.storeName === undefined) return { key: "shopper.order.placed", values: {}, on };
  return { key: "shopper.order.bought-at", values: { store: order.storeName }, on };
}

function returnedOf(order: Order): Pick<Headline, "key" | "values"> {
  const bought = sum(order.lines.map((line) => line.quantity));
  const undone = sum(order.lines.map((line) => line.returnedQuantity));
  const cancelled = sum(order.lines.map((line) => line.cancelledQuantity ?? 0));
  const howMuch = undone >= bought ? "all" : "part";
  if (undone === cancelled) return { key: `shopper.order.cancelled.${howMuch}`, values: { bought, cancelled } };
  const receipts = order.returns.filter(({ isCancellation }) => !isCancellation);
  const inParts = receipts.length > 1 ? "-in-parts" : "";
  const returned = undone - cancelled;
  return {
    key: `shopper.order.returned.${returned >= bought ? "all" : "part"}${inParts}`,
    values: { bought, returned },
  };
}

function latest(instants: readonly string[]): Date | undefined {
  const times = instants.map((instant) => Date.parse(instant));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
