import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { CarriedMethod } from "../../../facts/return-requests/return-request.schema.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { toWire } from "../../../foundation/ids/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { returnLabelOperations } from "../../../means/labels/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
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

const carried = ["drop-off", "locker", "home-pick-up"] as const satisfies readonly CarriedMethod[];
const priced = { "drop-off": 495, locker: 395, "home-pick-up": 895 };

async function publish(usual: object, more: object = {}): Promise<void> {
  const { version } = (await till.database.transaction((tx) => readPolicy(tx)))!;
  const document = PolicyDocument.encode(usualPolicy);
  const publishing = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  const everything = { ...document.usual, methods: ["store", ...carried], resolutions: ["refund"], ...usual };
  await till.call(publishing, { document: { ...document, usual: everything, ...more }, after: version });
}

type Asked = readonly { readonly line: number; readonly quantity: number; readonly reason: string }[];
const ordinary = (line: number) => ({ line, quantity: 1, reason: "changed-my-mind" });
const faulty = (line: number) => ({ line, quantity: 1, reason: "damaged-or-defective" });
async function feesOf(orderId: string, lines: Asked): Promise<Record<string, number>> {
  const options = (await till.call(returnOptionsOperation, { orderId, lines })) as ContractOutput<typeof returnOptions>;
  return Object.fromEntries(options.methods.map(({ method, fee }) => [method, fee]));
}
/** What the shopper was charged in the end, where the goods come in one by one in this order. */
async function charged(orderId: string, method: string, lines: Asked, turn = lines): Promise<number> {
  const request = (await till.call(createReturnRequestOperation, {
    ...{ orderId, method, resolution: "refund", lines },
  })) as ContractOutput<typeof createReturnRequest>;
  let fee = 0;
  for (const { line, quantity } of turn) {
    const received = (await till.call(receiveReturnOperation, {
      ...{ returnRequestId: request.returnRequestId, lines: [{ line, quantity }] },
    })) as ContractOutput<typeof receiveReturn>;
    fee = received.request.fee;
  }
  return fee;
}

test("each way costs what the policy says, side by side, and what was shown is charged", async () => {
  await publish({ logisticsFee: priced }, { costOfSending: { "drop-off": 500, locker: 400, "home-pick-up": 900 } });
  for (const [method, fee] of Object.entries({ store: 0, ...priced })) {
    const order = await till.buy({ lines: [5_000, 3_000] });
    const lines = [ordinary(1), ordinary(2)];
    assert.deepEqual(await feesOf(order, lines), { store: 0, ...priced });
    assert.equal(await charged(order, method, lines, lines.toReversed()), fee);
  }
});

test("while the law lets it go back no way costs more than it really does, and one of those offered as little as any", async () => {
  const costOfSending = { "drop-off": 450, locker: 380, "home-pick-up": 690 };
  await publish({ logisticsFee: priced }, { costOfSending });
  assert.deepEqual(await feesOf(await till.buy(), [ordinary(1)]), { store: 0, ...costOfSending });
  await publish({ logisticsFee: priced, methods: ["store", "home-pick-up"] }, { costOfSending });
  const order = await till.buy();
  assert.deepEqual(await feesOf(order, [ordinary(1)]), { store: 0, "home-pick-up": 380 });
  assert.equal(await charged(order, "home-pick-up", [ordinary(1)]), 380);
  // In a store nothing but the policy lets it go back.
  const bought = await till.buy({ store: true });
  assert.deepEqual(await feesOf(bought, [ordinary(1)]), { store: 0, "home-pick-up": 895 });
});

test("what is faulty takes what is not with it, free of charge by every way, whichever of them comes first", async () => {
  await publish({ logisticsFee: priced }, { costOfSending: priced });
  for (const turn of [[faulty(1), ordinary(2)], [ordinary(2), faulty(1)], [ordinary(2)]]) {
    const order = await till.buy({ lines: [5_000, 3_000] });
    assert.deepEqual(await feesOf(order, [ordinary(2)]), { store: 0, ...priced });
    const lines = [faulty(1), ordinary(2)];
    assert.deepEqual(await feesOf(order, lines), { store: 0, "drop-off": 0, locker: 0, "home-pick-up": 0 });
    assert.equal(await charged(order, "home-pick-up", lines, turn), 0);
  }
});

test("whatever ways cost for which goods, the fee that was shown is charged, in parts as in one", async () => {
  const fee = fc.integer({ min: 0, max: 1_500 });
  const fees = fc.record({ "drop-off": fee, locker: fee, "home-pick-up": fee }, { noNullPrototype: true });
  const cases = fc.record({
    ...{ usual: fees, dearer: fees, cost: fees, method: fc.constantFrom(...carried), store: fc.boolean() },
    prices: fc.array(fc.integer({ min: 1_500, max: 4_000 }), { minLength: 1, maxLength: 4 }),
    turned: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ usual, dearer, cost, method, store, prices, turned }) => {
      const rule = { name: "dearer", layer: "situation", when: "paid < 25.0", grants: { logisticsFee: dearer } };
      await publish({ logisticsFee: usual }, { costOfSending: cost, rules: [rule] });
      const order = await till.buy({ lines: prices, store });
      const lines = prices.map((_, index) => ordinary(index + 1));
      const shown = (await feesOf(order, lines))[method]!;
      if (!store) assert.ok(shown <= cost[method]);
      assert.equal(await charged(order, method, lines, turned ? lines.toReversed() : lines), shown);
    }),
    { numRuns: 12 },
  );
});

test("who has to take a carrier of their own pays that one alone", async () => {
  await publish({ logisticsFee: priced, methods: ["drop-off"] }, { costOfSending: priced });
  const save = returnLabelOperations.find(({ contract }) => contract.name === "return-labels.save-settings")!;
  const days = { earliest: 1, latest: 2 };
  await till.call(save, { ways: [{ method: "drop-off", carrier: "Swiss Post", countries: ["CH"], days }] });
  const id = "away";
  const at = till.clock.now().toISOString();
  const delivery = { country: "FR" };
  const lines = [{ sku: id, quantity: 1, amount: 5_000 }];
  await till.take([{ type: "order", id, at, channel: "online", currency: "EUR", lines, delivery }]);
  const row = await till.database.kysely.selectFrom("orders").select("id").where("key", "=", id).executeTakeFirst();
  const order = toWire("ord", row!.id);
  assert.deepEqual(await feesOf(order, [ordinary(1)]), { "drop-off": 0 });
  assert.equal(await charged(order, "drop-off", [ordinary(1)]), 0);
});
