import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { toUuid } from "../../../foundation/ids/index.ts";
import { reconcile, reconciliationOperations } from "../../../means/reconciliation/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { returnRequestChecks } from "./index.ts";
import { receiveReturnOperation } from "./receive-return.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(() => till.close());

interface Found {
  readonly items: readonly {
    readonly kind: string;
    readonly ours: number;
    readonly theirs: number;
    readonly orderId?: string;
  }[];
}

async function differences(): Promise<unknown[]> {
  const call = (name: string, input: object) =>
    till.call(reconciliationOperations.find(({ contract }) => contract.name === name)!, input);
  await call("reconciliation.run", {});
  await reconcile({ work: till.work, clock: till.clock, providers: [till.provider], checks: returnRequestChecks });
  const { items } = (await call("reconciliation.search", { state: "open" })) as Found;
  return items.map(({ kind, ours, theirs }) => [kind, ours, theirs]).toSorted();
}

test("what requests say of goods and money is held against the order, the receipts and the refunds", async () => {
  const order = await till.buy({ lines: [3_000], quantity: 3 });
  const { returnRequestId } = (await till.call(createReturnRequestOperation, {
    ...{ orderId: order, method: "drop-off", resolution: "refund" },
    lines: [{ line: 1, quantity: 3, reason: "too-small" }],
  })) as { returnRequestId: string };
  await till.call(receiveReturnOperation, { returnRequestId, lines: [{ line: 1, quantity: 2 }] });
  assert.deepEqual(await differences(), []);
  const set = (text: string) => till.database.pool.query(text, [toUuid("ord", order)]);
  await set("update order_lines set requested_quantity = 0 where order_id = $1");
  await set(
    "update return_request_lines set received = 1 where request_id in (select id from return_requests where order_id = $1)",
  );
  await set(
    "update return_settlements set amount = 1999 where request_id in (select id from return_requests where order_id = $1)",
  );
  assert.deepEqual(await differences(), [
    ["announced-units", 0, 2],
    ["received-units", 1, 2],
    ["settled-refund", 1_999, 2_000],
  ]);
});
