import { labelsOf } from "../../facts/persons/index.ts";
import { namesOfActors } from "../../foundation/auth/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { ClaimView } from "./claim.contract.ts";
import type { Claim, ClaimLine } from "./claim-tables.ts";
import { readLines } from "./store-claim.ts";

/** @throws not-found (404) */
export async function viewClaim(tx: DatabaseTx, claimId: string, isForShopper = false): Promise<ClaimView> {
  const rows = await tx.db.selectFrom("claims").selectAll().where("id", "=", claimId).execute();
  const [view] = await viewClaims(tx, rows, isForShopper);
  if (!view) throw notFound();
  return view;
}

/** @param isForShopper who is told what was decided and why, and not under which login */
export async function viewClaims(tx: DatabaseTx, rows: readonly Claim[], isForShopper = false): Promise<ClaimView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const lines = await readLines(tx, ids);
  const labels = await labelsOf(tx, [...new Set(rows.map(({ shopper_id }) => shopper_id))]);
  const orders = await tx.db
    .selectFrom("orders")
    .select(["id", "key"])
    .where("id", "in", [...new Set(rows.map(({ order_id }) => order_id))])
    .execute();
  const names = await namesOfActors(tx, isForShopper ? [] : rows.map(({ decided_by }) => decided_by));
  return rows.map((row): ClaimView => {
    const shopper = labels.get(row.shopper_id);
    const decider = names.get(row.decided_by ?? "");
    return {
      ...{ claimId: row.id as Id<"clm">, number: row.number, state: row.state, orderId: row.order_id as Id<"ord"> },
      ...{ orderNumber: orders.find(({ id }) => id === row.order_id)?.key ?? "", currency: row.currency },
      ...{ shopperId: row.shopper_id as Id<"shp">, remedy: row.remedy },
      ...{ reportedAt: row.reported_at, reportedBy: row.reported_by, doubts: [...row.doubts] },
      ...(shopper && { shopper }),
      lines: lines.filter(({ claim_id }) => claim_id === row.id).map(viewLine),
      law: {
        ...{ isPresumed: row.presumed, source: row.source },
        ...(row.guarantee_until !== null && { until: row.guarantee_until }),
      },
      ...outcomeOf(row),
      ...(decider !== undefined && { decidedByName: decider }),
    };
  });
}

function viewLine({ order_line: line, sku, title, quantity, reason, said }: ClaimLine): ClaimView["lines"][number] {
  return { line, quantity, sku, reason, ...(title !== null && { title }), ...(said !== null && { said }) };
}

function outcomeOf(row: Claim) {
  return {
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.answer !== null && { answer: row.answer }),
    ...(row.return_request_id !== null && { returnRequestId: row.return_request_id as Id<"rrq"> }),
    ...(row.amount !== null && { amount: row.amount }),
    ...(row.refund_id !== null && { refundId: row.refund_id as Id<"rfd"> }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
  };
}
