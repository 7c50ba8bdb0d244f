import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { translator } from "@aftercare/messages";
import { foldProfiles } from "../../facts/profiles/index.ts";
import { promiseRevised } from "../../facts/promises/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { tellWindowMoved, windowMoved } from "./tell-window-moved.ts";

let facts: TestFacts;
let work: UnitOfWork;
before(async () => {
  facts = await testFacts(migrationFolders);
  work = openUnitOfWork(facts.database, facts.clock, [foldProfiles, enqueueReactions([tellWindowMoved], facts.clock)]);
});
after(() => facts.close());

test("who chose a window that was taken is told once which one it is instead, and who was revised otherwise is not", async () => {
  const shopperId = await facts.shopper({ email: "ada@example.test" });
  const orderId = await facts.order(shopperId, { number: "W-1" });
  const promiseId = newId<"prm">();
  const days = { earliest: "2026-03-06", latest: "2026-03-06" };
  const revise = (number: number, cause: string) => {
    const data = { promiseId, orderId, shopperId, number, ...days, chanceLate: 1, cause };
    return work.run("test", (tx) => tx.append(promiseRevised({ subject: shopperId, at: facts.clock.now(), data })));
  };
  await revise(1, "slot");
  await revise(2, "slot");
  await revise(3, "scan");
  while ((await deliverReactions(work, facts.clock, new Map([[tellWindowMoved.name, tellWindowMoved]]))) > 0);
  const queued = await facts.database.kysely.selectFrom("messages").select(["kind", "channel", "key"]).execute();
  assert.deepEqual(
    queued.map(({ kind, channel }) => [kind, channel]),
    [
      ["delivery.window-moved", "email"],
      ["delivery.window-moved", "inbox"],
    ],
  );
  const writing = { words: translator("en"), links: {}, shop: "Shop" };
  const write = () =>
    work.run("test", (tx) =>
      windowMoved.write({ tx, clock: facts.clock }, writing, { promiseId: toWire("prm", promiseId) }),
    );
  assert.equal(await write(), null, "of a promise that is none nothing is said");
  await facts.database.pool.query(
    `insert into promises (id, order_id, journey_id, shopper_id, lane, basis, made_at, starts_on, first_earliest, first_latest,
      earliest, latest) values ($1, $2, $1, $3, '-|-|-|-', 'quoted', now(), '2026-03-02', '2026-03-05', '2026-03-05', $4, $4)`,
    [promiseId, orderId, shopperId, days.latest],
  );
  const said = await write();
  assert.equal(said?.subject, "Another delivery window for order W-1");
  assert.match(said?.preheader ?? "", /comes on Friday 6 March/);
  await facts.database.pool.query("update promises set status = 'void' where id = $1", [promiseId]);
  assert.equal(await write(), null, "nor of one that holds no more");
});

test("the new window is said in the hours of the place that goods start from", () => {
  const words = translator("en").inTimeZone("America/New_York");
  const { blocks } = windowMoved.writeSample({ words, links: { order: "https://shop.example/o" }, shop: "Shop" });
  const texts = blocks.map((block) => ("text" in block ? block.text : ""));
  assert.ok(texts[1]?.includes("Thursday 26 November"), texts[1]);
  assert.ok(
    texts[2]?.includes("Friday 27 November") && texts[2].includes("10:00") && texts[2].includes("12:00"),
    texts[2],
  );
});
