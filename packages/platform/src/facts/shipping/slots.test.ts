import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dayNumber } from "../../foundation/calendar/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { originRow, serviceRow } from "./shipping-rows.ts";
import { bookSlot, fullSlots, slotsOn } from "./slots.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
  const origin = { key: "hub", title: "Hub", country: "DE", timeZone: "Europe/Berlin", cutOff: "14:00" };
  const week = { workingDays: [1], observesHolidays: true, handlingDays: 0, closed: false };
  const service = { key: "window", title: { en: "Window" }, kind: "slot" as const, origin: "hub", countries: ["DE"] };
  const terms = { deliveryDays: [1], price: 0n, currency: "EUR", statedP50: 1, statedP90: 2, rank: 0, active: true };
  const slot = { hours: 2, bookDaysAhead: 3, from: "08:00", until: "20:00", capacity: 2 };
  const db = facts.database.kysely;
  await db
    .insertInto("shipping_origins")
    .values(originRow({ ...origin, ...week }))
    .execute();
  await db
    .insertInto("shipping_services")
    .values(serviceRow({ ...service, ...terms, slot }))
    .execute();
});
after(() => facts.close());

const eight = new Date("2026-11-26T07:00:00Z");
const book = (from: Date) => facts.work.run("test", (tx) => bookSlot(tx, "window", from, 2));

test("a day has slots from its first hour as long as a whole one fits", () => {
  const hours = { hours: 3, bookDaysAhead: 0, from: "08:30", until: "18:00", capacity: 1 };
  const slots = slotsOn(hours, dayNumber("2026-07-01"), "Europe/Berlin");
  assert.deepEqual(
    slots.map(({ from, until }) => [from.toISOString().slice(11, 16), until.toISOString().slice(11, 16)]),
    [
      ["06:30", "09:30"],
      ["09:30", "12:30"],
      ["12:30", "15:30"],
    ],
  );
});

test("of many who want the last places at once as many get one as there are, and the slot is full for whoever asks next", async () => {
  const got = await Promise.all(Array.from({ length: 8 }, () => book(eight)));
  assert.equal(got.filter((one) => one).length, 2);
  const isFull = await facts.work.run("test", (tx) => fullSlots(tx, facts.clock.now()));
  assert.ok(isFull("window", { from: eight, until: eight }));
  assert.ok(!isFull("other", { from: eight, until: eight }));
});

test("two who want different slots at once both get theirs; one without places takes nobody", async () => {
  const [ten, noon] = [new Date("2026-11-26T09:00:00Z"), new Date("2026-11-26T11:00:00Z")];
  assert.deepEqual(await Promise.all([book(ten), book(noon)]), [true, true]);
  assert.equal(
    await facts.work.run("test", (tx) => bookSlot(tx, "window", new Date("2026-11-27T09:00:00Z"), 0)),
    false,
  );
});
