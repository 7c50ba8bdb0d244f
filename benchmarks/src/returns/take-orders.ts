import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../packages/platform/src/facts/intake/index.ts";
import { toWire } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";

const batchSize = 1_000;

/**
 * Takes orders in as any shop's records.
 * @returns their identifiers on the wire by the shop's own
 * @throws Error for a record that was not taken
 */
export async function takeOrders(
  { work, clock, database }: Platform,
  records: readonly IntakeRecordJson[],
): Promise<ReadonlyMap<string, string>> {
  const now = clock.now();
  for (let from = 0; from < records.length; from += batchSize) {
    const batch = records.slice(from, from + batchSize).map((record) => IntakeRecord.parse(record));
    const { outcomes } = await work.run("bench", (tx) => recordBatch(tx, "bench", batch, { history: true, now }));
    const refused = outcomes.find(({ outcome }) => outcome !== "taken");
    if (refused) throw new Error(`a record was not taken: ${JSON.stringify(refused)}`);
  }
  const { rows } = await database.pool.query<{ id: string; key: string }>("select id, key from orders");
  return new Map(rows.map(({ id, key }) => [key, toWire("ord", id)]));
}
