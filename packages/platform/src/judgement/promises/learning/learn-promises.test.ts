import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import { testClock } from "../../../foundation/clock/index.ts";
import { copyRows } from "../../../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import type { JourneyRow } from "../history/read-journeys.ts";
import { currentPromiseModel, learnPromises, learnPromisesDaily } from "../index.ts";
import { knownBefore, parcelsOf } from "./testing.ts";

let database: TestDatabase;
let work: UnitOfWork;
const first = dayNumber("2026-01-01");
const clock = testClock(new Date("2026-08-01T05:00:00Z"));
before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, clock, []);
});
after(() => database.close());

const ways = [
  { service: "standard", zone: "10", usual: 3, perDay: 6 },
  { service: "standard", zone: "80", usual: 9, perDay: 6 },
  { service: "express", zone: "10", usual: 2, perDay: 4 },
];
const all = parcelsOf({ days: 240, ways, lost: 0.01 });

/** Puts what is known before a day of the world into the table. */
async function fill(rows: readonly JourneyRow[]): Promise<void> {
  await database.pool.query("delete from promises");
  await database.pool.query("delete from journeys");
  const day = (number: number | null) => (number === null ? null : dayText(first + number));
  await database.transaction(({ client }) =>
    copyRows(
      { client },
      "journeys",
      [
        ...[
          "id",
          "source",
          "key",
          "lane",
          "service",
          "carrier",
          "origin",
          "country",
          "zone",
          "started_at",
          "starts_on",
        ],
        ...["handed_over_on", "handed_over_at", "delivered_on", "delivered_at"],
      ],
      rows.map((row) => [
        ...[newId(), "test", row.id, row.lane, row.service, row.carrier, row.origin, row.country, row.zone],
        ...[`${day(row.starts)}T${String(row.hour).padStart(2, "0")}:30:00Z`, day(row.starts)!],
        ...[day(row.handover), row.handover === null ? null : `${day(row.handover)}T15:00:00Z`],
        ...[day(row.ends), row.ends === null ? null : `${day(row.ends)}T18:00:00Z`],
      ]),
    ),
  );
}

test("with too little delivered of late the retailer's word stands", async () => {
  await fill(knownBefore(all, 8));
  assert.equal(await learnPromises({ unitOfWork: work, clock }), undefined);
  assert.equal((await database.transaction(currentPromiseModel)).id, undefined);
  await fill(knownBefore(all, 60));
  assert.equal(await learnPromises({ unitOfWork: work, clock }), undefined, "deliveries of long ago teach nothing");
});

test("what was learned in the morning answers at once, as of that morning; the day after, the contest still holds", async () => {
  await fill(knownBefore(all, 212));
  const learned = await learnPromises({ unitOfWork: work, clock });
  assert.equal(learned!.lanes, 3);
  const model = await database.transaction(currentPromiseModel);
  assert.equal(model.id, learned!.modelId);
  assert.equal(model.asOf, "2026-08-01");
  const lane = { service: "standard", origin: "ber", country: "DE", zone: "80" };
  const outlook = model.outlook(lane, first + 214)!;
  assert.ok(outlook.likely >= 4 && outlook.promise > outlook.likely && outlook.journeys > 900, JSON.stringify(outlook));
  const cards = () =>
    database.pool.query<{ card: { heldOn: string; open: number } }>(
      "select card from promise_models order by made_at, id",
    );
  clock.advance(86_400_000);
  await learnPromises({ unitOfWork: work, clock });
  const { rows } = await cards();
  assert.deepEqual(
    rows.map(({ card }) => card.heldOn),
    ["2026-08-01", "2026-08-01"],
  );
  assert.ok(rows[0]!.card.open > 20, "those under way are learned from");
  clock.advance(-86_400_000);
});

test("once a day it is learned by whoever comes first, and the first time a history is replayed", async () => {
  await fill(knownBefore(all, 212));
  const learning = { unitOfWork: work, clock };
  const tried = await Promise.all([1, 2, 3].map(() => learnPromisesDaily(learning)));
  assert.deepEqual(tried.toSorted(), [false, false, true]);
  const replayed = async () =>
    (await database.pool.query("select from promises where basis = 'retrospective'")).rowCount ?? 0;
  const count = await replayed();
  assert.ok(count > 1000, `${count}`);
  await database.pool.query("delete from promises where starts_on > '2026-06-01'");
  const left = await replayed();
  clock.advance(86_400_000);
  assert.equal(await learnPromisesDaily(learning), true);
  assert.equal(await replayed(), left, "it is replayed once");
});
