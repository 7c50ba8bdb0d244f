import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { operations, reactions, timers } from "../../capabilities.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { proceed } from "./proceed.ts";
import { lockExchange } from "./store-exchange.ts";
import { type Returning, type TestExchanges, testExchanges } from "./testing.ts";

let house: TestHouse;
let shop: TestExchanges;
before(async () => {
  house = await testHouse();
  shop = testExchanges({ ...house, operations, reactions, timers });
});
after(async () => {
  await shop.audit();
  await house.close();
});

describe("an exchange", () => {
  test("for the next size up is even: kept at once, asked of the shop when the goods are back, over when it has left", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-L`);
    assert.deepEqual([exchange.state, exchange.value, exchange.price], ["confirmed", 10_000, 10_000]);
    assert.equal(exchange.payment, undefined);
    assert.equal(await shop.left(`${back.product}-L`), 8);
    assert.deepEqual(await shop.refundsOf(back), []);
    await shop.receive(back, 1);
    assert.equal((await shop.see(exchange)).askedAt, undefined);
    await shop.receive(back, 1);
    assert.ok((await shop.see(exchange)).askedAt);
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { exchange: 10_000 }, settled: false }]);
    await assert.rejects(
      shop.call("exchanges.cancel", exchange.exchangeId ? { exchangeId: exchange.exchangeId } : {}),
      {
        type: "exchange-under-way",
      },
    );
    await shop.report(exchange, "done");
    assert.equal((await shop.see(exchange)).state, "completed");
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { exchange: 10_000 }, settled: true }]);
    assert.equal(await shop.left(`${back.product}-L`), 8);
  });

  test("for something dearer is paid by the shopper on a page of their own, and by nothing else", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-XL`);
    assert.deepEqual(
      [exchange.state, exchange.difference, exchange.payment?.amount],
      ["awaiting-payment", 1_200, 1_200],
    );
    await shop.receive(back);
    assert.equal((await shop.see(exchange)).askedAt, undefined);
    assert.deepEqual(await shop.refundsOf(back), []);
    await shop.pay(exchange);
    const paid = await shop.see(exchange);
    assert.deepEqual([paid.state, paid.payment?.state], ["confirmed", "paid"]);
    await shop.report(exchange, "done");
    assert.equal((await shop.see(exchange)).state, "completed");
  });

  test("that nobody pays for in time is off: nothing is owed, the pieces are free, and the goods are paid in money", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-XL`);
    await shop.receive(back);
    await shop.pass(3);
    const over = await shop.see(exchange);
    assert.deepEqual([over.state, over.endedBecause, over.payment?.state], ["expired", "not-paid", "expired"]);
    assert.equal(await shop.left(`${back.product}-XL`), 10);
    await shop.pass(4);
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { local: 10_000 }, settled: true }]);
  });

  test("for something cheaper gives the rest back, and is not over before that has arrived", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-CHEAP`);
    assert.deepEqual([exchange.difference, exchange.state], [-2_000, "confirmed"]);
    await shop.receive(back);
    await house.database.pool.query(
      "update refund_legs set state = 'submitted', lease_until = now() + interval '9 days' where provider = 'local' and state = 'succeeded' and order_id = $1",
      [toUuid("ord", back.orderId)],
    );
    await house.database.pool.query("update refunds set settled_at = null where order_id = $1", [
      toUuid("ord", back.orderId),
    ]);
    await shop.report(exchange, "done");
    assert.equal((await shop.see(exchange)).state, "shipped");
    const [refund] = await shop.refundsOf(back);
    assert.deepEqual(refund?.legs, { exchange: 8_000, local: 2_000 });
  });

  test("chosen after the goods are back is asked of the shop at once", async () => {
    const back = await shop.returning();
    await shop.receive(back);
    const exchange = await shop.request(back, `${back.product}-L`);
    assert.ok(exchange.askedAt);
    await shop.pass(8);
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { exchange: 10_000 }, settled: false }]);
  });

  test("nobody chose anything for goods that are back: their money is paid after a week", async () => {
    const back = await shop.returning();
    await shop.receive(back);
    await shop.pass(6);
    assert.deepEqual(await shop.refundsOf(back), []);
    await shop.pass(2);
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { local: 10_000 }, settled: true }]);
    await assert.rejects(shop.request(back, `${back.product}-L`), { type: "not-exchangeable" });
  });

  test("gives way to money when the shopper wants it, now and for what comes later", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-L`);
    await shop.receive(back, 1);
    const paid = await shop.call("exchanges.pay-instead", { returnRequestId: back.returnRequestId });
    assert.deepEqual(paid, { amount: 5_000, currency: "EUR" });
    await shop.receive(back, 1);
    assert.equal((await shop.see(exchange)).state, "cancelled");
    assert.equal(await shop.left(`${back.product}-L`), 10);
    const refunds = await shop.refundsOf(back);
    assert.deepEqual(
      refunds.map(({ amount, settled }) => [amount, settled]),
      [
        [5_000, true],
        [5_000, true],
      ],
    );
  });

  test("gives way to money once, however often and by how many it is asked for; what was never exchanged for money has none of it", async () => {
    const back = await shop.returning();
    const { returnRequestId } = back;
    await shop.receive(back, 1);
    const ask = () => shop.call("exchanges.pay-instead", { returnRequestId });
    const all = await Promise.all(Array.from({ length: 4 }, ask));
    assert.deepEqual([...all, await ask()], Array(5).fill({ amount: 5_000, currency: "EUR" }));
    await shop.receive(back, 1);
    assert.deepEqual(await ask(), { amount: 5_000, currency: "EUR" });
    assert.deepEqual(
      (await shop.refundsOf(back)).map(({ amount }) => amount),
      [5_000, 5_000],
    );
  });

  test("gives way to money that is paid again where it was called off before it was sent", async () => {
    const back = await shop.returning();
    const { returnRequestId, orderId } = back;
    await shop.receive(back);
    const ask = () => shop.call("exchanges.pay-instead", { returnRequestId });
    await ask();
    const { items } = await shop.call<{ items: { refundId: string }[] }>("refunds.of-order", { orderId });
    await shop.call("refunds.cancel", { refundId: items[0]!.refundId });
    await shop.settle();
    assert.deepEqual([await ask(), await ask()], Array(2).fill({ amount: 10_000, currency: "EUR" }));
    await shop.settle();
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { local: 10_000 }, settled: true }]);
  });

  test("that the shop cannot send is off: what was paid goes back, and the goods are paid for in money", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-XL`);
    await shop.pay(exchange);
    await shop.receive(back);
    await shop.report(exchange, "refused");
    const over = await shop.see(exchange);
    assert.deepEqual([over.state, over.endedBecause, over.payment?.state], ["cancelled", "refused", "returned"]);
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { local: 10_000 }, settled: true }]);
    assert.equal(await shop.left(`${back.product}-XL`), 10);
  });

  test("ends with its return, and pieces are free at once", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-L`);
    await shop.call("return-requests.cancel", { returnRequestId: back.returnRequestId });
    await shop.settle();
    const over = await shop.see(exchange);
    assert.deepEqual([over.state, over.endedBecause], ["cancelled", "goods-missing"]);
    assert.equal(await shop.left(`${back.product}-L`), 10);
  });

  test("whose goods were paid back by somebody else is off, so that nothing is given twice", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-L`);
    await shop.call("refunds.issue", { orderId: back.orderId, amount: 9_000, reason: "goodwill", reference: "case" });
    await shop.receive(back);
    const over = await shop.see(exchange);
    assert.deepEqual([over.state, over.endedBecause], ["cancelled", "value-gone"]);
  });
});

describe("an instant exchange", () => {
  async function sent(size = "L", deposit = 10_000) {
    const back = await shop.returning();
    const asked = await shop.request(back, `${back.product}-${size}`, { isInstant: true });
    assert.deepEqual([asked.state, asked.deposit?.amount, asked.askedAt], ["awaiting-payment", deposit, undefined]);
    if (asked.payment) await shop.pay(asked);
    await shop.pay(asked, "deposit");
    const held = await shop.see(asked);
    assert.deepEqual([held.state, held.deposit?.state], ["confirmed", "held"]);
    assert.ok(held.goodsBy && held.askedAt);
    await shop.report(asked, "done");
    return { back, exchange: await shop.see(asked) };
  }
  const mails = async (exchangeId: string, kind: string) => {
    const { rows } = await house.database.pool.query(
      "select 1 from messages where kind = $1 and key like '%' || $2 || '%'",
      [kind, toUuid("exc", exchangeId)],
    );
    return rows.length;
  };

  test("is sent at once against a deposit, which is released when the goods are back", async () => {
    const { back, exchange } = await sent();
    assert.equal(exchange.state, "shipped");
    await shop.receive(back);
    const over = await shop.see(exchange);
    assert.deepEqual([over.state, over.deposit?.state], ["completed", "released"]);
    assert.deepEqual(await shop.refundsOf(back), [{ amount: 10_000, legs: { exchange: 10_000 }, settled: true }]);
    await shop.pass(20);
    assert.equal((await shop.see(exchange)).deposit?.state, "released");
  });

  test("keeps the deposit when they do not come, after a notice; and gives it back when they come after all", async () => {
    const { back, exchange } = await sent();
    await shop.pass(11);
    assert.equal(await mails(exchange.exchangeId, "exchange.goods-due"), 1);
    assert.equal((await shop.see(exchange)).deposit?.state, "held");
    await shop.pass(4);
    const kept = await shop.see(exchange);
    assert.deepEqual([kept.state, kept.deposit?.state], ["completed", "captured"]);
    assert.deepEqual(await shop.refundsOf(back), []);
    await shop.receive(back);
    assert.equal((await shop.see(exchange)).deposit?.state, "returned");
    assert.deepEqual(
      (await shop.refundsOf(back)).map(({ legs }) => legs),
      [{ exchange: 10_000 }],
    );
  });

  const depositOf = async (exchange: { readonly exchangeId: string }) => {
    const { state, deposit } = await shop.see(exchange);
    return [state, deposit?.state, deposit?.kept];
  };
  const legsOf = async (back: Returning) =>
    (await shop.refundsOf(back)).map(({ legs, settled }) => ({ ...legs, settled }));

  test("keeps of the deposit what stands for goods that are missing; what came pays, and what comes late brings the rest back", async () => {
    const { back, exchange } = await sent();
    await shop.receive(back, 1);
    assert.deepEqual(await depositOf(exchange), ["shipped", "held", undefined]);
    assert.deepEqual(await legsOf(back), []);
    // Goods of which some came are waited for a week more.
    await shop.pass(22);
    assert.deepEqual(await depositOf(exchange), ["completed", "captured", 5_000]);
    assert.deepEqual(await legsOf(back), [{ exchange: 5_000, settled: true }]);
    assert.equal(await shop.collected(back), 5_000);
    await shop.receive(back, 1);
    assert.deepEqual(await depositOf(exchange), ["completed", "returned", 0]);
    assert.deepEqual(await legsOf(back), [
      { exchange: 5_000, settled: true },
      { exchange: 5_000, settled: true },
    ]);
    assert.equal(await shop.collected(back), 0);
  });

  test("kept all of the deposit, and some comes after all: so much of it goes back", async () => {
    const { back, exchange } = await sent();
    await shop.pass(15);
    assert.deepEqual(await depositOf(exchange), ["completed", "captured", 10_000]);
    await shop.receive(back, 1);
    assert.deepEqual(await depositOf(exchange), ["completed", "captured", 5_000]);
    assert.deepEqual(await legsOf(back), [{ exchange: 5_000, settled: true }]);
    await shop.receive(back, 1);
    assert.deepEqual(await depositOf(exchange), ["completed", "returned", 0]);
    assert.equal(await shop.collected(back), 0);
  });

  test("for something cheaper keeps less than what is missing is worth, and gives back what was promised when all has come", async () => {
    const { back, exchange } = await sent("CHEAP", 8_000);
    await shop.receive(back, 1);
    await shop.pass(22);
    // 80.00 were sent, 50.00 came: 30.00 are missing, and the other 20.00 are nobody's before the goods are here.
    assert.deepEqual(await depositOf(exchange), ["completed", "captured", 3_000]);
    assert.deepEqual(await legsOf(back), [{ exchange: 5_000, settled: true }]);
    await shop.receive(back, 1);
    assert.deepEqual(await depositOf(exchange), ["completed", "returned", 0]);
    assert.deepEqual(await legsOf(back), [
      { exchange: 5_000, settled: true },
      { exchange: 3_000, local: 2_000, settled: true },
    ]);
    assert.equal(await shop.collected(back), 0);
  });

  test("for something dearer keeps the deposit for what is missing, beside the difference that was paid", async () => {
    const { back, exchange } = await sent("XL");
    await shop.receive(back, 1);
    await shop.pass(22);
    assert.deepEqual(await depositOf(exchange), ["completed", "captured", 5_000]);
    assert.equal(await shop.collected(back), 6_200);
  });

  test("whose goods a till paid for in money keeps the deposit for them: they pay for nothing a second time", async () => {
    const { back, exchange } = await sent();
    const { storeId } = await shop.store();
    const taken = await shop.call<{ return: { amount: number } }>("returns.take-back", {
      ...{ storeId, orderId: back.orderId },
      lines: [{ line: 1, quantity: 1 }],
    });
    await shop.settle();
    assert.equal(taken.return.amount, 5_000);
    await shop.receive(back, 1);
    await shop.pass(22);
    assert.deepEqual(await depositOf(exchange), ["completed", "captured", 5_000]);
    assert.deepEqual(await legsOf(back), [{ exchange: 5_000, settled: true }]);
  });

  test("whose deposit was not left in time is off", async () => {
    const back = await shop.returning();
    const asked = await shop.request(back, `${back.product}-L`, { isInstant: true });
    await shop.pass(3);
    const over = await shop.see(asked);
    assert.deepEqual([over.state, over.deposit?.state], ["expired", "expired"]);
  });
});

describe("at the same moment", () => {
  test("of many who want the last pieces exactly one gets them", async () => {
    const backs: Returning[] = [];
    for (let index = 0; index < 8; index++) backs.push(await shop.returning());
    const wanted = `${backs[0]!.product}-L`;
    await house.database.pool.query("update variants set in_stock = 3 where sku = $1", [wanted]);
    const ask = (of: Returning) =>
      shop.call("exchanges.request", { returnRequestId: of.returnRequestId, lines: [{ line: 1, sku: wanted }] });
    const tried = await Promise.allSettled(backs.flatMap((of) => Array.from({ length: 8 }, () => ask(of))));
    assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
    assert.equal(await shop.left(wanted), 1);
  });

  test("one return is exchanged once, and two returns both are", async () => {
    const [one, two] = [await shop.returning(), await shop.returning()];
    const ask = (of: Returning) =>
      shop.call("exchanges.request", {
        returnRequestId: of.returnRequestId,
        lines: [{ line: 1, sku: `${of.product}-L` }],
      });
    const tried = await Promise.allSettled([ask(one), ask(one), ask(two)]);
    assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 2);
    const refused = tried.find((each) => each.status === "rejected");
    assert.equal(refused?.status === "rejected" && refused.reason.type, "exchange-exists");
    assert.equal(await shop.left(`${one.product}-L`), 8);
  });

  test("other goods in advance, and money instead: one of both", async () => {
    const back = await shop.returning();
    const { returnRequestId, product } = back;
    const other = await house.database.pool.connect();
    await other.query("begin");
    await other.query("select from order_lines where order_id = $1 for update", [toUuid("ord", back.orderId)]);
    const waiting = async () => (await other.query("select from pg_locks where not granted")).rowCount ?? 0;
    const money = shop.call("exchanges.pay-instead", { returnRequestId });
    while ((await waiting()) === 0);
    let isOver = false;
    const lines = [{ line: 1, sku: `${product}-L` }];
    const chosen = shop.call("exchanges.request", { returnRequestId, lines, isInstant: true }).finally(() => {
      isOver = true;
    });
    const both = Promise.allSettled([money, chosen]);
    while (!isOver && (await waiting()) < 2);
    await other.query("commit");
    other.release();
    assert.deepEqual(
      (await both).map(({ status }) => status),
      ["fulfilled", "rejected"],
    );
    await assert.rejects(chosen, { type: "not-exchangeable" });
  });

  test("paid and run out, or called off and due: it ends in one way, and money and pieces are where it says", async () => {
    for (let round = 0; round < 4; round++) {
      const back = await shop.returning();
      const exchange = await shop.request(back, `${back.product}-XL`);
      const { exchangeId } = exchange;
      const { collectionId } = exchange.payment!;
      await Promise.allSettled([
        shop.call("collections.report", { collectionId, outcome: "made" }),
        shop.call("exchanges.cancel", { exchangeId }),
        shop.call("return-requests.receive", {
          returnRequestId: back.returnRequestId,
          lines: [{ line: 1, quantity: 2 }],
        }),
      ]);
      await shop.settle();
      const { state, payment } = await shop.see(exchange);
      const left = await shop.left(`${back.product}-XL`);
      assert.deepEqual([state, left], ["cancelled", 10]);
      assert.ok(payment?.state === "cancelled" || payment?.state === "returning", payment?.state);
      await shop.pass(8);
      assert.deepEqual(
        (await shop.refundsOf(back)).map(({ amount, legs }) => [amount, legs]),
        [[10_000, { local: 10_000 }]],
      );
    }
  });

  test("whoever dies before the end of any step has done nothing, and doing it again does it once", async () => {
    const back = await shop.returning();
    const exchange = await shop.request(back, `${back.product}-CHEAP`);
    const id = toUuid("exc", exchange.exchangeId);
    const { work, clock } = house;
    await shop.receive(back);
    const counts = async () =>
      (
        await house.database.pool.query(
          "select (select count(*)::int from refunds) as refunds, (select count(*)::int from remedy_requests) as asked, (select count(*)::int from ledger_entries) as entries",
        )
      ).rows;
    const before = await counts();
    const dying = work.run("test", async (tx) => {
      await proceed({ tx, clock }, await lockExchange(tx, id));
      throw new Error("died");
    });
    await assert.rejects(dying, /died/);
    for (let times = 0; times < 3; times++) {
      await work.run("test", async (tx) => proceed({ tx, clock }, await lockExchange(tx, id)));
    }
    assert.deepEqual(await counts(), before);
  });
});

test("what is asked for wrongly is named", async () => {
  const back = await shop.returning();
  const ask = (lines: object[]) => shop.call("exchanges.request", { returnRequestId: back.returnRequestId, lines });
  await assert.rejects(ask([{ line: 2, sku: `${back.product}-L` }]), { type: "bad-input" });
  await assert.rejects(ask([{ line: 1, sku: "NOBODY-SELLS-THIS" }]), { type: "bad-input" });
  await house.database.pool.query("update variants set in_stock = 1 where sku = $1", [`${back.product}-L`]);
  await assert.rejects(ask([{ line: 1, sku: `${back.product}-L` }]), { type: "out-of-stock" });
  assert.deepEqual((await shop.call<{ items: unknown[] }>("exchanges.of-order", { orderId: back.orderId })).items, []);
});

describe("of what was given back for before", () => {
  const give = (orderId: string, amount: number, parts?: object[]) =>
    shop.call("refunds.issue", {
      ...{ orderId, amount, reason: "goodwill", reference: `before ${amount}`, destination: "original" },
      ...(parts && { parts }),
    });
  const units = (quantity: number, amount: number) => [{ kind: "goods", line: 1, quantity, amount }];

  test("what is left is paid in money, and never nothing", async () => {
    for (const parts of [undefined, units(0, 4_000), units(1, 4_000)]) {
      const back = await shop.returning();
      await give(back.orderId, 4_000, parts);
      await shop.receive(back);
      const { returnRequestId } = back;
      const paid = await shop.call<{ amount: number }>("exchanges.pay-instead", { returnRequestId });
      assert.equal(paid.amount, 6_000);
    }
  });

  test("what is left pays for other goods", async () => {
    const back = await shop.returning();
    await give(back.orderId, 1_000, units(1, 1_000));
    const exchange = await shop.request(back, `${back.product}-L`);
    await shop.receive(back);
    assert.ok((await shop.see(exchange)).askedAt);
    const refunds = await shop.refundsOf(back);
    assert.deepEqual(
      refunds.map(({ legs }) => legs),
      [{ local: 1_000 }, { exchange: 9_000 }],
    );
  });

  test("what was given back whole, as when it was thought lost, is paid for by nobody else once it turns up", async () => {
    for (const [lost, value] of [
      [1, 5_000],
      [2, 0],
    ] as const) {
      const back = await shop.returning();
      await give(back.orderId, lost * 5_000, units(lost, lost * 5_000));
      const exchange = await shop.request(back, `${back.product}-L`);
      assert.deepEqual([exchange.value, exchange.price], [value, 10_000]);
      await shop.receive(back);
      assert.equal((await shop.see(exchange)).askedAt, undefined);
      await shop.pay(exchange);
      assert.ok((await shop.see(exchange)).askedAt);
    }
    // Of two units one was lost: the other is worth its own price.
    const back = await shop.returning({ announced: 1 });
    await give(back.orderId, 5_000, units(1, 5_000));
    assert.equal((await shop.request(back, `${back.product}-L`)).difference, 0);
  });
});

test("money that other goods are sent for is not free for anything else, whoever calls it off", async () => {
  const back = await shop.returning();
  const exchange = await shop.request(back, `${back.product}-L`);
  await shop.receive(back);
  const { refundId = "" } = await shop.see(exchange);
  await assert.rejects(shop.call("refunds.cancel", { refundId }), { type: "illegal-transition" });
  await shop.report(exchange, "done");
  assert.equal((await shop.see(exchange)).state, "completed");
});
