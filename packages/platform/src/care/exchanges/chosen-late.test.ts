import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { operations, reactions, timers } from "../../capabilities.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { type Returning, type TestExchanges, testExchanges } from "./testing.ts";

let house: TestHouse;
let shop: TestExchanges;
before(async () => {
  house = await testHouse();
  shop = testExchanges({ ...house, operations, reactions, timers });
  const { version } = await shop.call<{ version: number }>("return-policy.get", {});
  const document = PolicyDocument.encode({ ...usualPolicy, usual: { ...usualPolicy.usual, refundTiming: "instant" } });
  await shop.call("return-policy.publish", { document, after: version });
});
after(async () => {
  await shop.audit();
  await house.close();
});

const legsOf = async (back: Returning) => (await shop.refundsOf(back)).map(({ legs }) => legs);

test("what is due already and came at a till is exchanged with the rest", async () => {
  const { storeId } = await shop.store();
  const back = await shop.returning();
  const { orderId } = back;
  const { money } = await shop.call<{ money: { till: number } }>("returns.take-back", {
    ...{ storeId, orderId, lines: [{ line: 1, quantity: 1 }] },
  });
  assert.equal(money.till, 0);
  await shop.settle();
  const exchange = await shop.request(back, `${back.product}-L`);
  assert.deepEqual([exchange.value, exchange.lines.map(({ quantity }) => quantity)], [10_000, [2]]);
  assert.deepEqual(await legsOf(back), [{ exchange: 10_000 }]);
});

test("and so is what is due already and was not waited for any longer", async () => {
  const back = await shop.returning();
  const { returnRequestId } = back;
  await shop.receive(back, 1);
  await shop.call("return-requests.close", { returnRequestId });
  await shop.settle();
  const exchange = await shop.request(back, `${back.product}-L`);
  assert.deepEqual([exchange.value, exchange.lines.map(({ quantity }) => quantity)], [10_000, [2]]);
});
