import assert from "node:assert/strict";
import { test } from "node:test";
import { readableLabels } from "./readable-labels.ts";

const room = { least: 0.8, plotWidth: 400 };
const point = (name: string, width: number, value: number, judged: number) => ({ name, width, value, judged });
const names = (points: readonly { readonly name: string }[]) => points.map(({ name }) => name).toSorted();

test("of points that lie on each other only the best known is named", () => {
  const close = [
    point("June 2026", 4.2, 0.925, 700),
    point("July 2026", 4.3, 0.927, 900),
    point("May 2026", 4.3, 0.88, 90),
  ];
  assert.deepEqual(names(readableLabels(close, room)), ["July 2026", "May 2026"]);
});

test("points on one height are named where there is room between them", () => {
  const apart = [point("narrow", 1, 0.9, 10), point("wide", 4, 0.9, 20)];
  assert.deepEqual(names(readableLabels(apart, room)), ["narrow", "wide"]);
});
