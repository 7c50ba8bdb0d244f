import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import type { GivenParcel, GivenScan } from "./given-parcel.ts";
import { matchWaitingParcels, type RecordedScans, recordScans, type ScanOptions } from "./record-scans.ts";
import type { ScanStatus } from "./status.schema.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 8);
const at = (hours: number) => new Date(start + hours * 3_600_000);
const scan = (status: ScanStatus, hours: number, more: Partial<GivenScan> = {}): GivenScan => ({
  ...{ key: `test:${status}-${hours}`, source: "test", code: status, status, at: at(hours) },
  ...more,
});
const live = (): ScanOptions => ({ history: false, now: facts.clock.now() });
const record = (given: readonly GivenParcel[], options = live()): Promise<RecordedScans> =>
  facts.work.run("test", (tx) => recordScans(tx, given, options));
const parcel = async (number: string) => {
  const query = facts.database.kysely.selectFrom("parcels").selectAll().where("tracking_number", "=", number);
  return query.executeTakeFirstOrThrow();
};
const count = async (table: "parcels" | "scans" | "parcel_orders" | "parcel_claims") =>
  Number((await facts.database.pool.query(`select count(*) from ${table}`)).rows[0]?.count);
const told = async (subject: string) =>
  (
    await facts.database.pool.query(
      "select type from events where subject = $1 and type like 'parcel.%' order by seq",
      [subject],
    )
  ).rows.map(({ type }) => type as string);
let numbers = 0;
const nextNumber = () => `TRACK${String(++numbers).padStart(6, "0")}`;
/** An order with its number and its shopper. */
const order = async (key = `O-${++numbers}`) => {
  const shopper = await facts.shopper();
  return {
    key,
    shopper,
    id: await facts.order(shopper, { number: key, lines: [{ sku: "MUG", quantity: 2, paid: 100n }] }),
  };
};

test("what is said of a parcel makes it, its state, and the facts that follow for the shopper of its order", async () => {
  const { key, shopper, id } = await order();
  const trackingNumber = nextNumber();
  const given = {
    name: { source: "t", key: trackingNumber },
    carrier: "DHL Paket",
    trackingNumber,
    orders: [{ key: `#${key}` }],
  };
  const { parcels } = await record([{ ...given, scans: [scan("label_created", 0), scan("picked_up", 5)] }]);
  assert.deepEqual([parcels[0]?.isNew, parcels[0]?.isNews], [true, true]);
  assert.deepEqual(await told(shopper), [
    "parcel.scanned",
    "parcel.scanned",
    "parcel.shipped",
    "parcel.status-changed",
  ]);
  const again = await record([{ ...given, scans: [scan("label_created", 0), scan("picked_up", 5)] }]);
  assert.deepEqual([again.parcels[0]?.isNews, again.events.length], [false, 0]);
  await record([{ trackingNumber, scans: [scan("delivered", 30)] }]);
  assert.deepEqual((await told(shopper)).slice(4), ["parcel.scanned", "parcel.delivered", "parcel.status-changed"]);
  const row = await parcel(trackingNumber);
  assert.deepEqual(
    [row.carrier, row.carrier_text, row.status, row.phase, row.shopper_id, row.picked_up_at, row.delivered_at],
    ["dhl", "DHL Paket", "delivered", 2, shopper, at(5), at(30)],
  );
  const { rows } = await facts.database.pool.query(
    "select data from events where type = 'parcel.delivered' and subject = $1",
    [shopper],
  );
  assert.equal(rows[0]?.data.carrier, "DHL Paket");
  assert.deepEqual(rows[0]?.data.orderIds, [toWire("ord", id)]);
});

test("the same from sixteen at once is recorded once, and told once", async () => {
  const { key, shopper } = await order();
  const trackingNumber = nextNumber();
  const given: GivenParcel = {
    carrier: "UPS",
    trackingNumber,
    orders: [{ key }],
    scans: [scan("picked_up", 1), scan("delivered", 9)],
  };
  const before = await count("parcels");
  const answers = await Promise.all(Array.from({ length: 16 }, () => record([given])));
  assert.equal(answers.filter(({ parcels }) => parcels[0]?.isNews).length, 1);
  assert.equal(answers.filter(({ parcels }) => parcels[0]?.isNew).length, 1);
  assert.equal((await count("parcels")) - before, 1);
  assert.equal((await told(shopper)).length, 5);
});

test("different scans of one parcel at once all count, whoever computes its state last", async () => {
  const trackingNumber = nextNumber();
  const scans = [
    scan("picked_up", 1),
    scan("in_transit", 2),
    scan("delivered", 40),
    scan("in_transit", 41),
    scan("customs", 3),
  ];
  await Promise.all(scans.map((one) => record([{ trackingNumber, scans: [one] }])));
  const row = await parcel(trackingNumber);
  assert.deepEqual([row.status, row.picked_up_at, row.last_scan_at], ["delivered", at(1), at(41)]);
});

test("two senders who make one parcel at once, under their own names and spellings, make one", async () => {
  for (let round = 0; round < 5; round++) {
    const trackingNumber = nextNumber();
    const before = await count("parcels");
    const spelt = ["DHL", "dhl-germany", undefined, "Deutsche Post DHL"];
    const found = await Promise.all(
      spelt.map((carrier, index) =>
        record([
          {
            name: { source: `s${index}`, key: trackingNumber },
            carrier,
            trackingNumber,
            scans: [scan("picked_up", index)],
          },
        ]),
      ),
    );
    assert.equal(new Set(found.map(({ parcels }) => parcels[0]?.parcelId)).size, 1);
    assert.equal((await count("parcels")) - before, 1);
    assert.equal((await parcel(trackingNumber)).carrier, "dhl");
  }
});

test("a parcel without a number is one by its name, also for eight at once, and gets its number later", async () => {
  const name = { source: "shop", key: "fulfillment/1" };
  const before = await count("parcels");
  const found = await Promise.all(
    Array.from({ length: 8 }, (_, n) => record([{ name, scans: [scan("in_transit", n)] }])),
  );
  assert.equal(new Set(found.map(({ parcels }) => parcels[0]?.parcelId)).size, 1);
  assert.equal((await count("parcels")) - before, 1);
  const trackingNumber = nextNumber();
  await record([{ name, carrier: "GLS", trackingNumber: ` ${trackingNumber.toLowerCase()} `, scans: [] }]);
  const row = await parcel(trackingNumber);
  assert.deepEqual([row.id, row.carrier, row.status], [found[0]?.parcels[0]?.parcelId, "gls", "in_transit"]);
});

test("a parcel that comes before its order waits for it, and the facts follow then", async () => {
  const key = `W-${newId()}`;
  const trackingNumber = nextNumber();
  const given: GivenParcel = {
    ...{ trackingNumber, orders: [{ key: `#${key}`, lines: [{ sku: "MUG", quantity: 2 }] }] },
    scans: [scan("picked_up", 1), scan("delivered", 30)],
  };
  const { parcels } = await record([given]);
  const parcelId = parcels[0]!.parcelId;
  assert.deepEqual(await told(parcelId), ["parcel.scanned", "parcel.scanned", "parcel.status-changed"]);
  const isNews = async (one: GivenParcel) => (await record([one])).parcels[0]?.isNews;
  assert.equal(await isNews(given), false);
  assert.equal(await isNews({ ...given, orders: [{ key: "another that nobody knows" }] }), true);
  await facts.database.kysely.deleteFrom("parcel_claims").where("order_key", "<>", key).execute();
  const { shopper, id } = await order(key);
  await facts.work.run("test", async (tx) => {
    await tx.append(...(await matchWaitingParcels(tx, [key], live())));
  });
  assert.deepEqual(await told(shopper), ["parcel.matched", "parcel.shipped", "parcel.delivered"]);
  assert.equal((await parcel(trackingNumber)).shopper_id, shopper);
  const lines = await facts.database.kysely.selectFrom("parcel_lines").selectAll().where("order_id", "=", id).execute();
  assert.deepEqual(lines, [{ parcel_id: parcelId, order_id: id, line: 1, quantity: 2 }]);
  assert.equal(await count("parcel_claims"), 0);
});

test("an order and its parcel that arrive at the same moment find each other, whichever commits first", async () => {
  const shopper = await facts.shopper();
  for (let round = 0; round < 24; round++) {
    const key = `RACE-${newId()}`;
    const trackingNumber = nextNumber();
    const id = newId<"ord">();
    await Promise.all([
      record([{ trackingNumber, orders: [{ key }], scans: [scan("picked_up", 1)] }]),
      facts.work.run("test", async (tx) => {
        const place = { placed_at: at(0), channel: "online", store_id: null, currency: "EUR", shipping: 0n, total: 0n };
        await tx.db
          .insertInto("orders")
          .values({ id, shopper_id: shopper, source: "test", key, ...place })
          .execute();
        await tx.append(...(await matchWaitingParcels(tx, [key], live())));
      }),
    ]);
    assert.equal((await parcel(trackingNumber)).shopper_id, shopper, `round ${round}`);
    const { rows } = await facts.database.pool.query(
      "select count(*)::int as count from events where type = 'parcel.shipped' and data->>'orderId' is not null and subject = $1",
      [shopper],
    );
    assert.equal(rows[0]?.count, round + 1);
  }
});

test("an order number that two shops use is left open, unless the sender says whose it is", async () => {
  const key = `TWICE-${newId()}`;
  const [mine] = [await order(key), await order(`#${key}`)];
  const [open, own] = [nextNumber(), nextNumber()];
  await facts.database.kysely.updateTable("orders").set({ source: "other" }).where("key", "=", `#${key}`).execute();
  await record([{ trackingNumber: open, orders: [{ key: ` ${key}`.trim() }], scans: [scan("picked_up", 1)] }]);
  assert.equal((await parcel(open)).shopper_id, mine.shopper, "the exact number");
  const third = nextNumber();
  await facts.database.kysely.updateTable("orders").set({ key }).where("key", "=", `#${key}`).execute();
  await record([{ trackingNumber: third, orders: [{ key }], scans: [scan("picked_up", 1)] }]);
  assert.equal((await parcel(third)).shopper_id, null);
  await facts.database.kysely.deleteFrom("parcel_claims").where("order_key", "=", key).execute();
  await record([{ trackingNumber: own, orders: [{ key, source: "test" }], scans: [scan("picked_up", 1)] }]);
  assert.equal((await parcel(own)).shopper_id, mine.shopper);
});

test("a depot's late scan and a sibling's scans leave a delivered parcel as it is", async () => {
  const [one, sibling] = [nextNumber(), nextNumber()];
  const shipmentKey = newId();
  await record([
    { trackingNumber: one, shipmentKey, scans: [scan("picked_up", 1), scan("delivered", 20)] },
    { trackingNumber: sibling, shipmentKey, scans: [scan("picked_up", 1)] },
  ]);
  await record([
    { trackingNumber: one, scans: [scan("in_transit", 22)] },
    { trackingNumber: sibling, scans: [scan("lost", 300)] },
  ]);
  assert.deepEqual([(await parcel(one)).status, (await parcel(sibling)).status], ["delivered", "lost"]);
});

test("carriers use numbers again: long after the last scan the number stands for another parcel", async () => {
  const trackingNumber = nextNumber();
  const later = (200 * day) / 3_600_000;
  const first = await record([
    { carrier: "UPS", trackingNumber, scans: [scan("picked_up", 0), scan("delivered", 50)] },
  ]);
  const second = await record([{ carrier: "UPS", trackingNumber, scans: [scan("picked_up", later)] }]);
  assert.notEqual(second.parcels[0]?.parcelId, first.parcels[0]?.parcelId);
  const late = await record([{ carrier: "UPS", trackingNumber, scans: [scan("in_transit", 60)] }]);
  assert.equal(late.parcels[0]?.parcelId, first.parcels[0]?.parcelId, "what is late belongs to the parcel of its time");
  const next = await record([{ trackingNumber, scans: [scan("delivered", later + 30)] }]);
  assert.equal(next.parcels[0]?.parcelId, second.parcels[0]?.parcelId);
  const rows = await facts.database.kysely
    .selectFrom("parcels")
    .select(["cycle", "status"])
    .where("tracking_number", "=", trackingNumber)
    .orderBy("cycle")
    .execute();
  assert.deepEqual(rows, [
    { cycle: 1, status: "delivered" },
    { cycle: 2, status: "delivered" },
  ]);
});

test("what takes a scan back is the parcel's own, also when it is heard before everything else", async () => {
  const trackingNumber = nextNumber();
  const later = (500 * day) / 3_600_000;
  const wrong = scan("delivered", later);
  const back = scan("in_transit", later + 1, { key: "test:back", retracts: wrong.key! });
  const first = await record([{ trackingNumber, scans: [back] }]);
  const second = await record([{ trackingNumber, scans: [wrong, scan("in_transit", later + 2)] }]);
  assert.equal(second.parcels[0]?.parcelId, first.parcels[0]?.parcelId);
  assert.equal((await parcel(trackingNumber)).status, "in_transit");
});

test("short numbers of two carriers are two parcels, long ones are one however the carrier is spelt", async () => {
  const twice = (trackingNumber: string) => [
    { carrier: "UPS", trackingNumber, scans: [scan("picked_up", 1)] },
    { carrier: "Alpin-Bote", trackingNumber, scans: [scan("in_transit", 2)] },
  ];
  const short = await record(twice("4711"));
  assert.equal(new Set(short.parcels.map(({ parcelId }) => parcelId)).size, 2);
  const long = await record(twice(nextNumber()));
  assert.equal(new Set(long.parcels.map(({ parcelId }) => parcelId)).size, 1);
});

test("a delivery that was wrong is taken back, and told", async () => {
  const { key, shopper } = await order();
  const trackingNumber = nextNumber();
  const wrong = scan("delivered", 20);
  await record([{ trackingNumber, orders: [{ key }], scans: [scan("out_for_delivery", 18), wrong] }]);
  const back: GivenScan = { source: "desk", code: "retraction", status: "delivered", at: at(25), retracts: wrong.key! };
  await record([{ trackingNumber, scans: [{ ...back, key: "desk:1" }] }]);
  const row = await parcel(trackingNumber);
  assert.deepEqual([row.status, row.phase, row.delivered_at], ["out_for_delivery", 1, null]);
  const types = await told(shopper);
  assert.deepEqual(types.slice(-2), ["parcel.delivery-retracted", "parcel.status-changed"]);
  const { rows } = await facts.database.pool.query(
    "select at from events where subject = $1 order by seq desc limit 1",
    [shopper],
  );
  assert.deepEqual(rows, [{ at: facts.clock.now() }], "it changed now, whenever the scan was that counts again");
  await record([{ trackingNumber, scans: [wrong] }]);
  assert.equal((await parcel(trackingNumber)).delivered_at, null, "sent again it stays taken back");
  await record([{ trackingNumber, scans: [scan("delivered", 44)] }]);
  assert.deepEqual((await told(shopper)).slice(types.length), [
    "parcel.scanned",
    "parcel.delivered",
    "parcel.status-changed",
  ]);
});

test("codes that nobody knows are listed, and moved by their parent where there is one", async () => {
  const trackingNumber = nextNumber();
  const raw = (code: string, hours: number): GivenScan => ({
    source: "aftership",
    code,
    at: at(hours),
    key: `aftership:${code}`,
  });
  const scans = [raw("InTransit_003", 1), raw("InTransit_077", 5), raw("Mystery_001", 9), raw("Pending_002", 11)];
  await record([{ trackingNumber, scans: [...scans, raw("edd_revise", 12)] }]);
  await record([{ trackingNumber, scans }]);
  const row = await parcel(trackingNumber);
  assert.deepEqual([row.status, row.status_at, row.last_scan_at], ["in_transit", at(5), at(9)]);
  const codes = await facts.database.kysely
    .selectFrom("scan_codes")
    .select(["code", "by_parent", "stands_for", "seen", "example_parcel_id"])
    .orderBy("code")
    .execute();
  const about = { seen: 1n, example_parcel_id: row.id };
  assert.deepEqual(codes, [
    { code: "InTransit_077", by_parent: true, stands_for: "in_transit", ...about },
    { code: "Mystery_001", by_parent: false, stands_for: null, ...about },
  ]);
});

test("what lies too far ahead is kept and does not count; to be heard of without news is news of nothing", async () => {
  const trackingNumber = nextNumber();
  const latest = at(24);
  await record([{ trackingNumber, scans: [scan("picked_up", 1), scan("delivered", 900)] }], { ...live(), latest });
  const row = await parcel(trackingNumber);
  assert.deepEqual([row.status, row.delivered_at], ["picked_up", null]);
  facts.clock.advance(day);
  const heard = await record([{ trackingNumber, scans: [] }]);
  assert.deepEqual([heard.events.length, heard.parcels[0]?.isNews], [0, false]);
  assert.deepEqual((await parcel(trackingNumber)).last_heard_at, facts.clock.now());
});

test("what carriers write is cut and cleaned, and not kept of people who were forgotten", async () => {
  const { key, shopper } = await order();
  const trackingNumber = nextNumber();
  const said = { text: `Signed by \u0000 Ada \ud800 ${"x".repeat(400)}`, place: "Bremen" };
  await record([{ trackingNumber, orders: [{ key }], scans: [scan("in_transit", 1, said)] }]);
  const { id } = await parcel(trackingNumber);
  const kept = () =>
    facts.database.kysely.selectFrom("scans").selectAll().where("parcel_id", "=", id).orderBy("at").execute();
  const [first] = await kept();
  assert.match(first?.text ?? "", /^Signed by Ada x{50}/);
  assert.equal(first?.text?.length, 300);
  await facts.database.kysely
    .updateTable("shoppers")
    .set({ erased_at: at(0) })
    .where("id", "=", shopper)
    .execute();
  await record([{ trackingNumber, scans: [scan("in_transit", 2, said)] }]);
  assert.deepEqual(
    (await kept()).map(({ text, place, status }) => [text, place, status]),
    [
      [null, null, "in_transit"],
      [null, null, "in_transit"],
    ],
  );
});

test("a history tells nothing of the statuses that its own records of shipping and delivery say already", async () => {
  const { key, shopper } = await order();
  const recordedAs = (what: string) => ({ source: "test", key: `parcel/${key}${what}` });
  const scans = [
    scan("picked_up", 1, { recordedAs: recordedAs("") }),
    scan("delivered", 30, { recordedAs: recordedAs("/delivered") }),
  ];
  const given: GivenParcel = { name: { source: "test", key }, orders: [{ key }], scans };
  await record([given], { history: true, now: facts.clock.now() });
  assert.deepEqual(await told(shopper), ["parcel.shipped", "parcel.delivered"]);
  const { rows } = await facts.database.pool.query(
    "select source_key from events where subject = $1 and type like 'parcel.%' order by seq",
    [shopper],
  );
  assert.deepEqual(
    rows.map((row) => row.source_key),
    [`parcel/${key}`, `parcel/${key}/delivered`],
  );
  const heard = await facts.database.kysely
    .selectFrom("parcels")
    .select("last_heard_at")
    .where("shopper_id", "=", shopper)
    .executeTakeFirst();
  assert.deepEqual(heard?.last_heard_at, at(30), "it was heard when it happened");
});

test("goods that come back are no delivery to the shopper", async () => {
  const { key, shopper } = await order();
  const forwardParcel = { source: "test", key: `out-${key}` };
  await record([{ name: forwardParcel, orders: [{ key }], scans: [scan("delivered", 1)] }]);
  const before = (await told(shopper)).length;
  const back: GivenParcel = {
    trackingNumber: nextNumber(),
    direction: "return",
    forwardParcel,
    orders: [{ key }],
    scans: [scan("delivered", 90)],
  };
  const { parcels } = await record([back]);
  assert.deepEqual((await told(shopper)).slice(before), ["parcel.scanned", "parcel.status-changed"]);
  const row = await facts.database.kysely
    .selectFrom("parcels")
    .selectAll()
    .where("id", "=", parcels[0]!.parcelId)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.direction, row.forward_parcel_id !== null], ["return", true]);
});

test("a batch that dies at its last line leaves nothing behind", async () => {
  const trackingNumber = nextNumber();
  const before = [await count("parcels"), await count("scans"), await count("parcel_claims")];
  const dying = facts.work.run("test", async (tx) => {
    await recordScans(tx, [{ trackingNumber, orders: [{ key: "never" }], scans: [scan("picked_up", 1)] }], live());
    throw new Error("pulled the plug");
  });
  await assert.rejects(dying, /plug/);
  assert.deepEqual([await count("parcels"), await count("scans"), await count("parcel_claims")], before);
  const { parcels } = await record([{ trackingNumber, scans: [scan("picked_up", 1)] }]);
  assert.equal(parcels[0]?.isNew, true);
});

test("nothing given is nothing done", async () => {
  assert.deepEqual(await record([]), { parcels: [], events: [] });
});
