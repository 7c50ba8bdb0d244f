import { sql } from "kysely";
import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import { laneText } from "../../../facts/journeys/index.ts";
import type { ParcelFault, ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Course, CourseParcel } from "./course.ts";
import type { Standing } from "./follow-up.ts";
import type { LocalTime } from "./silent-hours.ts";

/** An order that is looked at, with the rows that what is found is written to. */
export interface Watched {
  readonly orderId: string;
  readonly shopperId: string;
  readonly promise: { readonly id: string; readonly firstLatest: string; readonly revisions: number } | undefined;
  readonly incidentId: string | undefined;
  readonly course: Course;
  readonly standing: Standing;
}

/** Reads what is known of locked watches' orders, in three statements for any number, and locks their promises. */
export async function readCourses(
  tx: DatabaseTx,
  orderIds: readonly string[],
  where: { readonly now: Date; readonly timeZone: string },
): Promise<Watched[]> {
  const heads = await readHeads(tx, orderIds, where.timeZone);
  const parcels = Map.groupBy(await readParcels(tx, orderIds, where.timeZone), ({ orderId }) => orderId);
  const incidents = Map.groupBy(await readIncidents(tx, orderIds), ({ orderId }) => orderId);
  const { rows } = await sql<LocalTime>`
    select ${localDay(sql`${where.now}::timestamptz`, where.timeZone)} as day,
      ${localHour(sql`${where.now}::timestamptz`, where.timeZone)} as hour`.execute(tx.db);
  return heads.map((head) =>
    watchedOf(head, rows[0]!, parcels.get(head.orderId) ?? [], incidents.get(head.orderId) ?? []),
  );
}

interface HeadRow {
  readonly orderId: string;
  readonly shopperId: string;
  readonly calmSince: Date | null;
  readonly oddsFrom: string | null;
  readonly odds: number[] | null;
  readonly placedOn: number;
  readonly promiseId: string | null;
  readonly promiseStatus: "open" | "kept" | "missed" | "void" | null;
  readonly firstLatest: string | null;
  readonly latest: string | null;
  readonly startsOn: string | null;
  readonly arrivedOn: string | null;
  readonly half: number | null;
  readonly mostly: number | null;
  readonly revisions: number | null;
  readonly revisedAt: Date | null;
  readonly revisedFor: string | null;
  readonly lane: string | null;
  readonly expectedHandOverOn: string | null;
  readonly hasOccasion: boolean;
  readonly isPickUp: boolean;
  readonly statedHalf: number | null;
  readonly statedMostly: number | null;
}

async function readHeads(tx: DatabaseTx, orderIds: readonly string[], timeZone: string): Promise<HeadRow[]> {
  // Those who settle a promise lock it as well: nobody revises what has just been settled.
  await sql`
    select from promises where order_id = any(${orderIds}::uuid[]) and basis <> 'retrospective' order by id for update`.execute(
    tx.db,
  );
  const { rows } = await sql<HeadRow>`
    select w.order_id as "orderId", w.shopper_id as "shopperId", w.calm_since as "calmSince",
      w.odds_from as "oddsFrom", w.odds,
      ${localDay(sql`o.placed_at`, timeZone)} as "placedOn",
      p.id as "promiseId", p.status as "promiseStatus", p.first_latest as "firstLatest", p.latest, p.starts_on as "startsOn",
      p.delivered_on as "arrivedOn",
      p.q50 as half, p.q90 as mostly, p.revisions, r.at as "revisedAt", r.cause as "revisedFor",
      coalesce(p.lane, j.lane) as lane, j.expected_handover_on as "expectedHandOverOn",
      d.occasion_kind is not null as "hasOccasion", coalesce(s.kind = 'pickup', false) as "isPickUp",
      s.stated_p50 as "statedHalf", s.stated_p90 as "statedMostly"
    from delivery_watches w
    join orders o on o.id = w.order_id
    left join promises p on p.order_id = w.order_id and p.basis <> 'retrospective'
    left join promise_revisions r on r.promise_id = p.id and r.number = p.revisions
    left join journeys j on j.order_id = w.order_id
    left join order_deliveries d on d.order_id = w.order_id
    left join shipping_services s on s.key = d.service_key
    where w.order_id = any(${orderIds}::uuid[])
    order by w.order_id`.execute(tx.db);
  return rows;
}

interface ParcelRow {
  readonly orderId: string;
  readonly parcelId: string;
  readonly status: ParcelStatus;
  readonly phase: number;
  readonly fault: ParcelFault | null;
  readonly handedOverOn: number | null;
  readonly deliveredOn: number | null;
  readonly isFollowed: boolean;
  readonly lastScanOn: number | null;
  readonly lastScanHour: number | null;
  readonly lastHeardOn: number | null;
  readonly newsAt: Date | null;
}

/** @returns outbound parcels; those that were given up when the goods were sent again are not among them */
async function readParcels(tx: DatabaseTx, orderIds: readonly string[], timeZone: string): Promise<ParcelRow[]> {
  const { rows } = await sql<ParcelRow>`
    select o.order_id as "orderId", p.id as "parcelId", p.status, p.phase, p.fault,
      ${localDay(sql`p.picked_up_at`, timeZone)} as "handedOverOn", ${localDay(sql`p.delivered_at`, timeZone)} as "deliveredOn",
      exists (select from scans s where s.parcel_id = p.id and s.key not like 'parcel-record/%') as "isFollowed",
      ${localDay(sql`p.last_scan_at`, timeZone)} as "lastScanOn", ${localHour(sql`p.last_scan_at`, timeZone)} as "lastScanHour",
      ${localDay(sql`coalesce(p.last_heard_at, p.last_scan_at)`, timeZone)} as "lastHeardOn",
      greatest(p.last_scan_at, p.status_at) as "newsAt"
    from parcel_orders o join parcels p on p.id = o.parcel_id
    where o.order_id = any(${orderIds}::uuid[]) and p.direction = 'outbound' and (p.phase = 2 or not exists (
      select from incidents i where i.order_id = o.order_id and i.outcome = 'reshipped'
        and i.closed_at >= greatest(p.last_scan_at, p.status_at)))
    order by o.order_id, p.id`.execute(tx.db);
  return rows;
}

interface IncidentRow {
  readonly orderId: string;
  readonly id: string;
  readonly kind: IncidentKind;
  readonly closedAt: Date | null;
}

/** The open incident, and the latest that ended otherwise than by arriving. */
async function readIncidents(tx: DatabaseTx, orderIds: readonly string[]): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`
    select distinct on (order_id, closed_at is null) order_id as "orderId", id, kind, closed_at as "closedAt"
    from incidents
    where order_id = any(${orderIds}::uuid[]) and (outcome is null or outcome not in ('in-time', 'late'))
    order by order_id, closed_at is null, closed_at desc`.execute(tx.db);
  return rows;
}

function watchedOf(
  head: HeadRow,
  now: LocalTime,
  rows: readonly ParcelRow[],
  incidents: readonly IncidentRow[],
): Watched {
  const open = incidents.find(({ closedAt }) => closedAt === null);
  const dismissed = incidents.find(({ closedAt }) => closedAt !== null);
  const newsAt = rows.flatMap((row) => row.newsAt ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0];
  const isOpen = head.promiseStatus === "open" || head.promiseStatus === "missed";
  return {
    ...{ orderId: head.orderId, shopperId: head.shopperId, incidentId: open?.id },
    promise:
      head.promiseId !== null && head.firstLatest !== null && isOpen
        ? { id: head.promiseId, firstLatest: head.firstLatest, revisions: head.revisions ?? 0 }
        : undefined,
    course: courseOf(head, now, rows),
    standing: {
      incident: open && { kind: open.kind },
      dismissed: dismissed?.closedAt ? { kind: dismissed.kind, at: dismissed.closedAt } : undefined,
      calmSince: head.calmSince ?? undefined,
      promised: isOpen && head.latest !== null ? { latest: head.latest, revision: revisionOf(head) } : undefined,
      newsAt,
    },
  };
}

function revisionOf({ revisedAt, revisedFor }: HeadRow) {
  return revisedAt !== null && revisedFor !== null ? { at: revisedAt, cause: revisedFor } : undefined;
}

function courseOf(head: HeadRow, now: LocalTime, parcels: readonly ParcelRow[]): Course {
  const { firstLatest, startsOn, half, mostly, promiseStatus } = head;
  const lane = head.lane ?? laneText({});
  return {
    ...{ now, lane, hasOccasion: head.hasOccasion, isPickUp: head.isPickUp },
    startedOn: startsOn === null ? head.placedOn : dayNumber(startsOn),
    expectedHandOverOn: head.expectedHandOverOn === null ? undefined : dayNumber(head.expectedHandOverOn),
    promise:
      firstLatest === null || startsOn === null
        ? undefined
        : {
            ...{ isVoid: promiseStatus === "void", firstLatest: dayNumber(firstLatest), startsOn: dayNumber(startsOn) },
            ...{ half: half ?? undefined, mostly: mostly ?? undefined },
            arrivedOn: head.arrivedOn === null ? undefined : dayNumber(head.arrivedOn),
          },
    statedWay:
      head.statedHalf === null || head.statedMostly === null
        ? undefined
        : { half: head.statedHalf, mostly: head.statedMostly },
    predicted: head.oddsFrom && head.odds ? { handedOverOn: dayNumber(head.oddsFrom), odds: head.odds } : undefined,
    parcels: parcels.map(parcelOf),
  };
}

function parcelOf(row: ParcelRow): CourseParcel {
  const { parcelId, status, phase, isFollowed, lastScanOn, lastScanHour } = row;
  return {
    ...{ parcelId, status, phase, isFollowed, fault: row.fault ?? undefined },
    ...{ handedOverOn: row.handedOverOn ?? undefined, deliveredOn: row.deliveredOn ?? undefined },
    lastScan: lastScanOn === null || lastScanHour === null ? undefined : { day: lastScanOn, hour: lastScanHour },
    lastHeardOn: row.lastHeardOn ?? undefined,
  };
}

/** Days since 1970-01-01 of an instant at a place. */
function localDay(at: ReturnType<typeof sql>, timeZone: string) {
  return sql`((${at} at time zone ${timeZone})::date - '1970-01-01'::date)`;
}

function localHour(at: ReturnType<typeof sql>, timeZone: string) {
  return sql`(extract(epoch from (${at} at time zone ${timeZone})::time) / 3600)::float8`;
}
