import type { z } from "zod";
import { withdrawalEnded } from "../../facts/withdrawals/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Context, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { reopenWithdrawal, settleWithdrawal, setWithdrawalAside, type WithdrawalView } from "./withdrawal.contract.ts";
import { withdrawalProcess } from "./withdrawal.ts";
import type { Withdrawal } from "./withdrawal-tables.ts";
import { viewWithdrawals } from "./withdrawal-view.ts";

const desk = { agent: anything, manager: anything, admin: anything };

export const settleWithdrawalOperation = operation(settleWithdrawal, {
  by: desk,
  run: (context, { withdrawalId, note }) => move(context, withdrawalId, "settle", note),
});

export const setWithdrawalAsideOperation = operation(setWithdrawalAside, {
  by: desk,
  run: (context, { withdrawalId, note }) => move(context, withdrawalId, "set-aside", note),
});

export const reopenWithdrawalOperation = operation(reopenWithdrawal, {
  by: desk,
  run: (context, { withdrawalId }) => move(context, withdrawalId, "reopen"),
});

type Command = "settle" | "set-aside" | "reopen";

async function move(
  { tx, clock, actor }: Context,
  withdrawalId: Id<"wdr">,
  command: Command,
  note?: string,
): Promise<z.output<typeof WithdrawalView>> {
  const row = await tx.db
    .selectFrom("withdrawals")
    .selectAll()
    .where("id", "=", withdrawalId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  const state = withdrawalProcess.next(row.state, command);
  const now = clock.now();
  const ended = state === "open" ? { ended_at: null, ended_by: null } : { ended_at: now, ended_by: actor.id };
  const change = { state, note: note ?? null, ...ended };
  await tx.db.updateTable("withdrawals").set(change).where("id", "=", withdrawalId).execute();
  if (state !== "open") {
    const { shopper_id: shopperId, order_id: orderId } = row as Withdrawal & { shopper_id: Id<"shp"> };
    const data = { withdrawalId, shopperId, ...(orderId !== null && { orderId: orderId as Id<"ord"> }), how: state };
    await tx.append(withdrawalEnded({ subject: shopperId, at: now, data }));
  }
  const [view] = await viewWithdrawals(tx, [{ ...row, ...change }]);
  return view!;
}
