import { type SampleRecord, sampleRetailer } from "@aftercare/simulator";
import pg from "pg";
import { IntakeRecord, recordBatch } from "../../../packages/platform/src/facts/intake/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";

const batchSize = 2_000;
const today = "today/";

/**
 * Shoppers of the sample retailer's kind beside its own, with as long a history each, and a return of today from each who has ordered:
 * a decision about an old one would be an entry about the past. They come in as any shop's records do.
 * @returns the UUIDs of today's returns, in no particular order
 */
export async function recordManyReturns(platform: Platform, shoppers: number): Promise<string[]> {
  const { work, clock, database, ownerUrl } = platform;
  const now = clock.now();
  const history = [...sampleRetailer({ seed: "many returns", shoppers, until: now })];
  const records = [...history, ...returnsOfToday(history, now)];
  for (let from = 0; from < records.length; from += batchSize) {
    const batch = records.slice(from, from + batchSize).map((record) => IntakeRecord.parse(record));
    await work.run("bench", (tx) => recordBatch(tx, "bench", batch, { history: true, now }));
  }
  await analyze(ownerUrl);
  const { rows } = await database.pool.query<{ id: string }>(
    "select id from returns where key like $1 order by md5(id::text)",
    [`${today}%`],
  );
  return rows.map(({ id }) => id);
}

/** Of each shopper's latest order, unless some of it came back already. */
function returnsOfToday(history: readonly SampleRecord[], now: Date): SampleRecord[] {
  const orders = history.filter((record) => record.type === "order");
  const touched = new Set(history.flatMap((record) => (record.type === "return" ? [record.order] : [])));
  const latest = [...new Map(orders.map((order) => [order.shopper, order])).values()];
  return latest.flatMap(({ id, shopper, currency, lines: [line] }): SampleRecord[] => {
    if (shopper === undefined || line === undefined || touched.has(id)) return [];
    const { sku, title } = line;
    const what = { currency, lines: [{ sku, title, quantity: 1 }] };
    return [
      { type: "return", id: `${today}${id}`, at: now.toISOString(), shopper, order: id, channel: "online", ...what },
    ];
  });
}

/**
 * What autovacuum and the checkpointer would do some minutes later, so that no plan changes while something is measured and the log goes
 * on in files that it has used before: a young server makes new ones, and every commit waits for that.
 */
export async function analyze(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  await client.end();
}
