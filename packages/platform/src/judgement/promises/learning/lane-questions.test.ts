import assert from "node:assert/strict";
import { test } from "node:test";
import { journeysOf } from "../history/journeys-of.ts";
import { laneCases, questionsOf } from "./lane-questions.ts";
import { parcelsOf } from "./testing.ts";

test("only the busiest lanes have tables of their own, however many there are; their services and all of them do in any case", () => {
  const way = { service: "standard", usual: 3, perDay: 1 };
  const [row] = parcelsOf({ days: 1, ways: [{ ...way, zone: "0" }] });
  const rows = Array.from({ length: 36_000 }, (_, k) => {
    const zone = String(k % 1_600);
    return { ...row!, id: `${k}`, starts: Math.floor(k / 360), zone, lane: `standard|ber|DE|${zone}`, planned: 6 };
  });
  const cases = laneCases(journeysOf(rows), 100);
  const count = (of: string) => cases.filter(({ entry }) => entry.of === of).length;
  assert.deepEqual([count("lane"), count("service"), count("all")], [1_500, 1, 1]);
  const sizes = cases.filter(({ entry }) => entry.of === "lane").map(({ entry }) => entry.journeys);
  assert.ok(sizes.every((size) => size >= 22));
});

test("a question is asked with what is usual on its lane, of each day and each length that is told there", () => {
  const near = { service: "standard", zone: "10", usual: 3, perDay: 4 };
  const far = { service: "express", zone: "80", usual: 6, perDay: 2 };
  const rows = parcelsOf({ days: 60, ways: [near, far] }).map((row, k) => ({
    ...row,
    planned: row.zone === "80" ? null : k % 3 === 0 ? 4 : 9,
    features: { parts: row.zone === "80" ? 5 : 1 },
  }));
  const known = journeysOf(rows);
  const cases = laneCases(known, 60);
  const lane = (name: string) => cases.find(({ entry }) => entry.of === "lane" && entry.name.startsWith(name))!;
  assert.deepEqual(
    [lane("standard").entry.groups, lane("standard").planned],
    [
      [2, 4],
      [4, 9],
    ],
  );
  assert.equal(lane("standard").entry.usual, 1);
  assert.deepEqual([lane("express").entry.groups, lane("express").entry.journeys], [[], 120]);
  const column = (name: string) => known.columns.findIndex((each) => each.name === name);
  assert.deepEqual(
    ["told", "parts"].map((name) => lane("standard").usual[column(name)]),
    [1, 1],
  );
  assert.deepEqual(
    ["told", "parts"].map((name) => lane("express").usual[column(name)]),
    [0, 5],
  );
  const asked = questionsOf(cases, 60, 14);
  assert.equal(asked.starts.length, asked.features.rows);
  assert.deepEqual([...Array.from(asked.starts).slice(0, 15)], [...Array.from({ length: 14 }, (_, k) => 60 + k), 60]);
  assert.deepEqual([asked.planned[0], asked.planned[14]], [4, 9]);
});
