import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { readRoomOfOrder, roomOfOrder } from "../../means/refunds/index.ts";
import { readSettledOrder } from "./requests/index.ts";
import type { TakenUnits } from "./take-units.ts";

export interface WorthUnits extends TakenUnits {
  /** How many of them no money was given for before. */
  readonly unpaid: number;
  /** How many of them were paid back before they came. */
  readonly paidAhead: number;
}

/**
 * What units that are taken back are worth now: their own share of what was paid, as far as neither their line was given back before, as ahead of the
 * goods or because they were thought lost, nor the whole order. Goods are taken back whatever was given before, and nobody is given it twice. The
 * order is locked until the transaction ends.
 */
export async function worthNow(tx: Tx, orderId: string, taken: readonly TakenUnits[]): Promise<WorthUnits[]> {
  const room = await roomOfOrder(tx, orderId);
  return worthWithin(room, (await readSettledOrder(tx, orderId)).lines, taken);
}

/** The same for who only asks. Nothing is locked: whoever comes first may leave less. */
export async function worthAsked(tx: DatabaseTx, orderId: string, taken: readonly TakenUnits[]): Promise<WorthUnits[]> {
  const room = await readRoomOfOrder(tx, orderId);
  return worthWithin(room, (await readSettledOrder(tx, orderId)).lines, taken);
}

function worthWithin(
  room: bigint,
  lines: Awaited<ReturnType<typeof readSettledOrder>>["lines"],
  taken: readonly TakenUnits[],
): WorthUnits[] {
  let left = room;
  const ofLine = new Map(
    lines.map(({ line, paid, givenBefore, quantity, unitsGivenBefore, ahead }) => {
      const money = paid - givenBefore;
      return [line, { money, count: Math.max(0, quantity - unitsGivenBefore), ahead, taken: 0 }];
    }),
  );
  return taken.map((units) => {
    const { line } = units.purchased;
    const { money = 0n, count = 0, ahead = 0, taken: before = 0 } = ofLine.get(line) ?? {};
    // Units are alike: the first that come are those that were paid back before they came.
    const paidBack = Math.min(units.quantity, ahead);
    const least = [shareOf(units, before, paidBack), money, left].reduce((one, other) => (other < one ? other : one));
    const amount = least > 0n ? least : 0n;
    left -= amount;
    const unpaid = Math.min(units.quantity - paidBack, count);
    const rest = { money: money - amount, count: count - unpaid, ahead: ahead - paidBack };
    ofLine.set(line, { ...rest, taken: before + units.quantity });
    return { ...units, amount, unpaid, paidAhead: paidBack };
  });
}

/** What was paid for those of the units that were not paid back before they came. */
function shareOf({ purchased, quantity }: TakenUnits, before: number, paidBack: number): bigint {
  const { paid, quantity: bought, returned_quantity: returned } = purchased;
  return paidForUnits(paid, bought, returned + before + paidBack, quantity - paidBack);
}
