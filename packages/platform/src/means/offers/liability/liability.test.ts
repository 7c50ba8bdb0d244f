import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ActionTerms } from "../../../facts/actions/index.ts";
import type { Actor } from "../../../foundation/actors/index.ts";
import { testClock } from "../../../foundation/clock/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../../foundation/ids/index.ts";
import type { Runtime } from "../../../foundation/operations/index.ts";
import { callAs } from "../../../foundation/operations/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { issueOffer } from "../issue-offer.ts";
import type { listOffers } from "../list-offers.contract.ts";
import { listOffersOperation } from "../list-offers.ts";
import type { Offer } from "../offer-view.ts";
import { redeemOfferOperation } from "../redeem-offer.ts";
import { offersLiabilityOperation } from "./index.ts";
import type { offersLiability } from "./liability.contract.ts";

const day = 86_400_000;
const start = new Date("2026-03-02T09:00:00Z");
const clock = testClock(start);
const manager: Actor = { role: "manager", id: newId(), scope: {} };
const ten: ActionTerms = { kind: "amount-off", amount: 1_000, leastBasket: 3_000 };
const half: ActionTerms = { kind: "percent-off", percent: 50 };
const ada = newId<"shp">();

let database: TestDatabase;
let runtime: Runtime;
const offers: Record<string, Offer[]> = {};
before(async () => {
  database = await testDatabase(migrationFolders);
  runtime = { work: openUnitOfWork(database, clock, []), clock };
  await database.kysely
    .insertInto("shoppers")
    .values({ id: ada, kind: "account", source: "test", key: "K-100" })
    .execute();
  await database.kysely
    .insertInto("shopper_contacts")
    .values({ shopper_id: ada, name: "Ada Lovelace", email: null, post_code: null })
    .execute();
  // Forty of a program: ten used on their fifth day, thirty run out; and forty more of which ten are used by now.
  offers["old"] = await issue(40, ten, "after-a-return", 400n);
  clock.set(new Date(start.getTime() + 5 * day));
  await use(offers["old"].slice(0, 10));
  clock.set(new Date(start.getTime() + 40 * day));
  offers["new"] = await issue(40, ten, "after-a-return", 400n);
  offers["free"] = await issue(3, half, null, null);
  clock.set(new Date(start.getTime() + 46 * day));
  await use(offers["new"].slice(0, 10));
  clock.set(new Date(start.getTime() + 47 * day));
});
after(() => database.close());

function issue(count: number, terms: ActionTerms, program: string | null, usual: bigint | null): Promise<Offer[]> {
  return runtime.work.run("test", async (tx) => {
    const issued: Offer[] = [];
    for (let i = 0; i < count; i++) {
      const shopperId = i === 0 ? ada : undefined;
      const wanted = { action: "any", terms, currency: "EUR", decisionId: newId<"dec">(), shopperId };
      issued.push(await issueOffer(tx, wanted, clock.now()));
    }
    const ids = issued.map(({ id }) => id);
    await tx.db.updateTable("offers").set({ program, usual_cost: usual }).where("id", "in", ids).execute();
    return issued;
  });
}
async function use(used: readonly Offer[]) {
  for (const { code } of used) await callAs(runtime, manager, redeemOfferOperation, { code });
}
async function liability() {
  return (await callAs(runtime, manager, offersLiabilityOperation, {})) as ContractOutput<typeof offersLiability>;
}
async function list(input: object) {
  return (await callAs(runtime, manager, listOffersOperation, input)) as ContractOutput<typeof listOffers>;
}

test("open offers stand by program and month with what they can cost and are expected to cost", async () => {
  const { open, programs } = await liability();
  assert.deepEqual(
    open.map(({ program, month, offers: count, most, unbounded }) => [program, month, count, most, unbounded]),
    [
      ["after-a-return", "2026-05", 30, 30_000, 0],
      [undefined, "2026-05", 3, 0, 3],
    ],
  );
  const [bounded, unbounded] = open;
  // Of 80 ten are used on the fifth and ten on the sixth day; nobody was ever late, so that the thirty still open, past it, cost nothing.
  assert.equal(bounded?.expected?.value, 0);
  assert.ok((bounded?.expected?.high ?? 0) > 0);
  assert.equal(unbounded?.expected, undefined);
  const [first, other] = programs;
  assert.deepEqual(
    [first?.issued, first?.open, first?.redeemed, first?.expired, first?.given, first?.givenUnknown, first?.watched],
    [80, 30, 20, 30, 20_000, 0, 80],
  );
  // (1 − 10/80) (1 − 10/70)
  assert.ok(Math.abs((first?.useRate?.value ?? 0) - 0.25) < 1e-9);
  assert.equal(first?.costRatio, 2.5);
  assert.deepEqual([other?.issued, other?.watched, other?.useRate], [3, 3, undefined]);
});

test("a fresh offer is expected to cost its chance times what uses cost, never more than its terms allow", async () => {
  const fresh = await issue(4, ten, "after-a-return", 400n);
  const { open } = await liability();
  const row = open.find(({ program, month }) => program === "after-a-return" && month === "2026-05");
  // Two and a half times 400 is what it can cost at most.
  const chance = (await liability()).programs[0]!.useRate!.value;
  assert.ok(Math.abs((row?.expected?.value ?? 0) - 4 * chance * 1_000) < 1e-6);
  await database.kysely
    .deleteFrom("offers")
    .where(
      "id",
      "in",
      fresh.map(({ id }) => id),
    )
    .execute();
});

test("offers are found by code, by shopper and by state, program and month, page after page", async () => {
  const [known] = offers["new"]!;
  const codes = async (input: object) => (await list(input)).items.map(({ code }) => code);
  assert.deepEqual(await codes({ q: known!.code.toLowerCase() }), [known!.code]);
  assert.ok((await codes({ q: known!.code.slice(0, 6) })).includes(known!.code));
  const adas = [offers["free"]![0]!.code, known!.code, offers["old"]![0]!.code];
  for (const q of ["k-100", "love ada", toWire("shp", ada as Id<"shp">)]) assert.deepEqual(await codes({ q }), adas, q);
  assert.deepEqual((await list({ q: "k-100" })).items[0]?.shopper?.name, "Ada Lovelace");
  const expired = await list({ state: "expired", program: "after-a-return", limit: 20 });
  assert.deepEqual([expired.total, expired.items.length], [30, 20]);
  const rest = await list({ state: "expired", program: "after-a-return", limit: 20, cursor: expired.next });
  assert.deepEqual([rest.total, rest.items.length, rest.next], [undefined, 10, undefined]);
  assert.equal((await list({ state: "issued", month: "2026-05" })).total, 33);
  assert.equal((await list({ month: "2026-06" })).total, 0);
  assert.equal((await list({ q: "no'body & | :* \\" })).total, 0);
});
