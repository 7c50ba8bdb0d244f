import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { joinShoppers } from "../../facts/shoppers/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { bookCredit } from "./book-credit.ts";
import type { getCredit, spendCredit } from "./credit.contract.ts";
import { getCreditOperation } from "./get-credit.ts";
import { grantCredit, grantCreditOperation } from "./grant-credit.ts";
import { storeCreditReactions } from "./move-when-merged.ts";
import { spendCreditOperation } from "./spend-credit.ts";

let facts: TestFacts;
let work: UnitOfWork;
before(async () => {
  facts = await testFacts(migrationFolders);
  work = openUnitOfWork(facts.database, facts.clock, [enqueueReactions(storeCreditReactions, facts.clock)]);
});
after(() => facts.close());

type Credit = ContractOutput<typeof getCredit>;
type Entry = ContractOutput<typeof spendCredit>;
const wire = (id: string) => toWire("shp", id);
const call = <Input, Output>(operation: Operation<Input, Output>, input: object, actor: Actor = operator) =>
  callAs({ work, clock: facts.clock }, actor, operation, input);
const grant = (shopper: string, amount: number, more: object = {}) =>
  call(grantCreditOperation, {
    ...{ shopperId: wire(shopper), amount, currency: "EUR", reference: newId(), ...more },
  }) as Promise<Entry>;
const spend = (shopper: string, amount: number, more: object = {}, actor?: Actor) =>
  call(
    spendCreditOperation,
    { shopperId: wire(shopper), amount, currency: "EUR", reference: newId(), ...more },
    actor,
  ) as Promise<Entry>;
const get = (shopper: string, actor?: Actor) =>
  call(getCreditOperation, { shopperId: wire(shopper) }, actor) as Promise<Credit>;
const balanceOf = async (shopper: string, currency = "EUR") =>
  (await get(shopper)).balances.find((balance) => balance.currency === currency)?.amount ?? 0;

async function owedByLedger(...shoppers: string[]): Promise<bigint> {
  const { rows } = await facts.database.pool.query<{ owed: bigint }>(
    `select coalesce(-sum(amount), 0)::bigint as owed from ledger_lines
     where account = 'store-credit' and shopper_id = any($1)`,
    [shoppers],
  );
  return rows[0]?.owed ?? 0n;
}

async function settle(): Promise<void> {
  const byName = new Map(storeCreditReactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, facts.clock, byName)) > 0);
  assert.equal(await facts.database.kysely.selectFrom("reactions").select("error").executeTakeFirst(), undefined);
}

const merge = (guestId: Id<"shp">, accountId: Id<"shp">) =>
  work.run("test", (tx) => joinShoppers(tx, { guestId, accountId, at: facts.clock.now() }));

test("credit is given and spent, and the ledger says the same", async () => {
  const shopper = await facts.shopper();
  const given = await grant(shopper, 1250, { reference: "case 7" });
  assert.deepEqual([given.kind, given.amount, given.balance, given.reference], ["grant", 1250, 1250, "case 7"]);
  const spent = await spend(shopper, 1000, { reference: "receipt 9" });
  assert.deepEqual([spent.kind, spent.amount, spent.balance], ["spend", -1000, 250]);
  assert.deepEqual((await get(shopper)).balances, [{ amount: 250, currency: "EUR" }]);
  assert.equal(await owedByLedger(shopper), 250n);
  const events = await facts.database.kysely
    .selectFrom("events")
    .select(["type", "data"])
    .where("subject", "=", shopper)
    .orderBy("seq")
    .execute();
  assert.deepEqual(
    events.map(({ type, data }) => [type, (data as { amount: number }).amount, (data as { balance: number }).balance]),
    [
      ["store-credit.granted", 1250, 1250],
      ["store-credit.spent", 1000, 250],
    ],
  );
});

test("the same reference again moves nothing, another amount under it is refused, and each way has its own", async () => {
  const shopper = await facts.shopper();
  const first = await grant(shopper, 500, { reference: "one" });
  assert.deepEqual(await grant(shopper, 500, { reference: "one" }), first);
  await assert.rejects(grant(shopper, 501, { reference: "one" }), { type: "credit-reference-reused" });
  const spent = await spend(shopper, 200, { reference: "one" });
  assert.deepEqual(await spend(shopper, 200, { reference: "one" }), spent);
  await assert.rejects(spend(shopper, 100, { reference: "one" }), { type: "credit-reference-reused" });
  assert.equal(await balanceOf(shopper), 300);
});

test("what a remedy gives stands beside what the desk gives under the same reference, and names its decision", async () => {
  const shopper = await facts.shopper();
  const decisionId = newId<"dec">();
  const remedy = () =>
    work.run("test", (tx) =>
      grantCredit(tx, facts.clock, {
        ...{ shopperId: shopper, amount: 500n, currency: "EUR", reference: "one", decisionId },
        ...{ because: "remedy", actor: "test" },
      }),
    );
  const entry = await remedy();
  assert.deepEqual([entry.decision_id, entry.balance], [decisionId, 500n]);
  assert.equal((await remedy()).id, entry.id);
  assert.equal((await grant(shopper, 70, { reference: "one" })).balance, 570);
});

test("nobody spends more than there is, nothing or less than nothing", async () => {
  const shopper = await facts.shopper();
  await assert.rejects(spend(shopper, 1), { type: "credit-not-enough" });
  await grant(shopper, 300);
  await assert.rejects(spend(shopper, 301), (problem: { params: object }) => {
    assert.deepEqual(problem.params, { wanted: 301, available: 300, left: "3.00", currency: "EUR" });
    return true;
  });
  await assert.rejects(spend(shopper, 300, { currency: "USD" }), { type: "credit-not-enough" });
  for (const amount of [0, -5, 1.5]) {
    await assert.rejects(spend(shopper, amount), { type: "bad-input" });
    await assert.rejects(grant(shopper, amount), { type: "bad-input" });
  }
  assert.equal(await balanceOf(shopper), 300);
});

test("what a movement names must be there, and in the order's currency", async () => {
  const shopper = await facts.shopper();
  const order = toWire("ord", await facts.order(shopper));
  await grant(shopper, 300, { orderId: order });
  await assert.rejects(grant(newId(), 300), { type: "not-found" });
  await assert.rejects(spend(shopper, 5, { orderId: toWire("ord", newId()) }), { type: "not-found" });
  await assert.rejects(spend(shopper, 5, { storeId: toWire("sto", newId()) }), { type: "not-found" });
  await assert.rejects(grant(shopper, 5, { orderId: order, currency: "USD" }), { type: "bad-input" });
});

test("two that fit are both served at once; of two that together exceed one is refused", async () => {
  const shopper = await facts.shopper();
  await grant(shopper, 1000);
  await Promise.all([spend(shopper, 300), spend(shopper, 700)]);
  assert.equal(await balanceOf(shopper), 0);
  await grant(shopper, 1000);
  const tried = await Promise.allSettled(Array.from({ length: 16 }, () => spend(shopper, 600)));
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal(await balanceOf(shopper), 400);
});

test("sixteen who give under one reference give once", async () => {
  const shopper = await facts.shopper();
  const given = await Promise.all(Array.from({ length: 16 }, () => grant(shopper, 70, { reference: "once" })));
  assert.equal(new Set(given.map(({ entryId }) => entryId)).size, 1);
  assert.equal(await balanceOf(shopper), 70);
});

test("whatever is given and spent, in currencies of 0, 2 and 3 digits: each balance is its sum, and the ledger agrees", async () => {
  const step = fc.record({
    currency: fc.constantFrom("JPY", "EUR", "KWD"),
    amount: fc.integer({ min: 1, max: 1000 }),
    give: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const shopper = await facts.shopper();
      const expected = new Map<string, number>();
      for (const { currency, amount, give } of steps) {
        const before = expected.get(currency) ?? 0;
        const fits = give || amount <= before;
        const done = give ? grant(shopper, amount, { currency }) : spend(shopper, amount, { currency });
        if (!fits) await assert.rejects(done, { type: "credit-not-enough" });
        else expected.set(currency, (await done).balance);
        if (fits) assert.equal(expected.get(currency), give ? before + amount : before - amount);
      }
      for (const [currency, balance] of expected) assert.equal(await balanceOf(shopper, currency), balance);
      const all = [...expected.values()].reduce((sum, balance) => sum + balance, 0);
      assert.equal(await owedByLedger(shopper), BigInt(all));
    }),
    { numRuns: 15 },
  );
});

test("a guest's credit moves to the account they turn out to be, once, and is spent under either name", async () => {
  const [guest, account] = [await facts.shopper({ kind: "guest" }), await facts.shopper()];
  await grant(guest, 400, { reference: "guest's" });
  await grant(guest, 90, { currency: "USD" });
  await grant(account, 100);
  await merge(guest, account);
  assert.equal(await balanceOf(account), 500, "one person's, also before it has moved");
  await settle();
  await settle();
  assert.deepEqual(await get(guest), await get(account));
  assert.deepEqual((await get(account)).balances, [
    { amount: 500, currency: "EUR" },
    { amount: 90, currency: "USD" },
  ]);
  assert.equal(await owedByLedger(guest), 0n);
  assert.equal(await owedByLedger(account), 590n);
  const again = await grant(account, 400, { reference: "guest's" });
  assert.equal(again.balance, 400, "what was given to the guest is not given to the account once more");
  await spend(guest, 500);
  assert.equal(await balanceOf(account), 0);
});

test("credit given to a guest while they are merged is not lost, whoever is first", async () => {
  for (let round = 0; round < 8; round++) {
    const [guest, account] = [await facts.shopper({ kind: "guest" }), await facts.shopper()];
    let merging: Promise<unknown> | undefined;
    await work.run("test", async (tx) => {
      await bookCredit(tx, facts.clock, {
        ...{ shopperId: guest, currency: "EUR", kind: "grant", amount: 250n, reference: "desk/x", actor: "test" },
      });
      // The merge commits and its reaction runs while what was booked is not committed yet.
      merging = merge(guest, account).then(settle);
      await facts.database.pool.query("select pg_sleep(0.02)");
    });
    await merging;
    await settle();
    await spend(account, 250);
    assert.equal(await balanceOf(account), 0);
  }
});

test("the database refuses an entry that does not go on from the last balance, and changes to any", async () => {
  const shopper = await facts.shopper();
  await grant(shopper, 100);
  const refused = (sql: string, message: RegExp) => assert.rejects(facts.database.pool.query(sql, [shopper]), message);
  const entry = (values: string) => `
    insert into store_credit_entries (shopper_id, currency, id, at, actor, reference, number, kind, amount, balance,
      previous, previous_balance)
    values ($1, 'EUR', gen_random_uuid(), now(), 'test', 'x', ${values})`;
  await refused(entry("2, 'grant', 5, 106, 1, 101"), /foreign key/);
  await refused(entry("2, 'grant', 5, 106, 1, 100"), /check/);
  await refused(entry("2, 'spend', -101, -1, 1, 100"), /check/);
  await refused(entry("2, 'grant', -5, 95, 1, 100"), /check/);
  await refused("update store_credit_accounts set balance = 101 where shopper_id = $1", /foreign key/);
  await refused("update store_credit_entries set amount = 0 where shopper_id = $1", /never changed or deleted/);
  await refused("delete from store_credit_entries where shopper_id = $1", /never changed or deleted/);
});

test("over a signed link a shopper sees the balance, and the movements of that order alone", async () => {
  const shopper = await facts.shopper();
  const [own, other] = [await facts.order(shopper), await facts.order(shopper)];
  await grant(shopper, 100, { orderId: toWire("ord", own) });
  await grant(shopper, 200, { orderId: toWire("ord", other) });
  const link: Actor = { role: "shopper", id: shopper, scope: { shopperId: shopper, orderId: own } };
  const seen = await get(shopper, link);
  assert.deepEqual(seen.balances, [{ amount: 300, currency: "EUR" }]);
  assert.deepEqual(
    seen.entries.map(({ amount, reference }) => [amount, reference]),
    [[100, undefined]],
  );
  await assert.rejects(get(await facts.shopper(), link), { type: "not-found" });
});

test("at a till credit is spent in the own store, which stands in the entry", async () => {
  const [shopper, store, elsewhere] = [await facts.shopper(), await facts.store("Altona"), await facts.store("Mitte")];
  await grant(shopper, 100);
  const till: Actor = { role: "associate", id: newId(), scope: { storeId: store } };
  const entry = await spend(shopper, 40, {}, till);
  assert.equal(entry.storeId, toWire("sto", store));
  await assert.rejects(spend(shopper, 40, { storeId: toWire("sto", elsewhere) }, till), { type: "forbidden" });
});
