import assert from "node:assert/strict";
import { test } from "node:test";
import { readGuide } from "./read-guide.ts";

const hour = 3_600_000;
const told = { state: { seed: "guides" }, guide: "care", sentAt: 0 };
const readings = Array.from({ length: 8_000 }, (_, index) => readGuide({ ...told, order: `${index}` }));

test("four in ten open a guide within a day or so, a few of them need more help, and always the same ones", () => {
  const read = readings.flatMap((reading) => reading ?? []);
  const share = read.length / readings.length;
  assert.ok(share > 0.4 && share < 0.44, `${share}`);
  const hours = read.reduce((sum, { at }) => sum + at, 0) / read.length / hour;
  assert.ok(hours > 8.4 && hours < 9.6, `${hours}`);
  const asking = read.filter(({ asksHelp }) => asksHelp).length / read.length;
  assert.ok(asking > 0.045 && asking < 0.075, `${asking}`);
  assert.deepEqual(readGuide({ ...told, order: "7" }), readings[7]);
});
