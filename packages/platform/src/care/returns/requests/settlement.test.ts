import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { newId, toUuid, toWire } from "../../../foundation/ids/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { boughtOrder } from "../../../means/return-money/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { receiveReturnOperation } from "./receive-return.ts";
import { returnOptionsOperation } from "./return-options.ts";
import type { createReturnRequest, receiveReturn, returnOptions } from "./return-request.contract.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.send();
  await till.audit();
  await till.close();
});

type View = ContractOutput<typeof createReturnRequest>;

async function publish(more: object): Promise<void> {
  const { version } = (await till.database.transaction((tx) => readPolicy(tx)))!;
  const document = PolicyDocument.encode({
    ...usualPolicy,
    usual: {
      ...usualPolicy.usual,
      ...{ methods: ["store", "drop-off"], resolutions: ["refund", "store-credit", "gift-card"] },
      bonusPercent: 10,
    },
  });
  const publishing = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  await till.call(publishing, { document: { ...document, ...more }, after: version });
}

/** Buy one, get one free, in a store: no law lets it go back. */
async function buyTwoForOne(channel: "store" | "online" = "store"): Promise<string> {
  const id = newId() as string;
  const at = till.clock.now().toISOString();
  await till.take([
    {
      ...{ type: "order", id, at, channel, currency: "EUR" },
      lines: [
        { sku: `${id}-1`, quantity: 1, amount: 3_000 },
        { sku: `${id}-2`, quantity: 1, amount: 2_000, discount: 2_000 },
      ],
      promotions: [
        {
          ...{ id: "bogo", title: "One more free", needs: { units: 1, lines: [1] } },
          lines: [{ line: 2, amount: 2_000 }],
        },
      ],
    },
    { type: "payment", id, order: id, at, method: "card", amount: 3_000 },
  ]);
  const row = await till.database.kysely.selectFrom("orders").select("id").where("key", "=", id).executeTakeFirst();
  return toWire("ord", row!.id);
}

const asked = (lines: readonly number[]) => lines.map((line) => ({ line, quantity: 1, reason: "changed-my-mind" }));
const options = async (orderId: string, lines: readonly number[]) =>
  (await till.call(returnOptionsOperation, { orderId, lines: asked(lines) })) as ContractOutput<typeof returnOptions>;
const announce = async (orderId: string, lines: readonly number[], more: object = {}) =>
  (await till.call(createReturnRequestOperation, {
    ...{ orderId, method: "store", resolution: "refund", lines: asked(lines), ...more },
  })) as View;
const receive = async ({ returnRequestId }: View, line: number) =>
  (
    (await till.call(receiveReturnOperation, { returnRequestId, lines: [{ line, quantity: 1 }] })) as ContractOutput<
      typeof receiveReturn
    >
  ).request;
const refundAmount = ({ resolutions }: ContractOutput<typeof returnOptions>, wanted = "refund") =>
  resolutions.find(({ resolution }) => resolution === wanted)?.amount;

test("a promotion that breaks keeps its share, unless the policy claws it back; what was shown is what is paid", async () => {
  await publish({});
  assert.equal(refundAmount(await options(await buyTwoForOne(), [1])), 3_000);
  await publish({ promotionBreakage: "claw-back" });
  const order = await buyTwoForOne();
  const shown = await options(order, [1]);
  assert.deepEqual([refundAmount(shown), shown.promotions], [1_000, 2_000]);
  const request = await announce(order, [1, 2]);
  assert.equal((await receive(request, 1)).settled, 1_000);
  const closed = await receive(request, 2);
  assert.deepEqual([closed.state, closed.settled], ["closed", 3_000]);
  assert.equal((await till.balance(order)).available, 0);
});

test("under the policy of the day on which it was announced, whatever is published before it comes", async () => {
  await publish({});
  const order = await buyTwoForOne();
  const request = await announce(order, [1]);
  await publish({ promotionBreakage: "claw-back" });
  assert.equal((await receive(request, 1)).settled, 3_000);
});

test("no promotion is held against what the law lets go back", async () => {
  await publish({ promotionBreakage: "claw-back" });
  assert.equal(refundAmount(await options(await buyTwoForOne("online"), [1])), 3_000);
  await publish({ promotionBreakage: "forbid" });
  assert.equal((await announce(await buyTwoForOne("online"), [1], { method: "drop-off" })).state, "open");
});

test("where parts are not taken back, all of a promotion is, and a plea goes to a person", async () => {
  await publish({ promotionBreakage: "forbid" });
  const order = await buyTwoForOne();
  await assert.rejects(options(order, [1]), { type: "promotion-would-break" });
  await assert.rejects(announce(order, [1]), { type: "promotion-would-break" });
  assert.equal((await announce(order, [1], { plea: "It is torn." })).state, "requested");
  assert.equal((await announce(await buyTwoForOne(), [2])).state, "open");
  assert.equal((await announce(await buyTwoForOne(), [1, 2])).state, "open");
});

test("credit in place of money brings its bonus as goodwill on an entry of its own, beyond the order's ceiling", async () => {
  await publish({});
  const order = await till.buy({ lines: [1_005], quantity: 2, store: true });
  const shown = await till.call(returnOptionsOperation, {
    ...{ orderId: order, lines: [{ line: 1, quantity: 2, reason: "too-small" }] },
  });
  const credit = (shown as ContractOutput<typeof returnOptions>).resolutions.find(
    ({ resolution }) => resolution === "store-credit",
  );
  assert.deepEqual([credit?.amount, credit?.bonus], [1_005, 100]);
  const request = (await till.call(createReturnRequestOperation, {
    ...{ orderId: order, method: "store", resolution: "store-credit" },
    lines: [{ line: 1, quantity: 2, reason: "too-small" }],
  })) as View;
  await receive(request, 1);
  await receive(request, 1);
  await till.send();
  const { rows } = await till.database.pool.query<{ amount: bigint; of: string }>(
    "select amount, split_part(reference, '/', 1) as of from store_credit_entries where order_id = $1 order by amount",
    [toUuid("ord", order)],
  );
  assert.deepEqual(
    rows.map(({ amount, of }) => [of, amount]),
    [
      ["return", 50n],
      ["return", 50n],
      ["refund-leg", 502n],
      ["refund-leg", 503n],
    ],
  );
  const goodwill = await till.database.pool.query<{ sum: bigint }>(
    "select sum(amount)::bigint as sum from ledger_lines where account = 'goodwill' and order_id = $1",
    [toUuid("ord", order)],
  );
  assert.equal(goodwill.rows[0]?.sum, 100n);
});

test("of dearer postage than the standard no more than that is owed when all goes back; all of it where nobody says what that was", async () => {
  await publish({});
  for (const [shipping, standardShipping, owed] of [
    [990, 490, 490],
    [990, undefined, 990],
    [990, 0, 0],
    [490, 990, 490],
  ] as const) {
    const id = newId() as string;
    const at = till.clock.now().toISOString();
    const standard = standardShipping === undefined ? {} : { standardShipping };
    await till.take([
      {
        ...{ type: "order", id, at, channel: "online", currency: "EUR", shipping, ...standard },
        lines: [1, 2].map((line) => ({ sku: `${id}-${line}`, quantity: 1, amount: 1_000 })),
      },
      { type: "payment", id, order: id, at, method: "card", amount: 2_000 + shipping },
    ]);
    const row = await till.database.kysely.selectFrom("orders").select("id").where("key", "=", id).executeTakeFirst();
    const order = toWire("ord", row!.id);
    assert.equal((await options(order, [1])).shipping, 0);
    const shown = await options(order, [1, 2]);
    assert.deepEqual([shown.shipping, refundAmount(shown)], [owed, 2_000 + owed]);
    const request = await announce(order, [1, 2]);
    assert.equal((await receive(request, 1)).settled, 1_000);
    assert.equal((await receive(request, 2)).settled, 2_000 + owed);
  }
});

test("the bonus that is shown is given, whatever the way back costs, also where its fee takes all of the money", async () => {
  const usual = {
    ...{ windowDays: 30, logisticsFee: 495, restockingPercent: 0, bonusPercent: 10, refundTiming: "received" },
    ...{ methods: ["store", "drop-off"], resolutions: ["refund", "store-credit"] },
  };
  await publish({ usual, costOfSending: 495 });
  for (const [paid, method, credit, bonus] of [
    [3_000, "store", 3_000n, 300n],
    [3_000, "drop-off", 2_505n, 300n],
    [400, "drop-off", undefined, 40n],
  ] as const) {
    const order = await till.buy({ lines: [paid] });
    const shown = (await options(order, [1])).resolutions.find(({ resolution }) => resolution === "store-credit");
    assert.deepEqual([shown?.amount, shown?.bonus], [paid, Number(bonus)]);
    await receive(await announce(order, [1], { method, resolution: "store-credit" }), 1);
    await till.send();
    const { rows } = await till.database.pool.query<{ amount: bigint }>(
      "select amount from store_credit_entries where order_id = $1 order by amount desc",
      [toUuid("ord", order)],
    );
    assert.deepEqual(
      rows.map(({ amount }) => amount),
      [credit, bonus].filter((amount) => amount !== undefined),
    );
  }
});

test("of three units one was lost and paid back: each of the others has its own price, and the lost one, turned up, the cent that is left", async () => {
  const orderId = await till.buy({ lines: [9_001], quantity: 3 });
  const part = { kind: "goods", line: 1, quantity: 1, amount: 3_000 };
  await till.issue(orderId, 3_000, { reason: "lost", parts: [part] });
  const settled: number[] = [];
  for (let unit = 0; unit < 3; unit++) settled.push((await receive(await announce(orderId, [1]), 1)).settled);
  assert.deepEqual(settled, [3_000, 3_000, 1], "to the last cent of what was paid for all");
});

test("where an order has less money left than its goods are worth, the bonus is on what is paid", async () => {
  await publish({});
  const order = await till.buy({ lines: [1_000], store: true });
  await till.issue(order, 500);
  const request = await announce(order, [1], { resolution: "store-credit" });
  assert.equal((await receive(request, 1)).settled, 500);
  const { rows } = await till.database.pool.query<{ amount: bigint }>(
    "select amount from store_credit_entries where order_id = $1",
    [toUuid("ord", order)],
  );
  assert.deepEqual(rows, [{ amount: 50n }]);
});

test("a return that is paid as a gift card gives the shopper one for each time that goods came in", async () => {
  await publish({});
  const order = await till.buy({ lines: [4_000], store: true });
  const request = await announce(order, [1], { resolution: "gift-card" });
  await receive(request, 1);
  await till.send();
  const { rows } = await till.database.pool.query("select balance from gift_cards where order_id = $1", [
    toUuid("ord", order),
  ]);
  assert.deepEqual(rows, [{ balance: 4_000n }]);
});

test("whatever an order is made of and however it was paid, its parts come back to the last unit and leave nothing", async () => {
  await publish({ promotionBreakage: "claw-back" });
  const cases = fc.record({
    order: boughtOrder.filter(({ lines }) => lines.some(({ paid }) => paid > 0n)),
    byCard: fc.integer({ min: 0, max: 100 }),
    turn: fc.infiniteStream(fc.nat({ max: 1_000 })),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ order, byCard, turn }) => {
      const id = newId() as string;
      const at = till.clock.now().toISOString();
      const off = (line: number) =>
        order.promotions
          .flatMap((each) => each.lines.filter((share) => share.line === line))
          .map(({ amount }) => amount);
      const total = order.lines.reduce((sum, { paid }) => sum + paid, 0n);
      const card = (total * BigInt(byCard)) / 100n;
      await till.take([
        {
          ...{ type: "order", id, at, channel: "store", currency: order.currency },
          lines: order.lines.map(({ line, quantity, paid }) => {
            const discount = Number(off(line).reduce((sum, amount) => sum + amount, 0n));
            return { sku: `${id}-${line}`, quantity, amount: Number(paid) + discount, discount };
          }),
          promotions: order.promotions
            .filter(({ lines, needs }) => lines.length > 0 && !("spend" in needs && needs.spend === 0n))
            .map(({ key, needs, lines }) => ({
              id: key,
              needs: "spend" in needs ? { ...needs, spend: Number(needs.spend) } : needs,
              lines: lines.map(({ line, amount }) => ({ line, amount: Number(amount) })),
            })),
        },
        ...(
          [
            ["card", card],
            ["gift-card", total - card],
          ] as const
        )
          .filter(([, amount]) => amount > 0n)
          .map(([method, amount]) => {
            const payment = { type: "payment", id: `${id}-${method}`, order: id, at, method } as const;
            return { ...payment, amount: Number(amount) };
          }),
      ]);
      const row = await till.database.kysely.selectFrom("orders").select("id").where("key", "=", id).executeTakeFirst();
      const orderId = toWire("ord", row!.id);
      const request = (await till.call(createReturnRequestOperation, {
        ...{ orderId, method: "store", resolution: "refund" },
        lines: order.lines.map(({ line, quantity }) => ({ line, quantity, reason: "changed-my-mind" })),
      })) as View;
      const left = order.lines.flatMap(({ line, quantity }) => Array.from({ length: quantity }, () => line));
      for (const pick of turn) {
        const [line] = left.splice(pick % left.length, 1);
        await receive(request, line!);
        if (left.length === 0) break;
      }
      await till.send();
      const balance = await till.balance(orderId);
      assert.deepEqual([balance.refunded, balance.available, balance.inFlight], [Number(total), 0, 0]);
    }),
    { numRuns: 12 },
  );
});
