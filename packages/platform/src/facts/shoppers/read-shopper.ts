import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { profileAt, readProfile } from "../profiles/index.ts";
import type { ShopperView } from "./shopper.contract.ts";

/**
 * One shopper with the profile as of an instant not before the last event. A merged guest keeps its own row and names the
 * account; the profile is the whole person's.
 * @throws not-found
 */
export async function readShopper(tx: DatabaseTx, shopperId: string, at: Date): Promise<z.output<typeof ShopperView>> {
  const row = await tx.db
    .selectFrom("shoppers as s")
    .leftJoin("shopper_contacts as c", "c.shopper_id", "s.id")
    .selectAll("s")
    .select(["c.name", "c.email", "c.post_code"])
    .where("s.id", "=", shopperId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return {
    shopperId: row.id as Id<"shp">,
    kind: row.kind,
    number: row.kind === "account" ? row.key : undefined,
    name: row.name ?? undefined,
    email: row.email ?? undefined,
    postCode: row.post_code ?? undefined,
    country: row.country ?? undefined,
    language: row.language ?? undefined,
    registeredAt: row.registered_at ?? undefined,
    erasedAt: row.erased_at ?? undefined,
    mergedInto: (row.merged_into as Id<"shp"> | null) ?? undefined,
    profile: profileAt(await readProfile(tx, shopperId), at),
  };
}
