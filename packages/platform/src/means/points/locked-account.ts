import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { PointsAccount } from "./account.ts";
import { readLots } from "./lot-rows.ts";
import { endOfDayAfter, monthsBefore } from "./periods.ts";
import { reviewWaiting } from "./review-waiting.ts";
import { spentBy } from "./spent.ts";
import { currentScheme, type SavedScheme } from "./stored-scheme.ts";
import { type HeldTier, reviewTier } from "./tier.ts";

/** Months over which a tier is earned, and for which it is held. */
export const tierMonths = 12;

/** A shopper's account as it is at an instant, whether or not it is locked. */
export interface OpenAccount {
  readonly shopperId: Id<"shp">;
  readonly now: Date;
  readonly timeZone: string;
  /** As it stands. */
  readonly current: SavedScheme;
  /** Settled to `now`. */
  readonly points: PointsAccount;
  /** As it was stored; the lowest tier for a new account. */
  readonly held: HeldTier;
}

interface Opening {
  readonly shopperId: Id<"shp">;
  readonly now: Date;
  /** Orders of which there is news: their lots are loaded too, used up or not, and looked at before their day. */
  readonly orders?: readonly string[];
}

/**
 * Opens the account of somebody who has one or gets one now, locked until the transaction ends: whoever wants to book for
 * the same shopper waits, and then sees what was booked. Undefined when it was closed for good.
 */
export async function lockAccount(tx: DatabaseTx, opening: Opening): Promise<OpenAccount | undefined> {
  const { shopperId, now } = opening;
  const current = await currentScheme(tx);
  const locked = () =>
    tx.db.selectFrom("points_accounts").selectAll().where("shopper_id", "=", shopperId).forUpdate().executeTakeFirst();
  let row = await locked();
  if (!row) {
    const tier = { tier: current.scheme.tiers[0]!.id, tier_since: now };
    // Of two who open it at once the second waits here, and then locks the first one's row.
    await tx.db
      .insertInto("points_accounts")
      .values({ shopper_id: shopperId, balance: 0n, outstanding: 0n, owed: 0n, ...tier })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    row = await locked();
  }
  if (!row || row.closed_at !== null) return undefined;
  return openFrom(tx, opening, current, row);
}

/** The account as a query shows it, not locked: what time has done meanwhile is reckoned, and not stored. */
export async function viewAccount(tx: DatabaseTx, opening: Opening): Promise<OpenAccount> {
  const current = await currentScheme(tx);
  const row = await tx.db
    .selectFrom("points_accounts")
    .selectAll()
    .where("shopper_id", "=", opening.shopperId)
    .executeTakeFirst();
  const nobody = { last_entry: null, balance: 0n, owed: 0n, tier_until: null };
  const blank = { ...nobody, tier: current.scheme.tiers[0]!.id, tier_since: opening.now };
  return openFrom(tx, opening, current, row ?? blank);
}

interface AccountRow {
  readonly last_entry: number | null;
  readonly balance: bigint;
  readonly owed: bigint;
  readonly tier: string;
  readonly tier_since: Date;
  readonly tier_until: Date | null;
}

async function openFrom(
  tx: DatabaseTx,
  { shopperId, now, orders = [] }: Opening,
  current: SavedScheme,
  row: AccountRow,
): Promise<OpenAccount> {
  const { timeZone } = await readRetailer(tx);
  const { balance, owed } = row;
  const lots = await readLots(tx, shopperId, orders);
  const reviewed = await reviewWaiting(tx, lots, { now, timeZone, orders });
  const points = new PointsAccount({ lastEntry: row.last_entry ?? 0, balance, owed, lots }, reviewed);
  points.settle(now);
  const held = { tier: row.tier, since: row.tier_since, until: row.tier_until ?? undefined };
  return { shopperId, now, timeZone, current, points, held };
}

/** The tier as of now with the sum behind it: as the last twelve months say, or as it is held. */
export async function tierNow(
  tx: DatabaseTx,
  { shopperId, now, timeZone, current: { scheme }, held }: OpenAccount,
  exceptOrder?: string,
): Promise<{ held: HeldTier; spent: bigint }> {
  const since = monthsBefore(now, tierMonths, timeZone);
  const spent = await spentBy(tx, shopperId, { since, currency: scheme.currency, exceptOrder });
  // While the scheme is switched off nobody rises or falls.
  if (!scheme.enabled) return { held, spent };
  const periodEnd = endOfDayAfter(now, { months: tierMonths }, timeZone);
  return { held: reviewTier(held, spent, { now, periodEnd, scheme }), spent };
}
