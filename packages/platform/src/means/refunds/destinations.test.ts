import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId, toUuid } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { callRefundOff } from "./cancel-refund.ts";
import { intendRefund } from "./intend-refund.ts";
import { settleExchange } from "./settle-exchange.ts";
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

const legsOf = ({ legs }: { legs: readonly { provider: string; amount: number; state: string }[] }) =>
  legs.map(({ provider, amount, state }) => [provider, amount, state]);

async function cardsOf(order: string) {
  const { rows } = await till.database.pool.query<{ balance: bigint; because: string; untold: boolean }>(
    "select balance, because, untold_code is not null as untold from gift_cards where order_id = $1 order by id",
    [toUuid("ord", order)],
  );
  return rows;
}

async function balanceOf(account: string, order: string): Promise<bigint> {
  const { rows } = await till.database.pool.query<{ sum: bigint }>(
    "select coalesce(sum(amount), 0)::bigint as sum from ledger_lines where account = $1 and order_id = $2",
    [account, toUuid("ord", order)],
  );
  return rows[0]!.sum;
}

const exchange = (order: string, amount: bigint) =>
  till.work.run("test", (tx) =>
    intendRefund(tx, till.clock, {
      ...{ orderId: toUuid("ord", order), amount, destination: "exchange", reason: "returned" },
      ...{ reference: newId(), actor: "test" },
    }),
  );
const settle = (refundId: string) =>
  till.work.run("test", (tx) => settleExchange(tx, till.clock, { refundId, actor: "test" }));

test("a refund as a gift card gives one card, once, with a code that is mailed, and the ledger says so", async () => {
  const order = await till.buy();
  const refund = await till.issue(order, 4_000, { destination: "gift-card" });
  assert.deepEqual(legsOf(refund), [["gift-card", 4_000, "intended"]]);
  await Promise.all([till.send(), till.send()]);
  await till.sendAgain();
  assert.equal((await till.see(refund)).state, "arrived");
  assert.deepEqual(await cardsOf(order), [{ balance: 4_000n, because: "refund", untold: true }]);
  assert.equal(await balanceOf("gift-cards", order), -4_000n);
  assert.equal(await till.owed(order), 0n);
});

test("a refund is shared out over several ways, under the order's one ceiling", async () => {
  const order = await till.buy({
    payments: [
      ["card", 6_000],
      ["cash", 4_000],
    ],
  });
  const split = [
    { destination: "original", amount: 5_000 },
    { destination: "store-credit", amount: 2_000 },
    { destination: "gift-card", amount: 1_000 },
  ];
  const refund = await till.issue(order, 8_000, { split });
  assert.equal(refund.destination, "mixed");
  assert.deepEqual(
    legsOf(refund).map(([provider, amount]) => [provider, amount]),
    [
      ["till", 4_000],
      ["local", 1_000],
      ["store-credit", 2_000],
      ["gift-card", 1_000],
    ],
  );
  await assert.rejects(till.issue(order, 2_001), { type: "refund-exceeds-paid" });
  await till.send();
  await till.report(refund.legs[0], "succeeded", "bon 1");
  assert.equal((await till.see(refund)).state, "arrived");
});

test("shares that do not come to the amount, or name a way twice, are refused by their field", async () => {
  const order = await till.buy();
  const wrong = (...split: [string, number][]) =>
    till.issue(order, 1_000, { split: split.map(([destination, amount]) => ({ destination, amount })) });
  await assert.rejects(wrong(["original", 400], ["gift-card", 500]), { type: "bad-input", message: /900/ });
  await assert.rejects(wrong(["original", 400], ["original", 600]), { type: "bad-input" });
  await assert.rejects(wrong(["original", 1_000]), { type: "bad-input" });
  await assert.rejects(wrong(["original", 400], ["exchange", 600]), { type: "bad-input" });
  await assert.rejects(till.issue(order, 1_000, { destination: "mixed" }), { type: "bad-input" });
});

test("an exchange takes its value under the ceiling, is sent by nobody, and arrives when its goods do", async () => {
  const order = await till.buy();
  const { id } = await exchange(order, 7_000n);
  await till.sendAgain();
  await assert.rejects(till.issue(order, 3_001), { type: "refund-exceeds-paid" });
  assert.equal(await till.owed(order), 7_000n);
  await settle(id);
  await settle(id);
  assert.equal(await till.owed(order), 0n);
  assert.equal(await balanceOf("exchange-clearing", order), -7_000n);
});

test("an exchange that is called off frees its value, and cannot take it up any more", async () => {
  const order = await till.buy();
  const { id } = await exchange(order, 7_000n);
  await till.work.run("test", (tx) => callRefundOff(tx, till.clock, { refundId: id, actor: "test" }));
  await assert.rejects(settle(id), { type: "illegal-transition" });
  assert.equal((await till.balance(order)).available, 10_000);
});

test("of sixty-four who want the last of an order, as money, credit, card or exchange, one gets it", async () => {
  const order = await till.buy();
  const ways = ["original", "store-credit", "gift-card"];
  const tries = await Promise.allSettled(
    Array.from({ length: 64 }, (_, index) =>
      index % 4 === 3 ? exchange(order, 10_000n) : till.issue(order, 10_000, { destination: ways[index % 4] }),
    ),
  );
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
});

test("what failed of a mixed refund is paid anew the way it was paid", async () => {
  const order = await till.buy();
  till.provider.behave = () => "declines";
  const split = [
    { destination: "original", amount: 600 },
    { destination: "store-credit", amount: 400 },
  ];
  const refund = await till.issue(order, 1_000, { split });
  await till.send();
  till.provider.behave = () => "answers";
  assert.equal((await till.see(refund)).missing, 600);
  await till.retry(refund);
  await till.send();
  assert.equal((await till.see(refund)).state, "arrived");
});
