import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import fc from "fast-check";
import { newId } from "../../foundation/ids/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { readStock } from "../catalogue/index.ts";
import { IntakeRecord, recordBatch } from "../intake/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { expireReservation, keepReserved, releaseReserved, reserveStock, takeReserved } from "./index.ts";

const hour = 3_600_000;
let facts: TestFacts;
let sku: string;
let counted = 0;

before(async () => {
  facts = await testFacts(migrationFolders);
});
beforeEach(async () => {
  sku = `SKU-${++counted}`;
  await count(1);
});
after(() => facts.close());

/** The shop says how many there are. */
async function count(available: number, of = sku): Promise<void> {
  facts.clock.advance(1000);
  const record = IntakeRecord.parse({ type: "stock", sku: of, available, at: facts.clock.now().toISOString() });
  await facts.work.run("test", (tx) => recordBatch(tx, "test", [record], { history: false, now: facts.clock.now() }));
}
const inHours = (hours: number) => new Date(facts.clock.now().getTime() + hours * hour);
function reserve(purpose: string, quantity = 1, hours = 24, of = [sku]): Promise<void> {
  const lines = of.map((each) => ({ sku: each, quantity }));
  const wanted = { purpose, shopperId: newId<"shp">(), until: inHours(hours), lines };
  return facts.work.run("test", (tx) => reserveStock(tx, facts.clock, wanted));
}
const end = (how: typeof takeReserved, purpose: string) =>
  facts.work.run("test", (tx) => how(tx, facts.clock, purpose));
const left = async (of = sku) => (await facts.work.run("test", (tx) => readStock(tx, [of]))).get(of);
const fire = () => fireTimers(facts.work, facts.clock, new Map([[expireReservation.name, expireReservation]]));
const releases = async (purpose: string) => {
  const { rows } = await facts.database.pool.query<{ because: string }>(
    `select data ->> 'because' as because from events where type = 'stock.released' and data ->> 'purpose' = $1`,
    [purpose],
  );
  return rows.map(({ because }) => because);
};

test("of sixty-four who want the last piece exactly one gets it, and the others hear how many there are", async () => {
  const tried = await Promise.allSettled(Array.from({ length: 64 }, (_, index) => reserve(`last/${sku}/${index}`)));
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  for (const each of tried) {
    if (each.status === "fulfilled") continue;
    assert.equal(each.reason.type, "out-of-stock");
    assert.deepEqual({ ...each.reason.params }, { field: "lines/0/sku", sku, wanted: 1, available: 0 });
  }
  assert.equal(await left(), 0);
});

test("two who want one each of two pieces both get theirs", async () => {
  await count(2);
  await Promise.all([reserve(`pair/${sku}/a`), reserve(`pair/${sku}/b`)]);
  assert.equal(await left(), 0);
});

test("two who want the same goods in another order do not wait for each other for ever", async () => {
  const other = `${sku}-B`;
  await count(50);
  await count(50, other);
  const both = Array.from({ length: 20 }, (_, index) =>
    reserve(`crossed/${sku}/${index}`, 1, 24, index % 2 === 0 ? [sku, other] : [other, sku]),
  );
  await Promise.all(both);
  assert.deepEqual([await left(), await left(other)], [30, 30]);
});

test("all that is wanted is kept or none of it, and goods that nobody has counted cannot be kept", async () => {
  await assert.rejects(reserve(`none/${sku}`, 1, 24, [sku, "NEVER-COUNTED"]), { type: "out-of-stock" });
  assert.equal(await left(), 1);
});

test("the same purpose keeps pieces once", async () => {
  await reserve(`once/${sku}`);
  await reserve(`once/${sku}`);
  await count(3);
  assert.equal(await left(), 2);
});

test("a new count leaves what is kept as it was, also where fewer were counted than are kept", async () => {
  await count(5);
  await reserve(`count/${sku}`, 2);
  await count(4);
  assert.equal(await left(), 2);
  await count(1);
  assert.equal(await left(), 0);
  await assert.rejects(reserve(`too-late/${sku}`), { type: "out-of-stock" });
  await count(9);
  assert.equal(await left(), 7);
});

test("what nobody comes for is free again at its instant and is told of once; kept longer, it stays kept", async () => {
  await reserve(`late/${sku}`, 1, 24);
  await facts.work.run("test", (tx) => keepReserved(tx, facts.clock, `late/${sku}`, inHours(48)));
  facts.clock.advance(25 * hour);
  await fire();
  assert.equal(await left(), 0);
  facts.clock.advance(24 * hour);
  await fire();
  await fire();
  assert.equal(await left(), 1);
  assert.deepEqual(await releases(`late/${sku}`), ["expired"]);
  assert.equal(await end(takeReserved, `late/${sku}`), false);
});

test("a piece that has left is not there any more, and one that is given free is", async () => {
  await count(3);
  await reserve(`left/${sku}`);
  assert.equal(await end(takeReserved, `left/${sku}`), true);
  assert.equal(await left(), 2);
  await reserve(`free/${sku}`);
  assert.equal(await left(), 1);
  assert.equal(await end(releaseReserved, `free/${sku}`), true);
  assert.equal(await left(), 2);
});

test("taking, giving free and running out at once end it in exactly one way", async () => {
  await count(10);
  let taken = 0;
  for (let round = 0; round < 8; round++) {
    const purpose = `race/${sku}/${round}`;
    await reserve(purpose, 1, 1);
    facts.clock.advance(2 * hour);
    await Promise.all([end(takeReserved, purpose), end(takeReserved, purpose), end(releaseReserved, purpose), fire()]);
    const ended = await releases(purpose);
    assert.equal(ended.length, 1);
    taken += Number(ended[0] === "taken");
    assert.equal(await left(), 10 - taken, "only what was taken is not there any more");
  }
});

test("whatever happens, what can be had is what there is less what is kept, and never more is kept than there was", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("reserve" as const), pieces: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constantFrom("take" as const, "release" as const), which: fc.nat(5) }),
    fc.record({ kind: fc.constant("count" as const), pieces: fc.nat(6) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const own = `SKU-${++counted}`;
      let level = 4;
      const kept: { purpose: string; pieces: number }[] = [];
      await count(level, own);
      for (const [index, each] of steps.entries()) {
        const open = kept.reduce((sum, { pieces }) => sum + pieces, 0);
        if (each.kind === "reserve") {
          const purpose = `any/${own}/${index}`;
          const done = await reserve(purpose, each.pieces, 24, [own]).then(
            () => true,
            () => false,
          );
          assert.equal(done, each.pieces <= level - open);
          if (done) kept.push({ purpose, pieces: each.pieces });
        } else if (each.kind === "count") {
          level = each.pieces;
          await count(level, own);
        } else {
          const [one] = kept.splice(each.which % Math.max(1, kept.length), 1);
          if (!one) continue;
          await end(each.kind === "take" ? takeReserved : releaseReserved, one.purpose);
          if (each.kind === "take") level = Math.max(0, level - one.pieces);
        }
        const now = kept.reduce((sum, { pieces }) => sum + pieces, 0);
        assert.equal(await left(own), Math.max(0, level - now));
      }
    }),
    { numRuns: 25 },
  );
});
