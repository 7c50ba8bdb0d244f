import { lockLines } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Claim, ClaimLine } from "./claim-tables.ts";

export interface LockedClaim {
  readonly claim: Claim;
  readonly lines: readonly ClaimLine[];
}

/** Locks the lines of the claim's order, then the claim: the order in which returns lock them. @throws not-found (404) */
export async function lockClaim(tx: DatabaseTx, claimId: string): Promise<LockedClaim> {
  const found = await tx.db.selectFrom("claims").select("order_id").where("id", "=", claimId).executeTakeFirst();
  if (!found) throw notFound();
  await lockLines(tx, found.order_id);
  const claim = await tx.db
    .selectFrom("claims")
    .selectAll()
    .where("id", "=", claimId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { claim, lines: await readLines(tx, [claimId]) };
}

export async function readLines(tx: DatabaseTx, claimIds: readonly string[]): Promise<ClaimLine[]> {
  if (claimIds.length === 0) return [];
  const query = tx.db
    .selectFrom("claim_lines")
    .selectAll()
    .where("claim_id", "in", [...claimIds]);
  return query.orderBy("claim_id").orderBy("place").execute();
}

type Change = Partial<Omit<Claim, "doubts">>;

/** Once it has ended its units can be claimed again. */
export async function changeClaim(tx: DatabaseTx, { claim, lines }: LockedClaim, change: Change): Promise<LockedClaim> {
  await tx.db.updateTable("claims").set(change).where("id", "=", claim.id).execute();
  const changed = { ...claim, ...change };
  if (change.ended_at) await tx.db.deleteFrom("claimed_units").where("claim_id", "=", claim.id).execute();
  return { claim: changed, lines };
}

/** What every fact of a claim names. */
export function factOf({ id, order_id, shopper_id, number }: Claim) {
  return { claimId: id as Id<"clm">, orderId: order_id as Id<"ord">, shopperId: shopper_id as Id<"shp">, number };
}
