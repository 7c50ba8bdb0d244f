import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { IntakeRecordJson } from "../../facts/intake/index.ts";
import { erasePersonalData, joinShoppers } from "../../facts/shoppers/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { issueOffer, offerOperations } from "../offers/index.ts";
import { adjustPointsOperation } from "./adjust-points.ts";
import { listMovementsOperation } from "./list-movements.ts";
import { openWindowOperation } from "./open-window.ts";
import type { listMovements, pointsOfOrder, redeemPoints } from "./points.contract.ts";
import { pointsOfOrderOperation } from "./points-of-order.ts";
import { redeemPointsOperation } from "./redeem-points.ts";
import { settleOrder } from "./settle-order.ts";
import { manager, type TestShop, testShop } from "./testing.ts";
import { openPointsWindow } from "./windows.ts";

const day = 86_400_000;
let shop: TestShop;
before(async () => {
  shop = await testShop(migrationFolders);
  await shop.begin();
});
after(() => shop.close());

let shoppers = 0;
const newcomer = () => `C-${++shoppers}`;

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail("expected a problem");
}

const standing = async (number: string) => {
  const { available, pending, owed } = await shop.points(number);
  return [available, pending, owed];
};
const redeem = async (number: string, points: number, actor: Actor = manager) =>
  (await shop.call(actor, redeemPointsOperation, {
    shopperId: toWire("shp", await shop.shopper(number)),
    points,
  })) as ContractOutput<typeof redeemPoints>;
const adjust = async (number: string, points: number, more: object = {}) =>
  shop.call(manager, adjustPointsOperation, {
    shopperId: toWire("shp", await shop.shopper(number)),
    points,
    reason: "goodwill",
    ...more,
  });
const ofOrder = async (order: string) =>
  (await shop.call(manager, pointsOfOrderOperation, {
    orderId: toWire("ord", await shop.order(order)),
  })) as ContractOutput<typeof pointsOfOrder>;

test("a purchase earns by what was paid, pending until the goods can no longer come back", async () => {
  const who = newcomer();
  const order = await shop.buy({ shopper: who, paid: [4_050, 1_999] });
  assert.deepEqual(await standing(who), [0, 60, 0]);
  const { earned, bonus, reversed, availableAt, expiresAt } = await ofOrder(order);
  assert.deepEqual([earned, bonus, reversed], [60, 0, 0]);
  // Bought on 2 March in Berlin: usable from the start of the day after the thirtieth, and until the end of a day in two years.
  assert.equal(availableAt, "2026-04-01T22:00:00.000Z");
  assert.equal(expiresAt, "2028-03-02T22:59:59.999Z");
  const facts = await shop.factsOf(who);
  assert.deepEqual(
    facts.map(({ type, data }) => [type, data["points"], data["bonus"]]),
    [["points.earned", 60, 0]],
  );
});

test("what was bought before the scheme counts for the tier, and earns nothing", async () => {
  const who = newcomer();
  const old = await shop.buy({ shopper: who, paid: [160_000], at: new Date("2026-01-10T10:00:00Z"), history: true });
  assert.equal((await shop.points(who)).tier.id, "gold");
  assert.equal((await ofOrder(await shop.buy({ shopper: who, paid: [1_000] }))).earned, 15);
  assert.equal((await ofOrder(old)).earned, 0);
});

test("the same news again, and in another order, books nothing twice", async () => {
  const who = newcomer();
  const order = await shop.order(await shop.buy({ shopper: who, paid: [3_000], quantity: 3 }));
  for (let i = 0; i < 3; i++) await shop.work.run("test", (tx) => settleOrder(tx, order, shop.clock.now()));
  assert.deepEqual(await standing(who), [0, 30, 0]);
  assert.equal((await shop.factsOf(who)).length, 1);
});

test("two processes that book one order at once book it once", async () => {
  const who = newcomer();
  const id = await shop.buy({ shopper: who, paid: [2_500], history: true });
  const orderId = await shop.order(id);
  assert.deepEqual(await standing(who), [0, 0, 0]);
  await Promise.all([1, 2, 3, 4].map(() => shop.work.run("test", (tx) => settleOrder(tx, orderId, shop.clock.now()))));
  assert.deepEqual(await standing(who), [0, 25, 0]);
});

test("lines that become known later go on from what the order had earned", async () => {
  const who = newcomer();
  const order = await shop.buy({ shopper: who, paid: [150] });
  const at = shop.clock.now().toISOString();
  const lines = [{ sku: "S2", quantity: 1, amount: 150 }];
  const more: IntakeRecordJson = { type: "order-lines", id: `${order}-more`, order, at, lines };
  await shop.take([more]);
  assert.equal((await ofOrder(order)).earned, 3);
});

test("trap 26: partial returns take back exactly what the order earned, whatever is spent meanwhile", async () => {
  const paid = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(paid, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (lines, quantity, spends) => {
      const who = newcomer();
      const order = await shop.buy({ shopper: who, paid: lines, quantity });
      const { earned } = await ofOrder(order);
      shop.clock.advance(31 * day);
      const usable = Math.floor(earned / 100) * 100;
      if (spends && usable > 0) await redeem(who, usable);
      for (let unit = 0; unit < quantity; unit++)
        await shop.comeBack(
          order,
          lines.map(() => 1),
        );
      assert.equal((await ofOrder(order)).reversed, earned);
      const spent = spends ? usable : 0;
      assert.deepEqual(await standing(who), [0, 0, spent]);
      assert.equal((await ofOrder(order)).owed, spent);
    }),
    { numRuns: 12 },
  );
});

test("points that were spent before their goods came back are owed, with the return as the reason, and paid by what is earned next", async () => {
  const who = newcomer();
  const order = await shop.buy({ shopper: who, paid: [20_000] });
  await shop.pass(31);
  assert.deepEqual((await redeem(who, 200)).amount, { amount: 200, currency: "EUR" });
  await shop.comeBack(order, [1]);
  const owing = await shop.points(who);
  assert.deepEqual([owing.available, owing.pending, owing.owed], [0, 0, 200]);
  assert.deepEqual(
    owing.owedFor.map(({ points, returnNumber }) => [points, typeof returnNumber]),
    [[200, "string"]],
  );
  const { owed, orderId } = (await shop.factsOf(who)).at(-1)?.data ?? {};
  assert.deepEqual([owed, orderId], [200, toWire("ord", await shop.order(order))]);
  assert.equal((await problemOf(redeem(who, 100))).params["owed"], 200);
  await shop.buy({ shopper: who, paid: [30_000] });
  assert.deepEqual(await standing(who), [0, 300, 200]);
  await shop.pass(31);
  assert.deepEqual(await standing(who), [100, 0, 0]);
  assert.deepEqual((await shop.points(who)).owedFor, []);
});

test("two tills at once: two redemptions that fit both land; of two that together exceed, one is refused", async () => {
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [50_000] });
  await shop.pass(31);
  const both = await Promise.all([redeem(who, 100), redeem(who, 100)]);
  assert.deepEqual(both.map(({ after: { available } }) => available).sort(), [300, 400]);
  const tries = await Promise.allSettled([redeem(who, 200), redeem(who, 200), redeem(who, 200)]);
  const refused = tries.filter((result) => result.status === "rejected");
  assert.equal(refused.length, 2);
  for (const { reason } of refused) {
    const { type, status, params } = reason as Problem;
    assert.deepEqual([type, status, params["available"]], ["points-not-enough", 409, 100]);
  }
  assert.deepEqual(await standing(who), [100, 0, 0]);
});

test("a redemption and a return at once leave nobody below zero", async () => {
  const who = newcomer();
  const order = await shop.buy({ shopper: who, paid: [10_000] });
  await shop.pass(31);
  await Promise.allSettled([redeem(who, 100), shop.comeBack(order, [1])]);
  const { available, pending, owed } = await shop.points(who);
  assert.deepEqual([available, pending], [0, 0]);
  assert.ok(owed === 0 || owed === 100);
});

test("points are used in the scheme's steps, at a store that exists", async () => {
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [50_000] });
  await shop.pass(31);
  assert.equal((await problemOf(redeem(who, 150))).params["field"], "points");
  const shopperId = toWire("shp", await shop.shopper(who));
  const nowhere = { shopperId, points: 100, storeId: toWire("sto", newId()) };
  assert.equal((await problemOf(shop.call(manager, redeemPointsOperation, nowhere))).params["field"], "storeId");
  const till: Actor = { role: "associate", id: newId(), scope: { storeId: newId() } };
  assert.equal((await problemOf(shop.call(till, redeemPointsOperation, nowhere))).type, "forbidden");
});

test("in a window purchases earn a bonus apart, which a return takes back with the rest", async () => {
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [1_000] });
  const shopperId = await shop.shopper(who);
  const [from, until] = [shop.clock.now(), new Date(shop.clock.now().getTime() + 7 * day)];
  const decisionId = newId<"dec">();
  const wanted = {
    shopperId,
    multiplier: 200,
    from,
    until,
    decisionId,
    reference: `decision/${decisionId}`,
    actor: "test",
  };
  const open = () => shop.work.run("test", (tx) => openPointsWindow(tx, wanted, from));
  const windows = await Promise.all([open(), open(), open()]);
  assert.equal(new Set(windows.map(({ id }) => id)).size, 1, "one window for a decision");
  await shop.call(manager, openWindowOperation, { shopperId: toWire("shp", shopperId), multiplier: 300, days: 2 });
  assert.equal((await shop.points(who)).windows.length, 2);
  const tripled = await shop.buy({ shopper: who, paid: [5_000], quantity: 2 });
  assert.deepEqual([(await ofOrder(tripled)).earned, (await ofOrder(tripled)).bonus], [50, 100]);
  await shop.pass(5);
  const doubled = await shop.buy({ shopper: who, paid: [5_000] });
  assert.equal((await ofOrder(doubled)).bonus, 50);
  await shop.pass(3);
  const plain = await shop.buy({ shopper: who, paid: [5_000] });
  assert.equal((await ofOrder(plain)).bonus, 0);
  await shop.comeBack(tripled, [1]);
  assert.equal((await ofOrder(tripled)).reversed, 75);
  await shop.comeBack(tripled, [1]);
  assert.equal((await ofOrder(tripled)).reversed, 150);
  const bonus = (await shop.points(who)).movements.find(({ kind }) => kind === "bonus");
  assert.equal(bonus?.multiplier, 200);
});

test("an offer of extra points opens its window when it is given, once, and one that is withdrawn closes it", async () => {
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [1_000] });
  const shopperId = await shop.shopper(who);
  const terms = { kind: "extra-points", factor: 2.5, days: 14 } as const;
  const wanted = { action: "points", terms, currency: "EUR", decisionId: newId<"dec">(), shopperId };
  const { code } = await shop.work.run("test", (tx) => issueOffer(tx, wanted, shop.clock.now()));
  await shop.take([]);
  const [window, ...others] = (await shop.points(who)).windows;
  assert.deepEqual([window?.multiplier, window?.decisionId, others.length], [250, toWire("dec", wanted.decisionId), 0]);
  shop.clock.advance(day);
  assert.equal((await ofOrder(await shop.buy({ shopper: who, paid: [2_000] }))).bonus, 30);
  const revoke = offerOperations.find(({ contract }) => contract.name === "offers.revoke")!;
  await shop.call(manager, revoke, { code });
  await shop.take([]);
  shop.clock.advance(day);
  assert.equal((await ofOrder(await shop.buy({ shopper: who, paid: [2_000] }))).bonus, 0);
  assert.deepEqual((await shop.points(who)).windows, []);
});

test("a tier is reached by what stayed bought, raises the rate from the next order on, and falls at the end of its period only", async () => {
  const who = newcomer();
  const first = await shop.buy({ shopper: who, paid: [60_000] });
  assert.equal((await ofOrder(first)).earned, 600, "the order that reaches it earns at the former rate");
  const { tier, nextTier } = await shop.points(who);
  assert.deepEqual([tier.id, tier.multiplier, nextTier?.id, nextTier?.missing.amount], ["silver", 125, "gold", 90_000]);
  assert.equal((await ofOrder(await shop.buy({ shopper: who, paid: [4_000] }))).earned, 50);
  await shop.comeBack(first, [1]);
  assert.equal((await shop.points(who)).tier.id, "silver");
  await shop.pass(364);
  assert.equal((await shop.points(who)).tier.id, "silver");
  await shop.pass(3);
  assert.equal((await shop.points(who)).tier.id, "member");
  const changes = (await shop.factsOf(who)).filter(({ type }) => type === "points.tier-changed");
  assert.deepEqual(
    changes.map(({ data: { from, to, direction } }) => [from, to, direction]),
    [
      ["member", "silver", "up"],
      ["silver", "member", "down"],
    ],
  );
});

test("points lapse at the end of their last day, and are not asked for again when the goods come back after all", async () => {
  const who = newcomer();
  const order = await shop.buy({ shopper: who, paid: [10_000] });
  const { expiringNext } = await shop.points(who);
  assert.equal(expiringNext?.points, 100);
  shop.clock.set(new Date(Date.parse(expiringNext!.at) - 1));
  await shop.pass(0);
  assert.deepEqual(await standing(who), [100, 0, 0]);
  shop.clock.advance(1);
  assert.deepEqual(await standing(who), [0, 0, 0], "also before the timer has gone off");
  await shop.pass(0);
  const facts = await shop.factsOf(who);
  assert.deepEqual([facts.at(-1)?.type, facts.at(-1)?.data["points"]], ["points.expired", 100]);
  await shop.comeBack(order, [1]);
  assert.deepEqual(await standing(who), [0, 0, 0]);
});

test("staff give and take points for a reason; a dry run shows what would come of it; nobody is made to owe by hand", async () => {
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [1_000] });
  const dry = (await adjust(who, 40, { dryRun: true })) as { before: object; after: { available: number } };
  assert.equal(dry.after.available, 40);
  assert.deepEqual(await standing(who), [0, 10, 0]);
  await adjust(who, 40, { note: "Called about the delay." });
  assert.deepEqual(await standing(who), [40, 10, 0]);
  const { type, params } = await problemOf(adjust(who, -41));
  assert.deepEqual([type, params["available"], params["pending"]], ["points-not-enough", 40, 10]);
  await adjust(who, -15, { reason: "correction" });
  const { movements } = await shop.points(who);
  assert.deepEqual(
    movements.map(({ kind, points, reason, note }) => [kind, points, reason, note]),
    [
      ["adjust", -15, "correction", undefined],
      ["adjust", 40, "goodwill", "Called about the delay."],
      ["earn", 10, undefined, undefined],
    ],
  );
  assert.ok(!JSON.stringify(await shop.factsOf(who)).includes("delay"), "a note stands in no event");
});

test("a guest has no points; once it is known whose the purchases were they count, and what came back of them does not", async () => {
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [1_000] });
  const order = await shop.buy({ paid: [4_000], quantity: 4 });
  const guestId = await shop.shopper(`order/${order}`);
  await shop.comeBack(order, [1]);
  assert.equal((await ofOrder(order)).earned, 0);
  const refused = shop.call(manager, adjustPointsOperation, {
    shopperId: toWire("shp", guestId),
    points: 5,
    reason: "goodwill",
  });
  assert.equal((await problemOf(refused)).type, "no-points-account");
  const accountId = await shop.shopper(who);
  await shop.work.run("test", (tx) => joinShoppers(tx, { guestId, accountId, at: shop.clock.now() }));
  await shop.take([]);
  assert.deepEqual(await standing(who), [0, 40, 0]);
  assert.deepEqual((await shop.points(`order/${order}`)).shopperId, toWire("shp", accountId));
  await shop.comeBack(order, [2]);
  assert.deepEqual(await standing(who), [0, 20, 0]);
});

test("a gift that somebody else returns takes the points from whoever had earned them", async () => {
  const [giver, friend] = [newcomer(), newcomer()];
  const order = await shop.buy({ shopper: giver, paid: [3_000] });
  await shop.buy({ shopper: friend, paid: [9_000] });
  await shop.comeBack(order, [1], { by: friend });
  assert.deepEqual(await standing(giver), [0, 0, 0]);
  assert.deepEqual(await standing(friend), [0, 90, 0]);
});

test("who is erased has no points any more and owes none; the ledger stays, without what staff had typed", async () => {
  const [holding, owing] = [newcomer(), newcomer()];
  for (const who of [holding, owing]) {
    await shop.buy({ shopper: who, paid: [10_000] });
    await adjust(who, 100, { note: "Jo called" });
  }
  await redeem(owing, 100);
  const entriesOf = async (who: string) =>
    shop.database.kysely
      .selectFrom("points_entries")
      .selectAll()
      .where("shopper_id", "=", await shop.shopper(who))
      .execute();
  for (const who of [holding, owing]) {
    const id = await shop.shopper(who);
    await shop.work.run("test", (tx) => erasePersonalData(tx, id, shop.clock.now()));
    await shop.take([]);
    assert.deepEqual(await standing(who), [0, 0, 0]);
    const entries = await entriesOf(who);
    assert.equal(
      entries.reduce((sum, { points }) => sum + points, 0n),
      0n,
    );
    const notes = shop.database.kysely.selectFrom("points_notes").selectAll().where("shopper_id", "=", id);
    assert.deepEqual(await notes.execute(), []);
    await shop.buy({ shopper: who, paid: [5_000] });
    assert.equal((await entriesOf(who)).length, entries.length, "nothing is booked any more");
    assert.equal((await problemOf(adjust(who, 10))).type, "no-points-account");
  }
});

test("movements are listed page by page, an order's lines as one", async () => {
  const who = newcomer();
  const orders = [];
  for (let i = 0; i < 3; i++) orders.push(await shop.buy({ shopper: who, paid: [1_000, 2_000, 3_000] }));
  await shop.comeBack(orders[0]!, [1, 1]);
  const shopperId = toWire("shp", await shop.shopper(who));
  type Page = ContractOutput<typeof listMovements>;
  const page = async (cursor?: string) =>
    (await shop.call(manager, listMovementsOperation, { shopperId, limit: 2, ...(cursor && { cursor }) })) as Page;
  const first = await page();
  const second = await page(first.next);
  assert.equal(second.next, undefined);
  assert.deepEqual(
    [...first.items, ...second.items].map(({ kind, points, orderNumber }) => [kind, points, orderNumber]),
    [
      ["reverse", -30, orders[0]],
      ["earn", 60, orders[2]],
      ["earn", 60, orders[1]],
      ["earn", 60, orders[0]],
    ],
  );
});
