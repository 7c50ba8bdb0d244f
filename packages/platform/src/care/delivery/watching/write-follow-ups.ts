import { sql } from "kysely";
import { incidentChanged, incidentClosed, incidentOpened } from "../../../facts/delivery/index.ts";
import type { IdOf, IncidentId, OrderId, ParcelId, PromiseId, ShopperId } from "../../../facts/identifiers/index.ts";
import { promiseRevised } from "../../../facts/promises/index.ts";
import type { NewEvent, Tx } from "../../../foundation/events/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import type { UnderWay } from "./assess-course.ts";
import type { FollowUp } from "./follow-up.ts";
import type { Watched } from "./read-courses.ts";

/** One order that was looked at, and what follows. */
export interface Finding {
  readonly watched: Watched;
  /** Undefined once it has ended. */
  readonly underWay: UnderWay | undefined;
  readonly followUp: FollowUp;
}

type OfOrder = { readonly orderId: IdOf<typeof OrderId>; readonly shopperId: IdOf<typeof ShopperId> };

/**
 * Writes what follows from looking at orders, and appends the facts, in a few statements for any number of orders.
 * @param now business time
 */
export async function writeFollowUps(tx: Tx, findings: readonly Finding[], now: Date): Promise<void> {
  const events = [
    ...(await openIncidents(tx, findings, now)),
    ...(await worsenIncidents(tx, findings, now)),
    ...(await closeIncidents(tx, findings, now)),
    ...(await revisePromises(tx, findings, now)),
  ];
  await keepUpToDate(tx, findings);
  await noteWarnings(tx, findings, now);
  await storeWatches(tx, findings, now);
  await tx.append(...events);
}

function about({ orderId, shopperId }: Watched): OfOrder {
  return { orderId, shopperId } as OfOrder;
}

/** Where another process has opened one meanwhile, that one stands: the next look goes on from there. */
async function openIncidents(tx: Tx, findings: readonly Finding[], now: Date): Promise<NewEvent[]> {
  const opened = findings.flatMap(({ watched, underWay, followUp: { open } }) => {
    if (!open || !underWay) return [];
    const id = newId<"inc">();
    const { promise, orderId, shopperId } = watched;
    const predicted = promise !== undefined && !underWay.isOver;
    // Of an order to which nothing was promised there is no other lateness than never to arrive.
    const chanceLate = underWay.chanceLate ?? underWay.chanceLost;
    const row = {
      ...{
        id,
        order_id: orderId,
        shopper_id: shopperId,
        parcel_id: open.parcelId ?? null,
        promise_id: promise?.id ?? null,
      },
      ...{ kind: open.kind, fault: open.fault ?? null, opened_at: now, predicted, chance_late: chanceLate },
      ...{
        promised_latest: promise?.firstLatest ?? null,
        new_earliest: underWay.earliest,
        new_latest: underWay.latest,
      },
      because: JSON.stringify(open.because),
    };
    const data = {
      ...{ ...about(watched), incidentId: id, kind: open.kind, chanceLate, predicted },
      ...(open.parcelId !== undefined && { parcelId: open.parcelId as IdOf<typeof ParcelId> }),
      ...(open.fault !== undefined && { fault: open.fault }),
      ...(promise && { promisedLatest: promise.firstLatest }),
      ...{ newEarliest: underWay.earliest, newLatest: underWay.latest },
    };
    return [{ id, row, event: incidentOpened({ subject: shopperId, at: now, data }) }];
  });
  if (opened.length === 0) return [];
  const stored = await tx.db
    .insertInto("incidents")
    .values(opened.map(({ row }) => row))
    .onConflict((conflict) => conflict.column("order_id").where("closed_at", "is", null).doNothing())
    .returning("id")
    .execute();
  const ids = new Set(stored.map(({ id }) => id));
  return opened.filter(({ id }) => ids.has(id)).map(({ event }) => event);
}

async function worsenIncidents(tx: Tx, findings: readonly Finding[], now: Date): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { watched, underWay, followUp } of findings) {
    const { incidentId, standing, shopperId } = watched;
    const { worsen } = followUp;
    if (!worsen || !underWay || incidentId === undefined || !standing.incident) continue;
    const changed = await tx.db
      .updateTable("incidents")
      .set({
        ...{ kind: worsen.kind, fault: worsen.fault ?? null, parcel_id: worsen.parcelId ?? null },
        because: JSON.stringify(worsen.because),
      })
      .where("id", "=", incidentId)
      .where("closed_at", "is", null)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) continue;
    const data = {
      ...{ ...about(watched), incidentId: incidentId as IdOf<typeof IncidentId> },
      ...{ from: standing.incident.kind, to: worsen.kind },
      ...(worsen.fault !== undefined && { fault: worsen.fault }),
      ...{ newEarliest: underWay.earliest, newLatest: underWay.latest },
    };
    events.push(incidentChanged({ subject: shopperId, at: now, data }));
  }
  return events;
}

async function closeIncidents(tx: Tx, findings: readonly Finding[], now: Date): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { watched, followUp } of findings) {
    const { incidentId, standing, shopperId } = watched;
    const outcome = followUp.close;
    if (outcome === undefined || incidentId === undefined || !standing.incident) continue;
    const closed = await tx.db
      .updateTable("incidents")
      .set({ closed_at: now, outcome })
      .where("id", "=", incidentId)
      .where("closed_at", "is", null)
      .executeTakeFirst();
    if (closed.numUpdatedRows === 0n) continue;
    const kind = followUp.worsen?.kind ?? standing.incident.kind;
    const data = { ...about(watched), incidentId: incidentId as IdOf<typeof IncidentId>, kind, outcome };
    events.push(incidentClosed({ subject: shopperId, at: now, data }));
  }
  return events;
}

async function revisePromises(tx: Tx, findings: readonly Finding[], now: Date): Promise<NewEvent[]> {
  const revised = findings.flatMap(({ watched: { promise, ...watched }, underWay, followUp: { revise } }) => {
    if (revise === undefined || !underWay || !promise) return [];
    const { earliest, latest, chanceLate = 0 } = underWay;
    const row = { promise_id: promise.id, number: promise.revisions + 1, at: now, earliest, latest, cause: revise };
    const told = { number: row.number, earliest, latest, chanceLate, cause: revise };
    const data = { ...about({ promise, ...watched }), promiseId: promise.id as IdOf<typeof PromiseId>, ...told };
    return [
      {
        row: { ...row, chance_late: chanceLate },
        event: promiseRevised({ subject: watched.shopperId, at: now, data }),
      },
    ];
  });
  if (revised.length === 0) return [];
  const rows = revised.map(({ row }) => row);
  await tx.db.insertInto("promise_revisions").values(rows).execute();
  await sql`
    update promises p set earliest = r.earliest, latest = r.latest, revisions = r.number
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (promise_id uuid, number int, earliest date, latest date)
    where p.id = r.promise_id`.execute(tx.db);
  return revised.map(({ event }) => event);
}

/** An open incident always tells when the order is expected now. */
async function keepUpToDate(tx: Tx, findings: readonly Finding[]): Promise<void> {
  const rows = findings.flatMap(({ watched: { incidentId }, underWay }) =>
    incidentId === undefined || !underWay
      ? []
      : [{ id: incidentId, earliest: underWay.earliest, latest: underWay.latest }],
  );
  if (rows.length === 0) return;
  await sql`
    update incidents i set new_earliest = r.earliest, new_latest = r.latest
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, earliest date, latest date)
    where i.id = r.id and i.closed_at is null
      and (i.new_earliest, i.new_latest) is distinct from (r.earliest, r.latest)`.execute(tx.db);
}

async function noteWarnings(tx: Tx, findings: readonly Finding[], now: Date): Promise<void> {
  const reached = findings.flatMap(({ watched: { promise }, followUp: { warnings } }) =>
    promise && warnings > 0 ? [{ promise_id: promise.id, tenths: warnings }] : [],
  );
  if (reached.length === 0) return;
  await sql`
    insert into promise_warnings (promise_id, tenth, at)
    select r.promise_id, tenth, ${now}
    from jsonb_to_recordset(${JSON.stringify(reached)}::jsonb) as r (promise_id uuid, tenths int),
      generate_series(1, r.tenths) as tenth
    on conflict do nothing`.execute(tx.db);
}

const anHour = 3_600_000;

async function storeWatches(tx: Tx, findings: readonly Finding[], now: Date): Promise<void> {
  const ended = findings.filter(({ underWay }) => !underWay).map(({ watched }) => watched.orderId);
  if (ended.length > 0) await tx.db.deleteFrom("delivery_watches").where("order_id", "in", ended).execute();
  const rows = findings.flatMap(({ watched: { orderId }, underWay, followUp: { calmSince } }) =>
    underWay ? [{ orderId, ...underWay, trouble: undefined, calmSince }] : [],
  );
  if (rows.length === 0) return;
  await sql`
    update delivery_watches w set chance_late = r."chanceLate", chance_lost = r."chanceLost", earliest = r.earliest,
      latest = r.latest, basis = r.basis, calm_since = r."calmSince", assessed_at = ${now},
      assess_at = ${new Date(now.getTime() + anHour)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("orderId" uuid, "chanceLate" float8, "chanceLost" float8,
      earliest date, latest date, basis text, "calmSince" timestamptz)
    where w.order_id = r."orderId"`.execute(tx.db);
}
