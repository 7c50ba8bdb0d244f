import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { Step } from "./collection-tables.ts";

/**
 * Has a provider asked at an instant of real time, by the workers; asked for again, it is moved to the new instant and keeps its key.
 * @param number of what is done more than once: each time has a key of its own
 */
export async function stepLater(tx: DatabaseTx, collectionId: string, step: Step, at: Date, number = 1): Promise<void> {
  await tx.db
    .insertInto("collection_steps")
    .values({
      ...{ id: newId(), collection_id: collectionId, step, number, state: "due", due_at: at },
      ...{ lease_until: null, failure: null },
    })
    .onConflict((conflict) =>
      conflict
        .columns(["collection_id", "step", "number"])
        .doUpdateSet({ state: "due", due_at: at, lease_until: null, attempts: 0, failure: null }),
    )
    .execute();
}
