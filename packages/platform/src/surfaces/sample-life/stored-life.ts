import type { Life, LifeState, Plan } from "@aftercare/simulator";
import { sql } from "kysely";
import type { Database, DatabaseTx } from "../../foundation/database/index.ts";

import "./sample-life-tables.ts";

/** Whether this database holds a sample retailer whose people go on living. */
export async function hasSampleLife({ kysely }: Database): Promise<boolean> {
  return (await kysely.selectFrom("sample_life").select("only_row").executeTakeFirst()) !== undefined;
}

/** Keeps a life that begins now. */
export async function beginSampleLife(tx: DatabaseTx, { state, plans }: Life): Promise<void> {
  await sql`insert into sample_life (state) values (${JSON.stringify(state)}::jsonb)`.execute(tx.db);
  await putPlans(tx, plans);
}

/** The life's state, held until the transaction ends; undefined when there is none, or another process holds it. */
export async function holdLife(tx: DatabaseTx): Promise<LifeState | undefined> {
  const row = await tx.db.selectFrom("sample_life").select("state").forUpdate().skipLocked().executeTakeFirst();
  return row?.state as LifeState | undefined;
}

/** The same for whoever only reads it. */
export async function readState(tx: DatabaseTx): Promise<LifeState | undefined> {
  const row = await tx.db.selectFrom("sample_life").select("state").executeTakeFirst();
  return row?.state as LifeState | undefined;
}

export async function keepState(tx: DatabaseTx, state: LifeState): Promise<void> {
  await sql`update sample_life set state = ${JSON.stringify(state)}::jsonb`.execute(tx.db);
}

/** What is due at an instant, in order of time. */
export async function plansDue(tx: DatabaseTx, at: Date, most: number): Promise<Plan[]> {
  const rows = await tx.db
    .selectFrom("sample_plans")
    .select("plan")
    .where("at", "<=", at)
    .orderBy("at")
    .orderBy("key")
    .limit(most)
    .execute();
  return rows.map(({ plan }) => plan as Plan);
}

export async function readPlan(tx: DatabaseTx, key: string): Promise<Plan | undefined> {
  const row = await tx.db.selectFrom("sample_plans").select("plan").where("key", "=", key).executeTakeFirst();
  return row?.plan as Plan | undefined;
}

/** A plan takes the place of one with the same key. */
export async function putPlans(tx: DatabaseTx, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return;
  const rows = plans.map((plan) => ({ key: plan.key, at: new Date(plan.at), plan }));
  await sql`
    insert into sample_plans (key, at, plan)
    select key, at, plan from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (key text, at timestamptz, plan jsonb)
    on conflict (key) do update set at = excluded.at, plan = excluded.plan`.execute(tx.db);
}

export async function dropPlans(tx: DatabaseTx, keys: readonly string[]): Promise<void> {
  await tx.db
    .deleteFrom("sample_plans")
    .where("key", "in", [...keys])
    .execute();
}
