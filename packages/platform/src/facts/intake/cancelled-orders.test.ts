import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { reactions } from "../../capabilities.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { startScheme } from "../../means/points/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "./index.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
  const now = house.clock.now();
  await house.work.run("test", (tx) => startScheme(tx, { startsAt: new Date(0), now, actor: "test" }));
});
after(() => house.close());

async function tell(...records: readonly IntakeRecordJson[]) {
  const { work, clock } = house;
  const parsed = records.map((record) => IntakeRecord.parse(record));
  await work.run("test", (tx) => recordBatch(tx, "test", parsed, { history: false, now: clock.now() }));
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, clock, byName)) > 0);
}
const rows = async <Row>(text: string, ...values: string[]) =>
  (await house.database.pool.query(text, values)).rows as Row[];

const order = (id: string): IntakeRecordJson => ({
  ...{ type: "order", id, at: house.clock.now().toISOString(), shopper: `S-${id}`, channel: "online", currency: "EUR" },
  lines: [{ sku: "LAMP", quantity: 4, amount: 40_000 }],
  delivery: { country: "DE", postCode: "22765", promised: { latest: "2026-03-09" } },
});
const off = (id: string, of: string, quantity?: number): IntakeRecordJson => ({
  ...{ type: "cancellation", id, order: of, at: house.clock.now().toISOString() },
  ...(quantity !== undefined && { lines: [{ sku: "LAMP", quantity }] }),
});
const points = async (number: string) => {
  const [row] = await rows<{ points: string }>(
    "select coalesce(sum(e.points), 0) as points from points_entries e join orders o on o.id = e.order_id where o.key = $1",
    number,
  );
  return Number(row?.points);
};
const promise = async (number: string) =>
  (
    await rows<{ status: string }>(
      "select p.status from promises p join orders o on o.id = p.order_id where o.key = $1",
      number,
    )
  )[0]?.status;

test("points of what is called off are taken back with it, and what was promised is not awaited once nothing is left", async () => {
  await tell({ type: "shopper", id: "S-1", email: "s@example.test" }, order("1"));
  const earned = await points("1");
  assert.ok(earned > 0);
  assert.equal(await promise("1"), "open");
  await tell(off("a", "1", 1));
  assert.deepEqual([await points("1"), await promise("1")], [(earned * 3) / 4, "open"]);
  await tell(off("b", "1"), off("c", "1"));
  assert.deepEqual([await points("1"), await promise("1")], [0, "void"]);
});

test("nobody is told of a return, and nothing is decided about one, where nothing has come back", async () => {
  await tell({ type: "shopper", id: "S-2", email: "t@example.test" }, order("2"), off("d", "2"));
  const subjects = await rows("select from decisions d join returns r on r.id = d.subject where r.cancelled");
  const told = await rows("select from messages where kind = 'return.received'");
  assert.deepEqual([subjects.length, told.length], [0, 0]);
});
