import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readReturn, returnRecorded } from "../../facts/returns/index.ts";
import { erasePersonalData } from "../../facts/shoppers/index.ts";
import { keepStoreStock } from "../../facts/stock/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { Disposition, dispositionMeanings, Grade } from "./disposition.schema.ts";
import { dispositionOperations, dispositionReactions } from "./index.ts";

let facts: TestFacts;
let work: UnitOfWork;
let store: string;
let charities: string[];
let recycler: string;
before(async () => {
  facts = await testFacts(migrationFolders);
  work = openUnitOfWork(facts.database, facts.clock, [enqueueReactions(dispositionReactions, facts.clock)]);
  facts.clock.set(new Date("2026-11-22T10:00:00Z"));
  store = await facts.store("Munich");
  await facts.database.pool.query("update stores set country = 'DE'");
  charities = [];
  for (const title of ["Warm Hands", "Second Step", "Open Door"]) charities.push(await destination({ title }));
  recycler = await destination({ title: "Fibre", kind: "recycler", dispositions: ["recycle"] });
});
after(() => facts.close());

interface Seen {
  readonly itemId: string;
  readonly state: string;
  readonly paid: number;
  readonly quantity: number;
  readonly options: readonly { option: string; recommended: boolean; because: string[]; grounds?: string[] }[];
  readonly [name: string]: unknown;
}

async function call<Answer = Seen>(name: string, input: object, actor: Actor = operator): Promise<Answer> {
  const operation = dispositionOperations.find(({ contract }) => contract.name === name) as Operation;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor, input, session, locale: "en" as const, client: "test" };
  const { output } = await execute(operation, asked, { work, clock: facts.clock });
  return output as Answer;
}

const refusal = (kind: string) => (error: unknown) => {
  assert.ok(error instanceof Problem, String(error));
  assert.equal(error.type, kind, JSON.stringify(error.params));
  return true;
};

async function destination({ title = "", kind = "charity", dispositions = ["donate"], ...more } = {}) {
  const acceptance = { grades: Grade.options, dispositions };
  const given = { title, kind, active: true, fromShoppers: true, comes: true, fee: 0, pays: 0, ...more };
  const catchment = [{ country: "DE", postCodes: ["80"] }];
  const made = await call<{ destinationId: string }>("destinations.create", { ...given, catchment, acceptance });
  return made.destinationId;
}

const react = async () => {
  const byName = new Map(dispositionReactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, facts.clock, byName)) > 0);
};

let articles = 0;

/** Units of a new article that came back to the store, of which one waits to be inspected. */
async function comeBack({
  quantity = 1,
  amount = 4_000n,
  stock,
  reason,
}: {
  quantity?: number;
  amount?: bigint;
  stock?: number;
  reason?: string;
} = {}) {
  const sku = `A-${++articles}`;
  await facts.variant(sku, `Article ${articles}`, `40000000${articles}`);
  if (stock !== undefined) await count(sku, stock, "2026-11-01T00:00:00Z");
  const shopper = await facts.shopper({ name: "Jo" });
  const order = await facts.order(shopper, { lines: [{ sku, quantity, paid: amount }] });
  const returnId = await facts.comeBack(shopper, {
    ...{ storeId: store, at: "2026-11-20T10:00:00Z" },
    lines: [{ sku, quantity, amount, of: [order, 1] }],
  });
  await facts.database.pool.query("update return_lines set reason = $2 where return_id = $1", [returnId, reason]);
  await recorded({ returnId, shopper });
  const { rows } = await facts.database.pool.query("select id from items where return_id = $1", [returnId]);
  assert.equal(rows.length, 1);
  return { sku, shopper, order, returnId, itemId: toWire("itm", rows[0]!.id) };
}

/** Says the fact through the unit of work that queues reactions. */
async function recorded({ returnId, shopper }: { returnId: Id<"ret">; shopper: Id<"shp"> }) {
  const data = { returnId, shopperId: shopper, number: returnId, channel: "store", currency: "EUR", lines: [] };
  await work.run("test", (tx) => tx.append(returnRecorded({ subject: shopper, at: facts.clock.now(), data })));
  await react();
}

async function count(sku: string, pieces: number, at: string) {
  const { pool } = facts.database;
  await pool.query("update variants set in_stock = $2, in_stock_at = $3 where sku = $1", [sku, pieces, at]);
  const counts = [{ storeId: store, sku, available: pieces, at: new Date(at) }];
  await work.run("test", (tx) => keepStoreStock(tx, counts));
}

async function stockOf(sku: string): Promise<[all: number | null, here: number | undefined]> {
  const { pool } = facts.database;
  const all = await pool.query("select in_stock from variants where sku = $1", [sku]);
  const here = await pool.query("select available from store_stock where sku = $1", [sku]);
  return [all.rows[0]?.in_stock, here.rows[0]?.available];
}

const inspect = (itemId: string, more: object = {}) => call("items.inspect", { itemId, grade: "N", ...more });
const dispose = (itemId: string, disposition: string, more: object = {}) =>
  call<{ items: Seen[] }>("items.dispose", { itemIds: [itemId], disposition, ...more });

test("what came back waits once, oldest first, is graded, and answers what to do with it and why", async () => {
  const { itemId, sku, returnId } = await comeBack();
  const waiting = await call<{ items: Seen[]; units: { waiting: number }; oldestWaiting: string }>("items.search", {
    state: "waiting",
  });
  assert.ok(waiting.items.some((item) => item.itemId === itemId));
  assert.ok(waiting.units.waiting >= 1 && waiting.oldestWaiting === "2026-11-20T10:00:00.000Z");
  const seen = await inspect(itemId, { weightGrams: 420 });
  assert.deepEqual([seen.state, seen["grade"], seen["weightGrams"]], ["inspected", "N", 420]);
  const [best] = seen.options;
  assert.ok(best?.recommended && best.because.length > 0 && best.because.every((text) => /[a-z] /.test(text)));
  for (const q of [sku.toLowerCase(), `40000000${articles}`, returnId]) {
    const found = await call<{ items: Seen[] }>("items.search", { q });
    assert.deepEqual(
      found.items.map((item) => item.itemId),
      [itemId],
      q,
    );
  }
});

test("of two inspectors with one unit the second learns what the first said; of two units each grades one", async () => {
  const one = await comeBack();
  const both = await Promise.allSettled([inspect(one.itemId), inspect(one.itemId, { grade: "B" })]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  for (const answer of both) if (answer.status === "rejected") refusal("illegal-transition")(answer.reason);

  const two = await comeBack({ quantity: 2, amount: 4_001n });
  const each = await Promise.all([
    inspect(two.itemId, { quantity: 1 }),
    inspect(two.itemId, { quantity: 1, grade: "B" }),
  ]);
  assert.equal(new Set(each.map(({ itemId }) => itemId)).size, 2);
  assert.equal(
    each.reduce((sum, { paid }) => sum + paid, 0),
    4_001,
    "their shares are what was paid, to the cent",
  );
  await assert.rejects(inspect(two.itemId, { quantity: 1 }), refusal("illegal-transition"));
  const records = await facts.database.pool.query("select what from item_records where item_id = any($1)", [
    each.map(({ itemId }) => toUuid("itm", itemId)),
  ]);
  assert.equal(records.rows.length, 2);
});

test("two pieces of one line are split at once, each into pieces of its own", async () => {
  const four = await comeBack({ quantity: 4 });
  const two = await inspect(four.itemId, { quantity: 2 });
  const split = await Promise.all([
    inspect(two.itemId, { quantity: 1, grade: "B", again: true }),
    inspect(four.itemId, { quantity: 1, grade: "C" }),
  ]);
  assert.deepEqual(
    split.map(({ quantity }) => quantity),
    [1, 1],
  );
});

test("stock rises for what goes back on the shelf, and for nothing else", async () => {
  const takers = new Map<string, string>([
    ["charity", charities[0]!],
    ["recycler", recycler],
  ]);
  for (const kind of ["outlet", "buyer", "vendor"]) {
    const dispositions = Disposition.options.filter((each) => dispositionMeanings[each].takenBy === kind);
    takers.set(kind, await destination({ title: kind, kind, dispositions }));
  }
  // What came back is ours, and goes to no shopper.
  for (const disposition of Disposition.options.filter((each) => each !== "to_shopper")) {
    const { itemId, sku } = await comeBack({ quantity: 2, stock: 5 });
    await inspect(itemId);
    const { takenBy, restocks } = dispositionMeanings[disposition];
    await dispose(itemId, disposition, {
      ...(takenBy && { destinationId: takers.get(takenBy) }),
      ...(disposition === "stock_transfer" && { storeId: toWire("sto", store) }),
      ...(["recycle", "dispose", "destroy"].includes(disposition) && { ground: "dangerous", evidence: "Lab 12" }),
      ...(disposition === "removed" && { evidence: "Stolen, police 7" }),
    });
    assert.deepEqual(await stockOf(sku), restocks ? [7, 7] : [5, 5], disposition);
  }
  const { itemId, sku } = await comeBack();
  await inspect(itemId);
  await dispose(itemId, "rts");
  assert.deepEqual(await stockOf(sku), [null, undefined], "what nobody counted is still not known");
});

test("trap 12: what goods are like and what becomes of them never changes what is credited for them", async () => {
  const money = async () => {
    const { pool } = facts.database;
    const counts = await pool.query(
      `select (select count(*) from ledger_entries) as ledger, (select count(*) from refunds) as refunds,
        (select count(*) from store_credit_entries) as credit`,
    );
    return counts.rows[0] as object;
  };
  const ways = [
    ["N", "rts", {}],
    ["X", "dispose", { ground: "damaged", evidence: "Report 4" }],
    ["C", "donate", { destinationId: charities[0] }],
  ] as const;
  const before = await money();
  for (const [grade, disposition, more] of ways) {
    const { itemId, returnId } = await comeBack({ amount: 5_000n });
    const asked = () => work.run("test", (tx) => readReturn(tx, returnId));
    const credited = await asked();
    await inspect(itemId, { grade });
    await dispose(itemId, disposition, more);
    assert.deepEqual(await asked(), credited);
    assert.equal(credited.amount, 5_000n);
  }
  assert.deepEqual(await money(), before);
});

test("nothing is destroyed, recycled or thrown away without a ground of the law and what proves it", async () => {
  const { itemId } = await comeBack();
  const seen = await inspect(itemId, { grade: "X" });
  const ways = seen.options.filter(({ option }) => ["recycle", "dispose", "destroy"].includes(option));
  assert.ok(ways.length === 3 && ways.every(({ grounds = [], recommended }) => grounds.length === 10 && !recommended));
  for (const [disposition, more] of [
    ["dispose", {}],
    ["destroy", {}],
    ["recycle", { destinationId: recycler }],
  ] as const) {
    await assert.rejects(dispose(itemId, disposition, more), refusal("destruction-needs-ground"));
    const ground = { ...more, ground: "dangerous" };
    await assert.rejects(dispose(itemId, disposition, ground), refusal("ground-needs-evidence"));
  }
  await dispose(itemId, "recycle", { destinationId: recycler, ground: "damaged", evidence: "Report 5" });
  assert.deepEqual((await call("items.get", { itemId }))["ground"], "damaged");
});

test("a donation that three charities refused is a ground, and one that one of them takes is none", async () => {
  const { itemId } = await comeBack();
  await inspect(itemId, { grade: "C" });
  const wanted = { ground: "donation-refused" };
  const offer = (index: number, answer?: string) =>
    call("items.offer-donation", { itemIds: [itemId], destinationId: charities[index], ...(answer && { answer }) });
  await offer(0, "refused");
  await offer(1, "refused");
  await assert.rejects(dispose(itemId, "destroy", wanted), refusal("donation-not-refused"));
  await offer(2);
  await assert.rejects(dispose(itemId, "destroy", wanted), refusal("donation-not-refused"));
  await offer(2, "accepted");
  await assert.rejects(dispose(itemId, "destroy", wanted), refusal("donation-not-refused"));
  await offer(2, "refused");
  const { items } = await dispose(itemId, "destroy", wanted);
  assert.equal(items[0]?.["disposition"], "destroy");
  await assert.rejects(
    call("items.offer-donation", { itemIds: [itemId], destinationId: recycler }),
    refusal("bad-input"),
  );
});

test("a decision is taken back while nothing was done, and not once goods were counted, sold or handed over", async () => {
  const { itemId, sku } = await comeBack({ stock: 5 });
  await inspect(itemId);
  await dispose(itemId, "rts");
  const undone = await call("items.undo", { itemId });
  assert.deepEqual([undone.state, undone["disposition"], await stockOf(sku)], ["inspected", undefined, [5, 5]]);
  await dispose(itemId, "rts");
  await count(sku, 6, "2026-11-22T10:00:01Z");
  await assert.rejects(call("items.undo", { itemId }), refusal("disposition-counted"));
  assert.deepEqual(await stockOf(sku), [6, 6]);

  const sold = await comeBack({ stock: 0 });
  await inspect(sold.itemId);
  await dispose(sold.itemId, "rts");
  await facts.database.pool.query("update variants set in_stock = 0 where sku = $1", [sold.sku]);
  await assert.rejects(call("items.undo", { itemId: sold.itemId }), refusal("disposition-counted"));

  const given = await comeBack();
  await inspect(given.itemId, { grade: "B", weightGrams: 300 });
  await dispose(given.itemId, "donate", { destinationId: charities[0] });
  const receipt = { itemIds: [given.itemId], receipt: "WH-7" };
  await assert.rejects(
    call("destinations.hand-over", { destinationId: charities[1], ...receipt }),
    refusal("bad-input"),
  );
  const taken = await call<object>("destinations.hand-over", { destinationId: charities[0], ...receipt });
  assert.deepEqual(taken, { units: 1, weightGrams: 300 });
  await assert.rejects(call("items.undo", { itemId: given.itemId }), refusal("illegal-transition"));
  const { items } = await call<{ items: { title: string; taken: object }[] }>("destinations.list", {});
  assert.deepEqual(items.find(({ title }) => title === "Warm Hands")?.taken, {
    ...{ units: 1, weightGrams: 300, lastAt: "2026-11-22T10:00:00.000Z" },
  });
});

test("what was announced as faulty is sold again only when staff have written or photographed what they found", async () => {
  const reason = "damaged-or-defective";
  const plain = await comeBack({ stock: 1, reason: "too-small" });
  assert.equal((await inspect(plain.itemId))["needsSecondLook"], false);
  const silent = await comeBack({ stock: 1, reason });
  assert.equal((await inspect(silent.itemId))["needsSecondLook"], true);
  await assert.rejects(dispose(silent.itemId, "rts"), refusal("restocking-needs-evidence"));
  const both = { itemIds: [plain.itemId, silent.itemId], disposition: "rts" };
  await assert.rejects(call("items.dispose", both), refusal("restocking-needs-evidence"));
  assert.deepEqual(
    [await stockOf(plain.sku), await stockOf(silent.sku)],
    [
      [1, 1],
      [1, 1],
    ],
  );
  // A photo of what was announced is the shopper's word once more.
  await photo(silent, true);
  await assert.rejects(dispose(silent.itemId, "rts"), refusal("restocking-needs-evidence"));
  await dispose(silent.itemId, "rts", { evidence: "Only the box was dented" });
  assert.deepEqual(await stockOf(silent.sku), [2, 2]);

  const noted = await comeBack({ stock: 1, reason });
  await inspect(noted.itemId, { note: "Works; the seal was never broken" });
  await dispose(noted.itemId, "rts");
  const pictured = await comeBack({ stock: 1, reason });
  await inspect(pictured.itemId);
  await photo(pictured, false);
  assert.equal((await call("items.get", { itemId: pictured.itemId }))["needsSecondLook"], false);
  await dispose(pictured.itemId, "rts");
  const worn = await comeBack({ reason });
  await inspect(worn.itemId, { grade: "B" });
  await dispose(worn.itemId, "d2c");
});

/** Of the goods, by the shopper or by staff. */
async function photo({ order, shopper }: { order: string; shopper: string }, byShopper: boolean) {
  const { pool } = facts.database;
  const id = newId();
  await pool.query("insert into files (id, type, bytes, stored_at) values ($1, 'image/png', $2, $3)", [
    ...[id, Buffer.from("x"), facts.clock.now()],
  ]);
  await pool.query("insert into return_photos values ($1, $2, 1, $3, $4, $5)", [
    ...[id, order, shopper, byShopper, facts.clock.now()],
  ]);
}

test("several at once are decided together or not at all, and two who decide at once decide once", async () => {
  const [a, b] = [await comeBack({ stock: 1 }), await comeBack({ stock: 1 })];
  await inspect(a.itemId);
  const both = { itemIds: [a.itemId, b.itemId], disposition: "rts" };
  await assert.rejects(call("items.dispose", both), refusal("illegal-transition"));
  assert.deepEqual(await stockOf(a.sku), [1, 1]);
  await inspect(b.itemId);
  const twice = await Promise.allSettled([call("items.dispose", both), call("items.dispose", both)]);
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  assert.deepEqual(
    [await stockOf(a.sku), await stockOf(b.sku)],
    [
      [2, 2],
      [2, 2],
    ],
  );
});

test("a destination is told what it does not take, and a disposition what it lacks", async () => {
  const { itemId } = await comeBack();
  await inspect(itemId, { grade: "X" });
  const fine = await call<{ items: { destinationId: string; revision: number }[] }>("destinations.list", {});
  const { revision } = fine.items.find(({ destinationId }) => destinationId === recycler)!;
  await assert.rejects(dispose(itemId, "donate", { destinationId: recycler }), refusal("destination-refuses"));
  await assert.rejects(dispose(itemId, "donate"), refusal("bad-input"));
  await assert.rejects(dispose(itemId, "rts", { destinationId: recycler }), refusal("bad-input"));
  await assert.rejects(dispose(itemId, "removed"), refusal("bad-input"));
  const wrong = {
    destinationId: recycler,
    title: "Fibre",
    kind: "recycler",
    active: true,
    fromShoppers: true,
    comes: true,
  };
  const rest = { fee: 0, pays: 0, catchment: [{ country: "DE" }] };
  const save = (dispositions: string[], seen: number) =>
    call("destinations.save", { ...wrong, ...rest, revision: seen, acceptance: { grades: ["X"], dispositions } });
  await assert.rejects(save(["donate"], revision), refusal("bad-input"));
  await assert.rejects(save(["recycle"], revision + 1), refusal("destination-changed"));
  assert.equal((await save(["recycle"], revision))["revision"], revision + 1);
});

test("goods that are worked on come back to be graded again", async () => {
  const workshop = await destination({ title: "Stitch", kind: "refurbisher", dispositions: [] });
  const { itemId } = await comeBack();
  await inspect(itemId, { grade: "C" });
  assert.equal((await call("items.refurbish", { itemId, destinationId: workshop })).state, "refurbishing");
  await assert.rejects(dispose(itemId, "d2c"), refusal("illegal-transition"));
  const back = await inspect(itemId, { grade: "R", again: true });
  assert.deepEqual([back.state, back["grade"], back["destination"]], ["inspected", "R", undefined]);
});

test("who near the shopper takes a line is told, the neighbourhood before the country, and nobody far away", async () => {
  const shopper = await facts.shopper({ name: "Jo", postCode: "80331" });
  await facts.database.pool.query("update shoppers set country = 'DE' where id = $1", [shopper]);
  const order = await facts.order(shopper, { lines: [{ sku: "near", quantity: 1, paid: 100n }] });
  const near = async () => {
    const found = await call<{ items: { title: string; isLocal: boolean }[] }>("destinations.of-line", {
      ...{ orderId: toWire("ord", order), line: 1 },
    });
    return found.items.map(({ title, isLocal }) => `${title} ${isLocal}`);
  };
  assert.deepEqual(await near(), ["Open Door true", "Second Step true", "Warm Hands true"]);
  await facts.database.pool.query("update shopper_contacts set post_code = '10115' where shopper_id = $1", [shopper]);
  assert.deepEqual(await near(), []);
  await assert.rejects(call("destinations.of-line", { orderId: toWire("ord", order), line: 2 }), refusal("not-found"));
});

test("goods that the shopper keeps or gave away, and those of a return that was called off, wait for nobody", async () => {
  const { pool } = facts.database;
  const waiting = async (returnId: string) =>
    (await call<{ items: Seen[] }>("items.search", { state: "waiting", q: returnId })).items.length;
  const { returnId } = await comeBack();
  assert.equal(await waiting(returnId), 1);
  await pool.query("update returns set cancelled = true where id = $1", [returnId]);
  assert.equal(await waiting(returnId), 0);
  for (const [method, waits] of [
    ["keep-it", 0],
    ["donate-it", 0],
    ["store", 1],
  ] as const) {
    const again = await comeBack();
    await pool.query("delete from items where return_id = $1", [again.returnId]);
    const request = newId<"rrq">();
    await pool.query(
      `insert into return_requests (id, number, order_id, shopper_id, currency, state, requested_at, requested_by, locale, method,
        resolution, timing, policy_version)
      values ($1, $1::uuid::text, $2, $3, 'EUR', 'received', now(), 'x', 'en', $4, 'refund', 'received', 1)`,
      [request, again.order, again.shopper, method],
    );
    await pool.query("update returns set request_id = $2 where id = $1", [again.returnId, request]);
    await recorded(again);
    assert.equal(await waiting(again.returnId), waits, method);
  }
});

test("records are added to and never changed, a note is forgotten with its person, and the scorecard counts what was decided", async () => {
  const { itemId, shopper } = await comeBack({ quantity: 3 });
  await inspect(itemId, { grade: "A", note: "Jo's name is sewn in", weightGrams: 250 });
  await dispose(itemId, "d2c");
  const { pool } = facts.database;
  await assert.rejects(pool.query("update item_records set what = 'x'"), /never changed/);
  await assert.rejects(pool.query("delete from item_records"), /never changed/);
  const card = await call<{ rows: { disposition: string; grade: string; units: number; weightGrams: number }[] }>(
    ...(["dispositions.scorecard", { from: "2026-11-22", to: "2026-11-22" }] as const),
  );
  const row = card.rows.find(({ disposition, grade }) => disposition === "d2c" && grade === "A");
  assert.deepEqual([row?.units, row?.weightGrams], [3, 750]);
  await assert.rejects(call("dispositions.scorecard", { from: "2026-11-22", to: "2026-11-21" }), refusal("bad-input"));
  await pool.query("update items set tracking_number = 'ZZ 17' where id = $1", [toUuid("itm", itemId)]);
  await work.run("test", (tx) => erasePersonalData(tx, shopper, facts.clock.now()));
  await react();
  const detail = await call("items.get", { itemId });
  assert.deepEqual(
    [detail["note"], detail["trackingNumber"], (detail["records"] as object[]).length],
    [undefined, undefined, 2],
  );
});

test("an associate works on what lies in the own store, and on nothing else", async () => {
  const { itemId } = await comeBack();
  const there = {
    ...operator,
    id: newId(),
    role: "associate",
    scope: { storeId: await facts.store("Berlin") },
  } as Actor;
  const here = { ...there, scope: { storeId: store } } as Actor;
  const grade = (actor: Actor) => call("items.inspect", { itemId, grade: "N" }, actor);
  await assert.rejects(grade(there), refusal("forbidden"));
  assert.equal((await grade(here)).state, "inspected");
  await assert.rejects(call("items.dispose", { itemIds: [itemId], disposition: "rts" }, there), refusal("forbidden"));
});
