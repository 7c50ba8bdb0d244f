import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { creditPurchases } from "./credit-history.ts";
import { redeemPointsOperation } from "./redeem-points.ts";
import { currentScheme } from "./stored-scheme.ts";
import { manager, type TestShop, testShop } from "./testing.ts";

let shop: TestShop;
before(async () => {
  shop = await testShop(migrationFolders);
  await shop.begin();
});
after(() => shop.close());

let made = 0;
const newcomer = () => `U-${++made}`;
const standing = async (who: string) => {
  const { available, pending } = await shop.points(who);
  return [available, pending];
};
const daysFromNow = (days: number) => new Date(shop.clock.now().getTime() + days * 86_400_000).toISOString();

const usual = {
  ...{ windowDays: 30, logisticsFee: 0, restockingPercent: 0, bonusPercent: 0, refundTiming: "received" },
  ...{ methods: ["store"], resolutions: ["refund"] },
};
let versions = 0;
/** Lets another policy hold from now on. */
async function publish(windowDays: number, rules: object[] = []) {
  await shop.database.kysely
    .insertInto("return_policies")
    .values({
      ...{ version: ++versions, published_at: shop.clock.now(), published_by: "test", note: "test" },
      document: JSON.stringify({ usual: { ...usual, windowDays }, rules }),
    })
    .execute();
}

test("points of goods that were sent wait for the window that begins when the parcel arrives", async () => {
  await publish(40);
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [5_000], channel: "online" });
  // Nobody has said when they came: two weeks are taken for granted.
  await shop.pass(53);
  assert.deepEqual(await standing(who), [0, 50]);
  await shop.pass(2);
  assert.deepEqual(await standing(who), [50, 0]);

  const told = newcomer();
  const sent = await shop.buy({ shopper: told, paid: [5_000], channel: "online" });
  const [shippedAt, deliveredAt] = [daysFromNow(0), daysFromNow(2)];
  await shop.pass(2);
  await shop.take([{ type: "parcel", id: `P-${sent}`, order: sent, shippedAt, deliveredAt }]);
  await shop.pass(39);
  assert.deepEqual(await standing(told), [0, 50]);
  await shop.pass(2);
  assert.deepEqual(await standing(told), [50, 0], "known to have come, they wait no longer than its window");
});

test("while a parcel is on its way nothing can be used, however long it takes", async () => {
  await publish(30);
  const who = newcomer();
  const order = await shop.buy({ shopper: who, paid: [5_000], channel: "online" });
  await shop.take([{ type: "parcel", id: `P-${order}`, order, shippedAt: daysFromNow(1) }]);
  await shop.pass(60);
  assert.deepEqual(await standing(who), [0, 50]);
});

test("a policy and a tier that came after the purchase count: what can still be returned cannot be used", async () => {
  const gold = { name: "gold", layer: "tier", when: 'tier == "gold"', grants: { windowDays: 90 } };
  await publish(30, [gold]);
  const [usualOne, risen] = [newcomer(), newcomer()];
  await shop.buy({ shopper: usualOne, paid: [5_000] });
  await shop.buy({ shopper: risen, paid: [5_000] });
  await shop.pass(5);
  // Reaches gold by another purchase.
  await shop.buy({ shopper: risen, paid: [200_000] });
  await shop.pass(27);
  assert.deepEqual(await standing(usualOne), [50, 0]);
  assert.deepEqual((await standing(risen))[0], 0);
  const shopperId = toWire("shp", await shop.shopper(risen));
  const redeem = shop.call(manager, redeemPointsOperation, { shopperId, points: 100 });
  await assert.rejects(redeem, (error) => error instanceof Problem && error.type === "points-not-enough");
  await shop.pass(59);
  assert.equal((await standing(risen))[0], 50, "the first purchase, after ninety days");

  const later = newcomer();
  await shop.buy({ shopper: later, paid: [5_000] });
  await publish(60);
  await shop.pass(31);
  assert.deepEqual(await standing(later), [0, 50]);
  await shop.pass(30);
  assert.deepEqual(await standing(later), [50, 0]);
});

test("goods that are announced as coming back are waited for", async () => {
  await publish(30);
  const who = newcomer();
  const orderId = await shop.order(await shop.buy({ shopper: who, paid: [5_000] }));
  const announce = (units: number) =>
    shop.database.kysely
      .updateTable("order_lines")
      .set({ requested_quantity: units })
      .where("order_id", "=", orderId)
      .execute();
  await announce(1);
  await shop.pass(32);
  assert.deepEqual(await standing(who), [0, 50]);
  await announce(0);
  await shop.pass(8);
  assert.deepEqual(await standing(who), [50, 0]);
});

test("the scheme's own days are the least, none waits for nothing, and no window has points lapse unused", async () => {
  await publish(10);
  const least = newcomer();
  await shop.buy({ shopper: least, paid: [5_000] });
  await shop.pass(29);
  assert.deepEqual(await standing(least), [0, 50]);

  await publish(365);
  await shop.begin({ expiresAfterMonths: 4 });
  const who = newcomer();
  await shop.buy({ shopper: who, paid: [5_000] });
  await shop.pass(100);
  assert.deepEqual(await standing(who), [50, 0]);

  await shop.begin({ pendingDays: 0 });
  const atOnce = newcomer();
  await shop.buy({ shopper: atOnce, paid: [5_000] });
  assert.deepEqual(await standing(atOnce), [50, 0]);
});

test("what is credited of a history waits as well, and where a longer window holds longer", async () => {
  const dear = { name: "dear", layer: "situation", when: "paid > 100.0", grants: { windowDays: 90 } };
  await publish(30, [dear]);
  const [now, from] = [shop.clock.now(), new Date(shop.clock.now().getTime() - 150 * 86_400_000)];
  await shop.begin({}, from);
  const bought = async (days: number, paid: number) => {
    const who = newcomer();
    const at = new Date(now.getTime() - days * 86_400_000);
    await shop.buy({ shopper: who, paid: [paid], at, history: true });
    return who;
  };
  const [old, young, longer] = [await bought(60, 5_000), await bought(20, 5_000), await bought(60, 50_000)];
  await shop.work.run("test", async (tx) => {
    const { version, scheme } = await currentScheme(tx);
    await creditPurchases(tx, { scheme, version, from, now });
  });
  await shop.pass(0);
  assert.deepEqual(
    [await standing(old), await standing(young), await standing(longer)],
    [
      [50, 0],
      [0, 50],
      [0, 500],
    ],
  );
  await shop.pass(31);
  assert.deepEqual(
    [await standing(young), await standing(longer)],
    [
      [50, 0],
      [500, 0],
    ],
  );
});
