import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { listOrigins, listServices, saveOrigin, saveService } from "./shipping.contract.ts";
import { readShippingBook } from "./shipping-book.ts";
import { originOf, originRow, serviceOf, serviceRow } from "./shipping-rows.ts";

const readers = { agent: anything, manager: anything, admin: anything, service: anything } as const;
const boss = { manager: anything, admin: anything } as const;

export const listOriginsOperation = operation(listOrigins, {
  by: readers,
  run: async ({ tx }) => ({ items: [...(await readShippingBook(tx)).origins.values()] }),
});

export const listServicesOperation = operation(listServices, {
  by: readers,
  run: async ({ tx }) => ({ items: [...(await readShippingBook(tx)).services] }),
});

export const saveOriginOperation = operation(saveOrigin, {
  by: boss,
  async run({ tx }, origin) {
    await storeExists(tx, origin.storeId);
    const { key, ...rest } = originRow(origin);
    const saved = await tx.db
      .insertInto("shipping_origins")
      .values({ key, ...rest })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(rest))
      .returningAll()
      .executeTakeFirstOrThrow();
    return originOf(saved);
  },
});

export const saveServiceOperation = operation(saveService, {
  by: boss,
  async run({ tx, clock }, service) {
    await storeExists(tx, service.storeId);
    const { origins, services } = await readShippingBook(tx);
    if (!origins.has(service.origin))
      throw wrong("origin", `there is no origin ${service.origin}; save it first, or name one of those there are`);
    const { upgradeOf } = service;
    if (upgradeOf !== undefined && (upgradeOf === service.key || !services.some(({ key }) => key === upgradeOf)))
      throw wrong("upgradeOf", `there is no other service ${upgradeOf}; name one of those there are`);
    const { key, ...rest } = serviceRow(service);
    const saved = await tx.db
      .insertInto("shipping_services")
      .values({ key, ...rest })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(rest))
      .returningAll()
      .executeTakeFirstOrThrow();
    if (service.slot) await resize(tx, key, service.slot.capacity, clock.now());
    return serviceOf(saved);
  },
});

/** A slot that has more orders than it may now have keeps them, and takes no more. */
async function resize({ db }: DatabaseTx, service: string, capacity: number, now: Date): Promise<void> {
  await db
    .updateTable("shipping_slots")
    .set(({ fn, val, ref }) => ({ capacity: fn<number>("greatest", [val(capacity), ref("booked")]) }))
    .where("service_key", "=", service)
    .where("starts_at", ">=", now)
    .execute();
}

async function storeExists({ db }: DatabaseTx, storeId: string | undefined): Promise<void> {
  if (storeId === undefined) return;
  const store = await db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
  if (!store) throw wrong("storeId", "there is no such store; name one of those there are");
}

function wrong(field: string, message: string) {
  return badInput({ field, reason: message }, { fields: [{ field, message }] });
}
