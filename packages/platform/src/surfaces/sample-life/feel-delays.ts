import { bearDelay, type LifeState, type LivingShop } from "@aftercare/simulator";
import { sql } from "kysely";
import type { Tx } from "../../foundation/events/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { source } from "./shop-system.ts";
import { holdLife, putPlans, readPlan } from "./stored-life.ts";

/** Business time after which it is sure to be known what was promised and whether anything was said. */
const settledAfterMs = 6 * 3_600_000;

interface Late {
  readonly number: string;
  readonly customer: string;
  readonly delivered_at: Date;
  readonly days_late: number;
  readonly was_told: boolean;
  readonly was_made_good: boolean;
}

/**
 * Lets late deliveries have their effect: who was left without a word stays away more often than who was told in time, and who got
 * something for it hardly ever. That is hidden from the house; its programs have to find it out.
 * @param shopOf what they live in, for a state of life
 */
export async function feelDelays(
  tx: Tx,
  { clock }: Pick<Runtime, "clock">,
  shopOf: (state: LifeState) => LivingShop,
): Promise<void> {
  const state = await holdLife(tx);
  if (state === undefined) return;
  const until = new Date(clock.now().getTime() - settledAfterMs);
  const { rows } = await sql<Late>`
    select o.key as number, s.key as customer, j.delivered_at, p.delivered_on - p.first_latest as days_late,
      exists (select from messages m where m.order_id = o.id and m.kind like 'delivery.%' and m.sent_at < j.delivered_at) as was_told,
      exists (select from remedies r where r.order_id = o.id and r.carried_out_at < j.delivered_at) as was_made_good
    from sample_life, promises p join journeys j on j.id = p.journey_id join orders o on o.id = p.order_id
      join shoppers s on s.id = o.shopper_id
    where p.status = 'missed' and p.basis <> 'retrospective' and o.source = ${source} and s.source = ${source}
      and j.delivered_at > felt_until and j.delivered_at <= ${until}
    order by j.delivered_at, o.id`.execute(tx.db);
  for (const { number, customer, delivered_at, days_late, was_told, was_made_good } of rows) {
    const next = await readPlan(tx, `shop/${customer}`);
    if (next?.kind !== "shop" && next?.kind !== "wait") continue;
    const arrival = { daysLate: days_late, wasTold: was_told, wasMadeGood: was_made_good };
    const { calendar } = shopOf(state);
    await putPlans(tx, bearDelay({ state, calendar, order: number, at: delivered_at.getTime(), next, ...arrival }));
  }
  // Also where there was nothing to feel: what lies before the first look is over.
  await sql`update sample_life set felt_until = ${until} where felt_until is null or felt_until < ${until}`.execute(
    tx.db,
  );
}
