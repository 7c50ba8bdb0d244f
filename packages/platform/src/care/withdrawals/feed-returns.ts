import type { Locale } from "@aftercare/messages";
import { returnRequestClosed } from "../../facts/return-requests/index.ts";
import { withdrawalEnded, withdrawalStated } from "../../facts/withdrawals/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { announceReturn } from "../returns/requests/index.ts";
import { withdrawalProcess } from "./withdrawal.ts";

/**
 * A statement about the whole of an order, of which nothing needs a person: its goods are announced as coming back, with a label, and the money
 * follows them. What names only a part says so in free words, and a person reads it. A statement twice announces nothing twice.
 */
export const announceWhatWasWithdrawn = on(
  withdrawalStated,
  "withdrawals.announce",
  async ({ tx, clock }, { data }) => {
    const { withdrawalId, orderId, flags } = data;
    if (orderId === undefined || flags.length > 0) return;
    const row = await tx.db.selectFrom("withdrawals").selectAll().where("id", "=", withdrawalId).executeTakeFirst();
    if (!row || row.what !== null || row.state !== "open" || row.return_request_id !== null) return;
    const lines = await unitsLeft(tx, orderId);
    if (lines.length === 0) return;
    const locale = row.locale as Locale;
    const request = await announceReturn(
      { tx, clock, locale, by: "withdrawal" },
      { orderId, lines, resolution: "refund" },
    );
    await tx.db
      .updateTable("withdrawals")
      .set({ return_request_id: request.id })
      .where("id", "=", withdrawalId)
      .execute();
  },
);

/** Everything has come back and is paid: the statement is settled, and nobody has to say so. */
export const settleWhenReturned = on(returnRequestClosed, "withdrawals.settle", async ({ tx, clock }, { data }) => {
  const row = await tx.db
    .selectFrom("withdrawals")
    .selectAll()
    .where("return_request_id", "=", data.returnRequestId)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state !== "open") return;
  const { units } = await tx.db
    .selectFrom("return_request_lines")
    .select(({ fn }) => fn.sum<string>("released").as("units"))
    .where("request_id", "=", data.returnRequestId)
    .executeTakeFirstOrThrow();
  // Something of it was not sent, or came otherwise: a person looks at it.
  if (Number(units) > 0) return;
  const now = clock.now();
  const state = withdrawalProcess.next(row.state, "settle");
  await tx.db
    .updateTable("withdrawals")
    .set({ state, ended_at: now, ended_by: "returns" })
    .where("id", "=", row.id)
    .execute();
  const { orderId, shopperId } = data;
  const ended = { withdrawalId: row.id as Id<"wdr">, shopperId, orderId, how: "settled" as const };
  await tx.append(withdrawalEnded({ subject: shopperId, at: now, data: ended }));
});

async function unitsLeft(tx: Tx, orderId: string) {
  const rows = await tx.db
    .selectFrom("order_lines")
    .select(["line", "quantity", "returned_quantity", "requested_quantity"])
    .where("order_id", "=", orderId)
    .orderBy("line")
    .execute();
  return rows.flatMap(({ line, quantity, returned_quantity: returned, requested_quantity: requested }) => {
    const left = quantity - returned - requested;
    return left > 0 ? [{ line, quantity: left, reason: "changed-my-mind" }] : [];
  });
}
