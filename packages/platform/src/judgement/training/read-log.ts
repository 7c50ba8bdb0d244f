import { sql } from "kysely";
import { z } from "zod";
import { pointsTierChanged } from "../../facts/points/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Moment } from "../decisions/index.ts";
import { modelInput } from "../learning/index.ts";
import type { LoggedRow } from "../policy/index.ts";
import type { ProgramDocument } from "../programs/index.ts";

const Cost = z.object({
  discountRate: z.number(),
  onOutcome: z.number(),
  atOnce: z.number(),
  savedShare: z.number(),
});
const Alternative = z.object({ action: z.string(), eligible: z.boolean(), propensity: z.number(), cost: Cost });
const Stakes = z.object({
  basket: z.object({
    amount: z.number(),
    marginRate: z.number(),
    oneProduct: z.number(),
    units: z.number().optional(),
  }),
  weights: z.object({
    margin: z.number(),
    revenue: z.number(),
    // Decisions from before it was asked for did not count it.
    sameVisit: z.number().default(0),
    visits: z.number(),
    points: z.number(),
  }),
  points: z.object({ perMinorUnit: z.number(), worth: z.number() }).optional(),
  order: z
    .object({
      ...{ total: z.number(), shipping: z.number(), goodsCost: z.number(), marginRate: z.number(), owed: z.number() },
    })
    .optional(),
});

/** A decision whose outcome is known, as it is stored. */
export interface DecidedRow {
  readonly shopper_id: string;
  readonly decided_at: Date;
  readonly chosen: string;
  readonly policy: string;
  readonly base_log_odds: number;
  readonly stakes: unknown;
  readonly alternatives: unknown;
  readonly features: Readonly<Record<string, number>>;
  readonly visits: number;
  readonly revenue: number;
  readonly margin: number;
  /** The part of the margin that was bought in the visit in which it was decided; null where that was in no store. */
  readonly same_visit?: number | null;
  /** What the incentive took off a price; null where nobody knows whether it was used. */
  readonly given?: number | null;
  /** What was paid at once; absent where it was what the action was stated to cost. */
  readonly cost_at_once?: number;
  /** Where it was decided, and in which loyalty tier the shopper stood then; null where there is none. */
  readonly region?: string | null;
  readonly tier?: string | null;
}

/** More than this teaches nothing new and takes memory: the latest are read. */
const mostRows = 200_000;

/**
 * What a program decided and what came of it, oldest first: everything that learning looks at, as it was seen when it was decided.
 * Decisions about imported history are no part of it, nor those of an action that the program has no more.
 */
export async function readLog(
  tx: DatabaseTx,
  { features }: Pick<Moment, "features">,
  { name, actions }: ProgramDocument,
): Promise<LoggedRow[]> {
  const { rows } = await sql<DecidedRow>`
    with latest as (
      select d.shopper_id, d.store_id, d.decided_at, d.chosen, d.policy, d.base_log_odds, d.stakes, d.alternatives, d.features,
        d.cost_at_once, o.visits, o.revenue, o.margin, o.given, case when d.store_id is not null then o.same_visit_margin end as same_visit
      from decisions d join outcomes o on o.decision_id = d.id
      where d.program = ${name} and not d.retrospective and d.policy is not null
      order by d.decided_at desc limit ${mostRows}
    )
    select l.*, s.region, t.tier
    from latest l
    left join stores s on s.id = l.store_id
    left join lateral (
      select data ->> 'to' as tier from events
      where subject = l.shopper_id and type = ${pointsTierChanged.type} and at <= l.decided_at
      order by at desc, seq desc limit 1
    ) t on true
    order by l.decided_at`.execute(tx.db);
  const arms = ["none", ...actions.map(({ id }) => id)];
  return rows.flatMap((row) => {
    const read = loggedRow(row, arms, features);
    return read ? [read] : [];
  });
}

/**
 * What learning may look at of a decision.
 * @param arms the actions by which rows are told apart, `none` first
 * @returns undefined where another action was taken, or where something that the moment looks at now was not seen then
 */
export function loggedRow(
  row: DecidedRow,
  arms: readonly string[],
  features: Moment["features"],
): LoggedRow | undefined {
  const arm = arms.indexOf(row.chosen);
  const seen = features.map(({ name }) => row.features[name]);
  const known = seen.filter((value) => value !== undefined);
  if (arm < 0 || known.length < features.length) return undefined;
  const { basket, weights, points, order } = Stakes.parse(row.stakes);
  const listed = new Map(
    z
      .array(Alternative)
      .parse(row.alternatives)
      .map((each) => [each.action, each]),
  );
  const standing = arms.map((id) => listed.get(id));
  return {
    ...{ shopper: row.shopper_id, at: row.decided_at.getTime(), policy: row.policy, base: row.base_log_odds },
    input: modelInput(features, known),
    basket: { ...basket, units: basket.units },
    weights,
    ...(points && { points }),
    ...(order && { order }),
    groups: { ...(row.region && { region: row.region }), ...(row.tier && { tier: row.tier }) },
    // An action that came into the program later could not have been taken then.
    costs: standing.map((each) => each?.cost ?? { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 }),
    eligible: standing.map((each) => each?.eligible ?? false),
    propensities: standing.map((each) => each?.propensity ?? 0),
    arm,
    bought: row.visits > 0,
    ...{ revenue: row.revenue, margin: row.margin, visits: row.visits },
    ...(typeof row.same_visit === "number" && { sameVisit: row.same_visit }),
    ...(row.cost_at_once !== undefined && { paidAtOnce: row.cost_at_once }),
    given: row.given ?? assumedGiven(row, listed.get(row.chosen)?.cost),
  };
}

/** Where nobody knows whether the offer was used: that the whole of it was, by whoever bought. What was paid is net of the discount already. */
function assumedGiven({ revenue, visits }: DecidedRow, cost: z.output<typeof Cost> | undefined): number {
  if (!cost || visits === 0 || cost.discountRate >= 1) return 0;
  return (Math.max(0, revenue) * cost.discountRate) / (1 - cost.discountRate) + cost.onOutcome;
}
