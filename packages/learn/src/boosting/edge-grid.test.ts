import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { edgeGrid, edgesBelow } from "./edge-grid.ts";

test("the bin of a value is the number of edges below it, however the edges lie", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const clustered = fc.integer({ min: -20, max: 20 }).map((each) => each / 8);
  const edges = fc.uniqueArray(fc.oneof(number, clustered), { maxLength: 254 });
  fc.assert(
    fc.property(edges, fc.array(fc.oneof(number, clustered)), (unordered, others) => {
      const ordered = Float64Array.from(unordered.map((each) => each + 0)).sort();
      const grid = edgeGrid(ordered);
      for (const value of [...others, ...ordered]) {
        assert.equal(edgesBelow(grid, value), ordered.filter((edge) => edge < value).length);
      }
    }),
  );
});
