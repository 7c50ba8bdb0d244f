import type { DatabaseTx } from "../../foundation/database/index.ts";
import { pointsOfLines } from "./line-points.ts";
import { type OpenAccount, tierNow } from "./locked-account.ts";
import { endOfDayAfter } from "./periods.ts";
import type { PlacedOrder } from "./placed-order.ts";
import type { Scheme } from "./scheme.schema.ts";
import type { SavedScheme } from "./stored-scheme.ts";
import { usableFrom } from "./usable-from.ts";
import { bestWindow } from "./windows.ts";

/** What an order earned now. */
interface Earned {
  readonly points: bigint;
  /** On top, in a window of extra points. */
  readonly bonus: bigint;
  /** When all of them can be used. */
  readonly availableAt: Date;
}

/**
 * Books what the lines of an order earn, each for itself so that a return knows what its units had earned: at the rate of
 * the tier that was held before the order, and apart from it the bonus of a window that was open.
 * @returns undefined when nothing was left to be earned
 */
export async function bookEarnings(
  tx: DatabaseTx,
  open: OpenAccount,
  order: PlacedOrder,
  { version, scheme }: SavedScheme,
): Promise<Earned | undefined> {
  const booked = await earnedBefore(tx, open.shopperId, order.id);
  const known = new Set(booked.map(({ line }) => line));
  if (order.lines.every(({ line }) => known.has(line))) return undefined;
  // Lines that were added later belong to the same purchase: at its rate, whatever the tier has become since.
  const multiplier = booked[0]?.multiplier ?? (await rateBefore(tx, open, order.id));
  const window = await bestWindow(tx, open.shopperId, order.placedAt);
  const paid = order.lines.map((line) => line.paid);
  const usual = pointsOfLines(paid, multiplier, scheme);
  const extra = window ? pointsOfLines(paid, window.multiplier - 100, scheme) : [];
  const { now, timeZone } = open;
  const expiresAt = expiryOf(order.placedAt, timeZone, scheme);
  const usable = await usableFrom(tx, { orderId: order.id, placedAt: order.placedAt, now, timeZone, scheme });
  let [points, bonus] = [0n, 0n];
  let last = order.placedAt;
  for (const [index, { line, quantity }] of order.lines.entries()) {
    if (known.has(line)) continue;
    const [own, more] = [usual[index] ?? 0n, extra[index] ?? 0n];
    const availableAt = usable(line, expiresAt);
    const life = { availableAt, released: availableAt <= now, expiresAt };
    if (availableAt > last) last = availableAt;
    const about = { at: order.placedAt, orderId: order.id, line, units: quantity, scheme: version };
    if (own > 0n) {
      const booking = { ...about, reference: `earn/${order.id}/${line}`, multiplier };
      open.points.give("earn", { points: own, ...life }, booking, open.now);
    }
    if (window && more > 0n) {
      const { id: windowId, decisionId, offerId } = window;
      const because = { windowId, decisionId, offerId, multiplier: window.multiplier };
      const booking = { ...about, ...because, reference: `bonus/${order.id}/${line}` };
      open.points.give("bonus", { points: more, ...life }, booking, open.now);
    }
    points += own;
    bonus += more;
  }
  return points + bonus > 0n ? { points, bonus, availableAt: last } : undefined;
}

function earnedBefore(tx: DatabaseTx, shopperId: string, orderId: string) {
  return tx.db
    .selectFrom("points_entries")
    .select(["line", "multiplier"])
    .where("shopper_id", "=", shopperId)
    .where("order_id", "=", orderId)
    .where("kind", "=", "earn")
    .execute();
}

/** The rate of the tier that was held before this order: one that it brings about counts from the next on. */
async function rateBefore(tx: DatabaseTx, open: OpenAccount, orderId: string): Promise<number> {
  const { held } = await tierNow(tx, open, orderId);
  return open.current.scheme.tiers.find(({ id }) => id === held.tier)?.multiplier ?? 100;
}

/** Until when points of a purchase can be used. */
function expiryOf(placedAt: Date, timeZone: string, { expiresAfterMonths: months }: Scheme): Date | undefined {
  return months === undefined ? undefined : endOfDayAfter(placedAt, { months }, timeZone);
}
