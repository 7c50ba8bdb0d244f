import { z } from "zod";
import { ShopperId } from "../../facts/identifiers/index.ts";
import { pointsExpired, pointsTierChanged } from "../../facts/points/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { cancelTimer, scheduleTimer, timer } from "../../foundation/timers/index.ts";
import type { NewEntry, PointsAccount } from "./account.ts";
import { holderOf } from "./holder.ts";
import { lockAccount, type OpenAccount, tierNow } from "./locked-account.ts";
import { writeLots } from "./lot-rows.ts";
import { directionOf, type HeldTier } from "./tier.ts";

/**
 * Stores what was booked to a locked account since it was opened, with the tier that follows from it, and sets the timer for
 * what comes next: points that lapse, a debt that is paid, a period that ends.
 * @param actor who booked it, for the record
 */
export async function bookAccount(tx: Tx, open: OpenAccount, actor: string): Promise<void> {
  const { shopperId, points, now } = open;
  points.settle(now);
  await writeEntries(tx, open, actor);
  await writeLots(tx, shopperId, points.changedLots);
  const { held } = await tierNow(tx, open);
  await tx.db
    .updateTable("points_accounts")
    .set({
      last_entry: points.lastEntry === 0 ? null : points.lastEntry,
      balance: points.balance,
      outstanding: points.balance + points.owed,
      owed: points.owed,
      tier: held.tier,
      tier_since: held.since,
      tier_until: held.until ?? null,
    })
    .where("shopper_id", "=", shopperId)
    .execute();
  await scheduleNext(tx, open, held);
  await tellOthers(tx, open, held);
}

async function writeEntries(tx: Tx, { shopperId, points, now }: OpenAccount, actor: string): Promise<void> {
  if (points.entries.length === 0) return;
  await tx.db
    .insertInto("points_entries")
    .values(points.entries.map((entry) => ({ ...rowOf(entry), shopper_id: shopperId, recorded_at: now, actor })))
    .execute();
}

function rowOf(entry: NewEntry) {
  const { number, kind, points, balance, reference, at, owed } = entry;
  const first = number === 1;
  return {
    ...{ number, kind, points, balance, reference, at, owed },
    previous: first ? null : number - 1,
    previous_balance: first ? null : balance - points,
    of_entry: entry.ofEntry ?? null,
    order_id: entry.orderId ?? null,
    line: entry.line ?? null,
    units: entry.units ?? null,
    return_id: entry.returnId ?? null,
    window_id: entry.windowId ?? null,
    decision_id: entry.decisionId ?? null,
    offer_id: entry.offerId ?? null,
    store_id: entry.storeId ?? null,
    amount: entry.amount ?? null,
    currency: entry.currency ?? null,
    multiplier: entry.multiplier ?? null,
    scheme: entry.scheme ?? null,
    reason: entry.reason ?? null,
  };
}

async function scheduleNext(tx: Tx, { shopperId, points, current }: OpenAccount, held: HeldTier): Promise<void> {
  const due = nextDue(points, current.scheme.enabled ? held.until : undefined);
  if (due === undefined) await cancelTimer(tx, pointsDue, shopperId);
  else await scheduleTimer(tx, pointsDue, { key: shopperId, subject: shopperId, at: due, data: { shopperId } });
}

/**
 * When time does something to an account again. Pending points whose day is fixed become usable by themselves, unless a debt waits for them; others are
 * looked at on it.
 */
function nextDue({ lots, owed }: PointsAccount, tierUntil: Date | undefined): Date | undefined {
  const left = lots.filter(({ remaining }) => remaining > 0n);
  const instants = [
    ...left.flatMap(({ expiresAt }) => expiresAt ?? []),
    ...left.flatMap(({ availableAt, released }) => (owed > 0n || !released ? availableAt : [])),
    ...(tierUntil ? [tierUntil] : []),
  ];
  return instants.length === 0 ? undefined : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

async function tellOthers(tx: Tx, open: OpenAccount, held: HeldTier): Promise<void> {
  const { shopperId, now, points, current } = open;
  const lapsed = points.entries.reduce((sum, { kind, points: each }) => (kind === "expire" ? sum - each : sum), 0n);
  const from = open.held.tier;
  const direction = directionOf(from, held.tier, current.scheme);
  const until = held.until === undefined ? {} : { until: held.until };
  await tx.append(
    ...(lapsed > 0n ? [pointsExpired({ subject: shopperId, at: now, data: { shopperId, points: lapsed } })] : []),
    ...(direction
      ? [
          pointsTierChanged({
            subject: shopperId,
            at: now,
            data: { shopperId, from, to: held.tier, direction, ...until },
          }),
        ]
      : []),
  );
}

/** Goes off when points lapse or may become usable, a debt can be paid, or the period of a tier is over. */
export const pointsDue = timer(
  "points.due",
  z.object({ shopperId: ShopperId }),
  async ({ tx, clock }, { shopperId }) => {
    if (!(await holderOf(tx, shopperId))) return;
    const open = await lockAccount(tx, { shopperId, now: clock.now() });
    if (open) await bookAccount(tx, open, "points.due");
  },
);
