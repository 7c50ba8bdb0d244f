import type { z } from "zod";
import { labelsOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { collectionsFor } from "../../means/collecting/index.ts";
import type { ExchangeView } from "./exchange.contract.ts";
import type { Exchange } from "./exchange-tables.ts";
import { identityOf, linesOf, purposesOf } from "./store-exchange.ts";

type View = z.output<typeof ExchangeView>;

/** @throws not-found (404) */
export async function viewExchange(tx: DatabaseTx, id: string): Promise<View> {
  const row = await tx.db.selectFrom("exchanges").selectAll().where("id", "=", id).executeTakeFirst();
  const [view] = row ? await viewExchanges(tx, [row]) : [];
  if (!view) throw notFound({ field: "exchangeId" });
  return view;
}

/** Exchanges as they are shown, in the order given. */
export async function viewExchanges(tx: DatabaseTx, rows: readonly Exchange[]): Promise<View[]> {
  if (rows.length === 0) return [];
  const lines = await linesOf(
    tx,
    rows.map(({ id }) => id),
  );
  const labels = await labelsOf(
    tx,
    rows.map((row) => row.shopper_id),
  );
  const orders = await tx.db
    .selectFrom("orders")
    .select(["id", "key"])
    .where(
      "id",
      "in",
      rows.map((row) => row.order_id),
    )
    .execute();
  const asked = await collectionsFor(
    tx,
    rows.flatMap(({ id }) => [purposesOf(id).difference, purposesOf(id).deposit]),
  );
  return rows.map((row) => {
    const purposes = purposesOf(row.id);
    const payment = asked.get(purposes.difference);
    const deposit = asked.get(purposes.deposit);
    const shopper = labels.get(row.shopper_id);
    const needsPerson = personFor(row, payment?.stuck ?? deposit?.stuck, deposit?.state);
    return {
      ...identityOf(row),
      ...{ number: row.number, state: row.state, requestedAt: row.requested_at, isInstant: row.is_instant },
      orderNumber: orders.find(({ id }) => id === row.order_id)?.key ?? "",
      ...(shopper && { shopper }),
      ...{ currency: row.currency, value: row.value, price: row.price, difference: row.price - row.value },
      lines: lines
        .filter(({ exchange_id }) => exchange_id === row.id)
        .map(({ order_line: line, quantity, sku, title, variant, price }) => ({
          ...{ line, quantity, sku, title, price },
          ...(variant !== null && { variant }),
        })),
      ...(payment && { payment }),
      ...(deposit && { deposit }),
      ...(row.goods_by !== null && { goodsBy: row.goods_by }),
      ...(row.received_at !== null && { receivedAt: row.received_at }),
      ...(row.asked_at !== null && { askedAt: row.asked_at }),
      ...(row.shipped_at !== null && { shippedAt: row.shipped_at }),
      ...(row.parcel_key !== null && { parcel: row.parcel_key }),
      ...(row.refund_id !== null && { refundId: row.refund_id as Id<"rfd"> }),
      ...(row.ended_at !== null && { endedAt: row.ended_at }),
      ...(row.ended_because !== null && { endedBecause: row.ended_because }),
      ...(needsPerson !== undefined && { needsPerson }),
    };
  });
}

/** Goods have left, those for which they were sent are not back, and no deposit stands for them any more. */
function personFor(row: Exchange, stuck: string | undefined, deposit: string | undefined): View["needsPerson"] {
  if (stuck !== undefined) return "money-stuck";
  return row.state === "shipped" && row.received_at === null && deposit === "lapsed" ? "goods-missing" : undefined;
}
