import type { z } from "zod";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { methodOptions } from "./method-options.ts";
import { readWanted, type WantedUnits } from "./read-wanted.ts";
import { staysThere } from "./return-offer.ts";
import type { MethodOption } from "./return-request.contract.ts";

/**
 * The ways by which units of an order can come to us now, for whoever has to see them: nothing that is kept or given away there.
 * @throws not-found (404), units-not-available (409)
 */
export async function waysToUs(
  tx: DatabaseTx,
  now: Date,
  orderId: string,
  units: readonly WantedUnits[],
): Promise<z.output<typeof MethodOption>[]> {
  const { offer } = await readWanted(tx, now, orderId, units);
  const coming = offer.methods.filter(({ method }) => !staysThere(method));
  return methodOptions(coming.length > 0 ? coming : [{ method: "drop-off", fee: 0n, way: undefined }]);
}
