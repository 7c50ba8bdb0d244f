import { sql } from "kysely";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { promiseVoided } from "./promise-facts.ts";

interface Row {
  readonly promiseId: Id<"prm">;
  readonly shopperId: Id<"shp">;
}

/**
 * Ends what was promised with an order that was called off, or whose goods are sent again. What was kept or missed before stays so: nothing
 * that is done afterwards makes it undone. Once only, however often it is said.
 */
export async function voidPromise(
  tx: Tx,
  orderId: Id<"ord">,
  because: "cancelled" | "reshipped",
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<void> {
  const { rows } = await sql<Row>`
    update promises set status = 'void', settled_on = ${today}
    where order_id = ${orderId} and basis <> 'retrospective' and status = 'open'
    returning id as "promiseId", shopper_id as "shopperId"`.execute(tx.db);
  for (const { promiseId, shopperId } of rows)
    await tx.append(promiseVoided({ subject: shopperId, at: now, data: { promiseId, orderId, shopperId, because } }));
}
