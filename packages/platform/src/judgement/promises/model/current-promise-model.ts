import { type DatabaseTx, statement } from "../../../foundation/database/index.ts";
import { daysBefore, groupsOf, type LaneEntry, type LaneTables, startDays } from "./lane-tables.ts";
import { nothingLearned, type PromiseModel, promiseModel } from "./promise-model.ts";

const newest = statement<[], { readonly id: string }>(
  "promises.newest-model",
  "select id from promise_models order by made_at desc, id desc limit 1",
);

/**
 * The newest model of deliveries; one that knows nothing while nothing has been learned. Reads the id alone and keeps the tables it has
 * already read: what stands under an id never changes.
 */
export async function currentPromiseModel(tx: DatabaseTx): Promise<PromiseModel> {
  const [found] = await newest(tx);
  return found ? readPromiseModel(tx, found.id) : nothingLearned;
}

/** The model of this id, which stands. */
async function readPromiseModel({ db }: DatabaseTx, id: string): Promise<PromiseModel> {
  const known = kept.get(id);
  if (known) return known;
  const row = await db
    .selectFrom("promise_models")
    .select(["as_of", "lanes", "tables"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const read = promiseModel(id, row.as_of, unpacked(row.lanes as readonly LaneEntry[], row.tables));
  // Those that are asked while a new one is saved may still read the one before.
  if (kept.size >= 3) kept.clear();
  kept.set(id, read);
  return read;
}

const kept = new Map<string, PromiseModel>();

/** The numbers are little-endian; memory of their own, as the driver's lies at odd places of a larger one. */
function unpacked(entries: readonly LaneEntry[], bytes: Buffer): LaneTables {
  const values = new Float32Array(bytes.length / 4);
  for (let i = 0; i < values.length; i++) values[i] = bytes.readFloatLE(i * 4);
  const tables = entries.reduce((sum, entry) => sum + groupsOf(entry) * startDays, 0);
  return { entries, horizon: values.length / tables - daysBefore - 1, values };
}
