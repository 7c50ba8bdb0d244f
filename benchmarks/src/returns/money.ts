import { loadavg } from "node:os";
import { localProvider, sendRefunds } from "../../../packages/platform/src/means/refunds/index.ts";
import { analyze } from "../decisions/many-returns.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";
import { atOnce } from "./at-once.ts";
import { compareBooks } from "./compare-books.ts";
import { randomOrders } from "./random-orders.ts";
import { type Counted, returnEverything } from "./return-everything.ts";
import { takeOrders } from "./take-orders.ts";
import { wrongSums } from "./wrong-sums.ts";

const allOrders = 10_000;
const lanes = 8;

/**
 * Random orders, each returned wholly in a random sequence through the operations that everybody uses, refunded and sent. Every sum is then worked
 * out anew from what was sold.
 */
export function money(args: readonly string[]): Promise<BenchResult[]> {
  const amount = args.includes("--quick") ? allOrders / 10 : allOrders;
  return onFreshPlatform(async (platform) => {
    const { work, clock, database, ownerUrl } = platform;
    const orders = [...randomOrders(amount, clock.now())];
    const idOf = await takeOrders(
      platform,
      orders.flatMap(({ records }) => records),
    );
    await analyze(ownerUrl);
    const counted: Counted = { requests: 0, cancelled: 0, receipts: 0, repeated: 0 };
    const start = performance.now();
    await atOnce(orders, lanes, ({ id, order }) =>
      returnEverything(
        platform,
        { orderId: idOf.get(id)!, quantities: order.lines.map(({ quantity }) => quantity) },
        counted,
      ),
    );
    const seconds = (performance.now() - start) / 1_000;
    const providers = [localProvider(database, clock)];
    while ((await sendRefunds({ work, clock, providers })) > 0);
    const books = await compareBooks(platform, providers);
    const { rows } = await database.pool.query<{ refunds: number; legs: number }>(
      "select (select count(*) from refunds)::int as refunds, (select count(*) from refund_legs)::int as legs",
    );
    return [
      { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
      { name: "orders returned wholly", value: orders.length, unit: "orders" },
      { name: "returns announced", value: counted.requests, unit: "requests" },
      { name: "of them called off and announced anew", value: counted.cancelled, unit: "requests" },
      { name: "receipts", value: counted.receipts, unit: "receipts" },
      { name: "of them sent twice", value: counted.repeated, unit: "receipts" },
      { name: "refunds", value: rows[0]?.refunds ?? 0, unit: "refunds" },
      { name: "shares of them sent", value: rows[0]?.legs ?? 0, unit: "shares" },
      {
        name: "announced and received, each a transaction",
        value: (counted.requests + counted.receipts) / seconds,
        unit: "1/s",
      },
      ...(await wrongSums(platform)).map(({ statement, orders: broken }) => ({
        ...{ name: `broken: ${statement}`, value: broken, unit: "orders", goal: "0", met: broken === 0 },
      })),
      {
        name: "differences between the books",
        value: books.open,
        unit: "differences",
        goal: "0",
        met: books.open === 0,
      },
      { name: "time to compare the books", value: books.tookMs, unit: "ms" },
    ];
  });
}
