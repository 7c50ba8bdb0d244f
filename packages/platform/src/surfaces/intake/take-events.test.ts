import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { foldProfiles } from "../../facts/profiles/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { type Appended, openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { takeRecords } from "./take-events.ts";

let database: TestDatabase;
let work: UnitOfWork;
const appended: Appended[] = [];
const clock = testClock();

before(async () => {
  database = await testDatabase(migrationFolders);
  const listen = async (_: unknown, news: Appended) => void appended.push(news);
  work = openUnitOfWork(database, clock, [foldProfiles, listen]);
});
after(() => database.close());

const send = (source: string, records: readonly unknown[]) =>
  work.run("test", (tx) => takeRecords(tx, clock, source, records));
const order = { type: "order", id: "1", at: "2026-03-01T10:00:00+01:00", channel: "online", currency: "EUR" };
const lines = [{ sku: "MUG", quantity: 1, amount: 1000 }];

test("all valid records are taken, each bad one is answered with index, field and reason", async () => {
  const answer = await send("shop", [
    { ...order, lines },
    { ...order, id: "2", lines: [{ sku: "MUG", quantity: 0, amount: 1 }] },
    { type: "wish", id: "3" },
    null,
    { type: "payment", id: "p", order: "none", at: order.at, method: "card", amount: 1 },
    { type: "payment", id: "q", order: "1", at: order.at, method: "card", amount: 1000 },
    { ...order, lines },
  ]);
  assert.deepEqual([answer.taken, answer.known], [2, 1]);
  assert.deepEqual(
    answer.rejected.map(({ index, field }) => [index, field]),
    [
      [1, "lines/0/quantity"],
      [2, "type"],
      [3, ""],
      [4, "order"],
    ],
  );
  assert.ok(answer.rejected.every(({ reason }) => reason.length > 10));
});

test("what has not happened yet, and a return before its order, are refused by the field", async () => {
  const later = { ...order, id: "future", at: "2099-01-01T00:00:00Z", lines };
  const early = {
    ...{ type: "return", id: "early", at: "2026-02-01T10:00:00Z", channel: "store", currency: "EUR" },
    ...{ order: "placed", lines: [{ sku: "MUG", quantity: 1 }] },
  };
  const answer = await send("shop", [later, { ...order, id: "placed", lines }, early]);
  assert.equal(answer.taken, 1);
  assert.deepEqual(
    answer.rejected.map(({ index, field }) => [index, field]),
    [
      [0, "at"],
      [2, "at"],
    ],
  );
});

test("what is sent now is no history: those who act on shoppers are told", async () => {
  appended.length = 0;
  await send("live", [{ ...order, lines }]);
  assert.deepEqual(
    appended.map(({ history, events }) => [history, events.length]),
    [[false, 2]],
  );
});

test("a batch with nothing but bad records changes nothing and fails nobody", async () => {
  const answer = await send("bad", ["", 1, [], {}]);
  assert.deepEqual([answer.taken, answer.rejected.length], [0, 4]);
});

test("whatever is sent, each record is answered once and nothing breaks", async () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u0000", "\ud800", "MUG", "1", "__proto__"));
  const amount = fc.oneof(fc.maxSafeInteger(), fc.double(), fc.nat(5000));
  const line = fc.record(
    { sku: text, title: text, quantity: fc.integer({ min: -1, max: 1e7 }), amount, discount: amount },
    { requiredKeys: ["sku", "quantity", "amount"] },
  );
  const at = fc.oneof(
    fc.constant(order.at),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    text,
  );
  const fixed = {
    type: fc.constant("order"),
    channel: fc.constant("online"),
    currency: fc.constant("EUR"),
  };
  const record = fc.oneof(
    fc.record(
      { ...fixed, id: text, at, lines: fc.array(line, { maxLength: 3 }), shopper: text },
      { requiredKeys: ["type", "id", "at", "channel", "currency", "lines"] },
    ),
    fc.record({
      type: fc.constant("return"),
      id: text,
      at,
      channel: fc.constant("store"),
      currency: text,
      lines: fc.array(line),
    }),
    fc.record({
      type: fc.constant("shopper"),
      id: text,
      name: text,
      email: fc.emailAddress(),
      kind: fc.constantFrom("account", "guest"),
    }),
    fc.record({
      type: fc.constant("adjustment"),
      id: text,
      at,
      kind: fc.constant("fee"),
      code: text,
      quantity: fc.integer(),
      amount,
      currency: fc.constant("EUR"),
    }),
    fc.record({ type: fc.constant("product"), id: text, title: text, variants: fc.array(fc.record({ sku: text })) }),
    fc.record({ type: fc.constant("merge"), id: text, at, guest: text, account: text }),
    fc.anything(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
      const sent = JSON.parse(
        JSON.stringify(
          records.map((one) => (typeof one === "bigint" ? null : one)),
          plain,
        ),
      ) as unknown[];
      const { taken, known, rejected } = await send("any", sent);
      assert.equal(taken + known + rejected.length, sent.length);
    }),
    { numRuns: 30 },
  );
});

/** `fc.anything` makes values that JSON does not know. */
function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
