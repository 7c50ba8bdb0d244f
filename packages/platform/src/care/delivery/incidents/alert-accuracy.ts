import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { wilson } from "../../../judgement/promises/index.ts";
import { alertAccuracy } from "../incident.contract.ts";
import { readSettings } from "../watching/settings.ts";

type Answer = z.output<typeof alertAccuracy.output>;
type Figures = Answer["all"];
type Basis = Answer["basis"];

export const alertAccuracyOperation = operation(alertAccuracy, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { from, to, basis: wanted, at }) {
    const basis = wanted ?? (await usualBasis(tx));
    const tenth = Math.min(9, Math.max(1, Math.round((at ?? (await readSettings(tx)).alertAt) * 10)));
    const judged = judgedPromises(basis, { from, to }, (await readRetailer(tx)).timeZone);
    const curve = await readCurve(tx, judged);
    return {
      ...{ basis, at: tenth / 10, all: curve.find((point) => point.at === tenth / 10) ?? nothing, curve },
      ...{ auc: await readAuc(tx, judged), lanes: await readLanes(tx, judged, tenth) },
      kinds: basis === "watched" ? await readKinds(tx, { from, to }) : [],
      ...(await leftOut(tx, basis, { from, to })),
    };
  },
});

/** Orders that were watched tell more than a history that was replayed; until the first of them has ended that is all there is. */
async function usualBasis({ db }: DatabaseTx): Promise<Basis> {
  const watched = db.selectFrom("promises").select("id").where("basis", "<>", "retrospective");
  const ended = await watched.where("status", "in", ["kept", "missed"]).limit(1).executeTakeFirst();
  return ended ? "watched" : "replayed";
}

interface Days {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function within(day: RawBuilder<unknown>, { from, to }: Days): RawBuilder<unknown> {
  const since = from === undefined ? sql`true` : sql`${day} >= ${from}::date`;
  return to === undefined ? since : sql`${since} and ${day} <= ${to}::date`;
}

function ofBasis(basis: Basis): RawBuilder<unknown> {
  return basis === "watched" ? sql`p.basis <> 'retrospective'` : sql`p.basis = 'retrospective'`;
}

/** What was done about it has changed how it ended: something else came, another way, or nothing at all. */
const isRemedied = sql`exists (
  select from incidents i left join remedies r on r.incident_id = i.id and r.carried_out_at is not null
  where i.promise_id = p.id and (i.outcome in ('reshipped', 'cancelled')
    or r.chosen_kind in ('reship', 'express-upgrade', 'pickup-redirect', 'cancel-refund')))`;

/**
 * A CTE `judged`: the promises whose end is known, with whether they were missed, when they were over, the highest chance to miss them that was
 * given beforehand, and when it first reached each tenth (`reached[1]` to `[9]`). Of a history there is one chance, that of the hand-over; what
 * was handed over after the promise was over was foretold by nobody.
 */
function judgedPromises(basis: Basis, days: Days, timeZone: string): RawBuilder<unknown> {
  const given =
    basis === "watched"
      ? sql`left join (
          select promise_id, max(tenth) / 10.0 as chance, array_agg(at order by tenth) as reached
          from promise_warnings group by promise_id
        ) given on given.promise_id = p.id`
      : sql`left join lateral (
          select p.chance_at_handover as chance, array_fill(
            coalesce(j.handed_over_at, (j.handed_over_on + time '12:00') at time zone ${timeZone}),
            array[least(9, floor(p.chance_at_handover * 10 + 1e-9)::int)]) as reached
          from journeys j where j.id = p.journey_id and j.handed_over_on <= p.first_latest
        ) given on true`;
  return sql`
    with judged as materialized (
      select p.lane, p.status = 'missed' as late, ((p.first_latest + 1)::timestamp at time zone ${timeZone}) as over,
        ${basis === "watched" ? sql`coalesce(given.chance, 0)` : sql`given.chance`} as chance, given.reached
      from promises p ${given}
      where ${ofBasis(basis)} and p.status in ('kept', 'missed') and ${within(sql`p.first_latest`, days)}
        and not ${isRemedied}
    )`;
}

interface Counted {
  readonly tenth: number;
  readonly lane: string;
  readonly promises: number;
  readonly alerts: number;
  readonly late: number;
  readonly foreseen: number;
  readonly lead: readonly [number, number, number] | null;
}

/** At one threshold. @param reached when the chance reached it, an expression */
function counts(reached: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`count(*)::int as promises, count(${reached})::int as alerts, (count(*) filter (where late))::int as late,
    (count(${reached}) filter (where late))::int as foreseen,
    percentile_cont(array[0.25, 0.5, 0.75]) within group (order by extract(epoch from over - ${reached})::float8 / 3600)
      filter (where late and ${reached} is not null) as lead`;
}

async function readCurve(tx: DatabaseTx, judged: RawBuilder<unknown>): Promise<Answer["curve"]> {
  const { rows } = await sql<Counted>`${judged}
    select tenth, ${counts(sql`reached[tenth]`)} from judged cross join generate_series(1, 9) as tenths(tenth)
    group by tenth order by tenth`.execute(tx.db);
  return rows.map((row) => ({ at: row.tenth / 10, ...figuresOf(row) }));
}

async function readLanes(tx: DatabaseTx, judged: RawBuilder<unknown>, tenth: number): Promise<Answer["lanes"]> {
  const { rows } = await sql<Counted>`${judged}
    select lane, ${counts(sql`reached[${tenth}::int]`)} from judged
    group by lane order by count(*) desc, lane limit 50`.execute(tx.db);
  return rows.map((row) => ({ lane: row.lane, ...figuresOf(row) }));
}

const nothing: Figures = { promises: 0, alerts: 0, missed: 0, foreseen: 0 };

function figuresOf({ promises, alerts, late, foreseen, lead }: Counted): Figures {
  const [precision, recall] = [shareOf(foreseen, alerts), shareOf(foreseen, late)];
  const both = (precision?.value ?? 0) + (recall?.value ?? 0);
  return {
    ...{ promises, alerts, missed: late, foreseen, precision, recall },
    ...(precision && recall && both > 0 && { f: (2 * precision.value * recall.value) / both }),
    ...(lead && { leadHours: { lower: lead[0], median: lead[1], upper: lead[2] } }),
  };
}

function shareOf(count: number, of: number) {
  return of === 0 ? undefined : wilson(count / of, of);
}

/** From the ranks of the chances (Mann and Whitney 1947); equal ones share theirs. What was given none is left out. */
async function readAuc(tx: DatabaseTx, judged: RawBuilder<unknown>): Promise<number | undefined> {
  const { rows } = await sql<{ auc: number | null }>`${judged}
    , ranked as (
      select late, rank() over (order by chance) + (count(*) over (partition by chance) - 1) / 2.0 as rank
      from judged where chance is not null
    ), sums as (
      select sum(rank) filter (where late) as ranks, count(*) filter (where late)::numeric as late,
        count(*) filter (where not late)::numeric as punctual
      from ranked
    )
    select ((ranks - late * (late + 1) / 2) / nullif(late * punctual, 0))::float8 as auc from sums`.execute(tx.db);
  return rows[0]?.auc ?? undefined;
}

async function readKinds(tx: DatabaseTx, days: Days): Promise<Answer["kinds"]> {
  const { rows } = await sql<{ kind: IncidentKind; opened: number; predicted: number; late: number }>`
    select i.kind, count(*)::int as opened, (count(*) filter (where i.predicted))::int as predicted,
      (count(*) filter (where p.status = 'missed'))::int as late
    from incidents i join promises p on p.id = i.promise_id
    where p.status in ('kept', 'missed') and ${within(sql`p.first_latest`, days)}
    group by i.kind order by opened desc, i.kind`.execute(tx.db);
  return rows;
}

async function leftOut(tx: DatabaseTx, basis: Basis, days: Days): Promise<Pick<Answer, "remedied" | "waiting">> {
  const { rows } = await sql<{ remedied: number; waiting: number }>`
    select (count(*) filter (where ${isRemedied}))::int as remedied, (count(*) filter (where p.status = 'open'))::int as waiting
    from promises p where ${ofBasis(basis)} and ${within(sql`p.first_latest`, days)}`.execute(tx.db);
  return rows[0] ?? { remedied: 0, waiting: 0 };
}
