import { seededRandom } from "@aftercare/learn";
import { sql } from "kysely";
import { readRetailer } from "../facts/retailer/index.ts";
import { systemClock } from "../foundation/clock/index.ts";
import type { DatabaseTx } from "../foundation/database/index.ts";
import type { UnitOfWork } from "../foundation/events/index.ts";
import { newId } from "../foundation/ids/index.ts";
import { periodAround } from "../judgement/budgets/index.ts";
import { dayMs, recordDecided } from "../judgement/outcomes/testing.ts";
import {
  fitProgramModel,
  type Judged,
  judgeCandidate,
  outOfFold,
  type ProgramCard,
  type ProgramModel,
  programCard,
  saveProgramModel,
} from "../judgement/policy/index.ts";
import { log } from "../judgement/policy/testing.ts";
import { ProgramDocument, publishProgram } from "../judgement/programs/index.ts";

const shipped = "after-a-return";
const second = "spring-coupon";
const at = new Date("2026-04-20T09:00:00Z");

/** A half year of two programs, of which one is proven to add margin, and models of the first with all kinds of verdicts. */
export async function recordProof(work: UnitOfWork): Promise<void> {
  const random = seededRandom("proof");
  await work.run("test", async (tx) => {
    const stores = await tx.db.selectFrom("stores").select(["id", "key"]).execute();
    const document = ProgramDocument.parse({
      ...{ name: second, title: "Spring coupon", moment: "return.incentive", holdout: 0.1, currency: "EUR" },
      regions: [{ name: "north", stores: [stores[0]!.key] }],
      budget: { amount: 200_000, period: "month", regions: [{ region: "north", amount: 60_000 }] },
      actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
      goal: { horizonDays: 60, weights: { margin: 1, visits: 100 } },
    });
    await publishProgram(tx, { document, at, by: "test", note: "" });
    const decisions = (program: string, count: number, added: number) =>
      Array.from({ length: count }, (_, i) => {
        const held = random.next() < 0.1;
        const margin = random.next() < (held ? 0.3 : 0.34) ? 600 + random.int(3_000) + (held ? 0 : added) : 0;
        return {
          ...{ program, day: (i * 120) / count, margin, mode: held ? "holdout" : "best", shopper_id: newId<"shp">() },
          ...{ expected_cost: held ? 0 : 55, store_id: stores[i % (stores.length + 1)]?.id ?? null },
          features: { orders: random.int(8), "recency-days": random.int(400) },
        };
      });
    await recordDecided(tx, decisions(shipped, 3_000, 900));
    await recordDecided(tx, decisions(second, 400, 0));
    await recordDecided(tx, [{ day: 130, margin: 0, matured: false }]);
    await recordBudgets(tx);
  });
  await work.run("test", async (tx) => {
    for (const { days, card, model } of learned()) {
      const trainedAt = new Date(at.getTime() + days * dayMs);
      await saveProgramModel(tx, shipped, { model, card, at: trainedAt });
    }
  });
}

/** The present month and the one before, of which each region's account has spent some. */
async function recordBudgets({ db }: DatabaseTx): Promise<void> {
  const { timeZone } = await readRetailer({ db });
  const present = periodAround(systemClock().now(), "month", timeZone);
  const earlier = periodAround(new Date(present.startsAt.getTime() - dayMs), "month", timeZone);
  for (const { bounds, share } of [
    { bounds: present, share: 0.4 },
    { bounds: earlier, share: 0.99 },
  ]) {
    for (const { region, amount } of [
      { region: null, amount: 140_000n },
      { region: "north", amount: 60_000n },
    ]) {
      const id = newId<"bud">();
      const account = { id, program: second, region, period: "month" as const, version: 1, currency: "EUR" };
      const dates = { starts_at: bounds.startsAt, ends_at: bounds.endsAt };
      const usual = { start_price: 0.4, usual_cost: 60, usual_return: 3 };
      await db
        .insertInto("budget_accounts")
        .values({ ...account, ...dates, ...usual, amount })
        .execute();
      const spent = Math.round(share * Number(amount));
      await sql`insert into budget_shards (account_id, shard, granted, spent, tried, offers, gained, priced)
        values (${id}, 0, ${amount}, ${spent}, ${Math.round(spent / 9)}, ${Math.round(spent / 60)}, ${3 * spent}, ${spent / 2})`.execute(
        db,
      );
    }
  }
}

/** A model that was proven, one that the log cannot judge, and the latest, which is not proven; the first card is of the old kind. */
function learned(): { days: number; model: ProgramModel; card: ProgramCard }[] {
  const rows = log(2_400, "proof", (arm, loyal) => (arm === 2 ? (loyal ? -0.8 : 1.4) : 0)).map((row, i) => ({
    ...row,
    at: at.getTime() - (2_400 - i) * 3_600_000,
    groups: {
      ...(i % 3 > 0 && { region: i % 3 === 1 ? "North" : "South and the islands" }),
      ...(row.input[0] === 1 && { tier: i % 5 === 0 ? "gold" : "silver" }),
    },
  }));
  const actions = ["none", "percent-10", "percent-20"];
  const model = fitProgramModel(rows, actions, ["return-rate"]);
  const seen = outOfFold(rows, model);
  const window = { from: new Date(rows[0]!.at), to: new Date(rows.at(-1)!.at) };
  const cardOf = (judged: Judged) => programCard(rows, model, judged, { seen, window });
  const judged = judgeCandidate(rows, model, undefined, seen);
  const { features: _, calibration, uplift, groups, ...old } = cardOf({ ...judged, release: true } as Judged);
  const refused: Judged = { kind: "refused", release: false, rows: 2_400, effectiveSample: 17.4 };
  return [
    { days: -2, model, card: old },
    { days: -1, model, card: cardOf(refused) },
    { days: 0, model, card: cardOf(judgeCandidate(rows, model, { model, proven: true }, seen)) },
  ];
}
