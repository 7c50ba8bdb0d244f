import type { RefundPart } from "../../../facts/refunds/refund-parts.schema.ts";
import { returnRequestSettled } from "../../../facts/return-requests/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { noteAdvance } from "../../../means/advances/index.ts";
import { intendUpTo } from "../../../means/refunds/index.ts";
import type { Settlement } from "../../../means/return-money/index.ts";
import { factOf } from "./fact-of-request.ts";
import { giveBonus } from "./give-bonus.ts";
import { paysBack, settlementOf } from "./settlement-of-units.ts";
import {
  advanceLines,
  type LockedRequest,
  paidAhead,
  type ReturnRequest,
  type ReturnRequestLine,
} from "./store-request.ts";

interface Settling {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
  /** With whose goods it became due. */
  readonly returnId?: string | undefined;
}

/** What is due for units of a line. */
export interface DueUnits {
  readonly place: number;
  readonly quantity: number;
}

/**
 * Promises back what is due for units of a request, in the transaction of whatever made it due: all of it happens or nothing. The request is
 * locked, and what was settled before is read under that lock, so that the same units are never settled twice.
 * @returns the lines as they are then
 */
export async function settleUnits(
  { tx, clock, actor, returnId }: Settling,
  locked: LockedRequest,
  due: readonly DueUnits[],
): Promise<readonly ReturnRequestLine[]> {
  const { request, lines } = locked;
  const wanted = due.filter(({ quantity }) => quantity > 0);
  if (wanted.length === 0) return lines;
  const units = wanted.map(({ place, quantity }) => ({ line: lines.find((one) => one.place === place)!, quantity }));
  const settlement = await settlementOf(tx, request, units);
  const number = await nextNumber(tx, request.id);
  const refund = await promise({ tx, clock, actor }, request, settlement.parts, number);
  const refundId = refund && (refund.id as Id<"rfd">);
  // What changes hands without money is worth all of it; what is paid is what the order has money left for.
  const amount = paysBack(request) ? (refund?.amount ?? 0n) : settlement.amount;
  const { shipping, logisticsFee, restockingFee, breakage } = settlement;
  const bonus = bonusOf(request, settlement, amount);
  if (bonus > 0n) await giveBonus({ tx, clock, actor }, request, bonus, referenceOf(request, number));
  const goods = settlement.goods.map((each) => ({ ...each, amount: each.amount.toString() }));
  await tx.db
    .insertInto("return_settlements")
    .values({
      ...{ request_id: request.id, number, at: clock.now(), refund_id: refundId ?? null, lines: JSON.stringify(goods) },
      ...{ shipping, logistics_fee: logisticsFee, restocking_fee: restockingFee, breakage, bonus, amount },
      return_id: returnId ?? null,
    })
    .execute();
  const after = await advanceLines(
    tx,
    locked,
    wanted.map(({ place, quantity }) => ({ place, settled: quantity })),
  );
  const told = await tx.append(
    returnRequestSettled({
      subject: request.shopper_id,
      at: clock.now(),
      data: {
        ...factOf(request),
        ...{
          resolution: request.resolution,
          lines: [...settlement.goods],
          currency: request.currency,
          amount,
          ...(refundId !== undefined && { refundId }),
        },
      },
    }),
  );
  // At once, and not by and by: whether the next return is paid before its goods come depends on it.
  if (after.some((line) => paidAhead(line) > 0)) for (const event of told) await noteAdvance(tx, event);
  return after;
}

async function promise(
  { tx, clock, actor }: Settling,
  request: ReturnRequest,
  parts: readonly RefundPart[],
  number: number,
): Promise<{ readonly id: string; readonly amount: bigint } | undefined> {
  if (!paysBack(request) || parts.length === 0) return undefined;
  return intendUpTo(tx, clock, {
    ...{ orderId: request.order_id, parts, reason: "returned", actor },
    destination: wayOf(request.resolution),
    reference: referenceOf(request, number),
    ...(request.gift_id !== null && { holderId: request.shopper_id }),
  });
}

/** How a request's money goes back. */
export function wayOf(resolution: ReturnRequest["resolution"]): "original" | "store-credit" | "gift-card" {
  return resolution === "store-credit" || resolution === "gift-card" ? resolution : "original";
}

function referenceOf({ id }: ReturnRequest, number: number): string {
  return `return-request/${toWire("rrq", id as Id<"rrq">)}/${number}`;
}

/** What credit has on top of a sum of which perhaps only a part is paid, rounded down. All of it where a fee took the whole sum. */
export function bonusOf(
  { resolution }: Pick<ReturnRequest, "resolution">,
  { amount: due, bonus }: Pick<Settlement, "amount" | "bonus">,
  paid: bigint,
): bigint {
  if (resolution !== "store-credit") return 0n;
  return paid === due ? bonus : (bonus * paid) / due;
}

async function nextNumber(tx: Tx, requestId: string): Promise<number> {
  const row = await tx.db
    .selectFrom("return_settlements")
    .select(({ fn }) => fn.max("number").as("last"))
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}
