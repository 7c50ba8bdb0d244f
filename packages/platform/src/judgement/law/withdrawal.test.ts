import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayNumber as day, dayText, isoWeekday } from "../../foundation/calendar/index.ts";
import { type WithdrawalCase, withdrawalRight } from "./index.ts";

const goodFriday = day("2026-04-03");
const easterMonday = day("2026-04-06");
const isHoliday = (asked: number) => asked === goodFriday || asked === easterMonday;
const right = (country: string | undefined, receivedOn: string | undefined, more: Partial<WithdrawalCase> = {}) =>
  withdrawalRight({
    ...{ country, atDistance: true, placedOn: day("2026-03-02"), statedOn: day("2026-03-30"), isHoliday },
    receivedOn: receivedOn === undefined ? undefined : day(receivedOn),
    ...more,
  });
const lastDay = (country: string, receivedOn: string) => dayText(right(country, receivedOn).lastDay!);

test("fourteen days after the last good came, and to the next working day in the Union alone", () => {
  // A Monday, fourteen days after a Monday.
  assert.equal(lastDay("DE", "2026-03-16"), "2026-03-30");
  // Good Friday; the next working day is the Tuesday after Easter.
  assert.equal(lastDay("NL", "2026-03-20"), "2026-04-07");
  assert.equal(lastDay("NO", "2026-03-21"), "2026-04-07");
  assert.equal(lastDay("GB", "2026-03-20"), "2026-04-03");
  assert.equal(lastDay("AT", "2026-05-02"), "2026-05-18");
});

test("on the last day it is in time, a day later too late, and before the goods are there always in time", () => {
  const stated = (statedOn: string) => right("DE", "2026-03-16", { statedOn: day(statedOn) }).standing;
  assert.deepEqual([stated("2026-03-30"), stated("2026-03-31")], ["in-time", "too-late"]);
  const early = right("DE", undefined);
  assert.deepEqual([early.standing, early.lastDay], ["in-time", undefined]);
});

test("the money is to be back, and the goods on their way, fourteen days after it was said", () => {
  const { refundBy, sendBackBy } = right("FR", "2026-03-20");
  assert.deepEqual([dayText(refundBy!), dayText(sendBackBy!)], ["2026-04-13", "2026-04-13"]);
});

test("nothing of it holds in a store, in Switzerland, in the US, or before the law was there", () => {
  assert.equal(right("DE", "2026-03-20", { atDistance: false }).standing, "none");
  for (const country of ["CH", "US", "CN"]) assert.equal(right(country, "2026-03-20").standing, "none");
  assert.equal(right("DE", "2014-06-14", { placedOn: day("2014-06-12") }).standing, "none");
  assert.equal(right("GB", "2026-03-20").rule.regime, "uk");
  assert.equal(right(undefined, "2026-03-20").rule.regime, "eu", "not knowing the country takes nothing away");
});

test("goods that come later never shorten the period, and it ends on no day off", () => {
  const offs = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), offs, fc.constantFrom("DE", "GB"), (received, days, country) => {
      const from = day("2026-03-02");
      const off = new Set(days.map((each) => from + each));
      const of = (receivedOn: number) =>
        withdrawalRight({
          ...{ country, atDistance: true, placedOn: from, statedOn: from, receivedOn },
          isHoliday: (asked) => off.has(asked),
        }).lastDay!;
      const last = of(from + received);
      assert.ok(last >= from + received + 14 && of(from + received + 1) >= last);
      if (country === "DE") assert.ok(isoWeekday(last) < 6 && !off.has(last));
    }),
    { numRuns: 1_000 },
  );
});
