import { sql } from "kysely";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { familyOf, lockPersons } from "../persons/index.ts";
import { eraseShopper as contract } from "./shopper.contract.ts";
import { shopperErased } from "./shopper-facts.ts";

/**
 * Deletes the personal data of the whole person, an account's guests included, and marks them so that no later intake
 * brings it back. Orders, returns and events refer to the shopper by id and stay true. Erasing twice is erasing once.
 * @returns when the data was erased first
 * @throws not-found
 */
export async function erasePersonalData(tx: Tx, shopperId: string, at: Date): Promise<Date> {
  const [asked] = await familyOf(tx, shopperId);
  if (!asked) throw notFound();
  // First the fact, then the rows: everybody who appends takes their turn over the subject before they lock rows. The
  // origin makes the fact happen once, however many ask.
  const data = { shopperId: asked as Id<"shp"> };
  await tx.append(shopperErased({ subject: asked, at, data, origin: { source: "erasure", key: asked } }));
  await lockPersons(tx, [asked]);
  return erasePerson(tx, asked, at);
}

/** @returns when the person was erased first. The person must be locked. */
async function erasePerson(tx: Tx, personId: string, at: Date): Promise<Date> {
  const family = await familyOf(tx, personId);
  await tx.db.deleteFrom("shopper_contacts").where("shopper_id", "in", family).execute();
  await emptyKeptAnswers(tx, family);
  await tx.db
    .updateTable("shoppers")
    .set({ erased_at: at })
    .where("id", "in", family)
    .where("erased_at", "is", null)
    .execute();
  const row = await tx.db.selectFrom("shoppers").select("erased_at").where("id", "=", personId).executeTakeFirst();
  return row?.erased_at ?? at;
}

/** An answer kept for repeated requests can hold the name it was given with. The key stays: the command stays done. */
async function emptyKeptAnswers(tx: Tx, family: readonly string[]): Promise<void> {
  const mentions = family.map((id) => `%"${toWire("shp", id)}"%`);
  await sql`update idempotency_keys set response = '{}' where response::text like any(${mentions})`.execute(tx.db);
}

/**
 * Erases the guests of accounts that were erased before the guests were merged into them: a person who asked to be
 * forgotten is forgotten under every name. To be called in the transaction of a merge, after it.
 */
export async function keepErased(tx: Tx, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await lockPersons(tx, accountIds);
  const erased = await tx.db
    .selectFrom("shoppers")
    .select(["id", "erased_at"])
    .where("id", "in", accountIds)
    .where("erased_at", "is not", null)
    .execute();
  for (const { id, erased_at } of erased) if (erased_at) await erasePerson(tx, id, erased_at);
}

export const eraseShopper = operation(contract, {
  by: { manager: anything, admin: anything, service: anything },
  run: async ({ tx, clock }, { shopperId }) => ({
    shopperId,
    erasedAt: await erasePersonalData(tx, shopperId, clock.now()),
  }),
});
