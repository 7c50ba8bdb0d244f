import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { recordScans } from "../../facts/parcels/index.ts";
import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { cancelLabels, createLabel, labelMethods, labelOfParcel, labelsOfRequests } from "./index.ts";
import { usualSettings } from "./label-settings.schema.ts";
import { storeLabelSettings } from "./label-settings.ts";
import { returnNumber } from "./local-labels.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

/** An order of two lines, the second of which came in a parcel of its own. */
async function anOrder() {
  const { work, clock } = facts;
  const shopperId = await facts.shopper();
  const lines = [
    { sku: "SHIRT", quantity: 2, paid: 4000n },
    { sku: "SHOES", quantity: 1, paid: 9000n },
  ];
  const orderId = await facts.order(shopperId, { lines });
  const delivered = ["SHIRT", "SHOES"].map((sku) => ({
    ...{ carrier: "DHL", trackingNumber: `${sku}-${orderId}`.slice(0, 30) },
    orders: [{ key: orderId, lines: [{ sku, quantity: 1 }] }],
    scans: [{ source: "test", code: "x", status: "delivered" as const, at: clock.now() }],
  }));
  const { parcels } = await work.run("test", (tx) => recordScans(tx, delivered, { history: false, now: clock.now() }));
  const asked = { returnRequestId: newId<"rrq">(), shopperId, orderId, method: "drop-off", country: "DE" } as const;
  return { asked, shirts: parcels[0]!.parcelId, shoes: parcels[1]!.parcelId };
}

/** A label where a way leads back. */
async function labelled(...given: Parameters<typeof createLabel>) {
  return (await createLabel(...given)) ?? assert.fail("no way leads back");
}

const parcelOf = (id: string) =>
  facts.database.kysely.selectFrom("parcels").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("a label brings its parcel with it: announced, with its contents, linked to the one that had brought them", async () => {
  const { work, clock } = facts;
  const { asked, shoes } = await anOrder();
  const lines = [{ orderId: asked.orderId, line: 2, quantity: 1 }];
  const label = await work.run("test", (tx) => labelled(tx, clock, { ...asked, lines }));
  const parcel = await parcelOf(label.parcelId);
  assert.deepEqual(
    [parcel.direction, parcel.status, parcel.tracking_number, parcel.forward_parcel_id, parcel.shopper_id],
    ["return", "label_created", label.trackingNumber, shoes, asked.shopperId],
  );
  const { rows } = await facts.database.pool.query("select line, quantity from parcel_lines where parcel_id = $1", [
    label.parcelId,
  ]);
  assert.deepEqual(rows, [{ line: 2, quantity: 1 }]);
  const found = await work.run("test", (tx) => labelOfParcel(tx, label.parcelId));
  assert.deepEqual([found?.id, found?.return_request_id], [label.labelId, asked.returnRequestId]);
  assert.equal(label.validUntil.getTime() - clock.now().getTime(), 28 * 86_400_000);
});

test("a label is there together with what it was made for, or not at all", async () => {
  const { work, clock } = facts;
  const { asked } = await anOrder();
  const lines = [{ orderId: asked.orderId, line: 1, quantity: 2 }];
  const failed = work.run("test", async (tx) => {
    await createLabel(tx, clock, { ...asked, lines });
    throw new Error("after it");
  });
  await assert.rejects(failed, /after it/);
  assert.deepEqual(await work.run("test", (tx) => labelsOfRequests(tx, [asked.returnRequestId])), []);
  const { rows } = await facts.database.pool.query(
    "select p.id from parcels p join parcel_orders o on o.parcel_id = p.id where o.order_id = $1 and p.direction = 'return'",
    [asked.orderId],
  );
  assert.deepEqual(rows, []);
});

test("a label that was taken back ends its parcel, but not one that is on its way", async () => {
  const { work, clock } = facts;
  const { asked } = await anOrder();
  const [unused, used] = await work.run("test", async (tx) => [
    await labelled(tx, clock, { ...asked, lines: [{ orderId: asked.orderId, line: 1, quantity: 1 }] }),
    await labelled(tx, clock, { ...asked, lines: [{ orderId: asked.orderId, line: 2, quantity: 1 }] }),
  ]);
  assert.notEqual(unused.trackingNumber, used.trackingNumber);
  const scan = { source: "test", code: "x", status: "picked_up" as const, at: clock.now() };
  const handedOver = { carrier: used.carrier, trackingNumber: used.trackingNumber, scans: [scan] };
  await work.run("test", (tx) => recordScans(tx, [handedOver], { history: false, now: clock.now() }));
  for (let twice = 0; twice < 2; twice++)
    await work.run("test", (tx) => cancelLabels(tx, clock, asked.returnRequestId));
  const labels = await work.run("test", (tx) => labelsOfRequests(tx, [asked.returnRequestId]));
  assert.deepEqual(
    labels.map(({ state }) => state),
    ["cancelled", "cancelled"],
  );
  assert.equal((await parcelOf(unused.parcelId)).status, "cancelled");
  assert.equal((await parcelOf(used.parcelId)).status, "picked_up");
});

test("where no way leads back, no label is made; otherwise the first way that fits the country counts", async () => {
  const { work, clock } = facts;
  const { asked } = await anOrder();
  const days = { earliest: 1, latest: 3 };
  const way = { method: "drop-off", provider: "local", days, boxless: false } as const;
  const ways = [
    { ...way, carrier: "Swiss Post", countries: ["CH"] },
    { ...way, carrier: "DHL", countries: ["DE"], boxless: true },
  ];
  await work.run("test", (tx) => storeLabelSettings(tx, { ...usualSettings, ways }, clock.now()));
  const lines = [{ orderId: asked.orderId, line: 1, quantity: 1 }];
  const from = (country: string | undefined, method: "drop-off" | "locker" = "drop-off") =>
    work.run("test", (tx) => createLabel(tx, clock, { ...asked, country, method, lines }));
  assert.deepEqual([(await from("DE"))?.carrier, (await from("DE"))?.boxless], ["DHL", true]);
  assert.equal((await from(undefined))?.carrier, "Swiss Post");
  for (const nowhere of [from("FR"), from("DE", "locker")]) assert.equal(await nowhere, undefined);
});

test("a return number with a digit misread, or two of its neighbours swapped, is noticed nearly always", () => {
  const isRight = (number: string) => returnNumber(BigInt(number.slice(2, -1))) === number;
  fc.assert(
    fc.property(fc.bigInt(100_000_000n, 999_999_999n), fc.nat(9), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
      const number = returnNumber(serial);
      const digits = [...number.slice(2)];
      digits[at] = String((Number(digits[at]) + by) % 10);
      return isRight(number) && !isRight(`RL${digits.join("")}`);
    }),
  );
});

test("methods come with price, days and a carbon figure with its source, where anybody can say", async () => {
  const { work, clock } = facts;
  await work.run("test", (tx) => storeLabelSettings(tx, usualSettings, clock.now()));
  const from = (country: string | undefined) => work.run("test", (tx) => labelMethods(tx, country));
  const unknown = await from("DE");
  assert.deepEqual(
    unknown.map(({ method, price }) => [method, price]),
    [["store", 0n], ...CarriedMethod.options.map((method) => [method, undefined]), ["keep-it", 0n], ["donate-it", 0n]],
  );
  const returnTo = { name: "Shop", lines: ["Weg 1"], postCode: "1", city: "Bonn", country: "DE" };
  const ways = usualSettings.ways.map((way) => ({ ...way, price: 495n }));
  await work.run("test", (tx) => storeLabelSettings(tx, { ...usualSettings, returnTo, ways }, clock.now()));
  const carbonFrom = async (country: string) =>
    new Map((await from(country)).map(({ method, carbon }) => [method, carbon?.grams]));
  const [german, french, chinese] = [await carbonFrom("DE"), await carbonFrom("FR"), await carbonFrom("CN")];
  // 1.5 kg over 30 km by van and 250 km by lorry.
  assert.equal(german.get("drop-off"), 58);
  assert.ok(german.get("home-pick-up")! > german.get("drop-off")!);
  assert.ok(french.get("drop-off")! > german.get("drop-off")!);
  assert.deepEqual(
    [chinese.get("drop-off"), chinese.get("keep-it"), german.get("donate-it")],
    [undefined, 0, undefined],
  );
  assert.equal((await from("DE")).find(({ method }) => method === "locker")?.price, 495n);
});
