import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber as day, dayText } from "../../foundation/calendar/index.ts";
import { guaranteeRight } from "./guarantee.ts";

const cure = ["repair", "replacement"];
const all = [...cure, "price-reduction", "refund"];

interface Row {
  readonly what: string;
  readonly country?: string;
  readonly placed?: string;
  readonly received?: string;
  readonly stated: string;
  readonly repaired?: boolean;
  readonly is: readonly [standing: string, until: string | undefined, presumed: boolean, remedies: readonly string[]];
}

const rows: readonly Row[] = [
  { what: "the last day without proof", stated: "2027-09-10", is: ["owed", "2028-09-10", true, cure] },
  { what: "the first day that asks for proof", stated: "2027-09-11", is: ["owed", "2028-09-10", false, cure] },
  { what: "the last day", stated: "2028-09-10", is: ["owed", "2028-09-10", false, cure] },
  { what: "a day too late", stated: "2028-09-11", is: ["over", "2028-09-10", false, []] },
  { what: "repaired, a year longer", stated: "2028-09-11", repaired: true, is: ["owed", "2029-09-10", false, all] },
  { what: "repaired, and over", stated: "2029-09-11", repaired: true, is: ["over", "2029-09-10", false, []] },
  {
    ...{ what: "repaired, sold the day before the law", placed: "2026-07-30", stated: "2028-09-10", repaired: true },
    is: ["owed", "2028-09-10", false, all],
  },
  {
    ...{ what: "received on a leap day", placed: "2028-02-20", received: "2028-02-29", stated: "2030-02-28" },
    is: ["owed", "2030-02-28", false, cure],
  },
  {
    ...{ what: "sold before 2022, half a year", placed: "2021-12-31", received: "2022-01-05", stated: "2022-07-06" },
    is: ["owed", "2024-01-05", false, cure],
  },
  { what: "the UK, rejected in time", country: "GB", stated: "2026-10-10", is: ["owed", "2031-09-10", true, all] },
  { what: "the UK, after thirty days", country: "GB", stated: "2026-10-11", is: ["owed", "2031-09-10", true, cure] },
  { what: "elsewhere", country: "US", stated: "2026-09-11", is: ["none", undefined, false, []] },
];

for (const { what, country = "DE", placed = "2026-09-07", received = "2026-09-10", stated, repaired, is } of rows) {
  test(`a fault is owed: ${what}`, () => {
    const right = guaranteeRight({
      ...{ country, placedOn: day(placed), receivedOn: day(received), statedOn: day(stated), repaired },
    });
    const until = right.until === undefined ? undefined : dayText(right.until);
    assert.deepEqual([right.standing, until, right.isPresumed, right.remedies], is);
  });
}

test("a repair adds time once, and the rule says where it stands", () => {
  const sold = {
    country: "NL",
    placedOn: day("2026-08-01"),
    receivedOn: day("2026-08-03"),
    statedOn: day("2026-09-01"),
  };
  assert.equal(guaranteeRight(sold).repairMonths, 12);
  assert.equal(guaranteeRight({ ...sold, repaired: true }).repairMonths, 0);
  assert.match(guaranteeRight(sold).source, /2024\/1799/);
});
