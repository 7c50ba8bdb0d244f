import type { Tx } from "../../foundation/events/index.ts";
import type { Context, Runtime } from "../../foundation/operations/index.ts";

interface Linked {
  readonly orderId: string;
  readonly shopperId: string;
}

/** What a shopper may do who follows the link in a message to their order. */
export function asShopper(tx: Tx, clock: Runtime["clock"], { orderId, shopperId }: Linked): Context {
  const session = { token: undefined, start: () => {}, end: () => {} };
  const actor = { role: "shopper", id: shopperId, scope: { orderId, shopperId } } as const;
  return { tx, clock, actor, locale: "en", session };
}
