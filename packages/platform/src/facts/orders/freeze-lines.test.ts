import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { freezeLines } from "./index.ts";

const amount = fc.bigInt(0n, 10_000_000n);
const order = fc
  .array(fc.record({ amount, cut: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 30 })
  .chain((raw) => {
    const lines = raw.map((line) => ({
      amount: line.amount,
      discount: BigInt(Math.floor(Number(line.amount) * line.cut)),
    }));
    const net = lines.reduce((sum, line) => sum + line.amount - line.discount, 0n);
    return fc.record({ lines: fc.constant(lines), discount: fc.bigInt(0n, net) });
  });

test("the frozen lines sum to what the order cost, and no line is below zero or above its price", () => {
  fc.assert(
    fc.property(order, ({ lines, discount }) => {
      const frozen = freezeLines(lines, discount);
      const given = lines.reduce((sum, line) => sum + line.amount - line.discount, 0n) - discount;
      assert.equal(
        frozen.reduce((sum, line) => sum + line.paid, 0n),
        given,
      );
      for (const [index, line] of frozen.entries()) {
        assert.equal(line.paid, line.listed - line.discount);
        assert.ok(line.paid >= 0n && line.discount >= (lines[index]?.discount ?? 0n));
      }
    }),
  );
});

test("an order's discount goes to the lines by what they cost after their own discounts", () => {
  const frozen = freezeLines([{ amount: 1000n, discount: 500n }, { amount: 500n }, { amount: 0n }], 101n);
  assert.deepEqual(
    frozen.map((line) => line.paid),
    [450n, 449n, 0n],
  );
});
