import type { DatabaseTx } from "../../foundation/database/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import type { Exchange } from "./exchange-tables.ts";
import { depositOf, linesOf } from "./store-exchange.ts";

/** What was to go back for an exchange and has not come: not on the request, nor another way after its value was taken up. */
export interface MissingGoods {
  readonly units: number;
  /** What of a deposit stands for them, minor units: the shopper was told this much of their value, and has other goods for it. */
  readonly atStake: bigint;
}

/** Units of one line of a request with what they are worth, and how many of them are missing. */
export interface RequestedUnits {
  readonly quantity: number;
  readonly missing: number;
  readonly restockingPercent: number;
}

/** A line of the order with the units of it that were to go back. */
export interface RequestedLine {
  readonly paid: bigint;
  readonly bought: number;
  /** Units that had gone back before any of these. */
  readonly before: number;
  readonly units: readonly RequestedUnits[];
}

/**
 * What missing goods are worth, as it was told: their own share of what was paid, after those that came, less their share of the fee. Shares of what came
 * and of what is missing sum to the whole exactly. Pure; minor units.
 */
export function worthOfMissing(lines: readonly RequestedLine[]): bigint {
  return lines.reduce((sum, { paid, bought, before, units }) => {
    let passed = before;
    return units.reduce((total, { quantity, missing, restockingPercent }) => {
      const worth = (count: number) => {
        const share = paidForUnits(paid, bought, passed, count);
        return share - (share * BigInt(restockingPercent)) / 100n;
      };
      const own = worth(quantity) - worth(quantity - missing);
      passed += quantity;
      return total + own;
    }, sum);
  }, 0n);
}

/** What of the goods of an exchange has not come, and what of its deposit stands for that: never more than the deposit. */
export async function missingGoods(tx: DatabaseTx, exchange: Exchange): Promise<MissingGoods> {
  const lines = await readRequested(tx, exchange);
  const units = lines.flatMap((line) => line.units).reduce((sum, { missing }) => sum + missing, 0);
  if (units === 0) return { units, atStake: 0n };
  const deposit = depositOf(exchange);
  // What goes back beyond the price of what was chosen is money of the shopper's, and pays first for what does not come.
  const left = worthOfMissing(lines) - (exchange.value - deposit);
  return { units, atStake: left > deposit ? deposit : left > 0n ? left : 0n };
}

async function readRequested(tx: DatabaseTx, { id, return_request_id }: Exchange): Promise<RequestedLine[]> {
  const exchanged = new Map((await linesOf(tx, [id])).map(({ order_line, quantity }) => [order_line, quantity]));
  const rows = await tx.db
    .selectFrom("return_request_lines as l")
    .innerJoin("return_requests as r", "r.id", "l.request_id")
    .innerJoin("order_lines as o", (join) =>
      join.onRef("o.order_id", "=", "r.order_id").onRef("o.line", "=", "l.order_line"),
    )
    .select(["l.order_line", "l.quantity", "l.received", "l.elsewhere", "l.by_law", "l.restocking_percent"])
    .select(["o.paid", "o.quantity as bought", "o.returned_quantity"])
    .where("l.request_id", "=", return_request_id)
    .orderBy("l.place")
    .execute();
  return [...Map.groupBy(rows, ({ order_line }) => order_line)].map(([line, own]) => {
    const [{ paid, bought, returned_quantity: returned }] = own as [(typeof own)[number]];
    const came = own.reduce((sum, each) => sum + each.received + each.elsewhere, 0);
    const wanted = own.reduce((sum, { quantity }) => sum + quantity, 0);
    // What was not awaited any more when the exchange was chosen is no part of it.
    let left = Math.max(0, wanted - (exchanged.get(line) ?? 0) - own.reduce((sum, each) => sum + each.elsewhere, 0));
    const units = own.map(({ quantity, received, elsewhere, by_law, restocking_percent }) => {
      const open = Math.max(0, quantity - received - elsewhere);
      const out = Math.min(left, open);
      left -= out;
      return { quantity: quantity - out, missing: open - out, restockingPercent: by_law ? 0 : restocking_percent };
    });
    return { paid, bought, before: Math.max(0, returned - came), units };
  });
}
