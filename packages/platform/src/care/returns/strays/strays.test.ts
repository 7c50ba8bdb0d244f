import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { translator } from "@aftercare/messages";
import { operator } from "../../../foundation/actors/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { openUnitOfWork } from "../../../foundation/events/index.ts";
import { type Id, newId, toUuid, toWire } from "../../../foundation/ids/index.ts";
import type { Operation } from "../../../foundation/operations/index.ts";
import { callAs } from "../../../foundation/operations/testing.ts";
import { deliverReactions, enqueueReactions } from "../../../foundation/reactions/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { awaitInspection } from "../../dispositions/await-inspection.ts";
import { dispositionOperations } from "../../dispositions/index.ts";
import type { getItem, searchItems } from "../../dispositions/item.contract.ts";
import { createReturnRequestOperation } from "../requests/create-return-request.ts";
import { receiveReturnOperation } from "../requests/receive-return.ts";
import type { createReturnRequest } from "../requests/return-request.contract.ts";
import { askAboutStrayOperation, strayFound } from "./ask-about-stray.ts";
import { assignStrayOperation } from "./assign-stray.ts";
import type { assignStray, takeInStrays } from "./stray.contract.ts";
import { takeInStraysOperation } from "./take-in-strays.ts";

type Item = ContractOutput<typeof getItem>;
type Listed = ContractOutput<typeof searchItems>["items"][number];

const dayMs = 86_400_000;
let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(() => till.close());

const call = async <Output>(name: string, input: object): Promise<Output> => {
  const operation = dispositionOperations.find(({ contract }) => contract.name === name)!;
  return (await till.call(operation as Operation, input)) as Output;
};
const search = async (input: object = {}) =>
  (await call<ContractOutput<typeof searchItems>>("items.search", { stray: true, ...input })).items;
const grade = (itemId: string, more: object = {}) => call<Item>("items.inspect", { itemId, grade: "N", ...more });
const dispose = (itemId: string, disposition: string, more: object = {}) =>
  call<{ items: Listed[] }>("items.dispose", { itemIds: [itemId], disposition, ...more });
const assign = async (itemId: string, to: object, more: object = {}) =>
  (await till.call(assignStrayOperation, { itemId, to, ...more })) as ContractOutput<typeof assignStray>;
const ask = async (itemId: string) => (await till.call(askAboutStrayOperation, { itemId })) as Listed;
async function takeIn(more: object = {}): Promise<Listed> {
  const input = { goods: [{ sku: "a blue hat", quantity: 2 }], ...more };
  const { items } = (await till.call(takeInStraysOperation, input)) as ContractOutput<typeof takeInStrays>;
  return items[0]!;
}

async function announce(orderId: string, quantity: number, resolution = "refund") {
  const operation = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  const { version } = (await till.work.run("test", (tx) => readPolicy(tx)))!;
  const document = PolicyDocument.encode(usualPolicy);
  const usual = { ...document.usual, resolutions: ["refund", "gift-card"] };
  await till.call(operation, { document: { ...document, usual }, after: version });
  const lines = [{ line: 1, quantity, reason: "style" }];
  const input = { orderId, lines, method: "drop-off", resolution };
  return (await till.call(createReturnRequestOperation, input)) as ContractOutput<typeof createReturnRequest>;
}

/** One of two hats was announced, and both came, with something else. */
async function straying(quantity = 2): Promise<{ order: string; over: Listed; wrong: Listed }> {
  const order = await till.buy({ lines: [5_000], quantity });
  const { returnRequestId, number } = await announce(order, 1);
  const others = [{ sku: "SCARF", quantity: 1, kind: "wrong" }];
  await till.call(receiveReturnOperation, { returnRequestId, lines: [{ line: 1, quantity: 2 }], others });
  const items = await search({ q: number });
  const of = (kind: string) => items.find(({ stray }) => stray === kind)!;
  return { order, over: of("over"), wrong: of("wrong") };
}

test("what came in unannounced waits to be looked at like anything else; it has no money, and is the shopper's whose parcel it was in", async () => {
  const { order, over, wrong } = await straying();
  for (const [item, sku] of [
    [over, "O-1-1"],
    [wrong, "SCARF"],
  ] as const) {
    assert.deepEqual(
      [item.sku, item.quantity, item.paid, item.state, item.belongsTo, item.orderId, item.returnId],
      [sku, 1, 0, "waiting", "shopper", order, undefined],
    );
    assert.match(item.returnRequestNumber ?? "", /^RR-/);
  }
  const graded = await grade(wrong.itemId);
  assert.deepEqual(
    graded.options.map(({ option, recommended }) => [option, recommended]),
    [
      ["to_shopper", true],
      ["removed", false],
    ],
  );
  for (const disposition of ["rts", "d2c", "dispose"])
    await assert.rejects(dispose(wrong.itemId, disposition), { type: "stray-not-ours" });
  await assert.rejects(dispose(wrong.itemId, "destroy", { ground: "damaged", evidence: "report 1" }), {
    type: "stray-not-ours",
  });
  const { items } = await dispose(wrong.itemId, "to_shopper", { evidence: "parcel 00340" });
  assert.deepEqual([items[0]?.state, items[0]?.disposition], ["disposed", "to_shopper"]);
  await assert.rejects(assign(wrong.itemId, { as: "shopper", orderId: order }), { type: "not-a-stray" });
  await call("items.undo", { itemId: wrong.itemId });
});

test("a unit too many that belongs to the order becomes a return of it, is paid its own share once, and stays one item", async () => {
  const work = openUnitOfWork(till.database, till.clock, [enqueueReactions([awaitInspection], till.clock)]);
  const { order, over } = await straying();
  await grade(over.itemId);
  const taken = { itemId: over.itemId, to: { as: "return", orderId: order, line: 1, reason: "style" } };
  const [one, two] = await Promise.allSettled(
    [1, 2].map(async () => {
      const done = await callAs({ work, clock: till.clock }, operator, assignStrayOperation, taken);
      return done as ContractOutput<typeof assignStray>;
    }),
  );
  assert.ok(one && two);
  assert.deepEqual([one.status, two.status].toSorted(), ["fulfilled", "rejected"]);
  const done = one.status === "fulfilled" ? one.value : two.status === "fulfilled" ? two.value : assert.fail();
  assert.deepEqual([done.item.itemId, done.item.paid, done.item.orderLine], [over.itemId, 2_500, 1]);
  assert.deepEqual(
    done.money?.house.map(({ way, amount }) => [way, amount]),
    [["original", 2_500]],
  );
  assert.equal(done.money?.till, 0);
  while ((await deliverReactions(work, till.clock, new Map([[awaitInspection.name, awaitInspection]]))) > 0);
  const { rows } = await till.database.pool.query("select state, grade from items where return_id = $1", [
    toUuid("ret", done.returnId!),
  ]);
  assert.deepEqual(rows, [{ state: "inspected", grade: "N" }], "it waits once, graded as it was");
  assert.equal((await till.balance(order)).available, 0);
  assert.deepEqual(
    (await dispose(over.itemId, "rts")).items.map(({ state }) => state),
    ["disposed"],
  );
  await till.audit();
});

test("of two parcels with the last unit one is taken back; what the order cannot have sent is refused", async () => {
  const order = await till.buy({ lines: [3_000] });
  const goods = [{ sku: "O", quantity: 1 }];
  const found = [await takeIn({ goods }), await takeIn({ goods }), await takeIn({ goods })];
  const to = { as: "return", orderId: order, line: 1 };
  const tries = await Promise.allSettled(found.map(({ itemId }) => assign(itemId, to)));
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
  for (const one of tries) if (one.status === "rejected") assert.equal(one.reason.type, "already-returned");
  assert.equal((await till.balance(order)).available, 0);
  await till.audit();
});

test("goods of an unknown parcel go to the announced return that awaits them, on its terms", async () => {
  const order = await till.buy({ lines: [4_000], quantity: 2 });
  const request = await announce(order, 1, "gift-card");
  const item = await takeIn({ goods: [{ sku: "hat", quantity: 2 }], trackingNumber: "zz 17" });
  assert.equal((await search({ q: "ZZ 17" })).length, 1);
  const { money, item: taken } = await assign(item.itemId, { as: "return", orderId: order, line: 1 }, { quantity: 1 });
  assert.equal(money?.request?.number, request.number);
  assert.deepEqual(
    money?.house.map(({ way, amount }) => [way, amount]),
    [["gift-card", 2_000]],
  );
  assert.equal(taken.quantity, 1);
  const rest = await search({ q: "ZZ 17" });
  assert.deepEqual(
    rest.map(({ itemId, quantity }) => [itemId, quantity]),
    [[item.itemId, 1]],
  );
  await till.audit();
});

test("nobody's goods can only be gone; once the shopper is known they are asked, once, and get them back", async () => {
  const item = await takeIn();
  assert.deepEqual([item.belongsTo, item.stray, item.shopperId], [undefined, "unknown", undefined]);
  await grade(item.itemId);
  await assert.rejects(dispose(item.itemId, "to_shopper"), { type: "disposition-not-theirs" });
  await assert.rejects(ask(item.itemId), { type: "not-a-stray" });
  const order = await till.buy();
  const { item: theirs } = await assign(item.itemId, { as: "shopper", orderId: order });
  assert.deepEqual([theirs.belongsTo, theirs.shopperId], ["shopper", toWire("shp", await till.shopperOf(order))]);
  const asked = await ask(item.itemId);
  till.clock.advance(dayMs);
  assert.equal((await ask(item.itemId)).askedAt, asked.askedAt);
  const { rows } = await till.database.pool.query("select kind from messages where key = $1", [
    `stray/${toUuid("itm", item.itemId)}`,
  ]);
  assert.deepEqual(rows, [{ kind: "return.stray-found" }]);
  assert.equal((await dispose(item.itemId, "to_shopper")).items[0]?.state, "disposed");
  const gone = await takeIn();
  await grade(gone.itemId);
  assert.equal((await dispose(gone.itemId, "removed", { evidence: "lost property office" })).items.length, 1);
});

test("whoever turns out to own what lay in somebody else's return is asked anew, and hears of neither that return nor its order", async () => {
  const { wrong } = await straying();
  await ask(wrong.itemId);
  const shopperId = toWire("shp", await till.shopperOf(await till.buy()));
  const { item } = await assign(wrong.itemId, { as: "shopper-named", shopperId });
  assert.deepEqual([item.shopperId, item.orderId, item.askedAt], [shopperId, undefined, undefined]);
  await ask(wrong.itemId);
  const key = `stray/${toUuid("itm", wrong.itemId)}`;
  const { rows } = await till.database.pool.query(
    "select shopper_id, order_id from messages where key = $1 order by queued_at, id",
    [key],
  );
  assert.deepEqual(rows[1], { shopper_id: toUuid("shp", shopperId), order_id: null });
  const writing = { words: translator("en"), links: {}, shop: "Outdoor" };
  const mail = await till.work.run("test", (tx) =>
    strayFound.write({ tx, clock: till.clock }, writing, { itemId: wrong.itemId }),
  );
  assert.ok(mail);
  assert.doesNotMatch(JSON.stringify(mail), /RR-/);
});

test("what is ours goes the ways of all goods, under the same law; unclaimed it becomes ours after half a year and not before", async () => {
  const { wrong } = await straying();
  await grade(wrong.itemId);
  await assert.rejects(assign(wrong.itemId, { as: "house", because: "unclaimed" }), { type: "not-unclaimed" });
  const { item } = await assign(wrong.itemId, { as: "house", because: "left-to-us" });
  assert.deepEqual([item.belongsTo, item.oursBecause], ["house", "left-to-us"]);
  await assert.rejects(dispose(wrong.itemId, "destroy"), { type: "destruction-needs-ground" });
  await assert.rejects(dispose(wrong.itemId, "to_shopper"), { type: "disposition-not-theirs" });
  assert.equal((await dispose(wrong.itemId, "rts")).items[0]?.state, "disposed");
  const unclaimed = await takeIn();
  await assert.rejects(assign(unclaimed.itemId, { as: "house", because: "unclaimed" }), { type: "not-unclaimed" });
  till.clock.advance(184 * dayMs);
  assert.equal((await assign(unclaimed.itemId, { as: "house", because: "unclaimed" })).item.belongsTo, "house");
});

test("a parcel under a label of ours is received with its return", async () => {
  const { labels, number } = await announce(await till.buy(), 1);
  const trackingNumber = labels[0]?.trackingNumber.toLowerCase();
  await assert.rejects(takeIn({ trackingNumber }), {
    type: "parcel-of-return",
    params: { field: "trackingNumber", number },
  });
  const nowhere: Id<"sto"> = newId<"sto">();
  await assert.rejects(takeIn({ storeId: toWire("sto", nowhere) }), { type: "not-found" });
});
