import { sql } from "kysely";
import { z } from "zod";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { scheduleTimer, timer } from "../../foundation/timers/index.ts";
import { stockReleased, stockReserved } from "./stock-facts.ts";

interface Ended {
  readonly shopper_id: Id<"shp">;
  readonly sku: string;
  readonly quantity: number;
}

/** Gives pieces free that were kept for a purpose. @returns false where none were kept any more */
export async function releaseReserved(tx: Tx, clock: Clock, purpose: string): Promise<boolean> {
  return (await end(tx, clock, purpose, "released")) !== undefined;
}

/**
 * Pieces that were kept have left. The count goes down with them: until the shop counts again it would else say that they can be had once
 * more.
 * @returns false where none were kept any more
 */
export async function takeReserved(tx: Tx, clock: Clock, purpose: string): Promise<boolean> {
  // The counts first: whoever keeps pieces locks them before it reads what is kept.
  await sql`
    select from variants where in_stock is not null
      and sku in (select sku from stock_reservations where purpose = ${purpose} and state = 'open')
    order by id for no key update`.execute(tx.db);
  const taken = await end(tx, clock, purpose, "taken");
  if (!taken) return false;
  // By what was ended here, and no sooner: somebody else may have ended it while this one waited for the counts.
  const pieces = JSON.stringify(linesOf(taken));
  await sql`
    update variants v set in_stock = greatest(v.in_stock - taken.quantity, 0)
    from jsonb_to_recordset(${pieces}::jsonb) as taken (sku text, quantity int)
    where v.sku = taken.sku and v.in_stock is not null`.execute(tx.db);
  return true;
}

/** Keeps pieces longer that are kept still. @returns false where none are */
export async function keepReserved(tx: Tx, clock: Clock, purpose: string, until: Date): Promise<boolean> {
  const { rows } = await sql<Ended>`
    update stock_reservations set until = ${until} where purpose = ${purpose} and state = 'open'
    returning shopper_id, sku, quantity`.execute(tx.db);
  const [first] = rows;
  if (!first) return false;
  const subject = first.shopper_id;
  await expireAt(tx, { purpose, subject, until });
  const data = { shopperId: subject, purpose, lines: linesOf(rows), until };
  await tx.append(stockReserved({ subject, at: clock.now(), data }));
  return true;
}

/** Nobody came for the pieces in time. What they were kept for hears of it by the fact. */
export const expireReservation = timer(
  "stock.expire-reservation",
  z.object({ purpose: z.string() }),
  async ({ tx, clock }, { purpose }) => {
    await end(tx, clock, purpose, "expired");
  },
);

async function end(
  tx: Tx,
  clock: Clock,
  purpose: string,
  because: "taken" | "released" | "expired",
): Promise<readonly Ended[] | undefined> {
  const at = clock.now();
  const due = because === "expired" ? sql`and until <= ${at}` : sql``;
  const { rows } = await sql<Ended>`
    update stock_reservations set state = ${because}, ended_at = ${at} where purpose = ${purpose} and state = 'open' ${due}
    returning shopper_id, sku, quantity`.execute(tx.db);
  const [first] = rows;
  if (!first) return undefined;
  const subject = first.shopper_id;
  const data = { shopperId: subject, purpose, lines: linesOf(rows), because };
  await tx.append(stockReleased({ subject, at, data }));
  return rows;
}

/**
 * A timer of its own for each instant, which is never moved: the one that goes off holds its row while it waits for the reservation, and
 * whoever holds the reservation would wait for that row.
 */
export async function expireAt(
  tx: Tx,
  { purpose, subject, until }: { readonly purpose: string; readonly subject: string; readonly until: Date },
): Promise<void> {
  const key = `${purpose}/${until.toISOString()}`;
  await scheduleTimer(tx, expireReservation, { key, subject, at: until, data: { purpose } });
}

function linesOf(rows: readonly Ended[]) {
  return rows.map(({ sku, quantity }) => ({ sku, quantity }));
}
