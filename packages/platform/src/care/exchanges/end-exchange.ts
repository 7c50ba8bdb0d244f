import type { ExchangeEnd } from "../../facts/exchanges/exchange.schema.ts";
import { exchangeEnded } from "../../facts/exchanges/index.ts";
import { releaseReserved } from "../../facts/stock/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { callOffCollection } from "../../means/collecting/index.ts";
import { leaveExchange } from "../../means/refunds/index.ts";
import { exchangeProcess } from "./exchange.ts";
import type { Exchange } from "./exchange-tables.ts";
import { payUnusedLater } from "./pay-unused.ts";
import { changeExchange, identityOf, purposesOf } from "./store-exchange.ts";

/** Days in which something else can be chosen for goods that are back. */
const chooseAgainDays = 3;

/**
 * Ends an exchange of which nothing was sent: what was kept is free, what was paid goes back, a deposit is released, and what goes back is paid for in
 * money.
 * @param exchange locked
 * @throws illegal-transition (409)
 */
export async function endExchange(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  exchange: Exchange,
  { command, because }: { readonly command: "cancel" | "expire"; readonly because: ExchangeEnd },
): Promise<Exchange> {
  const at = clock.now();
  const state = exchangeProcess.next(exchange.state, command);
  const purposes = purposesOf(exchange.id);
  await releaseReserved(tx, clock, purposes.stock);
  await callOffCollection(tx, clock, purposes.difference);
  await callOffCollection(tx, clock, purposes.deposit);
  if (exchange.refund_id !== null) await leaveExchange(tx, clock, exchange.refund_id);
  await payUnusedLater(tx, clock, exchange, chooseAgainDays);
  const changed = await changeExchange(tx, exchange, { state, ended_at: at, ended_because: because });
  const data = { ...identityOf(exchange), because };
  await tx.append(exchangeEnded({ subject: exchange.shopper_id, at, data }));
  return changed;
}
