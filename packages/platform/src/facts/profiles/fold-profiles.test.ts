import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { type NewEvent, openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { orderLinesAdded, orderPlaced } from "../orders/index.ts";
import { pointsRedeemed, pointsTierChanged } from "../points/index.ts";
import { returnRecorded } from "../returns/index.ts";
import {
  foldProfiles,
  type ProfileState,
  profileBefore,
  profileThrough,
  readProfile,
  refoldProfile,
  replayProfile,
  walkProfiles,
} from "./index.ts";

let database: TestDatabase;
let work: UnitOfWork;
before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, testClock(), [foldProfiles]);
});
after(() => database.close());

type Shopper = ReturnType<typeof newId<"shp">>;
const time = (minutes: number) => new Date(Date.parse("2026-01-01T00:00:00Z") + minutes * 60_000);

async function newShopper(kind: "account" | "guest" = "account"): Promise<Shopper> {
  const id = newId<"shp">();
  await database.kysely.insertInto("shoppers").values({ id, kind, source: "test", key: id }).execute();
  return id;
}

const line = (units: number, category?: string) => ({
  ...{ line: 1, sku: "A", quantity: units, listed: 300n, discount: 50n, tax: 0n, paid: 250n },
  ...(category === undefined ? {} : { category }),
});

function bought(shopperId: Shopper, minutes: number, units = 1, orderId = newId<"ord">()): NewEvent {
  const data = { shopperId, orderId, channel: "online", currency: "EUR", lines: [line(units, "shirts")] };
  return orderPlaced({ subject: shopperId, at: time(minutes), data: { ...data, number: "1", shipping: 0n } });
}

function added(shopperId: Shopper, minutes: number, orderId = newId<"ord">()): NewEvent {
  const data = { shopperId, orderId, channel: "online", currency: "EUR", lines: [line(2)] };
  return orderLinesAdded({ subject: shopperId, at: time(minutes), data });
}

function returned(shopperId: Shopper, minutes: number, units = 1): NewEvent {
  const lines = [{ sku: "A", category: "shirts", quantity: units, amount: 100n, reason: "too-small" }];
  const data = { shopperId, returnId: newId<"ret">(), number: "1", channel: "store", currency: "EUR", lines };
  return returnRecorded({ subject: shopperId, at: time(minutes), data });
}

function redeemed(shopperId: Shopper, minutes: number): NewEvent {
  const data = { shopperId, points: 100n, amount: 100n, currency: "EUR" };
  return pointsRedeemed({ subject: shopperId, at: time(minutes), data });
}

function reachedTier(shopperId: Shopper, minutes: number, to: string): NewEvent {
  const data = { shopperId, from: "member", to, direction: "up" as const };
  return pointsTierChanged({ subject: shopperId, at: time(minutes), data });
}

async function merge(guest: Shopper, account: Shopper): Promise<void> {
  await work.run("test", async (tx) => {
    await tx.db.updateTable("shoppers").set({ merged_into: account }).where("id", "=", guest).execute();
    await refoldProfile(tx, account);
  });
}

const stored = (shopper: Shopper): Promise<ProfileState> => work.run("test", (tx) => readProfile(tx, shopper));
const replayed = (shopper: Shopper): Promise<ProfileState> => work.run("test", (tx) => replayProfile(tx, shopper));
const append = (...events: NewEvent[]) => work.run("test", (tx) => tx.append(...events));

const step = fc.record({
  kind: fc.constantFrom("bought", "bought", "added", "returned", "redeemed", "tier"),
  who: fc.nat({ max: 3 }),
  // Few distinct instants and days, so that ties and repeated days are common.
  minutes: fc.nat({ max: 40 }).map((n) => n * 360),
  units: fc.integer({ min: 1, max: 5 }),
});

test("whatever arrives, in any order and batching, with merges at any point: what is stored is what a replay says", async () => {
  const run = fc.record({
    batches: fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
    merges: fc.array(fc.record({ guest: fc.constantFrom(2, 3), after: fc.nat({ max: 6 }) }), { maxLength: 2 }),
    history: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ batches, merges, history }) => {
      const [a, b, g, h] = [
        await newShopper(),
        await newShopper(),
        await newShopper("guest"),
        await newShopper("guest"),
      ];
      const shoppers = [a, b, g, h];
      const merged = new Set<Shopper>();
      const mergeDue = async (index: number) => {
        for (const { guest, after: when } of merges) {
          const id = shoppers[guest];
          if (when !== index || !id || merged.has(id)) continue;
          merged.add(id);
          await merge(id, a);
        }
      };
      for (const [index, batch] of batches.entries()) {
        await mergeDue(index);
        const events = batch.map(({ kind, who, minutes, units }) => {
          const shopper = shoppers[who] ?? a;
          if (kind === "added") return added(shopper, minutes);
          if (kind === "redeemed") return redeemed(shopper, minutes);
          if (kind === "tier") return reachedTier(shopper, minutes, `tier-${units}`);
          return kind === "bought" ? bought(shopper, minutes, units) : returned(shopper, minutes, units);
        });
        await work.run("test", (tx) => (history ? tx.appendHistory(events) : tx.append(...events)));
      }
      for (let index = batches.length; index <= 6; index++) await mergeDue(index);
      for (const shopper of shoppers) assert.deepEqual(await stored(shopper), await replayed(shopper));
      const left = await database.kysely
        .selectFrom("profiles")
        .select("shopper_id")
        .where("shopper_id", "in", [g, h])
        .execute();
      assert.ok(
        left.every((row) => !merged.has(row.shopper_id as Shopper)),
        "a merged guest has no profile of its own",
      );
      const steps = batches
        .flat()
        .filter(({ kind, who }) => kind === "bought" && (who === 0 || merged.has(shoppers[who] ?? b)));
      assert.equal((await stored(a)).orders, steps.length, "the account counts its guests' orders");
    }),
    { numRuns: 40 },
  );
});

test("two transactions that append for one new shopper both count", async () => {
  const shopper = await newShopper();
  const { promise: bothInside, resolve } = Promise.withResolvers<void>();
  let inside = 0;
  const appendTogether = (event: NewEvent) =>
    work.run("test", async (tx) => {
      await tx.db.selectFrom("shoppers").select("id").where("id", "=", shopper).execute();
      if (++inside === 2) resolve();
      await bothInside;
      // History takes no lock of its own: only the fold makes them take turns.
      await tx.appendHistory([event]);
    });
  await Promise.all([appendTogether(bought(shopper, 10)), appendTogether(returned(shopper, 5))]);
  assert.equal((await stored(shopper)).orders, 1);
  assert.equal((await stored(shopper)).returns, 1);
  assert.deepEqual(await stored(shopper), await replayed(shopper));
});

test("an order that is recorded for a guest while the guest is merged counts for the account", async () => {
  for (let round = 0; round < 5; round++) {
    const [account, guest] = [await newShopper(), await newShopper("guest")];
    await append(bought(account, 1), bought(guest, 2));
    await Promise.all([append(bought(guest, 3)), merge(guest, account), append(bought(account, 4))]);
    assert.equal((await stored(account)).orders, 4);
    assert.deepEqual(await stored(guest), await replayed(account));
  }
});

test("a chunk with thousands of shoppers is folded at once", async () => {
  const rows = Array.from({ length: 2_000 }, () => ({ id: newId<"shp">(), kind: "account" as const, source: "test" }));
  await database.kysely
    .insertInto("shoppers")
    .values(rows.map((row) => ({ ...row, key: row.id })))
    .execute();
  await work.run("test", (tx) =>
    tx.appendHistory(rows.flatMap(({ id }) => [bought(id, 1), bought(id, 2), returned(id, 3)])),
  );
  const { id } = rows[1_234]!;
  assert.equal((await stored(id)).orders, 2);
  assert.deepEqual(await stored(id), await replayed(id));
});

test("what happened to nobody on record is refused", async () => {
  await assert.rejects(append(bought(newId<"shp">(), 1)), /record the shopper before/);
});

test("the profile of a return holds nothing that happened after it, and the walk says what came of it", async () => {
  const [shopper, guest] = [await newShopper(), await newShopper("guest")];
  await append(
    bought(shopper, 0),
    bought(guest, 10),
    returned(shopper, 20),
    bought(shopper, 20),
    returned(shopper, 30),
  );
  await merge(guest, shopper);
  await append(bought(shopper, 50), added(shopper, 25), returned(shopper, 60));
  const visits = await work.run("test", async (tx) => {
    const own = [];
    for await (const visit of walkProfiles(tx)) if (visit.personId === shopper) own.push(visit);
    for (const { event, before, after: through } of own) {
      assert.deepEqual(await profileBefore(tx, shopper, event), before);
      assert.deepEqual(await profileThrough(tx, guest, event), through);
    }
    return own;
  });
  assert.deepEqual(
    visits.map((visit) => [visit.before.orders, visit.before.returns, visit.after.returns, visit.nextOrderAt]),
    [
      [2, 0, 1, time(50)],
      [3, 1, 2, time(50)],
      [4, 2, 3, undefined],
    ],
  );
});

test("a walk yields what a fold limited to earlier events yields, for any history", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
      const shopper = await newShopper();
      await append(
        ...steps.map(({ kind, minutes, units }) =>
          kind === "returned" ? returned(shopper, minutes, units) : bought(shopper, minutes, units),
        ),
      );
      await work.run("test", async (tx) => {
        for await (const { personId, event, before, nextOrderAt } of walkProfiles(tx)) {
          if (personId !== shopper) continue;
          assert.ok(before.lastOrderAt === null || before.lastOrderAt <= event.at.getTime());
          const later = steps
            .filter(({ kind, minutes }) => kind !== "returned" && time(minutes) > event.at)
            .map(({ minutes }) => minutes);
          assert.deepEqual(nextOrderAt, later.length === 0 ? undefined : time(Math.min(...later)));
        }
      });
    }),
    { numRuns: 10 },
  );
});
