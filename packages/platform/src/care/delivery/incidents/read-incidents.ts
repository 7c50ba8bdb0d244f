import { type Locale, translator } from "@aftercare/messages";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { ActionTerms } from "../../../facts/actions/action-terms.schema.ts";
import type { IncidentKind, IncidentOutcome, IncidentReason } from "../../../facts/delivery/incident.schema.ts";
import type { DecisionId, IdOf, IncidentId, OrderId, ParcelId } from "../../../facts/identifiers/index.ts";
import type { ParcelFault, ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { labelsOf } from "../../../facts/persons/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { IncidentSummary } from "../incident.contract.ts";
import { reasonsNow } from "../reasons-now.ts";
import type { RemedyState } from "../remedy-state.schema.ts";

/** An incident with what stands around it. */
export interface IncidentRow {
  readonly id: IdOf<typeof IncidentId>;
  readonly orderId: IdOf<typeof OrderId>;
  readonly orderNumber: string;
  readonly shopperId: string;
  readonly promiseId: string | null;
  readonly kind: IncidentKind;
  readonly fault: ParcelFault | null;
  readonly because: readonly IncidentReason[];
  readonly openedAt: Date;
  readonly predicted: boolean;
  readonly chanceLate: number;
  readonly chanceLateNow: number | null;
  readonly basis: "learned" | "stated" | null;
  readonly promisedLatest: string | null;
  readonly newEarliest: string | null;
  readonly newLatest: string | null;
  readonly lane: string | null;
  readonly parcelId: IdOf<typeof ParcelId> | null;
  readonly trackingNumber: string | null;
  readonly carrier: string | null;
  readonly status: ParcelStatus | null;
  readonly lastScanAt: Date | null;
  readonly lastHeardAt: Date | null;
  readonly decisionId: IdOf<typeof DecisionId> | null;
  readonly action: string | null;
  readonly terms: ActionTerms | null;
  readonly worth: number | null;
  readonly currency: string | null;
  readonly remedyState: z.output<typeof RemedyState> | null;
  readonly closedAt: Date | null;
  readonly outcome: IncidentOutcome | null;
}

/** What acting is expected to be worth: the value of what was chosen, less the value of explaining and apologising only. */
const worth = sql`(
  select sum(case a ->> 'action' when d.chosen then 1 else -1 end * (a -> 'value' ->> 'value')::float8)
  from jsonb_array_elements(d.alternatives) a
  where d.chosen <> 'none' and a ->> 'action' in (d.chosen, 'none'))`;

const terms = sql`(select a -> 'terms' from jsonb_array_elements(d.alternatives) a where a ->> 'action' = d.chosen)`;

/** Incidents, those where acting is worth most first, then the latest. */
export async function readIncidents(
  tx: DatabaseTx,
  conditions: readonly RawBuilder<unknown>[],
  page: { readonly after?: Place | undefined; readonly limit: number },
): Promise<IncidentRow[]> {
  const { after, limit } = page;
  const { rows } = await sql<IncidentRow>`
    select * from (
      select i.id, i.order_id as "orderId", o.key as "orderNumber", i.shopper_id as "shopperId", i.promise_id as "promiseId",
        i.kind, i.fault, i.because, i.opened_at as "openedAt", i.predicted, i.chance_late as "chanceLate",
        w.chance_late as "chanceLateNow", w.basis, i.promised_latest as "promisedLatest", i.new_earliest as "newEarliest",
        i.new_latest as "newLatest", p.lane, i.parcel_id as "parcelId", c.tracking_number as "trackingNumber",
        c.carrier_text as carrier, c.status, c.last_scan_at as "lastScanAt", c.last_heard_at as "lastHeardAt",
        d.id as "decisionId", d.chosen as action, ${terms} as terms, coalesce(${worth}, 0) as worth, d.currency, r.state as "remedyState",
        i.closed_at as "closedAt", i.outcome
      from ${incidentsWithPromises}
      left join delivery_watches w on w.order_id = i.order_id and i.closed_at is null
      left join parcels c on c.id = i.parcel_id
      left join decisions d on d.id = i.decision_id
      left join remedies r on r.incident_id = i.id
      where ${all(conditions)}
    ) found
    where ${after ? sql`(worth, "openedAt", id) < (${after.worth}::float8, ${after.at}, ${after.id}::uuid)` : sql`true`}
    order by worth desc, "openedAt" desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** Where a page of incidents ends. */
export interface Place {
  readonly worth: number;
  readonly at: Date;
  readonly id: string;
}

export function placeOf({ worth, openedAt: at, id }: IncidentRow): Place {
  return { worth: worth ?? 0, at, id };
}

const incidentsWithPromises = sql`incidents i
      join orders o on o.id = i.order_id
      left join promises p on p.id = i.promise_id`;

/** How many there are of each kind, the most first. */
export async function countIncidents(
  tx: DatabaseTx,
  conditions: readonly RawBuilder<unknown>[],
): Promise<{ kind: IncidentKind; count: number }[]> {
  const { rows } = await sql<{ kind: IncidentKind; count: number }>`
    select i.kind, count(*)::int as count from ${incidentsWithPromises}
    where ${all(conditions)} group by i.kind order by count desc, i.kind`.execute(tx.db);
  return rows;
}

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** Incidents as staff and programs read them. */
export async function viewIncidents(
  tx: DatabaseTx,
  rows: readonly IncidentRow[],
  { locale, now }: { readonly locale: Locale; readonly now: Date },
): Promise<z.output<typeof IncidentSummary>[]> {
  const labels = await labelsOf(
    tx,
    rows.map(({ shopperId }) => shopperId),
  );
  const { t } = translator(locale, "delivery");
  return rows.map((row) => ({
    ...{ incidentId: row.id, orderId: row.orderId, orderNumber: row.orderNumber, shopper: labels.get(row.shopperId) },
    ...{ kind: row.kind, fault: row.fault ?? undefined, openedAt: row.openedAt, predicted: row.predicted },
    because: reasonsOf(row, now).map((reason) => ({ ...reason, text: t(reason.key, reason.values) })),
    ...{ chanceLate: row.chanceLate, chanceLateNow: row.chanceLateNow ?? undefined, basis: row.basis ?? undefined },
    ...{ promisedLatest: row.promisedLatest ?? undefined, lane: row.lane ?? undefined },
    ...{ newEarliest: row.newEarliest ?? undefined, newLatest: row.newLatest ?? undefined },
    ...(row.parcelId !== null && row.status !== null && { parcel: parcelOf(row, row.parcelId, row.status) }),
    ...(row.decisionId !== null && { remedy: remedyOf(row, row.decisionId) }),
    ...{ closedAt: row.closedAt ?? undefined, outcome: row.outcome ?? undefined },
  }));
}

/** Of one that is over, why it was opened; of one that stands, why it stands now. */
function reasonsOf({ because, openedAt, closedAt, lastHeardAt }: IncidentRow, now: Date): readonly IncidentReason[] {
  return closedAt === null ? reasonsNow(because, { openedAt, heardAt: lastHeardAt, now }) : because;
}

function parcelOf(row: IncidentRow, parcelId: IdOf<typeof ParcelId>, status: ParcelStatus) {
  return {
    ...{ parcelId, status, trackingNumber: row.trackingNumber ?? undefined, carrier: row.carrier ?? undefined },
    ...{ lastScanAt: row.lastScanAt ?? undefined, lastHeardAt: row.lastHeardAt ?? undefined },
  };
}

function remedyOf({ action, terms, worth, currency, remedyState }: IncidentRow, decisionId: IdOf<typeof DecisionId>) {
  return {
    ...{ decisionId, action: action ?? "none", worth: worth ?? 0, currency: currency ?? "" },
    ...(terms !== null && { terms }),
    ...(remedyState !== null && { state: remedyState }),
  };
}
