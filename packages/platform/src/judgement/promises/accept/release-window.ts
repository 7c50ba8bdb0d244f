import { sql } from "kysely";
import { promiseVoided } from "../../../facts/promises/index.ts";
import { releaseSlot } from "../../../facts/shipping/index.ts";
import { on } from "../../../foundation/reactions/index.ts";

/** Gives the place in a window to others when its order is called off. The promise forgets its window, so that this happens once. */
export const releaseWindow = on(promiseVoided, "promises.release-window", async ({ tx, clock }, { data }) => {
  const { rows } = await sql<{ service: string | null; from: Date }>`
    update promises set slot_from = null, slot_until = null where id = ${data.promiseId} and slot_from > ${clock.now()}
    returning service, old.slot_from as "from"`.execute(tx.db);
  for (const { service, from } of rows) if (service !== null) await releaseSlot(tx, service, from);
});
