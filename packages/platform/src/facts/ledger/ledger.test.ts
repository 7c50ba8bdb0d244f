import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { chart, type LedgerAccount } from "./chart.schema.ts";
import { ledgerEntriesOperation } from "./list-entries.ts";
import { type NewLedgerEntry, postEntry } from "./post.ts";
import { ledgerBalancesOperation } from "./read-balances.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const accounts = Object.keys(chart) as LedgerAccount[];
const post = (entry: Partial<NewLedgerEntry> & Pick<NewLedgerEntry, "lines">) =>
  facts.work.run("test", (tx) =>
    postEntry(tx, facts.clock, {
      ...{ kind: "credit-granted", reference: newId(), shopperId: newId(), currency: "EUR", actor: "test" },
      ...entry,
    }),
  );
const lines = (amount: bigint, debit: LedgerAccount = "goodwill", credit: LedgerAccount = "store-credit") => [
  { account: debit, amount },
  { account: credit, amount: -amount },
];

interface Balances {
  items: { account: string; currency: string; debit: number; credit: number; balance: number }[];
}
interface Entries {
  items: { entryId: string; reference: string; lines: { account: string; amount: number; shopperId: string }[] }[];
  next?: string;
}
const balances = async (input: object = {}) =>
  (await callAs(facts, operator, ledgerBalancesOperation, input)) as Balances;
const entries = async (input: object) => (await callAs(facts, operator, ledgerEntriesOperation, input)) as Entries;

test("a list of lines that does not balance is refused before the database sees it", async () => {
  const list = fc.array(fc.bigInt(-1000n, 1000n), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(list, async (amounts) => {
      const given = amounts.map((amount) => ({ account: "goodwill" as const, amount }));
      const kept = amounts.filter((amount) => amount !== 0n);
      const sound = kept.length >= 2 && kept.reduce((a, b) => a + b, 0n) === 0n;
      if (sound) assert.equal(await post({ lines: given }), true);
      else await assert.rejects(post({ lines: given }), /does not balance/);
    }),
    { numRuns: 60 },
  );
});

test("the database refuses an entry that does not balance, has one line or none, or is added to afterwards", async () => {
  const entry = (id: string) =>
    `insert into ledger_entries (id, kind, reference, at, recorded_at, shopper_id, currency, actor)
     values ('${id}', 'credit-granted', '${id}', now(), now(), '${id}', 'EUR', 'test')`;
  const line = (id: string, number: number, amount: number) =>
    `insert into ledger_lines (entry_id, line, account, amount, shopper_id)
     values ('${id}', ${number}, 'goodwill', ${amount}, '${id}')`;
  const refused = async (...given: ((id: string) => string)[]) => {
    const id = newId();
    const together = given.map((statement) => statement(id)).join(";");
    await assert.rejects(facts.database.pool.query(together), /does not balance/);
  };
  await refused(entry);
  await refused(entry, (id) => line(id, 1, 5));
  await refused(
    entry,
    (id) => line(id, 1, 5),
    (id) => line(id, 2, -4),
  );
  const reference = newId();
  await post({ reference, lines: lines(5n) });
  const { id } = await facts.database.kysely
    .selectFrom("ledger_entries")
    .select("id")
    .where("reference", "=", reference)
    .executeTakeFirstOrThrow();
  await assert.rejects(facts.database.pool.query(line(id, 3, 1)), /does not balance/);
  await assert.rejects(facts.database.pool.query(line(id, 3, 0)), /check/);
});

test("an entry is never changed or deleted", async () => {
  await post({ lines: lines(5n) });
  for (const table of ["ledger_entries", "ledger_lines"]) {
    await assert.rejects(facts.database.pool.query(`delete from ${table}`), /never changed or deleted/);
    await assert.rejects(facts.database.pool.query(`update ${table} set shopper_id = shopper_id`), /never changed/);
  }
});

test("one reference is posted once, also by sixteen at the same moment", async () => {
  const reference = newId();
  const posted = await Promise.all(Array.from({ length: 16 }, () => post({ reference, lines: lines(7n) })));
  assert.equal(posted.filter(Boolean).length, 1);
  assert.equal(await post({ reference, lines: lines(9n) }), false);
});

test("every account of the chart can be posted to, and the database knows no other", async () => {
  for (const account of accounts) await post({ lines: lines(3n, account, account) });
  await assert.rejects(post({ lines: lines(3n, "slush-fund" as LedgerAccount) }), /check/);
});

test("balances are told by account and currency, add up to nothing, and can be asked of the past", async () => {
  const of = async (input: object = {}) =>
    (await balances(input)).items.filter(({ currency }) => currency === "JPY" || currency === "KWD");
  const before = facts.clock.now();
  facts.clock.advance(1000);
  await post({ currency: "JPY", lines: lines(500n) });
  await post({ currency: "JPY", lines: lines(200n, "store-credit", "credit-used") });
  await post({ currency: "KWD", lines: lines(1500n) });
  assert.deepEqual(await of({ at: before.toISOString() }), []);
  const now = await of();
  assert.deepEqual(
    now.map(({ account, currency, debit, credit, balance }) => [account, currency, debit, credit, balance]),
    [
      ["credit-used", "JPY", 0, 200, -200],
      ["goodwill", "JPY", 500, 0, 500],
      ["goodwill", "KWD", 1500, 0, 1500],
      ["store-credit", "JPY", 200, 500, -300],
      ["store-credit", "KWD", 0, 1500, -1500],
    ],
  );
  for (const currency of ["JPY", "KWD"]) {
    const sum = now.filter((item) => item.currency === currency).reduce((total, { balance }) => total + balance, 0);
    assert.equal(sum, 0);
  }
});

test("entries are listed by order, by shopper and by account, page by page", async () => {
  const [shopperId, guestId, orderId] = [newId<"shp">(), newId<"shp">(), newId<"ord">()];
  const references = [newId(), newId(), newId()];
  for (const reference of references) await post({ reference, shopperId, orderId, lines: lines(5n) });
  await post({
    ...{ reference: `moved/${guestId}`, shopperId, kind: "credit-moved" },
    lines: [
      { account: "store-credit", amount: 5n, shopperId: guestId },
      { account: "store-credit", amount: -5n },
    ],
  });
  const wire = { order: toWire("ord", orderId), shopper: toWire("shp", shopperId), guest: toWire("shp", guestId) };
  const first = await entries({ orderId: wire.order, limit: 2 });
  const rest = await entries({ orderId: wire.order, limit: 2, cursor: first.next });
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ reference }) => reference),
    references.toReversed(),
  );
  assert.equal(rest.next, undefined);
  assert.equal((await entries({ shopperId: wire.shopper })).items.length, 4);
  const [moved] = (await entries({ shopperId: wire.guest })).items;
  assert.deepEqual(moved?.lines, [
    { account: "store-credit", amount: 5, shopperId: wire.guest },
    { account: "store-credit", amount: -5, shopperId: wire.shopper },
  ]);
  assert.deepEqual((await entries({ orderId: wire.order, account: "till-cash" })).items, []);
  await assert.rejects(entries({ cursor: "nonsense" }), { type: "bad-input" });
});

test("only managers and administrators read the ledger", () => {
  const allowed: Actor["role"][] = ["manager", "admin"];
  for (const { by } of [ledgerBalancesOperation, ledgerEntriesOperation]) assert.deepEqual(Object.keys(by), allowed);
});
