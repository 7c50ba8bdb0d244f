import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addWeightedGram } from "./weighted-gram.ts";

const numbers = fc.double({ min: -10, max: 10, noNaN: true });

test("the weighted gram matrix is the sum of the rows' own products, whichever rows are asked for", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }).chain((width) =>
        fc.record({
          width: fc.constant(width),
          rows: fc.array(fc.tuple(fc.array(numbers, { minLength: width, maxLength: width }), numbers), {
            maxLength: 11,
          }),
        }),
      ),
      fc.boolean(),
      ({ width, rows }, everySecond) => {
        const design = Float64Array.from(rows.flatMap(([row]) => row));
        const weights = Float64Array.from(rows.map(([, weight]) => weight));
        const chosen = Int32Array.from(rows.keys()).filter((i) => !everySecond || i % 2 === 0);
        const found = new Float64Array(width * width);
        addWeightedGram(found, design, width, weights, everySecond ? chosen : undefined);
        for (let j = 0; j < width; j++) {
          for (let k = 0; k <= j; k++) {
            const expected = [...chosen].reduce((sum, i) => sum + weights[i]! * rows[i]![0][j]! * rows[i]![0][k]!, 0);
            assert.ok(Math.abs(found[j * width + k]! - expected) <= 1e-9 * (1 + Math.abs(expected)));
          }
        }
      },
    ),
  );
});
