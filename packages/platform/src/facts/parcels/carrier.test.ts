import assert from "node:assert/strict";
import { test } from "node:test";
import { carrierCode, trackingNumber } from "./carrier.ts";

test("spellings of one carrier have one code", () => {
  for (const name of ["DHL", "dhl", "dhl-germany", "DHL Paket", "Deutsche Post DHL", "dhl_de"])
    assert.equal(carrierCode(name), "dhl", name);
  for (const name of ["Österreichische Post", "austrian-post", "Oesterreichische Post"])
    assert.equal(carrierCode(name), "postat", name);
  assert.equal(carrierCode("DHL Express"), "dhlexpress");
  assert.equal(carrierCode("FedEx Ground®"), "fedex");
});

test("a carrier that is not known keeps its name's letters and digits, and its code stays the same when read again", () => {
  assert.equal(carrierCode("Alpin-Bote 24"), "alpinbote24");
  assert.equal(carrierCode("顺丰速运"), "顺丰速运");
  assert.equal(carrierCode(" – "), undefined);
  for (const name of ["DHL Paket", "Alpin-Bote 24", "GLS Germany"])
    assert.equal(carrierCode(carrierCode(name) ?? ""), carrierCode(name));
});

test("tracking numbers are compared without blanks and case", () => {
  assert.equal(trackingNumber(" jd01 4600 0389 "), "JD0146000389");
  assert.equal(trackingNumber("  "), undefined);
});
