import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsNow } from "./reasons-now.ts";

const hour = 3_600_000;
const openedAt = new Date("2026-03-10T12:00:00Z");
const after = (hours: number) => new Date(openedAt.getTime() + hours * hour);
const silence = { key: "delivery.because.silence", values: { days: 4 } };
const storm = { key: "delivery.because.weather", values: {} };

test("a silence that goes on becomes longer, and never shorter than it was", () => {
  const heardAt = after(-90);
  const days = (hours: number) => reasonsNow([silence], { openedAt, heardAt, now: after(hours) })[0]?.values["days"];
  assert.deepEqual([days(0), days(24), days(72)], [4, 4, 6]);
});

test("a silence that news have ended is over, whatever it was, and one that begins anew counts from there", () => {
  const heardAt = after(5);
  const [soon] = reasonsNow([silence], { openedAt, heardAt, now: after(6) });
  assert.deepEqual(soon, { key: "delivery.because.silence-over", values: { days: 4 } });
  const [again] = reasonsNow([silence], { openedAt, heardAt, now: after(5 + 73) });
  assert.deepEqual(again, { key: "delivery.because.silence", values: { days: 3 } });
});

test("other reasons, and a parcel of which nobody ever heard, stay as they are", () => {
  assert.deepEqual(reasonsNow([storm], { openedAt, heardAt: after(5), now: after(6) }), [storm]);
  assert.deepEqual(reasonsNow([silence], { openedAt, heardAt: null, now: after(99) }), [silence]);
});
