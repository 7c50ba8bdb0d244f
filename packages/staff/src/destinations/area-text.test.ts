import assert from "node:assert/strict";
import { test } from "node:test";
import { areaText, listOf, readArea } from "./area-text.ts";

test("what is typed is read and shown again as it was meant", () => {
  const area = [
    { country: "DE", postCodes: ["80", "81"] },
    { country: "GB", postCodes: ["SW1A 1"] },
    { country: "NL", postCodes: [] },
  ];
  assert.equal(areaText(area), "DE 80, 81\nGB SW1A 1\nNL");
  assert.deepEqual(readArea(areaText(area)), area);
  assert.deepEqual(readArea("\n de  80 ,81,\n"), [{ country: "DE", postCodes: ["80", "81"] }]);
});

test("the line that is wrong is named", () => {
  assert.equal(readArea("DE 80\nGermany 81"), 2);
  assert.equal(readArea("DE80"), 1);
  assert.deepEqual(listOf(" Jackets, Base layers ,,"), ["Jackets", "Base layers"]);
});
