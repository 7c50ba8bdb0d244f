import { sql } from "kysely";
import { promiseVoided } from "../../../facts/promises/index.ts";
import { releaseSlot } from "../../../facts/shipping/index.ts";
import { on } from "../../../foundation/reactions/index.ts";

/** Gives the place in a window to others when its order is called off. The promise forgets its window, so that this happens once. */
export const releaseWindow = on(promiseVoided, "promises.release-window", async ({ tx, clock }, { data }) => {
  // Locked and then changed: before PostgreSQL 18 an update cannot answer what stood there.
  const { rows } = await sql<{ service: string | null; from: Date }>`
    with booked as (
      select id, service, slot_from from promises where id = ${data.promiseId} and slot_from > ${clock.now()} for update
    )
    update promises p set slot_from = null, slot_until = null from booked where p.id = booked.id
    returning booked.service, booked.slot_from as "from"`.execute(tx.db);
  for (const { service, from } of rows) if (service !== null) await releaseSlot(tx, service, from);
});
