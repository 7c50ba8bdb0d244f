import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { refoldProfile } from "../profiles/index.ts";
import { keepErased } from "./erase-shopper.ts";
import { readShopper } from "./read-shopper.ts";
import { mergeShoppers as contract } from "./shopper.contract.ts";
import { shopperMerged } from "./shopper-facts.ts";

/** The first shopper is not a guest, or the second not an account; a shopper merged into itself is neither. */
const notMergeable = problemKind("not-mergeable", 409);
/** The guest already belongs to an account; it cannot belong to two. */
const alreadyMerged = problemKind("already-merged", 409);

export interface Merge {
  readonly guestId: Id<"shp">;
  readonly accountId: Id<"shp">;
  readonly at: Date;
  /** The sender's key, where the merge was reported to us. */
  readonly origin?: { readonly source: string; readonly key: string };
}

/**
 * Joins a guest's history to an account. Nothing is re-pointed: the guest's rows and events keep the guest's id, the guest
 * names its account, and whoever reads a person reads the family (see `facts/persons`). One level deep, since only guests
 * can be merged and only into accounts. A guest merged into an erased account is erased with it.
 * @throws not-found, not-mergeable, already-merged
 */
export async function joinShoppers(tx: Tx, { guestId, accountId, at, origin }: Merge): Promise<void> {
  const rows = await tx.db
    .selectFrom("shoppers")
    .select(["id", "kind"])
    .where("id", "in", [guestId, accountId])
    .execute();
  const guest = rows.find((row) => row.id === guestId);
  const account = rows.find((row) => row.id === accountId);
  if (!guest || !account) throw notFound();
  if (guest.kind !== "guest" || account.kind !== "account")
    throw notMergeable({ guest: guest.kind, account: account.kind });
  // Two merges of one guest meet here: the second waits, and then finds no row left to change.
  const { numUpdatedRows } = await tx.db
    .updateTable("shoppers")
    .set({ merged_into: accountId })
    .where("id", "=", guestId)
    .where("merged_into", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw alreadyMerged();
  await tx.append(
    shopperMerged({ subject: accountId, at, data: { shopperId: accountId, guestId }, ...(origin ? { origin } : {}) }),
  );
  await refoldProfile(tx, accountId);
  await keepErased(tx, [accountId]);
}

export const mergeShoppers = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { shopperId, guestId }) {
    await joinShoppers(tx, { guestId, accountId: shopperId, at: clock.now() });
    return readShopper(tx, shopperId, clock.now());
  },
});
