import type { Tx } from "../../foundation/events/index.ts";
import { isAccepted, placeOf, takesFrom } from "./catchment.ts";
import { readDestination } from "./destinations.ts";
import type { Disposition } from "./disposition.schema.ts";
import { destinationRefuses } from "./disposition-problems.ts";
import type { DispositionSettings } from "./disposition-settings.schema.ts";
import type { ItemTable } from "./item-tables.ts";

interface Sending {
  readonly item: ItemTable;
  readonly destinationId: string;
  /** Absent where goods are sent to be worked on. */
  readonly disposition?: Disposition;
  readonly settings: DispositionSettings;
}

/**
 * Whether a destination takes an item.
 * @throws not-found (404), destination-refuses (409) saying why not
 */
export async function checkDestination(tx: Tx, { item, destinationId, disposition, settings }: Sending): Promise<void> {
  const destination = await readDestination(tx, destinationId);
  const { title, active, kind, acceptance } = destination;
  const refuses = (why: string) => destinationRefuses({ field: "destinationId", title, why, sku: item.sku });
  if (!active) throw refuses("closed");
  if (!takesFrom(destination, placeOf(item, settings))) throw refuses("far");
  if (disposition === undefined ? kind !== "refurbisher" : !acceptance.dispositions.includes(disposition))
    throw refuses("manner");
  if (!isAccepted(acceptance, { category: item.category ?? undefined })) throw refuses("category");
  if (item.grade !== null && !acceptance.grades.includes(item.grade)) throw refuses("grade");
}
