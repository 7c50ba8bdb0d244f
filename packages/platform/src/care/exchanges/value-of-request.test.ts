import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { returnPolicyOperations } from "../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { type TestTill, testTill } from "../../means/refunds/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { createReturnRequestOperation } from "../returns/requests/index.ts";
import type { createReturnRequest } from "../returns/requests/return-request.contract.ts";
import { valueOfRequest } from "./value-of-request.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(() => till.close());

test("goods are worth in exchange what is left after the fee of the way that was chosen, also where the law lets them go back", async () => {
  const document = PolicyDocument.encode(usualPolicy);
  const priced = { "drop-off": 495, locker: 395, "home-pick-up": 895 };
  const usual = { ...document.usual, logisticsFee: priced, methods: ["store", "locker", "home-pick-up"] };
  const publishing = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  await till.call(publishing, { document: { ...document, usual, costOfSending: priced }, after: 0 });
  for (const [method, value] of [
    ["store", 10_000n],
    ["locker", 9_605n],
    ["home-pick-up", 9_105n],
  ] as const) {
    const orderId = await till.buy();
    const { returnRequestId } = (await till.call(createReturnRequestOperation, {
      ...{ orderId, method, resolution: "exchange", lines: [{ line: 1, quantity: 1, reason: "too-small" }] },
    })) as ContractOutput<typeof createReturnRequest>;
    const id = toUuid("rrq", returnRequestId);
    assert.equal((await till.database.transaction((tx) => valueOfRequest(tx, id))).value, value);
  }
});
