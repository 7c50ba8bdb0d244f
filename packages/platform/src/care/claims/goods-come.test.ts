import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { operations, reactions, timers } from "../../capabilities.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { type TestExchanges, testExchanges } from "../exchanges/testing.ts";

let house: TestHouse;
let shop: TestExchanges;
before(async () => {
  house = await testHouse();
  shop = testExchanges({ ...house, operations, reactions, timers });
  const { version } = await shop.call<{ version: number }>("return-policy.get", {});
  const usual = { ...usualPolicy.usual, methods: ["keep-it" as const, "drop-off" as const] };
  const document = PolicyDocument.encode({ ...usualPolicy, usual });
  await shop.call("return-policy.publish", { document, after: version });
});
after(() => house.close());

test("what a shopper says is faulty comes to us before anything is given for it, also where the policy lets goods stay", async () => {
  const { orderId, returnRequestId } = await shop.returning();
  await shop.call("return-requests.cancel", { returnRequestId });
  const { id, shopper_id: shopperId } = await house.database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("id", "=", toUuid("ord", orderId))
    .executeTakeFirstOrThrow();
  const report = operations.find(({ contract }) => contract.name === "claims.report")!;
  const claim = (remedy: string, method?: string) =>
    callAs(
      { work: house.work, clock: house.clock },
      { role: "shopper", id: shopperId, scope: { shopperId, orderId: id } },
      report,
      { orderId, remedy, method, lines: [{ line: 1, quantity: 1, reason: "damaged-or-defective" }] },
    ) as Promise<{ state: string; returnRequestId?: string }>;
  for (const remedy of ["refund", "replacement"]) {
    await assert.rejects(claim(remedy, "keep-it"), { type: "bad-input" });
    const accepted = await claim(remedy);
    await shop.settle();
    assert.equal(accepted.state, "accepted");
    const request = await shop.call<{ state: string; method: string }>("return-requests.get", {
      returnRequestId: accepted.returnRequestId,
    });
    assert.deepEqual([request.state, request.method], ["open", "drop-off"]);
  }
  assert.deepEqual(await shop.refundsOf({ orderId, returnRequestId, product: "" }), []);
});
