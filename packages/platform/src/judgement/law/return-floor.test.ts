import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber as day, dayText } from "../../foundation/calendar/index.ts";
import { type ReturnCase, returnFloor } from "./index.ts";

const floor = (country: string, statedOn: string, more: Partial<ReturnCase> = {}) =>
  returnFloor({
    ...{ country, atDistance: true, placedOn: day("2026-03-02"), receivedOn: day("2026-03-04") },
    ...{ statedOn: day(statedOn), isHoliday: () => false, faulty: false, ...more },
  });

test("who withdraws in time gets the money back the way it was paid, and bears no more than the sending", () => {
  const inTime = floor("DE", "2026-03-10");
  assert.deepEqual(
    [inTime.isDue, inTime.owesRefund, inTime.owesCure, inTime.mayChargeLogistics, inTime.mayChargeRestocking],
    [true, true, false, true, false],
  );
  assert.deepEqual([dayText(inTime.until!), dayText(inTime.refundBy!)], ["2026-03-18", "2026-03-24"]);
  const late = floor("DE", "2026-03-19");
  assert.deepEqual([late.isDue, late.until, late.owesRefund], [false, undefined, false]);
});

test("a fault counts for two years in the Union, free of charge, and is cured before it is paid back", () => {
  const faulty = { faulty: true, atDistance: false };
  const year = floor("NL", "2027-03-01", faulty);
  assert.deepEqual(
    [year.isDue, year.owesCure, year.owesRefund, year.mayChargeLogistics, dayText(year.until!)],
    [true, true, false, false, "2028-03-04"],
  );
  assert.equal(floor("NL", "2028-03-05", faulty).isDue, false);
  const british = floor("GB", "2026-04-01", faulty);
  assert.deepEqual([british.owesRefund, british.owesCure], [true, true]);
  const later = floor("GB", "2026-04-20", faulty);
  assert.deepEqual(
    [later.isDue, later.owesRefund, later.owesCure, later.mayChargeLogistics],
    [true, false, true, false],
  );
  assert.equal(floor("GB", "2031-03-05", faulty).isDue, false);
  for (const country of ["CH", "US"]) assert.equal(floor(country, "2026-03-05", { faulty: true }).isDue, false);
});

test("what was repaired counts a year longer, where it was sold since the law says so, and can be given back for its price", () => {
  const sold = { faulty: true, placedOn: day("2026-07-31"), receivedOn: day("2026-08-03") };
  assert.equal(floor("DE", "2028-08-04", sold).isDue, false);
  const repaired = floor("DE", "2028-08-04", { ...sold, repaired: true });
  assert.deepEqual([repaired.isDue, repaired.owesRefund, dayText(repaired.until!)], [true, true, "2029-08-03"]);
  assert.equal(floor("DE", "2028-08-04", { ...sold, placedOn: day("2026-07-30"), repaired: true }).isDue, false);
});

test("every rule says where it stands", () => {
  assert.match(floor("DE", "2026-03-10").source, /2011\/83/);
  assert.match(floor("DE", "2027-03-10", { faulty: true }).source, /2019\/771/);
  assert.match(floor("DE", "2020-03-10", { faulty: true, placedOn: day("2020-03-01") }).source, /1999\/44/);
});
