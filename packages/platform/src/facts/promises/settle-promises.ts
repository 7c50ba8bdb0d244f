import { sql } from "kysely";
import { dayNumber, dayText } from "../../foundation/calendar/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { promiseKept, promiseMissed, promiseRevised } from "./promise-facts.ts";
import { settle } from "./settlement.ts";

/** Of which promises something may have become known. */
export interface Settling {
  /** The business day, at the place of the retailer, and the time. */
  readonly today: string;
  readonly now: Date;
  /** Of these orders; all of which anything new is known if not given. */
  readonly orderIds?: readonly string[];
  /** Somebody said that what had arrived has not. */
  readonly isRetracted?: boolean;
}

interface Row {
  readonly id: Id<"prm">;
  readonly orderId: Id<"ord"> | null;
  readonly shopperId: Id<"shp"> | null;
  readonly basis: string;
  readonly status: "open" | "kept" | "missed";
  readonly firstLatest: string;
  readonly earliest: string;
  readonly latest: string;
  readonly confidence: number | null;
  readonly revisions: number;
  readonly cause: "warehouse" | "transit" | "both" | null;
  readonly heldOn: string | null;
  readonly deliveredOn: string | null;
  readonly handedOverOn: string | null;
  readonly expectedOn: string | null;
  readonly observedUntil: string | null;
  readonly isCancelled: boolean;
}

/**
 * Writes down which promises were kept and which were missed, from their journeys. What a file tells is judged as of its end: nobody knows what
 * became of its parcels later. Says so in facts, but for what was replayed from a history, which nobody was promised.
 * @returns how many stand otherwise than before
 */
export async function settlePromises(tx: Tx, settling: Settling): Promise<number> {
  const rows = await lockPromises(tx, settling);
  const today = dayNumber(settling.today);
  const changes = rows.flatMap((row): Change[] => {
    if (row.isCancelled && row.deliveredOn === null) return isSettled(row, settling) ? [] : [voided(row)];
    const until = row.observedUntil === null ? today : Math.min(today, dayNumber(row.observedUntil));
    const found = settle(
      {
        latest: dayNumber(row.firstLatest),
        deliveredOn: dayOf(row.deliveredOn),
        handedOverOn: dayOf(row.handedOverOn),
        expectedHandOverOn: dayOf(row.expectedOn),
      },
      until,
      { wasKept: row.status === "kept", isRetracted: settling.isRetracted ?? false },
    );
    const { status, settledOn, cause = null } = found;
    if (status === "kept" && settledOn === undefined) return [];
    if (status === row.status && cause === row.cause && row.deliveredOn === row.heldOn) return [];
    return [{ row, status, settledOn: settledOn === undefined ? null : dayText(settledOn), cause }];
  });
  await store(tx, changes);
  for (const change of changes) await tell(tx, change, settling);
  return changes.length;
}

interface Change {
  readonly row: Row;
  readonly status: Row["status"] | "void";
  readonly settledOn: string | null;
  readonly cause: Row["cause"];
}

/** What was kept or missed before an order was called off stays so; what is taken back was not kept. */
function isSettled({ status }: Row, { isRetracted = false }: Settling): boolean {
  return status === "missed" || (status === "kept" && !isRetracted);
}

function voided(row: Row): Change {
  return { row, status: "void", settledOn: null, cause: null };
}

async function lockPromises(tx: Tx, { today, orderIds }: Settling): Promise<Row[]> {
  const which = orderIds
    ? sql`p.order_id = any(${[...orderIds]}::uuid[])`
    : sql`(p.status = 'open' and (p.first_latest < ${today} or j.delivered_on is not null or j.cancelled_on is not null)
        or p.status <> 'open' and j.delivered_on is distinct from p.delivered_on)`;
  const { rows } = await sql<Row>`
    select p.id, p.order_id as "orderId", p.shopper_id as "shopperId", p.basis, p.status,
      p.first_latest as "firstLatest", p.earliest, p.latest, p.confidence, p.revisions, p.cause,
      p.delivered_on as "heldOn", j.delivered_on as "deliveredOn", j.handed_over_on as "handedOverOn",
      j.expected_handover_on as "expectedOn", j.observed_until as "observedUntil",
      j.cancelled_on is not null as "isCancelled"
    from promises p join journeys j on j.id = p.journey_id
    where p.status <> 'void' and ${which} order by p.id for update of p`.execute(tx.db);
  return rows;
}

async function store(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ row, status, settledOn, cause }) => ({
    id: row.id,
    status,
    settledOn,
    cause,
    on: row.deliveredOn,
  }));
  await sql`
    update promises p set status = r.status, settled_on = r."settledOn", cause = r.cause, delivered_on = r."on"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, status text, "settledOn" date, cause text, "on" date)
    where p.id = r.id`.execute(tx.db);
}

async function tell(tx: Tx, { row, status, cause }: Change, { now, isRetracted }: Settling): Promise<void> {
  const { id: promiseId, orderId, shopperId, deliveredOn, firstLatest } = row;
  if (row.basis === "retrospective" || orderId === null || shopperId === null || status === row.status) return;
  const ofOrder = { promiseId, orderId, shopperId };
  const about = { subject: shopperId, at: now };
  if (status === "kept" && deliveredOn !== null) {
    const daysEarly = dayNumber(firstLatest) - dayNumber(deliveredOn);
    await tx.append(promiseKept({ ...about, data: { ...ofOrder, deliveredOn, daysEarly } }));
  }
  if (status === "missed") {
    const known = { ...(cause !== null && { cause }), ...(deliveredOn !== null && { deliveredOn }) };
    await tx.append(promiseMissed({ ...about, data: { ...ofOrder, latest: firstLatest, ...known } }));
  }
  if (status === "open") await reopen(tx, row, isRetracted ? "scan" : "shop", now);
}

/** A further parcel turned up, or what had arrived has not: it is promised again what was promised. */
async function reopen(tx: Tx, row: Row, cause: string, now: Date): Promise<void> {
  const { id, earliest, latest } = row;
  const number = row.revisions + 1;
  const chanceLate = 1 - (row.confidence ?? 0.9);
  await tx.db
    .insertInto("promise_revisions")
    .values({ promise_id: id, number, at: now, earliest, latest, chance_late: chanceLate, cause, told_at: null })
    .execute();
  await tx.db.updateTable("promises").set({ revisions: number }).where("id", "=", id).execute();
  if (row.orderId === null || row.shopperId === null) return;
  const data = {
    promiseId: id,
    orderId: row.orderId,
    shopperId: row.shopperId,
    number,
    earliest,
    latest,
    chanceLate,
    cause,
  };
  await tx.append(promiseRevised({ subject: row.shopperId, at: now, data }));
}

function dayOf(text: string | null) {
  return text === null ? undefined : dayNumber(text);
}
