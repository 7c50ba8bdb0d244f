import { pointsWindowOpened } from "../../facts/points/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";

/** A time in which a shopper's purchases earn more points. */
export interface PointsWindow {
  readonly id: Id<"pwn">;
  /** In percent of the usual points: 200 doubles them. */
  readonly multiplier: number;
  readonly from: Date;
  /** The first instant after it. */
  readonly until: Date;
  readonly decisionId?: Id<"dec"> | undefined;
  readonly offerId?: Id<"ofr"> | undefined;
}

interface NewWindow extends Omit<PointsWindow, "id"> {
  /** The account. */
  readonly shopperId: Id<"shp">;
  /** What it is opened for: once for a decision, once for an offer, and each time anew for a member of staff. */
  readonly reference: string;
  readonly actor: string;
}

/**
 * Opens a window of extra points. Asked again for the same reference, also at the same moment, it answers the one that is
 * there. The account need not have been opened yet.
 */
export async function openPointsWindow(tx: Tx, wanted: NewWindow, now: Date): Promise<PointsWindow> {
  const { shopperId, multiplier, from, until, decisionId, offerId, reference, actor } = wanted;
  const id = newId<"pwn">();
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto("points_windows")
    .values({
      ...{ id, shopper_id: shopperId, multiplier, from_at: from, until_at: until },
      ...{ decision_id: decisionId ?? null, offer_id: offerId ?? null, reference, opened_at: now, actor },
    })
    .onConflict((conflict) => conflict.columns(["shopper_id", "reference"]).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return windowOf(tx, shopperId, reference);
  const because = { ...(decisionId && { decisionId }), ...(offerId && { offerId }) };
  const data = { shopperId, windowId: id, multiplier, from, until, ...because };
  await tx.append(pointsWindowOpened({ subject: shopperId, at: now, data }));
  return { id, multiplier, from, until, decisionId, offerId };
}

async function windowOf(tx: DatabaseTx, shopperId: string, reference: string): Promise<PointsWindow> {
  const row = await windows(tx, shopperId).where("reference", "=", reference).executeTakeFirstOrThrow();
  return asWindow(row);
}

/** Ends the window of an offer that was taken back; purchases until then keep what they earned. */
export async function closeWindowOf(tx: DatabaseTx, offerId: string, at: Date): Promise<void> {
  await tx.db
    .updateTable("points_windows")
    .set({ until_at: at })
    .where("offer_id", "=", offerId)
    .where("from_at", "<", at)
    .where("until_at", ">", at)
    .execute();
}

/** The window that counts for a purchase: of several that are open the one that gives most, and not all of them together. */
export async function bestWindow(tx: DatabaseTx, shopperId: string, at: Date): Promise<PointsWindow | undefined> {
  const row = await windows(tx, shopperId)
    .where("from_at", "<=", at)
    .where("until_at", ">", at)
    .orderBy("multiplier", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row && asWindow(row);
}

/** The windows that are open, or will be. */
export async function windowsFrom(tx: DatabaseTx, shopperId: string, now: Date): Promise<PointsWindow[]> {
  const rows = await windows(tx, shopperId).where("until_at", ">", now).orderBy("from_at").orderBy("id").execute();
  return rows.map(asWindow);
}

function windows(tx: DatabaseTx, shopperId: string) {
  return tx.db
    .selectFrom("points_windows")
    .select(["id", "multiplier", "from_at", "until_at", "decision_id", "offer_id"])
    .where("shopper_id", "=", shopperId);
}

function asWindow(row: {
  id: string;
  multiplier: number;
  from_at: Date;
  until_at: Date;
  decision_id: string | null;
  offer_id: string | null;
}): PointsWindow {
  return {
    id: row.id as Id<"pwn">,
    multiplier: row.multiplier,
    from: row.from_at,
    until: row.until_at,
    decisionId: (row.decision_id as Id<"dec"> | null) ?? undefined,
    offerId: (row.offer_id as Id<"ofr"> | null) ?? undefined,
  };
}
