import { refundCancelled } from "../../../facts/refunds/index.ts";
import { returnRequestSettlementCalledOff } from "../../../facts/return-requests/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { on } from "../../../foundation/reactions/index.ts";
import { factOf } from "./fact-of-request.ts";
import { advanceLines, countAnnounced, lockRequest, paidAhead, type ReturnRequestLine } from "./store-request.ts";

/** Units of a line of the order as a settlement names them, with what was paid for them. */
interface SettledGoods {
  readonly line: number;
  readonly quantity: number;
  readonly amount: string;
}

/**
 * The refund of a settlement was called off: its units are not settled any more, with their fees and all, so that they are paid when something makes
 * them due again, or a person does (`return-requests.settle`). Nothing is paid at once: whoever called it off may want it paid another way, or not yet.
 */
export const makePayableAgain = on(
  refundCancelled,
  "return-requests.refund-called-off",
  async ({ tx, clock }, { data }) => {
    const ofRefund = tx.db.selectFrom("return_settlements").where("refund_id", "=", data.refundId);
    const known = await ofRefund.select("request_id").executeTakeFirst();
    if (!known) return;
    const locked = await lockRequest(tx, known.request_id);
    const settlement = await ofRefund.selectAll().executeTakeFirst();
    if (!settlement) return;
    const { request } = locked;
    const goods = settlement.lines as readonly SettledGoods[];
    const lines = await advanceLines(tx, locked, takenBack(locked.lines, goods));
    // What was paid back and never came cannot be announced again; what is not paid back any more can.
    if (request.closed_at !== null) {
      const freed = locked.lines.map((line, index) => ({
        line: line.order_line,
        quantity: paidAhead(lines[index]!) - paidAhead(line),
      }));
      await countAnnounced(tx, request.order_id, freed);
    }
    // The row stays, since numbers are never given twice; what it said stands in the fact, and nothing of it counts any more.
    await tx.db
      .updateTable("return_settlements")
      .set({
        refund_id: null,
        lines: "[]",
        shipping: 0n,
        logistics_fee: 0n,
        restocking_fee: 0n,
        breakage: 0n,
        amount: 0n,
      })
      .where("request_id", "=", request.id)
      .where("number", "=", settlement.number)
      .execute();
    await tx.append(
      returnRequestSettlementCalledOff({
        subject: request.shopper_id,
        at: clock.now(),
        data: {
          ...{ ...factOf(request), refundId: data.refundId as Id<"rfd">, currency: request.currency },
          ...{ amount: settlement.amount, lines: goods.map((each) => ({ ...each, amount: BigInt(each.amount) })) },
        },
      }),
    );
  },
);

/** By line of the request, the units that were settled, the last first. */
function takenBack(lines: readonly ReturnRequestLine[], goods: readonly SettledGoods[]) {
  const left = new Map<number, number>();
  for (const { line, quantity } of goods) left.set(line, (left.get(line) ?? 0) + quantity);
  return lines.toReversed().flatMap(({ place, order_line: line, settled }) => {
    const quantity = Math.min(settled, left.get(line) ?? 0);
    left.set(line, (left.get(line) ?? 0) - quantity);
    return quantity > 0 ? [{ place, settled: -quantity }] : [];
  });
}
