import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Actor } from "../../foundation/actors/index.ts";
import { businessTimeAt, speedAt, type TestClock, testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import type { Operation, Runtime } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { keepSpeed, openBusinessClock, readPace, retailerOperations, updateRetailer } from "./index.ts";
import type { getRetailer } from "./retailer.contract.ts";

type View = ContractOutput<typeof getRetailer>;

const manager: Actor = { role: "manager", id: "boss", scope: {} };
const setSpeed = retailerOperations.find(({ contract }) => contract.name === "retailer.set-speed") as Operation;

let database: TestDatabase;
let clock: TestClock;
let runtime: Runtime;
before(async () => {
  database = await testDatabase(migrationFolders);
});
after(() => database.close());
beforeEach(async () => {
  clock = testClock(new Date());
  runtime = { work: openUnitOfWork(database, clock, []), clock };
  await runtime.work.run("test", (tx) => updateRetailer(tx, { origin: "sample" }));
});

const choose = (speed: unknown) => callAs(runtime, manager, setSpeed, { speed }) as Promise<View>;
const pace = () => runtime.work.run("test", readPace);
const keep = () => runtime.work.run("test", (tx) => keepSpeed(tx, clock));

test("only the sample's time can run, and at no other speed than from 1 to 20,000", async () => {
  for (const speed of [0.5, 20_001, "fast"]) {
    await assert.rejects(choose(speed), (error) => error instanceof Problem && error.fields[0]?.field === "speed");
  }
  for (const origin of ["empty", "import"] as const) {
    await runtime.work.run("test", (tx) => updateRetailer(tx, { origin }));
    await assert.rejects(choose(60), (error) => error instanceof Problem && error.type === "real-shop-time");
  }
});

test("a speed is chosen now, counts a second later, and lasts as long as somebody keeps up with it", async () => {
  assert.equal((await choose(1_440)).speed, 1_440);
  clock.advance(1_500);
  for (let n = 0; n < 20; n++) {
    assert.equal(speedAt(await pace(), clock.real().getTime()), 1_440);
    await keep();
    clock.advance(5_000);
  }
  clock.advance(60_000);
  assert.equal(speedAt(await pace(), clock.real().getTime()), 1);
  await keep();
  clock.advance(1_500);
  assert.equal(speedAt(await pace(), clock.real().getTime()), 1_440);
});

test("what is stored goes on where it was: through changes and breaks no instant is lost or told twice", async () => {
  let told = businessTimeAt(await pace(), clock.real().getTime());
  for (const speed of [60, 10_080, 1.5, 20_000, 1]) {
    await choose(speed);
    for (const wait of [0, 400, 700, 9_000, 40_000]) {
      clock.advance(wait);
      const now = businessTimeAt(await pace(), clock.real().getTime());
      assert.ok(now >= told && now - told >= wait - 1, `${now - told} ms passed in ${wait}`);
      told = now;
      if (wait === 700) await keep();
    }
  }
});

test("every process tells the same time from what is stored, and a late one waits instead of going back", async () => {
  const [one, other] = await Promise.all([openBusinessClock(database), openBusinessClock(database)]);
  await choose(1);
  await Promise.all([one.refresh(), other.refresh()]);
  assert.ok(Math.abs(one.now().getTime() - other.now().getTime()) < 50);
  // Set by hand to what a process that never asked again would still believe in: fast time that has ended meanwhile.
  const real = Date.now();
  const stored = { clock_anchor: new Date(real - 5_000), clock_speed: 20_000, clock_until: new Date(real + 60_000) };
  await database.kysely.updateTable("retailer_settings").set(stored).execute();
  await other.refresh();
  const ahead = other.now().getTime();
  const ended = { clock_anchor: new Date(real - 4_999), clock_speed: 1 };
  await database.kysely.updateTable("retailer_settings").set(ended).execute();
  await Promise.all([one.refresh(), other.refresh()]);
  assert.ok(one.now().getTime() < ahead);
  assert.ok(other.now().getTime() >= ahead);
});
