import { returnIncentive } from "../../../packages/platform/src/care/incentives/index.ts";
import { programModelsInForce, putInForce } from "../../../packages/platform/src/judgement/policy/index.ts";
import { ProgramDocument, publishProgram } from "../../../packages/platform/src/judgement/programs/index.ts";
import { learnPrograms } from "../../../packages/platform/src/judgement/training/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";

const program = "after-a-return";

const eightActions = [
  { kind: "percent-off", percent: 10 },
  { kind: "percent-off", percent: 20, most: 5_000 },
  { kind: "amount-off", amount: 1_000, leastBasket: 4_000 },
  { kind: "bogo" },
  { kind: "product-coupon", percent: 15 },
  { kind: "extra-points", factor: 2, days: 14 },
  { kind: "free-service", service: "fitting", cost: 600 },
] as const;

/** Publishes a program that chooses among eight actions, doing nothing included. */
export async function publishEightActions({ work, clock }: Platform): Promise<void> {
  const document = ProgramDocument.parse({
    ...{ name: program, title: "After a return", moment: returnIncentive.name, currency: "EUR" },
    actions: eightActions.map((terms, i) => ({ id: `${terms.kind}-${i}`, contact: 5, terms })),
    goal: { horizonDays: 60 },
  });
  await work.run("bench", (tx) => publishProgram(tx, { document, at: clock.now(), by: "bench", note: "" }));
}

/**
 * A log of what the program decided in the past year, with outcomes: what it has really decided so far, so many times over, with other
 * shoppers and made-up outcomes. How well one can learn from it is measured elsewhere; here it is a load.
 */
export async function makeUpLog({ database, clock }: Platform, copies: number): Promise<void> {
  await database.pool.query(
    `insert into decisions
    select copied.* from decisions d
    cross join generate_series(1, $1::int) copy
    cross join lateral jsonb_populate_record(null::decisions, to_jsonb(d) || jsonb_build_object(
      'id', gen_random_uuid(), 'subject', gen_random_uuid(), 'shopper_id', gen_random_uuid(), 'matured', true,
      'decided_at', $2::timestamptz - interval '75 days' - random() * interval '1 year' - copy * interval '1 second'
    )) copied
    where not d.retrospective`,
    [copies, clock.now()],
  );
  await database.pool.query(
    `insert into outcomes
      (decision_id, shopper_id, matured_at, visits, first_purchase_at, revenue, margin, same_visit_revenue, revenue_before, margin_before)
    select id, shopper_id, $1, visits, decided_at, visits * revenue, visits * revenue * 0.4, 0, revenue, revenue * 0.4
    from (
      select *, (random() < case chosen when 'none' then 0.3 else 0.35 end)::int as visits, 2000 + 9000 * random() as revenue
      from decisions where matured
    ) d`,
    [clock.now()],
  );
}

/** Learns from the log twice: one model is in force after that, and a second challenges it. */
export async function learnTwice({ work: unitOfWork, clock }: Platform): Promise<void> {
  await learnPrograms({ unitOfWork, clock }, returnIncentive);
  await unitOfWork.run("bench", async (tx) => {
    const { champion, challenger } = await programModelsInForce(tx, program);
    if (!champion) await putInForce(tx, program, challenger?.modelId, clock.now());
  });
  await learnPrograms({ unitOfWork, clock }, returnIncentive);
}
