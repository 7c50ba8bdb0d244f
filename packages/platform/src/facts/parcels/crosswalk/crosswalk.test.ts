import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ParcelFault, ScanStatus } from "../status.schema.ts";
import { crosswalk, translate } from "./index.ts";

const of = (source: string, code: string, parent?: string) => {
  const found = translate(source, code, parent);
  return found && [found.status, found.fault, found.byParent];
};

test("every row of every crosswalk yields a known status and a known fault, or is known to say nothing", () => {
  for (const [source, { codes, parents }] of Object.entries(crosswalk)) {
    for (const code of [...Object.keys(codes), ...Object.keys(parents)]) {
      const found = translate(source, code);
      assert.ok(found, `${source} ${code}`);
      assert.equal(found.byParent, false, `${source} ${code}`);
      assert.ok(found.status === null || ScanStatus.options.includes(found.status), `${source} ${code}`);
      assert.ok(found.fault === null || ParcelFault.options.includes(found.fault), `${source} ${code}`);
    }
  }
});

test("AfterShip's sub-tags mean what its documents say", () => {
  assert.deepEqual(of("aftership", "InTransit_002"), ["picked_up", null, false]);
  assert.deepEqual(of("aftership", "InTransit_006"), ["customs", "customs", false]);
  assert.deepEqual(of("aftership", "Exception_003"), ["refused", "consignee", false], "not lost, as some have it");
  assert.deepEqual(of("aftership", "Exception_005"), ["delayed", "carrier", false]);
  assert.deepEqual(of("aftership", "Exception_017"), ["delayed", "weather", false]);
  assert.deepEqual(of("aftership", "Exception_013"), ["lost", "carrier", false]);
  assert.deepEqual(of("aftership", "Delivered_005"), ["delivered", null, false]);
  assert.deepEqual(of("aftership", "Pending_004"), [null, null, false]);
});

test("a sub-tag that is not documented stands for its tag, and says so", () => {
  assert.deepEqual(of("aftership", "Exception_019"), ["delayed", "carrier", true]);
  assert.deepEqual(of("aftership", "InTransit_013"), ["in_transit", null, true]);
  assert.deepEqual(of("aftership", "OutForDelivery_002"), ["out_for_delivery", null, true]);
  assert.deepEqual(of("aftership", "Whatever_001", "Delivered"), ["delivered", null, true]);
  assert.equal(of("aftership", "Whatever_001"), undefined);
});

test("EasyPost's details say more than its statuses where they do", () => {
  assert.deepEqual(of("easypost", "in_transit/received_at_origin_facility"), ["picked_up", null, false]);
  assert.deepEqual(of("easypost", "in_transit/weather_delay"), ["delayed", "weather", false]);
  assert.deepEqual(of("easypost", "in_transit/held"), ["customs", "customs", false]);
  assert.deepEqual(of("easypost", "pre_transit/awaiting_information"), ["label_created", null, false]);
  assert.deepEqual(of("easypost", "in_transit/awaiting_information"), ["buyer_action", "consignee", false]);
  assert.deepEqual(of("easypost", "failure/delivery_exception"), ["attempt_failed", "consignee", false]);
  assert.deepEqual(of("easypost", "delivered/arrived_at_destination"), ["delivered", null, false]);
  assert.deepEqual(of("easypost", "return_to_sender/return"), ["returning", null, false]);
  assert.deepEqual(of("easypost", "return_to_sender/delivered"), ["returned_to_sender", null, false]);
  assert.deepEqual(of("easypost", "in_transit/brand_new_detail"), ["in_transit", null, true]);
  assert.deepEqual(of("easypost", "in_transit"), ["in_transit", null, false]);
  assert.deepEqual(of("easypost", "error/failure"), [null, null, false]);
});

test("Shopify's statuses are read in either case", () => {
  assert.deepEqual(of("shopify", "ATTEMPTED_DELIVERY"), ["attempt_failed", "consignee", false]);
  assert.deepEqual(of("shopify", "picked_up"), ["delivered", null, false], "by the shopper");
  assert.deepEqual(of("shopify", "failure"), ["delayed", "carrier", false]);
  assert.equal(of("shopify", "teleported"), undefined);
});

test("our own words stand for themselves, and no code of whatever sender breaks anything", () => {
  for (const status of ScanStatus.options) assert.equal(translate("canonical", status)?.status, status);
  const word = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "aftership", ""));
  fc.assert(
    fc.property(word, word, fc.option(word, { nil: undefined }), (source, code, parent) => {
      const found = translate(source, code, parent);
      assert.ok(found === undefined || found.status === null || ScanStatus.options.includes(found.status));
    }),
  );
});
