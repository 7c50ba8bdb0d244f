import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ActionTerms } from "../../facts/actions/index.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { eventsOf, openUnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { cancelRedemptionOperation } from "./cancel-redemption.ts";
import { issueOffer, type NewOffer, offerReactions } from "./index.ts";
import { newOfferCode } from "./offer-code.ts";
import type { Offer } from "./offer-view.ts";
import type { cancelRedemption, quoteOffers, redeemForPurchase } from "./quote.contract.ts";
import { quoteOffersOperation } from "./quote-offers.ts";
import { redeemForPurchaseOperation } from "./redeem-for-purchase.ts";
import { redeemOfferOperation } from "./redeem-offer.ts";

type Quote = ContractOutput<typeof quoteOffers>;
type Redeemed = ContractOutput<typeof redeemForPurchase>;

const day = 86_400_000;
const clock = testClock();
const shop: Actor = { role: "service", id: newId(), scope: {} };
const reactions = new Map(offerReactions.map((each) => [each.name, each]));
const tenPercent: ActionTerms = { kind: "percent-off", percent: 10 };
const five: ActionTerms = { kind: "amount-off", amount: 500, leastBasket: 2_000 };

let database: TestDatabase;
let runtime: Runtime;
before(async () => {
  database = await testDatabase(migrationFolders);
  runtime = { work: openUnitOfWork(database, clock, [enqueueReactions(offerReactions, clock)]), clock };
});
after(() => database.close());

function issue(terms: ActionTerms, wanted: Partial<NewOffer> = {}): Promise<Offer> {
  return runtime.work.run("test", (tx) =>
    issueOffer(tx, { action: "any", terms, currency: "EUR", decisionId: newId(), ...wanted }, clock.now()),
  );
}

/** An offer that may be used with others of its group. */
async function issueTogether(terms: ActionTerms, group: string, rules: { reinstate?: boolean } = {}): Promise<Offer> {
  const offer = await issue(terms);
  await database.kysely
    .updateTable("offers")
    .set({ combines_in: group, ...rules })
    .where("id", "=", offer.id)
    .execute();
  return offer;
}

const basketOf = (...amounts: number[]) => ({
  currency: "EUR",
  lines: amounts.map((amount, index) => ({ sku: `SKU-${index + 1}`, quantity: 1, amount })),
});
let last = 0;
function numbered() {
  last += 1;
  return { source: "shop", number: `W-${last}` };
}

async function quote(codes: readonly string[], basket: object): Promise<Quote> {
  return (await callAs(runtime, shop, quoteOffersOperation, { basket, codes })) as Quote;
}
async function redeem(purchase: object, codes: readonly string[], basket: object, more = {}): Promise<Redeemed> {
  const input = { purchase, basket, codes, ...more };
  return (await callAs(runtime, shop, redeemForPurchaseOperation, input)) as Redeemed;
}
async function callOff(purchase: object): Promise<ContractOutput<typeof cancelRedemption>> {
  const answer = await callAs(runtime, shop, cancelRedemptionOperation, { purchase });
  return answer as ContractOutput<typeof cancelRedemption>;
}
const rowOf = (id: string) =>
  database.kysely.selectFrom("offers").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
async function typesOf(id: string): Promise<string[]> {
  return (await runtime.work.run("test", (tx) => eventsOf(tx, { subjects: [id] }))).map(({ type }) => type);
}

async function problemOf(called: Promise<unknown>): Promise<Problem> {
  try {
    await called;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail("expected a problem");
}

async function record(...records: IntakeRecordJson[]): Promise<void> {
  const batch = records.map((each) => IntakeRecord.decode(each));
  const taken = await runtime.work.run("test", (tx) =>
    recordBatch(tx, "shop", batch, { history: false, now: clock.now() }),
  );
  for (const { outcome } of taken.outcomes) assert.equal(outcome, "taken");
}
async function deliver(): Promise<void> {
  while ((await deliverReactions(runtime.work, clock, reactions)) > 0);
}

/** Sends the order of a purchase as it was paid, and returns of it later. */
async function sendOrder(number: string, { lines }: Redeemed): Promise<void> {
  const at = clock.now().toISOString();
  const sold = lines.map(({ sku, quantity, amount, given }) => ({ sku, quantity, amount, discount: given }));
  await record({ type: "order", id: number, at, channel: "online", currency: "EUR", shopper: "ada", lines: sold });
}
async function sendBack(order: string, id: string, ...lines: { sku: string; quantity: number }[]): Promise<void> {
  const at = clock.now().toISOString();
  await record({ type: "return", id, at, channel: "online", currency: "EUR", shopper: "ada", order, lines });
}

test("a quote says what each code takes off each line, and why another takes nothing; it changes nothing", async () => {
  const [best, other, tooMuch] = await Promise.all([
    issue({ kind: "percent-off", percent: 50 }),
    issue(tenPercent),
    issue({ kind: "amount-off", amount: 500, leastBasket: 99_000 }),
  ]);
  const unknown = newOfferCode();
  const answer = await quote(
    [other.code, best.code.toLowerCase(), tooMuch.code, unknown, "nonsense", best.code],
    basketOf(1001, 2000),
  );
  assert.deepEqual([answer.amount, answer.given, answer.left], [3001, 1501, 1500]);
  assert.deepEqual(
    answer.lines.map(({ given, left }) => [given, left]),
    [
      [500, 501],
      [1001, 999],
    ],
  );
  assert.deepEqual(
    answer.offers.map(({ code, applies, given, byLine, why }) => [code, applies, given, byLine, why]),
    [
      [other.code, false, 0, [0, 0], "not-with-others"],
      [best.code, true, 1501, [500, 1001], undefined],
      [tooMuch.code, false, 0, [0, 0], "below-least-basket"],
      [unknown, false, 0, [0, 0], "unknown"],
      ["nonsense", false, 0, [0, 0], "mistyped"],
      [best.code, false, 0, [0, 0], "named-twice"],
    ],
  );
  assert.match(answer.offers[2]?.because ?? "", /does not reach/);
  assert.equal((await rowOf(best.id)).state, "issued");
});

test("a purchase redeems several offers of a group together, and asking again answers the same", async () => {
  const [share, sum] = await Promise.all([issueTogether(tenPercent, "shop"), issueTogether(five, "shop")]);
  const purchase = numbered();
  const first = await redeem(purchase, [sum.code, share.code], basketOf(3000, 1000), { given: 900 });
  assert.deepEqual([first.given, first.left], [900, 3100]);
  const again = await redeem(purchase, [share.code, sum.code], basketOf(3000, 1000));
  assert.deepEqual(again, first);
  const rows = await Promise.all([rowOf(share.id), rowOf(sum.id)]);
  assert.deepEqual(
    rows.map(({ state, given, purchase_number }) => [state, given, purchase_number]),
    [
      ["redeemed", 400n, purchase.number],
      ["redeemed", 500n, purchase.number],
    ],
  );
  assert.deepEqual(await typesOf(share.id), ["offer.issued", "offer.redeemed"]);
  const otherwise = await problemOf(redeem(purchase, [share.code], basketOf(3000, 1000)));
  assert.deepEqual([otherwise.type, otherwise.status], ["purchase-redeemed-otherwise", 409]);
});

test("all codes or none: with one that does not apply the purchase stays open", async () => {
  const [good, poor] = await Promise.all([issueTogether(tenPercent, "shop"), issueTogether(five, "shop")]);
  const purchase = numbered();
  const refused = await problemOf(redeem(purchase, [good.code, poor.code], basketOf(1500)));
  assert.deepEqual(
    [refused.type, refused.params["why"], refused.fields.map(({ field }) => field)],
    ["offer-not-usable", "below-least-basket", ["codes/1"]],
  );
  assert.equal((await rowOf(good.id)).state, "issued");
  const changed = await problemOf(redeem(purchase, [good.code], basketOf(1500), { given: 149 }));
  assert.deepEqual([changed.type, changed.params["given"]], ["quote-changed", 150]);
  assert.equal((await redeem(purchase, [good.code], basketOf(1500), { given: 150 })).given, 150);
});

test("two checkouts at once: offers of their own both land, of one offer one checkout wins", async () => {
  const [mine, yours, wanted] = await Promise.all([issue(tenPercent), issue(tenPercent), issue(tenPercent)]);
  const both = await Promise.all([mine, yours].map(({ code }) => redeem(numbered(), [code], basketOf(1000))));
  assert.deepEqual(
    both.map(({ given }) => given),
    [100, 100],
  );
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => redeem(numbered(), [wanted.code], basketOf(1000))));
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
  for (const result of tries) {
    if (result.status === "fulfilled") continue;
    assert.deepEqual([result.reason.type, result.reason.params.why], ["offer-not-usable", "redeemed"]);
  }
  assert.deepEqual(await typesOf(wanted.id), ["offer.issued", "offer.redeemed"]);
});

test("a checkout and a till at once: one of them has it", async () => {
  const { code, id } = await issue(tenPercent);
  const tries = await Promise.allSettled([
    redeem(numbered(), [code], basketOf(1000)),
    callAs(runtime, shop, redeemOfferOperation, { code, basket: basketOf(5000) }),
  ]);
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
  assert.deepEqual(await typesOf(id), ["offer.issued", "offer.redeemed"]);
});

test("one purchase sent twice at once is redeemed once, and both are answered alike", async () => {
  const { code, id } = await issue(tenPercent);
  const purchase = numbered();
  const answers = await Promise.all([1, 2, 3].map(() => redeem(purchase, [code], basketOf(2000))));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.deepEqual(await typesOf(id), ["offer.issued", "offer.redeemed"]);
});

test("checkouts that share codes in another order do not wait for each other for ever", async () => {
  const pair = await Promise.all([issueTogether(tenPercent, "shop"), issueTogether(five, "shop")]);
  const codes = pair.map(({ code }) => code);
  const tries = await Promise.allSettled([
    redeem(numbered(), codes, basketOf(5000)),
    redeem(numbered(), codes.toReversed(), basketOf(5000)),
  ]);
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
});

test("the till that says what is bought has the amount computed, and an offer that does not apply refused", async () => {
  const { code } = await issue({ kind: "bogo" });
  const alone = await problemOf(callAs(runtime, shop, redeemOfferOperation, { code, basket: basketOf(1000, 1000) }));
  assert.deepEqual([alone.type, alone.params["why"]], ["offer-not-usable", "no-second-of-the-same"]);
  const basket = { currency: "EUR", lines: [{ sku: "A", quantity: 2, amount: 1990 }] };
  const used = (await callAs(runtime, shop, redeemOfferOperation, { code, basket })) as { given: number };
  assert.equal(used.given, 995);
});

test("what is new to a shopper is what they have not bought before this purchase", async () => {
  await record(
    { type: "shopper", id: "ada" },
    {
      ...{ type: "order", id: "old", at: clock.now().toISOString(), channel: "online", currency: "EUR" },
      ...{ shopper: "ada", lines: [{ sku: "SKU-1", quantity: 1, amount: 100 }] },
    },
  );
  const { id } = await database.kysely
    .selectFrom("shoppers")
    .select("id")
    .where("key", "=", "ada")
    .executeTakeFirstOrThrow();
  const { code } = await issue({ kind: "product-coupon", percent: 20 }, { shopperId: id as Id<"shp"> });
  assert.deepEqual((await quote([code], basketOf(9000, 1000))).offers[0]?.byLine, [0, 200]);
  assert.equal((await quote([code], basketOf(9000))).offers[0]?.why, "no-such-product");
});

test("a purchase that is called off gives its offers back for the rest of their time, and can be made again", async () => {
  const offer = await issue(tenPercent);
  const purchase = numbered();
  await redeem(purchase, [offer.code], basketOf(1000));
  assert.deepEqual((await callOff(purchase)).offers, [
    { code: offer.code, state: "issued", expiresAt: offer.expires_at.toISOString() },
  ]);
  assert.equal((await problemOf(callOff(purchase))).type, "not-found");
  assert.equal((await redeem(purchase, [offer.code], basketOf(2000))).given, 200);
  assert.deepEqual(await typesOf(offer.id), ["offer.issued", "offer.redeemed", "offer.reversed", "offer.redeemed"]);
});

test("parts of a purchase that come back are paid back at what was paid for them, and the offer stays used", async () => {
  const offer = await issue({ kind: "amount-off", amount: 1000 });
  const purchase = numbered();
  const basket = {
    currency: "EUR",
    lines: [
      { sku: "A", quantity: 3, amount: 3000 },
      { sku: "B", quantity: 1, amount: 2000 },
    ],
  };
  await sendOrder(purchase.number, await redeem(purchase, [offer.code], basket));
  clock.advance(day);
  for (const part of ["a", "b", "c"])
    await sendBack(purchase.number, `${purchase.number}${part}`, { sku: "A", quantity: 1 });
  await deliver();
  const { rows } = await database.pool.query<{ amount: bigint }>(
    "select amount from returns where key like $1 order by key",
    [`${purchase.number}%`],
  );
  // 3,000 less its share of 600 is 2,400.
  assert.deepEqual(
    rows.map(({ amount }) => amount),
    [800n, 800n, 800n],
  );
  assert.equal((await rowOf(offer.id)).state, "redeemed");
});

test("trap 26: when all of it has come back the offer counts once more, with days of grace, and the second time no more", async () => {
  const offer = await issue(tenPercent);
  const buyAndReturn = async () => {
    const purchase = numbered();
    await sendOrder(purchase.number, await redeem(purchase, [offer.code], basketOf(1000, 500)));
    clock.advance(3 * day);
    await sendBack(purchase.number, `${purchase.number}-1`, { sku: "SKU-1", quantity: 1 });
    await deliver();
    assert.equal((await rowOf(offer.id)).state, "redeemed");
    await sendBack(purchase.number, `${purchase.number}-2`, { sku: "SKU-2", quantity: 1 });
    await deliver();
  };
  await buyAndReturn();
  const again = await rowOf(offer.id);
  assert.deepEqual([again.state, again.given, again.redeemed_at], ["issued", null, null]);
  assert.equal(again.expires_at.getTime() - offer.expires_at.getTime(), 14 * day);
  await buyAndReturn();
  const over = await rowOf(offer.id);
  assert.deepEqual([over.state, over.given], ["reversed", 150n]);
  assert.equal((await quote([offer.code], basketOf(1000))).offers[0]?.why, "reversed");
  assert.deepEqual(await typesOf(offer.id), [
    ...["offer.issued", "offer.redeemed", "offer.reversed"],
    ...["offer.redeemed", "offer.reversed"],
  ]);
});

test("what was redeemed at a till for a known order is reversed with it too", async () => {
  const offer = await issue(tenPercent);
  await record({
    ...{ type: "order", id: "till-1", at: clock.now().toISOString(), channel: "online", currency: "EUR" },
    ...{ shopper: "ada", lines: [{ sku: "A", quantity: 2, amount: 1_800 }] },
  });
  const { id } = await database.kysely
    .selectFrom("orders")
    .select("id")
    .where("key", "=", "till-1")
    .executeTakeFirstOrThrow();
  await callAs(runtime, shop, redeemOfferOperation, { code: offer.code, orderId: toWire("ord", id) });
  clock.advance(day);
  await sendBack("till-1", "till-1-back", { sku: "A", quantity: 2 });
  await deliver();
  assert.deepEqual([(await rowOf(offer.id)).state, (await typesOf(offer.id)).at(-1)], ["issued", "offer.reversed"]);
});

test("an offer whose program says so, or whose time and grace are over, does not count again", async () => {
  const [never, late] = await Promise.all([issueTogether(tenPercent, "a", { reinstate: false }), issue(tenPercent)]);
  for (const offer of [never, late]) {
    const purchase = numbered();
    await sendOrder(purchase.number, await redeem(purchase, [offer.code], basketOf(1000)));
    clock.advance(offer === late ? 46 * day : day);
    await sendBack(purchase.number, `${purchase.number}-1`, { sku: "SKU-1", quantity: 1 });
    await deliver();
    assert.equal((await rowOf(offer.id)).state, "reversed");
  }
});

test("the last parts of a purchase that come back at once, at two counters, reverse its offer once", async () => {
  const offer = await issue(tenPercent);
  const purchase = numbered();
  await sendOrder(purchase.number, await redeem(purchase, [offer.code], basketOf(1000, 500)));
  clock.advance(day);
  await Promise.all(
    [1, 2].map((n) => sendBack(purchase.number, `${purchase.number}-${n}`, { sku: `SKU-${n}`, quantity: 1 })),
  );
  await Promise.all([deliver(), deliver()]);
  await deliver();
  assert.deepEqual(await typesOf(offer.id), ["offer.issued", "offer.redeemed", "offer.reversed"]);
  assert.equal((await rowOf(offer.id)).state, "issued");
});
