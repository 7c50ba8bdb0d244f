import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { holderOf } from "./holder.ts";

/** A guest, or somebody who was erased: there is no account to book to. */
export const noPointsAccount = problemKind("no-points-account", 409);

/** The account of a shopper. @throws not-found (404), no-points-account (409) */
export async function requireHolder(tx: DatabaseTx, shopperId: string): Promise<Id<"shp">> {
  const holder = await holderOf(tx, shopperId);
  if (holder) return holder;
  const known = await tx.db.selectFrom("shoppers").select("id").where("id", "=", shopperId).executeTakeFirst();
  throw known ? noPointsAccount({ field: "shopperId" }) : notFound({ field: "shopperId" });
}
