import { zoneOf } from "../../../facts/shipping/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";

/** Where an order goes. */
export interface Destination {
  readonly country: string | undefined;
  readonly zone: string | undefined;
}

/** Where an order goes: as was said with it, else to its shopper's own address. */
export async function addressOf(
  { db }: DatabaseTx,
  shopperId: string,
  said: Destination | undefined,
): Promise<Destination> {
  if (said?.country !== undefined && said.zone !== undefined) return said;
  const own = await db
    .selectFrom("shoppers")
    .leftJoin("shopper_contacts", "shopper_contacts.shopper_id", "shoppers.id")
    .select(["shoppers.country", "shopper_contacts.post_code"])
    .where("shoppers.id", "=", shopperId)
    .executeTakeFirst();
  const country = said?.country ?? own?.country ?? undefined;
  if (said?.zone !== undefined || country === undefined || country !== own?.country || !own.post_code)
    return { country, zone: said?.zone };
  return { country, zone: zoneOf(country, own.post_code) };
}
