import type { Tx } from "../../foundation/events/index.ts";
import { roomOfOrder } from "../../means/refunds/index.ts";
import { readSettledOrder } from "./requests/index.ts";
import type { TakenUnits } from "./take-units.ts";

export interface WorthUnits extends TakenUnits {
  /** How many of them no money was given for before. */
  readonly unpaid: number;
}

/**
 * What units that are taken back are worth now: their own share of what was paid, as far as neither their line was given back before, as ahead of the
 * goods or because they were thought lost, nor the whole order. Goods are taken back whatever was given before, and nobody is given it twice. The
 * order is locked until the transaction ends.
 */
export async function worthNow(tx: Tx, orderId: string, taken: readonly TakenUnits[]): Promise<WorthUnits[]> {
  let left = await roomOfOrder(tx, orderId);
  const { lines } = await readSettledOrder(tx, orderId);
  const ofLine = new Map(
    lines.map(({ line, paid, givenBefore, quantity, unitsGivenBefore }) => {
      return [line, { money: paid - givenBefore, count: Math.max(0, quantity - unitsGivenBefore) }];
    }),
  );
  return taken.map((units) => {
    const { line } = units.purchased;
    const { money = 0n, count = 0 } = ofLine.get(line) ?? {};
    const least = [units.amount, money, left].reduce((one, other) => (other < one ? other : one));
    const amount = least > 0n ? least : 0n;
    left -= amount;
    const unpaid = Math.min(units.quantity, count);
    ofLine.set(line, { money: money - amount, count: count - unpaid });
    return { ...units, amount, unpaid };
  });
}
