import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogues, locales } from "@aftercare/messages";
import fc from "fast-check";
import { ParcelFault, ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { type Course, whyLate } from "./index.ts";

const course: Course = {
  status: "in_transit",
  fault: undefined,
  inWarehouse: false,
  handOverLateDays: 0,
  silentDays: 0,
};
const keys = (given: Partial<Course>) => {
  const { fault, because } = whyLate({ ...course, ...given });
  return [fault, ...because.map(({ key }) => key.replace("delivery.because.", ""))];
};

test("what the carrier says comes first, then the hand-over, then the silence; who knows nothing says so", () => {
  assert.deepEqual(keys({}), [undefined, "unknown"]);
  assert.deepEqual(keys({ silentDays: 1 }), [undefined, "unknown"]);
  assert.deepEqual(keys({ silentDays: 4 }), ["carrier", "silence"]);
  assert.deepEqual(keys({ handOverLateDays: 2, silentDays: 4 }), ["retailer", "handed-over-late", "silence"]);
  assert.deepEqual(keys({ inWarehouse: true, handOverLateDays: 2 }), ["retailer", "not-handed-over"]);
  assert.deepEqual(keys({ status: "delayed", fault: "weather", handOverLateDays: 1 }), [
    ...["weather", "weather", "handed-over-late"],
  ]);
  assert.deepEqual(keys({ status: "lost", fault: "carrier" }), ["carrier", "lost"]);
  assert.deepEqual(keys({ status: "customs", fault: "customs" }), ["customs", "customs"]);
});

test("every reason that can be given has a sentence in every language", () => {
  const fault = fc.option(fc.constantFrom(...ParcelFault.options), { nil: undefined });
  const status = fc.constantFrom(...ParcelStatus.options);
  const days = fc.nat(9);
  const any = fc.record({ status, fault, inWarehouse: fc.boolean(), handOverLateDays: days, silentDays: days });
  fc.assert(
    fc.property(any, (given) => {
      const { because } = whyLate(given);
      assert.ok(because.length > 0);
      for (const { key } of because)
        for (const locale of locales) assert.ok(catalogues[locale].delivery[key], `${locale}: ${key}`);
    }),
    { numRuns: 1_000 },
  );
});
