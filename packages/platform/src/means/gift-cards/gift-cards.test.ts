import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { sendMessages, smtpTransport } from "../messages/index.ts";
import { testMailServer } from "../messages/testing.ts";
import { checkGiftCardOperation, getGiftCardOperation, issueGiftCardOperation } from "./card-operations.ts";
import type { checkGiftCard, getGiftCard, issueGiftCard, redeemGiftCard } from "./gift-card.contract.ts";
import { redeemGiftCardOperation } from "./redeem-card.ts";
import { refillGiftCardOperation } from "./refill-card.ts";
import { giftCardMessage, giftCardReactions } from "./tell-card.ts";
import { voidGiftCardOperation } from "./void-card.ts";

let facts: TestFacts;
let work: UnitOfWork;
before(async () => {
  facts = await testFacts(migrationFolders);
  work = openUnitOfWork(facts.database, facts.clock, [enqueueReactions(giftCardReactions, facts.clock)]);
});
after(async () => {
  const { rows } = await facts.database.pool.query<{ cards: bigint; ledger: bigint; whole: bigint }>(
    `select (select coalesce(sum(balance), 0)::bigint from gift_cards) as cards,
      (select coalesce(-sum(amount), 0)::bigint from ledger_lines where account = 'gift-cards') as ledger,
      (select coalesce(sum(amount), 0)::bigint from ledger_lines) as whole`,
  );
  await facts.close();
  assert.deepEqual([rows[0]?.ledger, rows[0]?.whole], [rows[0]?.cards, 0n]);
});

type Told = ContractOutput<typeof issueGiftCard>;
type Redeemed = ContractOutput<typeof redeemGiftCard>;
type ForStaff = ContractOutput<typeof getGiftCard>;
const call = <Input, Output>(operation: Operation<Input, Output>, input: object, actor: Actor = operator) =>
  callAs({ work, clock: facts.clock }, actor, operation, input);
const issue = (shopper: string, amount: number, more: object = {}) =>
  call(issueGiftCardOperation, {
    ...{ shopperId: toWire("shp", shopper), amount, currency: "EUR", reference: newId(), tell: "hand", ...more },
  }) as Promise<Told>;
const redeem = (code: string | undefined, amount: number, more: object = {}, actor?: Actor) =>
  call(
    redeemGiftCardOperation,
    { code, amount, currency: "EUR", reference: newId(), ...more },
    actor,
  ) as Promise<Redeemed>;
const refill = (giftCardId: string, redemption: string, amount: number, more: object = {}) =>
  call(refillGiftCardOperation, {
    ...{ giftCardId, redemption, amount, reference: newId(), ...more },
  }) as Promise<ForStaff>;
const check = (code: string, actor?: Actor) =>
  call(checkGiftCardOperation, { code }, actor) as Promise<ContractOutput<typeof checkGiftCard>>;
const get = (giftCardId: string) => call(getGiftCardOperation, { giftCardId }) as Promise<ForStaff>;
const retire = (giftCardId: string, replace: boolean) =>
  call(voidGiftCardOperation, { giftCardId, replace, tell: "hand" }) as Promise<Told>;

async function settle(): Promise<void> {
  const byName = new Map(giftCardReactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, facts.clock, byName)) > 0);
  assert.equal(await facts.database.kysely.selectFrom("reactions").select("error").executeTakeFirst(), undefined);
}

test("a card is given, checked and paid with in parts, and never shows to whom it was given", async () => {
  const { card, code } = await issue(await facts.shopper(), 5_000);
  assert.match(code!, /^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/);
  assert.equal(code!.slice(-4), card.lastFour);
  const associate: Actor = { ...operator, role: "associate", scope: { storeId: await facts.store("North") } };
  const seen = await check(code!.toLowerCase().replaceAll("-", " "), associate);
  assert.deepEqual([seen.balance, seen.state], [5_000, "usable"]);
  assert.deepEqual(Object.keys(seen).toSorted(), [
    ...["balance", "currency", "giftCardId", "issued", "issuedAt", "lastFour", "state"],
  ]);
  assert.equal((await redeem(code, 3_000, { reference: "r1" }, associate)).card.balance, 2_000);
  assert.equal((await redeem(code, 2_000)).card.state, "used-up");
  const { entries } = await get(card.giftCardId);
  assert.deepEqual(
    entries.map(({ kind, amount, balance }) => [kind, amount, balance]),
    [
      ["issue", 5_000, 5_000],
      ["redeem", -3_000, 2_000],
      ["redeem", -2_000, 0],
    ],
  );
  assert.ok(entries[1]?.storeId);
});

test("more than there is takes nothing and says how much there is; up to it takes that, and an empty card nothing", async () => {
  const { code } = await issue(await facts.shopper(), 700);
  await assert.rejects(redeem(code, 701), { type: "gift-card-not-enough" });
  const taken = await redeem(code, 1_000, { upTo: true, reference: "r" });
  assert.deepEqual([taken.taken, taken.card.balance], [700, 0]);
  const again = await redeem(code, 1_000, { upTo: true, reference: "r" });
  assert.deepEqual([again.taken, again.entryId], [700, taken.entryId]);
  await assert.rejects(redeem(code, 1, { upTo: true }), { type: "gift-card-not-enough" });
});

test("one reference takes once, and another amount under it is refused; so is another currency", async () => {
  const { code } = await issue(await facts.shopper(), 1_000);
  const first = await redeem(code, 400, { reference: "r" });
  assert.equal((await redeem(code, 400, { reference: "r" })).entryId, first.entryId);
  await assert.rejects(redeem(code, 300, { reference: "r" }), { type: "gift-card-reference-reused" });
  await assert.rejects(redeem(code, 1, { currency: "USD" }), { type: "bad-input" });
  assert.equal((await check(code!)).balance, 600);
});

test("a mistyped code is told apart from an unknown one, and neither tells anything else", async () => {
  const { code } = await issue(await facts.shopper(), 100);
  const wrong = `${code!.slice(0, -1)}${code!.endsWith("2") ? "3" : "2"}`;
  await assert.rejects(check(wrong), { type: "gift-card-code-mistyped" });
  await assert.rejects(check("2222-2222-2222-2222"), { type: "gift-card-not-found" });
});

test("of sixty-four who pay with the same card at once it pays as many as it can, and not one more", async () => {
  const { card, code } = await issue(await facts.shopper(), 1_000);
  const tries = await Promise.allSettled(Array.from({ length: 64 }, () => redeem(code, 100)));
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 10);
  const shown = await get(card.giftCardId);
  assert.deepEqual([shown.balance, shown.entries.length], [0, 11]);
});

test("two that fit together both pay, and of two with one reference one does", async () => {
  const { card, code } = await issue(await facts.shopper(), 1_000);
  await Promise.all([redeem(code, 600), redeem(code, 400)]);
  const { code: other } = await issue(await facts.shopper(), 1_000);
  const same = await Promise.all([1, 2].map(() => redeem(other, 600, { reference: "same" })));
  assert.equal(same[0]?.entryId, same[1]?.entryId);
  assert.equal((await get(card.giftCardId)).balance, 0);
  assert.equal((await check(other!)).balance, 400);
});

test("a purchase that is called off puts back what it took, in parts and at once, and never more", async () => {
  const { card, code } = await issue(await facts.shopper(), 1_000);
  const id = card.giftCardId;
  await redeem(code, 600, { reference: "r" });
  assert.equal((await refill(id, "r", 200, { reference: "c" })).balance, 600);
  assert.equal((await refill(id, "r", 200, { reference: "c" })).balance, 600);
  const tries = await Promise.allSettled([refill(id, "r", 400), refill(id, "r", 400)]);
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await assert.rejects(refill(id, "r", 1), { type: "gift-card-refill-exceeds" });
  await assert.rejects(refill(id, "other", 1), { type: "not-found" });
  assert.equal((await get(id)).balance, 1_000);
});

test("the table itself refuses to put back more than was taken", async () => {
  const { card, code } = await issue(await facts.shopper(), 1_000);
  await redeem(code, 100);
  const refillTooMuch = facts.database.kysely
    .insertInto("gift_card_entries")
    .values({
      ...{ card_id: toUuid("gfc", card.giftCardId), number: 3, id: newId(), kind: "refill", amount: 101n },
      ...{ balance: 1_001n, previous: 2, previous_balance: 900n, reference: "x", undoes: 2, at: new Date() },
      ...{ order_id: null, store_id: null, refund_leg_id: null, actor: "test" },
    })
    .execute();
  await assert.rejects(refillTooMuch, /would get 101 back/);
});

test("a lost card is replaced with all its money, and its code is good for nothing any more", async () => {
  const { card, code } = await issue(await facts.shopper(), 1_000);
  await redeem(code, 300);
  const other = await retire(card.giftCardId, true);
  assert.deepEqual([other.card.balance, other.card.replaces], [700, card.giftCardId]);
  await assert.rejects(redeem(code, 1), { type: "gift-card-void" });
  await redeem(other.code, 700);
  await assert.rejects(retire(card.giftCardId, true), { type: "gift-card-void" });
});

test("goodwill can be taken back, what stands for a shopper's money cannot", async () => {
  const { card } = await issue(await facts.shopper(), 1_000);
  const other = await retire(card.giftCardId, true);
  await assert.rejects(retire(other.card.giftCardId, false), { type: "gift-card-is-money" });
  const goodwill = await issue(await facts.shopper(), 500);
  const { card: gone } = await retire(goodwill.card.giftCardId, false);
  assert.deepEqual([gone.state, gone.balance], ["void", 0]);
});

test("of those who pay and one who voids at once the money goes one way", async () => {
  const { card, code } = await issue(await facts.shopper(), 1_000);
  const [paid, replaced] = await Promise.allSettled([redeem(code, 400), retire(card.giftCardId, true)]);
  const left = replaced.status === "fulfilled" ? replaced.value.card.balance : 0;
  assert.equal(left, paid.status === "fulfilled" ? 600 : 1_000);
});

test("the same reference gives one card, whoever asks at the same moment", async () => {
  const shopper = await facts.shopper();
  const told = await Promise.all([1, 2, 3].map(() => issue(shopper, 900, { reference: "case 1" })));
  assert.equal(new Set(told.map(({ card }) => card.giftCardId)).size, 1);
  assert.equal(told.filter(({ code }) => code !== undefined).length, 1);
  await assert.rejects(issue(shopper, 901, { reference: "case 1" }), { type: "gift-card-reference-reused" });
});

test("a code is kept until it was mailed and no longer; nobody but the shopper has seen it, and it pays", async () => {
  const server = await testMailServer();
  const smtp = smtpTransport({ url: server.url, from: "service@shop.test" });
  try {
    const shopper = await facts.shopper({ email: "ida@example.test" });
    const { card, code } = await issue(shopper, 2_500, { tell: "mail" });
    assert.deepEqual([code, card.toldAt], [undefined, undefined]);
    const office = {
      work,
      clock: facts.clock,
      kinds: [giftCardMessage],
      transports: [smtp],
      publicUrl: "https://s.test",
    };
    while ((await sendMessages(office)) > 0);
    await settle();
    const [mailed] = server.received[0]!.mail.text!.match(/[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/)!;
    assert.equal((await check(mailed)).balance, 2_500);
    assert.ok((await get(card.giftCardId)).toldAt);
    const { rows } = await facts.database.pool.query("select * from gift_cards where untold_code is not null");
    assert.deepEqual(rows, []);
  } finally {
    smtp.close();
    await server.close();
  }
});

test("whatever is paid and put back in whatever turn, a card holds what is left of it", async () => {
  const step = fc.record({ pays: fc.boolean(), amount: fc.integer({ min: 1, max: 900 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { card, code } = await issue(await facts.shopper(), 1_000);
      let left = 1_000;
      const taken: { reference: string; rest: number }[] = [];
      for (const { pays, amount } of steps) {
        const latest = taken.at(-1);
        const fits = pays ? amount <= left : latest !== undefined && amount <= latest.rest;
        const reference = newId();
        const done = pays
          ? redeem(code, amount, { reference })
          : refill(card.giftCardId, latest?.reference ?? "none", amount);
        if (!fits) {
          await assert.rejects(done);
          continue;
        }
        await done;
        left += pays ? -amount : amount;
        if (pays) taken.push({ reference, rest: amount });
        else latest!.rest -= amount;
      }
      assert.equal((await get(card.giftCardId)).balance, left);
    }),
    { numRuns: 15 },
  );
});
