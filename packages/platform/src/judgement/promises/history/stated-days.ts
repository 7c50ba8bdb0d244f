import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { StatedDays } from "./planned-days.ts";

/** The days within which the retailer says that nine in ten arrive, by service. */
export async function readStatedDays({ db }: DatabaseTx): Promise<StatedDays> {
  const services = await db.selectFrom("shipping_services").select(["key", "stated_p90"]).execute();
  return new Map(services.map(({ key, stated_p90 }) => [key, stated_p90]));
}
