import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import type { Actor } from "../../foundation/actors/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { getReturn, ofOwnStore, readReturn } from "../returns/index.ts";
import { ReturnView } from "../returns/return.contract.ts";
import { listStores, readStores } from "../stores/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { getOrder, ownOrder, readOrder } from "./index.ts";
import { OrderView } from "./order.contract.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const read = (id: Id<"ord">) => facts.work.run("test", (tx) => readOrder(tx, id));
const isNotFound = (error: unknown) => error instanceof Problem && error.status === 404;

test("an order shows its lines with what the next returned unit is worth, to the cent", async () => {
  await facts.variant("CUP", "Cup", "4006381333948");
  const shopper = await facts.shopper({ number: "C5", name: "Ada" });
  const id = await facts.order(shopper, { number: "O1", lines: [{ sku: "CUP", quantity: 3, paid: 1000n }] });
  const refunds: bigint[] = [];
  for (let unit = 0; unit < 3; unit++) {
    const worth = (await read(id)).lines[0]?.nextUnitPaid ?? 0n;
    refunds.push(worth);
    await facts.comeBack(shopper, { lines: [{ sku: "CUP", quantity: 1, amount: worth, of: [id, 1] }] });
  }
  assert.equal(
    refunds.reduce((a, b) => a + b),
    1000n,
    "one by one, the units give back what was paid",
  );
  const order = await read(id);
  assert.deepEqual(order.lines, [
    {
      ...{ line: 1, sku: "CUP", title: "Cup", barcode: "4006381333948", category: "things", quantity: 3 },
      ...{ returnedQuantity: 3, paid: 1000n, nextUnitPaid: 0n },
    },
  ]);
  assert.deepEqual(
    order.returns.map((ret) => [ret.units, ret.amount]),
    refunds.map((worth) => [1, worth]),
  );
  assert.deepEqual(order.shopper, { shopperId: shopper, kind: "account", number: "C5", name: "Ada" });
});

test("an order shows its parcels and payments, and of a return only what undoes this order", async () => {
  const shopper = await facts.shopper();
  const [id, other] = [
    await facts.order(shopper, { lines: [{ sku: "A", quantity: 1, paid: 100n }] }),
    await facts.order(shopper, { lines: [{ sku: "A", quantity: 1, paid: 900n }] }),
  ];
  await facts.comeBack(await facts.shopper(), {
    lines: [
      { sku: "A", quantity: 1, amount: 100n, of: [id, 1] },
      { sku: "A", quantity: 1, amount: 900n, of: [other, 1] },
    ],
  });
  const around = { order_id: id, shopper_id: shopper, source: "test" };
  const shipped_at = new Date("2026-01-11T00:00:00Z");
  const [first, second] = [newId<"pcl">(), newId<"pcl">()];
  const db = facts.database.kysely;
  await db
    .insertInto("parcels")
    .values([
      {
        ...{ id: second, tracking_number: "TRACK", carrier_text: "Post", shipped_at, delivered_at: shipped_at },
        ...{ status: "delivered", phase: 2, last_scan_at: shipped_at },
      },
      { id: first, shipped_at: new Date("2026-01-10T00:00:00Z"), status: "delayed", phase: 1, problem: "delayed" },
      { id: newId(), shipped_at, direction: "return" },
    ])
    .execute();
  await db.insertInto("parcel_names").values({ source: "test", key: "p1", parcel_id: first }).execute();
  const parcels = await db.selectFrom("parcels").select("id").execute();
  await db
    .insertInto("parcel_orders")
    .values(parcels.map(({ id: parcel_id }) => ({ parcel_id, order_id: id, shopper_id: shopper })))
    .execute();
  const payment = {
    id: newId(),
    ...around,
    key: "pay",
    paid_at: shipped_at,
    method: "card",
    amount: 100n,
    currency: "EUR",
  };
  await facts.database.kysely.insertInto("payments").values(payment).execute();
  const order = await read(id);
  assert.deepEqual(
    order.returns.map((ret) => [ret.units, ret.amount]),
    [[1, 100n]],
  );
  assert.deepEqual(order.parcels, [
    {
      ...{ parcelId: first, number: "p1", status: "delayed", phase: 1, problem: "delayed" },
      shippedAt: new Date("2026-01-10T00:00:00Z"),
    },
    {
      ...{ parcelId: second, number: "TRACK", carrier: "Post", status: "delivered", phase: 2 },
      ...{ shippedAt: shipped_at, deliveredAt: shipped_at, lastScanAt: shipped_at },
    },
  ]);
  assert.deepEqual(order.payments, [{ method: "card", amount: 100n, at: shipped_at }]);
  assert.equal(z.encode(OrderView, order).total, 100);
  await assert.rejects(read(newId<"ord">()), isNotFound);
});

test("a signed link opens its own order; any other answers as if it did not exist", async () => {
  const mine = await facts.order(await facts.shopper());
  const shopper: Actor = { role: "shopper", id: "link", scope: { orderId: mine } };
  await facts.work.run("test", async (tx) => {
    assert.equal(await ownOrder.allows({ tx, actor: shopper }, { orderId: mine }), true);
    for (const orderId of [await facts.order(await facts.shopper()), newId<"ord">()])
      assert.throws(() => ownOrder.allows({ tx, actor: shopper }, { orderId }), isNotFound);
    assert.throws(() => ownOrder.allows({ tx, actor: { ...shopper, scope: {} } }, { orderId: mine }), isNotFound);
  });
  assert.equal(getOrder.by.shopper?.name, "own order");
});

test("a return shows what it undoes, or that its origin is unknown, and an associate those of the own store", async () => {
  const [mine, other] = [await facts.store("Mine"), await facts.store("Other")];
  const shopper = await facts.shopper();
  const order = await facts.order(shopper, {
    number: "O9",
    lines: [{ sku: "A", quantity: 1, paid: 100n, title: "Apron" }],
  });
  const id = await facts.comeBack(shopper, {
    storeId: mine,
    lines: [
      { sku: "A", quantity: 1, amount: 100n, of: [order, 1] },
      { sku: "Z", quantity: 1, amount: 50n },
    ],
  });
  const online = await facts.comeBack(shopper, { lines: [{ sku: "Z", quantity: 1, amount: 1n }] });
  await facts.work.run("test", async (tx) => {
    const view = await readReturn(tx, id);
    assert.equal(view.storeName, "Mine");
    assert.deepEqual(
      view.lines.map((line) => [line.origin, line.title, line.orderNumber]),
      [
        ["matched", "Apron", "O9"],
        ["unknown", undefined, undefined],
      ],
    );
    assert.equal(z.encode(ReturnView, view).amount, 150);
    const associate = (storeId: string): Actor => ({ role: "associate", id: "a", scope: { storeId } });
    const allows = (actor: Actor, returnId: string) => ofOwnStore.allows({ tx, actor }, { returnId });
    assert.equal(await allows(associate(mine), id), true);
    assert.equal(await allows(associate(other), id), false);
    assert.equal(await allows({ role: "associate", id: "a", scope: {} }, online), false);
    await assert.rejects(readReturn(tx, newId()), isNotFound);
    assert.deepEqual(
      (await readStores(tx)).items.map((store) => store.name),
      ["Mine", "Other"],
    );
  });
  assert.deepEqual([getReturn.by.shopper, listStores.by.shopper], [undefined, undefined]);
});
