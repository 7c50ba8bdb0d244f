import { loadavg } from "node:os";
import { operations } from "../../../packages/platform/src/capabilities.ts";
import { runAsOperator } from "../../../packages/platform/src/foundation/operations/index.ts";
import { localProvider, sendRefunds } from "../../../packages/platform/src/means/refunds/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { analyze } from "../decisions/many-returns.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";
import { atOnce } from "./at-once.ts";
import { compareBooks } from "./compare-books.ts";
import { type RandomOrder, randomOrders } from "./random-orders.ts";
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
    const half = Math.ceil(orders.length / 2);
    const start = performance.now();
    const returnAll = (some: readonly RandomOrder[]) =>
      atOnce(some, lanes, ({ id, order }) => {
        const quantities = order.lines.map(({ quantity }) => quantity);
        return returnEverything(platform, { orderId: idOf.get(id)!, quantities }, counted);
      });
    await returnAll(orders.slice(0, half));
    await askMore(platform);
    await returnAll(orders.slice(half));
    const seconds = (performance.now() - start) / 1_000;
    const providers = [localProvider(database, clock)];
    while ((await sendRefunds({ work, clock, providers })) > 0);
    const books = await compareBooks(platform, providers);
    const { rows } = await database.pool.query<Record<"refunds" | "legs" | "fees" | "empty", number>>(
      `select (select count(*) from refunds)::int as refunds, (select count(*) from refund_legs)::int as legs,
        (select count(*) from return_settlements where logistics_fee + restocking_fee > 0)::int as fees,
        (select count(*) from refund_ceilings where intended = paid)::int as empty`,
    );
    return [
      { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
      { name: "orders returned wholly", value: orders.length, unit: "orders" },
      { name: "returns announced", value: counted.requests, unit: "requests" },
      { name: "of them called off and announced anew", value: counted.cancelled, unit: "requests" },
      { name: "receipts", value: counted.receipts, unit: "receipts" },
      { name: "of them sent twice", value: counted.repeated, unit: "receipts" },
      { name: "refunds", value: rows[0]?.refunds ?? 0, unit: "refunds" },
      { name: "settlements with a fee", value: rows[0]?.fees ?? 0, unit: "settlements" },
      { name: "orders of which nothing is left", value: rows[0]?.empty ?? 0, unit: "orders" },
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

/** From here on sending and restocking cost something, where the law lets them. */
async function askMore({ work, clock }: Platform): Promise<void> {
  const publish = operations.find(({ contract }) => contract.name === "return-policy.publish");
  if (!publish) throw new Error("there is no operation return-policy.publish");
  const usual = {
    ...{ windowDays: 30, logisticsFee: 395, restockingPercent: 15, bonusPercent: 5, refundTiming: "received" },
    ...{ methods: ["store", "drop-off"], resolutions: ["store-credit", "refund"] },
  };
  const document = { usual, costOfSending: 395 };
  await runAsOperator(publish, { document, after: 0 }, { locale: "en", runtime: { work, clock } });
}
