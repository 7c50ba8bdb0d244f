import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { migrationFolders } from "../../migrations.ts";
import { previewRefundOperation } from "./preview-refund.ts";
import { type TestTill, testTill } from "./testing.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.audit();
  await till.close();
});

interface Preview {
  readonly legs: readonly { provider: string; method?: string; amount: number }[];
  readonly left: number;
}

test("what is previewed is what a refund then does, and a preview promises nothing", async () => {
  const payments = [
    ["gift-card", 4490],
    ["card", 6000],
  ] as const;
  const order = await till.buy({ lines: [6000, 4000], shipping: 490, payments });
  const amounts = fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 4 });
  const destinations = fc.constantFrom("original", "store-credit");
  await fc.assert(
    fc.asyncProperty(amounts, destinations, async (wanted, destination) => {
      for (const amount of wanted) {
        const before = await till.balance(order);
        const input = { orderId: order, amount, destination };
        const seen = await till.call(previewRefundOperation, input).then(
          (preview) => ({ preview: preview as Preview }),
          (error: { type: string }) => ({ refused: error.type }),
        );
        assert.deepEqual(await till.balance(order), before);
        if ("refused" in seen) {
          assert.equal(seen.refused, "refund-exceeds-paid");
          await assert.rejects(till.issue(order, amount, { destination }), { type: seen.refused });
          continue;
        }
        const issued = await till.issue(order, amount, { destination });
        const made = issued.legs.map(({ provider, method, amount }) => ({ provider, method, amount }));
        assert.deepEqual(
          seen.preview.legs.map(({ provider, method, amount }) => ({ provider, method, amount })),
          made,
        );
        assert.equal(seen.preview.left, (await till.balance(order)).available);
        await till.cancel(issued);
      }
    }),
    { numRuns: 12 },
  );
});

test("a preview is refused with the refund's own words", async () => {
  const order = await till.buy({ lines: [1000] });
  const preview = (input: object) => till.call(previewRefundOperation, { orderId: order, ...input });
  await assert.rejects(preview({ amount: 0 }), { type: "bad-input" });
  await assert.rejects(preview({ amount: 1001 }), { type: "refund-exceeds-paid" });
  const parts = [{ kind: "shipping", amount: 100 }];
  await assert.rejects(preview({ amount: 100, parts }), { type: "refund-part-exceeds-paid" });
  await assert.rejects(preview({ amount: 200, parts }), { type: "bad-input" });
});
