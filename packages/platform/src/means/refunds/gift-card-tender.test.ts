import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { giftCardOperations } from "../gift-cards/index.ts";
import { type TestTill, testTill } from "./testing.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.send();
  await till.audit();
  await till.close();
});

interface Card {
  readonly giftCardId: string;
  readonly code: string;
}

async function call<Output>(name: string, input: object): Promise<Output> {
  const operation = giftCardOperations.find(({ contract }) => contract.name === name)!;
  return (await till.call(operation, input)) as Output;
}
async function newCard(amount: number): Promise<Card> {
  const shopperId = toWire("shp", await till.shopperOf(await till.buy()));
  const asked = { shopperId, amount, currency: "EUR", reference: newId(), tell: "hand" };
  const { card, code } = await call<{ card: { giftCardId: string }; code: string }>("gift-cards.issue", asked);
  return { giftCardId: card.giftCardId, code };
}
const redeem = (code: string, amount: number, more: object = {}) =>
  call<{ entryId: string }>("gift-cards.redeem", { code, amount, currency: "EUR", reference: newId(), ...more });
const on = async ({ code }: Card) => (await call<{ balance: number }>("gift-cards.check", { code })).balance;
/** Cards that were made for an order, newest first. */
const madeFor = async (orderId: string) =>
  (await call<{ items: { balance: number }[] }>("gift-cards.of-order", { orderId })).items.map(
    ({ balance }) => balance,
  );

/** An order of 100.00, of which a card of ours paid the named part and a payment card the rest. */
async function paidBy(card: Card, amount: number): Promise<string> {
  const order = await till.buy({
    payments: [
      ["gift-card", amount],
      ["card", 10_000 - amount],
    ],
  });
  await redeem(card.code, amount, { orderId: order });
  return order;
}

test("trap 22: what a gift card of ours paid goes back onto it, after the money, and no new card is made", async () => {
  const card = await newCard(6_000);
  const order = await paidBy(card, 4_000);
  assert.equal(await on(card), 2_000);
  const refund = await till.issue(order, 9_000);
  assert.deepEqual(
    refund.legs.map(({ provider, amount }) => [provider, amount]),
    [
      ["local", 6_000],
      ["gift-card", 3_000],
    ],
  );
  await Promise.all([till.send(), till.send()]);
  const { state, legs } = await till.see(refund);
  assert.equal(state, "arrived");
  const named = (legs as readonly { cardLastFour?: string }[]).map(({ cardLastFour }) => cardLastFour);
  assert.deepEqual(named, [undefined, card.code.slice(-4)]);
  await till.issue(order, 1_000);
  await till.sendAgain();
  assert.deepEqual([await on(card), await madeFor(order)], [6_000, []]);
  assert.equal((await till.balance(order)).available, 0);
});

test("a payment that names what was taken off a card finds it without the order", async () => {
  const card = await newCard(5_000);
  const { entryId } = await redeem(card.code, 5_000);
  const [id, at] = [newId() as string, till.clock.now().toISOString()];
  await till.take([
    { type: "order", id, at, channel: "online", currency: "EUR", lines: [{ sku: id, quantity: 1, amount: 5_000 }] },
    { type: "payment", id, order: id, at, method: "gift-card", amount: 5_000, reference: entryId },
  ]);
  const row = await till.database.kysely.selectFrom("orders").select("id").where("key", "=", id).executeTakeFirst();
  await till.issue(toWire("ord", row!.id), 5_000);
  await till.send();
  assert.equal(await on(card), 5_000);
});

test("of a card that is not ours, is void, or has its money back already, the shopper gets a new one", async () => {
  const foreign = await till.buy({ payments: [["gift-card", 10_000]] });
  await till.issue(foreign, 4_000);
  const [lost, undone] = [await newCard(4_000), await newCard(4_000)];
  const ofLost = await paidBy(lost, 4_000);
  await call("gift-cards.void", { giftCardId: lost.giftCardId, replace: true });
  const ofUndone = await till.buy({ payments: [["gift-card", 10_000]] });
  await redeem(undone.code, 4_000, { orderId: ofUndone, reference: "till 1" });
  const again = { giftCardId: undone.giftCardId, redemption: "till 1", amount: 1_000, reference: "undo" };
  await call("gift-cards.refill", again);
  await till.issue(ofLost, 10_000);
  await till.issue(ofUndone, 4_000);
  await till.send();
  assert.deepEqual(
    [await madeFor(foreign), await madeFor(ofLost), await madeFor(ofUndone)],
    [[4_000], [4_000], [4_000]],
  );
  assert.deepEqual([await on(lost), await on(undone)], [0, 1_000]);
});

test("refunds that are sent at once give a card back what it paid, and never more", async () => {
  const card = await newCard(10_000);
  const order = await till.buy({ payments: [["gift-card", 10_000]] });
  await redeem(card.code, 10_000, { orderId: order, reference: "till 2" });
  const undo = (reference: string) =>
    call("gift-cards.refill", { giftCardId: card.giftCardId, redemption: "till 2", amount: 6_000, reference });
  for (let part = 0; part < 4; part++) await till.issue(order, 2_500);
  await Promise.allSettled([till.send(), undo("a"), till.send(), undo("b"), till.send()]);
  await till.sendAgain();
  const { rows } = await till.database.pool.query<{ all: bigint; refunded: bigint; legs: string }>(
    `select coalesce(sum(e.amount), 0)::bigint as all,
      coalesce(sum(e.amount) filter (where e.refund_leg_id is not null), 0)::bigint as refunded,
      (select string_agg(distinct state, ' ') from refund_legs where order_id = $1) as legs
    from gift_card_entries e where e.kind = 'refill' and e.card_id = $2`,
    [toUuid("ord", order), toUuid("gfc", card.giftCardId)],
  );
  const [{ all, refunded, legs } = { all: 0n, refunded: 0n, legs: "" }] = rows;
  assert.equal(legs, "succeeded");
  assert.ok(all <= 10_000n);
  const made = (await madeFor(order)).reduce((sum, balance) => sum + balance, 0);
  assert.equal(Number(refunded) + made, 10_000);
});

test("however a refund is cut up, gift cards have in the end what gift cards paid, and money has the rest", async () => {
  const cut = fc.record({
    ours: fc.integer({ min: 1, max: 4_000 }),
    foreign: fc.integer({ min: 1, max: 4_000 }),
    parts: fc.array(fc.integer({ min: 1, max: 6_000 }), { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(cut, async ({ ours, foreign, parts }) => {
      const card = await newCard(ours);
      const order = await till.buy({
        payments: [
          ["gift-card", ours],
          ["card", 10_000 - ours - foreign],
          ["gift-card", foreign],
        ],
      });
      await redeem(card.code, ours, { orderId: order });
      for (const part of parts) await till.issue(order, part).catch(() => undefined);
      const { available } = await till.balance(order);
      if (available > 0) await till.issue(order, available);
      await till.send();
      const made = (await madeFor(order)).reduce((sum, balance) => sum + balance, 0);
      assert.equal((await on(card)) + made, ours + foreign);
      assert.ok((await on(card)) <= ours);
      assert.equal(await till.owed(order), 0n);
    }),
    { numRuns: 15 },
  );
});
