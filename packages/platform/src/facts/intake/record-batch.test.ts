import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { foldProfiles } from "../profiles/index.ts";
import { IntakeRecord, type IntakeRecordJson, type IntakeResult, recordBatch } from "./index.ts";

let database: TestDatabase;
let work: UnitOfWork;
const clock: TestClock = testClock();

before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, clock, [foldProfiles]);
});
after(() => database.close());

/** Each test has a source of its own, and so a shop of its own. */
const recordAs = (source: string, records: readonly IntakeRecordJson[], history = true): Promise<IntakeResult> => {
  const read = records.map((record) => IntakeRecord.decode(record));
  return work.run("test", (tx) => recordBatch(tx, source, read, { history, now: clock.now() }));
};
const outcomes = ({ outcomes }: IntakeResult) => outcomes.map(({ outcome }) => outcome);
const rows = async <Row>(text: string, source: string): Promise<Row[]> =>
  (await database.pool.query(text, [source])).rows as Row[];

const order = (id: string, more: Partial<Extract<IntakeRecordJson, { type: "order" }>> = {}): IntakeRecordJson => ({
  ...{ type: "order", id, at: "2026-01-05T10:00:00Z", shopper: "S1", channel: "online", currency: "EUR" },
  lines: [{ sku: "MUG", title: "Mug", quantity: 2, amount: 1001 }],
  ...more,
});
const comeBack = (id: string, more: Partial<Extract<IntakeRecordJson, { type: "return" }>> = {}): IntakeRecordJson => ({
  ...{ type: "return", id, at: "2026-01-09T10:00:00Z", shopper: "S1", channel: "store", currency: "EUR" },
  lines: [{ sku: "MUG", quantity: 1 }],
  ...more,
});

test("an order makes its shopper, its product and its price-paid snapshot; discounts are shared to the cent", async () => {
  const lines = [
    { sku: "MUG", title: "Mug", quantity: 3, amount: 1000, discount: 100 },
    { sku: "LAMP", title: "Lamp", quantity: 1, amount: 2000, tax: 319 },
  ];
  await recordAs("snapshot", [order("1", { lines, discount: 101, shipping: 490 })]);
  const [placed] = await rows<{ total: bigint }>("select total from orders where source = $1", "snapshot");
  assert.equal(placed?.total, 900n + 2000n - 101n + 490n);
  const frozen = await rows<{ listed: bigint; discount: bigint; paid: bigint; tax: bigint }>(
    "select listed, discount, paid, tax from order_lines where source = $1 order by line",
    "snapshot",
  );
  assert.deepEqual(frozen, [
    { listed: 1000n, discount: 131n, paid: 869n, tax: 0n },
    { listed: 2000n, discount: 70n, paid: 1930n, tax: 319n },
  ]);
  const known = await rows<{ kind: string; key: string; implicit: boolean }>(
    "select s.kind, s.key, p.implicit from shoppers s join products p on p.source = s.source and p.key = 'LAMP' where s.source = $1",
    "snapshot",
  );
  assert.deepEqual(known, [{ kind: "account", key: "S1", implicit: true }]);
});

test("the same batch twice, one after the other or at once, is recorded once", async () => {
  const batch: IntakeRecordJson[] = [
    { type: "store", id: "A", name: "Altona" },
    { type: "product", id: "P", title: "Lamp", currency: "EUR", variants: [{ sku: "LAMP", price: 1000 }] },
    { type: "shopper", id: "S1", name: "Anna", email: "Anna@Example.com" },
    order("1", { store: "A" }),
    {
      type: "order-lines",
      id: "1b",
      order: "1",
      at: "2026-01-05T11:00:00Z",
      lines: [{ sku: "LAMP", quantity: 1, amount: 900 }],
    },
    { type: "payment", id: "p", order: "1", at: "2026-01-05T10:00:00Z", method: "card", amount: 1901 },
    { type: "parcel", id: "c", order: "1", shippedAt: "2026-01-06T10:00:00Z", deliveredAt: "2026-01-07T10:00:00Z" },
    comeBack("r"),
    {
      type: "adjustment",
      id: "a",
      at: "2026-01-05T10:00:00Z",
      kind: "fee",
      code: "FEE",
      quantity: 1,
      amount: -5,
      currency: "EUR",
    },
  ];
  const answers = await Promise.all([recordAs("twice", batch), recordAs("twice", batch)]);
  const taken = answers.map((answer) => outcomes(answer).filter((outcome) => outcome === "taken").length);
  assert.equal(
    taken.reduce((a, b) => a + b),
    batch.length,
  );
  assert.ok(outcomes(await recordAs("twice", batch)).every((outcome) => outcome === "known"));
  const [counts] = await rows<Record<string, number>>(
    `select (select count(*)::int from orders where source = $1) as orders,
      (select count(*)::int from order_lines where source = $1) as lines,
      (select sum(returned_quantity)::int from order_lines where source = $1) as returned,
      (select total::int from orders where source = $1) as total,
      (select count(*)::int from events where source = $1) as events`,
    "twice",
  );
  assert.deepEqual(counts, { orders: 1, lines: 2, returned: 1, total: 1901, events: 8 });
  const contact = "select c.email from shopper_contacts c join shoppers s on s.id = c.shopper_id where s.source = $1";
  assert.deepEqual(await rows(contact, "twice"), [{ email: "anna@example.com" }]);
});

test("a batch may hold returns before their purchases, and one id twice", async () => {
  const result = await recordAs("any order", [comeBack("r"), order("1"), order("1", { currency: "USD" })]);
  assert.deepEqual(outcomes(result), ["taken", "taken", "known"]);
  assert.deepEqual(result.returnLines, { lines: 1, matched: 1, split: 0 });
});

test("a return over two purchases and more is split, and its amount with it; the rest is of unknown origin", async () => {
  await recordAs("split", [
    order("1", { lines: [{ sku: "MUG", quantity: 2, amount: 1000 }] }),
    order("2", { at: "2026-01-06T10:00:00Z", lines: [{ sku: "MUG", quantity: 1, amount: 700 }] }),
  ]);
  const { returnLines } = await recordAs("split", [
    comeBack("r", { lines: [{ sku: "MUG", quantity: 4, amount: 1001 }] }),
  ]);
  assert.deepEqual(returnLines, { lines: 1, matched: 1, split: 1 });
  const parts = await rows(
    `select o.key, l.quantity, l.amount, l.record_line from return_lines l join returns r on r.id = l.return_id
      left join orders o on o.id = l.order_id where r.source = $1 order by l.line`,
    "split",
  );
  assert.deepEqual(parts, [
    { key: "2", quantity: 1, amount: 250n, record_line: 1 },
    { key: "1", quantity: 2, amount: 500n, record_line: 1 },
    { key: null, quantity: 1, amount: 251n, record_line: 1 },
  ]);
});

test("units that come back one by one without an amount are worth together what was paid", async () => {
  await recordAs("shares", [order("1", { lines: [{ sku: "MUG", quantity: 3, amount: 1000 }] })]);
  for (const id of ["a", "b", "c"]) await recordAs("shares", [comeBack(id)]);
  const amounts = await rows<{ amount: bigint }>("select amount from returns where source = $1 order by key", "shares");
  assert.deepEqual(
    amounts.map(({ amount }) => amount),
    [333n, 333n, 334n],
  );
});

test("of two simultaneous returns of the last unit one is matched, the other of unknown origin", async () => {
  await recordAs("last unit", [order("1", { lines: [{ sku: "MUG", quantity: 1, amount: 500 }] })]);
  const returns = ["a", "b", "c", "d"].map((id) => recordAs("last unit", [comeBack(id)], false));
  const matched = (await Promise.all(returns)).map(({ returnLines }) => returnLines.matched);
  assert.deepEqual(matched.sort(), [0, 0, 0, 1]);
  const sold = await rows("select returned_quantity from order_lines where source = $1", "last unit");
  assert.deepEqual(sold, [{ returned_quantity: 1 }]);
});

test("of two simultaneous returns that name the order of the last unit, one is refused", async () => {
  await recordAs("named", [order("1", { lines: [{ sku: "MUG", quantity: 1, amount: 500 }] })]);
  const answers = await Promise.all(["a", "b"].map((id) => recordAs("named", [comeBack(id, { order: "1" })], false)));
  assert.deepEqual(answers.flatMap(outcomes).sort(), ["rejected", "taken"]);
  assert.equal((await rows("select from returns where source = $1", "named")).length, 1);
});

test("a bad record is rejected alone, with the field", async () => {
  const fine = order("fine");
  const bad: [IntakeRecordJson, string][] = [
    [order("1", { at: "1969-12-31T23:59:59Z" }), "at"],
    [order("2", { lines: [{ sku: "MUG", quantity: 1, amount: -1 }] }), "lines/0/amount"],
    [order("3", { lines: [{ sku: "MUG", quantity: 1, amount: 100, discount: 101 }] }), "lines/0/discount"],
    [order("4", { discount: 1002 }), "discount"],
    [order("5", { store: "nowhere" }), "store"],
    [order("6", { lines: [{ sku: "MUG", quantity: 1, amount: 9e15 }] }), "lines/0/amount"],
    [{ type: "payment", id: "p", order: "none", at: "2026-01-05T10:00:00Z", method: "card", amount: 1 }, "order"],
    [{ type: "payment", id: "q", order: "fine", at: "2026-01-05T10:00:00Z", method: "card", amount: 0 }, "amount"],
    [
      {
        type: "parcel",
        id: "c",
        order: "fine",
        shippedAt: "2026-01-06T10:00:00Z",
        deliveredAt: "2026-01-05T10:00:00Z",
      },
      "deliveredAt",
    ],
    [comeBack("r1", { order: "none" }), "order"],
    [comeBack("r2", { order: "fine", lines: [{ sku: "MUG", quantity: 3 }] }), "lines/0/quantity"],
    [comeBack("r3", { order: "fine", currency: "USD" }), "currency"],
    [comeBack("r4", { order: "fine", lines: [{ sku: "LAMP", quantity: 1 }] }), "lines/0/quantity"],
    [{ type: "merge", id: "m", at: "2026-01-05T10:00:00Z", guest: "nobody", account: "S1" }, "guest"],
    [{ type: "store", id: "A", name: "Altona", timeZone: "Mars/Base" }, "timeZone"],
  ];
  const result = await recordAs("bad", [...bad.map(([record]) => record), fine]);
  assert.deepEqual(
    result.outcomes.map((outcome) => (outcome.outcome === "rejected" ? outcome.field : outcome.outcome)),
    [...bad.map(([, field]) => field), "taken"],
  );
  assert.equal((await rows("select from orders where source = $1", "bad")).length, 1);
  assert.equal((await rows("select from returns where source = $1", "bad")).length, 0);
});

test("a guest's purchase is matched to the account it was merged into", async () => {
  await recordAs("merge", [
    order("1", { shopper: undefined as never, contact: { email: "a@example.com" } }),
    { type: "shopper", id: "S1" },
  ]);
  const merge: IntakeRecordJson = { type: "merge", id: "m", at: "2026-01-06T10:00:00Z", guest: "1", account: "S1" };
  assert.deepEqual(outcomes(await recordAs("merge", [merge])), ["taken"]);
  assert.deepEqual(outcomes(await recordAs("merge", [merge])), ["known"]);
  const { returnLines } = await recordAs("merge", [comeBack("r")]);
  assert.equal(returnLines.matched, 1);
  const [profile] = await rows<{ state: { orders: number; returns: number } }>(
    "select p.state from profiles p join shoppers s on s.id = p.shopper_id where s.source = $1 and s.kind = 'account'",
    "merge",
  );
  assert.deepEqual([profile?.state.orders, profile?.state.returns], [1, 1]);
});

test("a customer number and the number of a guest's order do not meet", async () => {
  await recordAs("same number", [
    order("77", { shopper: undefined as never }),
    comeBack("77", { shopper: undefined as never }),
    order("78", { shopper: "77" }),
  ]);
  const shoppers = await rows("select kind, key from shoppers where source = $1 order by key", "same number");
  assert.deepEqual(shoppers, [
    { kind: "account", key: "77" },
    { kind: "guest", key: "order/77" },
    { kind: "guest", key: "return/77" },
  ]);
});

test("the record of a known parcel is taken once more when it brings the delivery", async () => {
  const parcel: IntakeRecordJson = { type: "parcel", id: "c", order: "1", shippedAt: "2026-01-06T10:00:00Z" };
  const delivered: IntakeRecordJson = { ...parcel, deliveredAt: "2026-01-08T10:00:00Z" } as IntakeRecordJson;
  await recordAs("parcel", [order("1"), parcel]);
  assert.deepEqual(outcomes(await recordAs("parcel", [delivered])), ["taken"]);
  assert.deepEqual(outcomes(await recordAs("parcel", [delivered])), ["known"]);
  const types = await rows<{ type: string }>(
    "select type from events where source = $1 and type like 'parcel.%' order by at",
    "parcel",
  );
  assert.deepEqual(
    types.map(({ type }) => type),
    ["parcel.shipped", "parcel.delivered"],
  );
});

const bought = (id: string): IntakeRecordJson => ({
  ...{ type: "order", id, reference: `ref-${id}`, at: "2026-01-05T10:00:00Z", shopper: "S-1", channel: "online" },
  currency: "EUR",
  lines: [
    { sku: "mug", reference: "line-a", quantity: 3, amount: 1000 },
    { sku: "mug", reference: "line-b", quantity: 1, amount: 200 },
  ],
});
const undone = (source: string) =>
  rows<{ line: number; back: number; cancelled: number }>(
    `select l.line, l.returned_quantity as back, l.cancelled_quantity as cancelled
     from order_lines l where l.source = $1 order by l.line`,
    source,
  );

test("an order and its lines can be named by what the shop calls them, also when it begins to say so later", async () => {
  const plain = bought("8") as Extract<IntakeRecordJson, { type: "order" }>;
  const { reference: _, ...unnamed } = { ...plain, lines: plain.lines.map(({ reference: _, ...line }) => line) };
  await recordAs("named units", [unnamed]);
  const back: IntakeRecordJson = {
    ...{ type: "return", id: "r", order: "ref-8", at: "2026-01-09T10:00:00Z", channel: "online", currency: "EUR" },
    lines: [{ sku: "mug", line: "line-b", quantity: 1 }],
  };
  assert.deepEqual(outcomes(await recordAs("named units", [back])), ["rejected"]);
  assert.deepEqual(outcomes(await recordAs("named units", [plain, back])), ["known", "taken"]);
  assert.deepEqual(await rows("select amount from returns where source = $1", "named units"), [{ amount: 200n }]);
  assert.deepEqual(await undone("named units"), [
    { line: 1, back: 0, cancelled: 0 },
    { line: 2, back: 1, cancelled: 0 },
  ]);
});

test("what is called off undoes its purchase once, to the cent, in any order and however often it is said", async () => {
  const off = (id: string, quantity?: number): IntakeRecordJson => ({
    ...{ type: "cancellation", id, order: "9", at: "2026-01-06T10:00:00Z" },
    ...(quantity !== undefined && { lines: [{ sku: "mug", line: "line-a", quantity }] }),
  });
  await recordAs("off", [bought("9"), off("one", 1)]);
  assert.deepEqual(outcomes(await recordAs("off", [off("one", 1), off("rest"), off("more", 2)])), [
    "known",
    "taken",
    "known",
  ]);
  assert.deepEqual(await undone("off"), [
    { line: 1, back: 3, cancelled: 3 },
    { line: 2, back: 1, cancelled: 1 },
  ]);
  const facts = await rows<{ data: { nothingLeft: boolean; lines: { quantity: number; paid: number }[] } }>(
    "select data from events where source = $1 and type = 'order.cancelled' order by seq",
    "off",
  );
  assert.deepEqual(
    facts.map(({ data }) => [data.nothingLeft, data.lines.map(({ quantity, paid }) => [quantity, paid])]),
    [
      [false, [[1, 333]]],
      [
        true,
        [
          [2, 667],
          [1, 200],
        ],
      ],
    ],
  );
  const [profile] = await rows<{ state: { unitsBought: number; returns: number; money: { EUR: { paid: number } } } }>(
    "select p.state from profiles p join shoppers s on s.id = p.shopper_id where s.source = $1",
    "off",
  );
  assert.deepEqual([profile?.state.unitsBought, profile?.state.returns, profile?.state.money.EUR.paid], [0, 0, 0]);
});
