import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { paidForUnits } from "../../../platform/src/foundation/money/index.ts";
import { givenBack } from "./given-back.ts";

test("three for ten give back 3.33, 3.33 and 3.34", () => {
  const unit = (returnedQuantity: number) => givenBack({ quantity: 3, returnedQuantity, paid: 1000 }, 1);
  assert.deepEqual([unit(0), unit(1), unit(2)], [333, 333, 334]);
  assert.equal(givenBack({ quantity: 3, returnedQuantity: 0, paid: 1000 }, 3), 1000);
});

test("the preview is what the server records", () => {
  const line = fc.record({ quantity: fc.integer({ min: 1, max: 500 }), paid: fc.integer({ min: 0, max: 10 ** 12 }) });
  fc.assert(
    fc.property(line, fc.nat(), fc.nat(), ({ quantity, paid }, a, b) => {
      const returnedQuantity = a % (quantity + 1);
      const units = b % (quantity - returnedQuantity + 1);
      assert.equal(
        BigInt(givenBack({ quantity, returnedQuantity, paid }, units)),
        paidForUnits(BigInt(paid), quantity, returnedQuantity, units),
      );
    }),
  );
});
