import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type GivenOrder, matchWaitingParcels, recordScans } from "../../facts/parcels/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { forgetParcelsLater, forgetParcelsWhenErased, forgetParcelsWhenMerged } from "./index.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

test("who is erased leaves no carrier's words behind, and no number once a parcel has ended", async () => {
  const [shopper, other] = [await facts.shopper(), await facts.shopper()];
  const orders = [await facts.order(shopper, { number: "A" }), await facts.order(other, { number: "B" })];
  for (const [i, shopper_id] of [shopper, other].entries()) {
    const occasion = {
      order_id: orders[i] ?? "",
      shopper_id,
      occasion_kind: "birthday",
      occasion_on: "2026-03-09",
    } as const;
    await facts.database.kysely.insertInto("order_deliveries").values(occasion).execute();
  }
  const now = facts.clock.now();
  const said = { source: "test", at: now, text: "Signed by Ada", place: "Bremen" };
  const record = (trackingNumber: string, key: string, status: "delivered" | "in_transit") =>
    facts.work.run("test", (tx) => {
      const scans = [{ ...said, key: newId(), code: status, status }];
      return recordScans(tx, [{ trackingNumber, orders: [{ key }], scans }], { history: false, now });
    });
  await record("ARRIVED-1", "A", "delivered");
  await record("UNDER-WAY-1", "A", "in_transit");
  await record("OTHERS-1", "B", "delivered");
  const event = {
    seq: 1n,
    id: newId<"evt">(),
    type: "shopper.erased",
    subject: shopper,
    at: now,
    recordedAt: now,
    actor: "t",
  };
  const data = { shopperId: toWire("shp", shopper) };
  const numbers = async () =>
    (await facts.database.pool.query("select tracking_number as number from parcels order by 1")).rows.map(
      ({ number }) => number,
    );
  const erase = () =>
    facts.work.run("test", (tx) => forgetParcelsWhenErased.run({ tx, clock: facts.clock }, { ...event, data }));
  await erase();
  await erase();
  assert.deepEqual(await numbers(), ["OTHERS-1", "UNDER-WAY-1", null]);
  const { rows } = await facts.database.pool.query(
    "select p.shopper_id, count(s.text)::int as words, count(s.place)::int as places from scans s join parcels p on p.id = s.parcel_id group by 1",
  );
  const left = Object.fromEntries(rows.map(({ shopper_id, words, places }) => [shopper_id, [words, places]]));
  assert.deepEqual(left, { [shopper]: [0, 0], [other]: [1, 1] });
  const marked = await facts.database.pool.query(
    "select shopper_id, occasion_on from order_deliveries where occasion_kind is not null",
  );
  assert.deepEqual(marked.rows, [{ shopper_id: other, occasion_on: "2026-03-09" }]);

  const timers = new Map([[forgetParcelsLater.name, forgetParcelsLater]]);
  const month = 31 * 86_400_000;
  facts.clock.advance(month);
  assert.equal(await fireTimers(facts.work, facts.clock, timers), 1);
  assert.deepEqual(await numbers(), ["OTHERS-1", "UNDER-WAY-1", null], "still under way");
  facts.clock.advance(4 * month);
  await fireTimers(facts.work, facts.clock, timers);
  assert.deepEqual(await numbers(), ["OTHERS-1", null, null], "silent for long: over");
  assert.equal(await fireTimers(facts.work, facts.clock, timers), 0);
});

test("a guest who is merged into an account leaves words behind, unless the account was erased", async () => {
  const [guest, account] = [await facts.shopper({ kind: "guest" }), await facts.shopper()];
  await facts.order(guest, { number: "GUEST" });
  const now = facts.clock.now();
  const scan = {
    key: newId(),
    source: "test",
    code: "x",
    status: "delivered",
    at: now,
    text: "Signed by Ada",
  } as const;
  await facts.work.run("test", (tx) =>
    recordScans(tx, [{ trackingNumber: "GUEST-1", orders: [{ key: "GUEST" }], scans: [scan] }], {
      history: false,
      now,
    }),
  );
  await facts.database.kysely.updateTable("shoppers").set({ merged_into: account }).where("id", "=", guest).execute();
  const about = { seq: 1n, id: newId<"evt">(), subject: account, at: now, recordedAt: now, actor: "t" };
  const data = { shopperId: toWire("shp", account), guestId: toWire("shp", guest) };
  const merge = () =>
    facts.work.run("test", (tx) =>
      forgetParcelsWhenMerged.run({ tx, clock: facts.clock }, { ...about, type: "shopper.merged", data }),
    );
  const words = async () =>
    (await facts.database.pool.query("select text from scans where key = $1", [scan.key])).rows.map(({ text }) => text);
  await merge();
  assert.deepEqual(await words(), ["Signed by Ada"]);
  await facts.database.kysely.updateTable("shoppers").set({ erased_at: now }).where("id", "=", account).execute();
  await merge();
  assert.deepEqual(await words(), [null]);
});

test("what is said of a parcel after its shopper was erased brings back neither its number nor words", async () => {
  const shopper = await facts.shopper();
  await facts.order(shopper, { number: "LATE" });
  const name = { source: "test", key: "tracking-of-late" };
  const said = (status: "in_transit" | "delivered", orders: GivenOrder[]) =>
    facts.work.run("test", (tx) => {
      const now = facts.clock.now();
      const scan = { key: newId(), source: "test", code: status, status, at: now, text: "Signed by Ada" };
      return recordScans(tx, [{ name, trackingNumber: "LATE-1", orders, scans: [scan] }], { history: false, now });
    });
  const stands = async () => {
    const query = `select p.tracking_number as number, p.status, count(s.text)::int as words
      from parcels p join parcel_names n on n.parcel_id = p.id join scans s on s.parcel_id = p.id
      where n.key = $1 group by p.id`;
    return (await facts.database.pool.query(query, [name.key])).rows;
  };
  await said("in_transit", []);
  await facts.database.kysely
    .updateTable("shoppers")
    .set({ erased_at: facts.clock.now() })
    .where("id", "=", shopper)
    .execute();
  await said("in_transit", [{ key: "LATE" }]);
  assert.deepEqual(await stands(), [{ number: "LATE-1", status: "in_transit", words: 0 }], "under way");
  await said("delivered", []);
  assert.deepEqual(await stands(), [{ number: null, status: "delivered", words: 0 }]);
  await said("delivered", []);
  assert.deepEqual(await stands(), [{ number: null, status: "delivered", words: 0 }], "the number is repeated");
});

test("a parcel that waited for the order of somebody who was erased meanwhile is emptied when the order comes", async () => {
  const shopper = await facts.shopper();
  await facts.database.kysely
    .updateTable("shoppers")
    .set({ erased_at: facts.clock.now() })
    .where("id", "=", shopper)
    .execute();
  const now = facts.clock.now();
  const scan = {
    key: newId(),
    source: "test",
    code: "x",
    status: "delivered",
    at: now,
    text: "Signed by Ada",
  } as const;
  const given = { trackingNumber: "WAITING-1", orders: [{ key: "WAITED" }], scans: [scan] };
  await facts.work.run("test", (tx) => recordScans(tx, [given], { history: false, now }));
  await facts.order(shopper, { number: "WAITED" });
  await facts.work.run("test", (tx) => matchWaitingParcels(tx, ["WAITED"], { history: false, now }));
  const { rows } = await facts.database.pool.query(
    "select p.tracking_number as number, s.text from scans s join parcels p on p.id = s.parcel_id where s.key = $1",
    [scan.key],
  );
  assert.deepEqual(rows, [{ number: null, text: null }]);
});
