import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { translator } from "@aftercare/messages";
import { operations, reactions, timers } from "../../capabilities.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { exchangeChosen } from "./exchange-mails.ts";
import { testExchanges } from "./testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

test("when goods in exchange are sent is mailed by when the return is due, which at a store no carrier says", async () => {
  const shop = testExchanges({ ...house, operations, reactions, timers });
  const { version } = await shop.call<{ version: number }>("return-policy.get", {});
  const usual = { ...usualPolicy.usual, refundTiming: "first-scan" as const };
  const document = PolicyDocument.encode({ ...usualPolicy, usual });
  await shop.call("return-policy.publish", { document, after: version });
  const back = await shop.returning();
  const { exchangeId, state } = await shop.request(back, `${back.product}-L`);
  assert.equal(state, "confirmed");
  const mail = async (method: string) => {
    await house.database.pool.query("update return_requests set method = $1 where id = $2", [
      method,
      toUuid("rrq", back.returnRequestId),
    ]);
    const writing = { words: translator("en"), links: {}, shop: "Shop" };
    const written = await house.database.transaction((tx) =>
      exchangeChosen.write({ tx, clock: house.clock }, writing, { exchangeId }),
    );
    return JSON.stringify(written);
  };
  assert.match(await mail("drop-off"), /is kept for you\. It is sent when the carrier has what you send back\./);
  assert.match(await mail("store"), /is kept for you\. It is sent when what you send back is here\./);
});
