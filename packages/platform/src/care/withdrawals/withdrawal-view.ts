import type { z } from "zod";
import { labelsOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { stateWithdrawal, WithdrawalView } from "./withdrawal.contract.ts";
import type { Withdrawal, WithdrawalTable } from "./withdrawal-tables.ts";

type Stated = Pick<WithdrawalTable, "id" | "number" | "stated_at" | "name" | "email" | "contract" | "what">;

/** A statement as it was made, for whoever made it. */
export function statedOf(row: Stated): z.output<typeof stateWithdrawal.output> {
  const { id, number, stated_at, name, email, contract, what } = row;
  return {
    ...{ withdrawalId: id as Id<"wdr">, number, statedAt: stated_at, contract },
    ...(name !== null && { name }),
    ...(email !== null && { email }),
    ...(what !== null && { what }),
  };
}

/** Statements with what the law says about them, for staff. */
export async function viewWithdrawals(
  tx: DatabaseTx,
  rows: readonly Withdrawal[],
): Promise<z.output<typeof WithdrawalView>[]> {
  const labels = await labelsOf(
    tx,
    rows.map(({ shopper_id }) => shopper_id),
  );
  return rows.map((row) => ({
    ...statedOf(row),
    ...{ shopperId: row.shopper_id as Id<"shp">, shopper: labels.get(row.shopper_id), flags: row.flags },
    ...{ state: row.state },
    ...(row.order_id !== null && { orderId: row.order_id as Id<"ord"> }),
    ...(row.return_request_id !== null && { returnRequestId: row.return_request_id as Id<"rrq"> }),
    ...(row.last_day !== null && { lastDay: row.last_day }),
    ...(row.send_back_by !== null && { sendBackBy: row.send_back_by }),
    ...(row.refund_by !== null && { refundBy: row.refund_by }),
    ...(row.note !== null && { note: row.note }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
  }));
}
