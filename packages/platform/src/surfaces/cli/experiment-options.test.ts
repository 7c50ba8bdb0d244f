import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../../foundation/problems/index.ts";
import { experimentOptions } from "./experiment-options.ts";

const least = ["data/Spring Mailing.csv.gz", "--action", "segment", "--control", "No E-Mail"];

test("what is not said is left to the retailer and the file; the name is the file's", () => {
  const { name, costs, goal, marginRate, currency, at, horizonDays, dryRun } = experimentOptions(least);
  assert.deepEqual(
    { name, costs: [...costs], goal, marginRate, currency, at, horizonDays, dryRun },
    {
      ...{ name: "spring-mailing", costs: [], goal: undefined, marginRate: undefined, currency: undefined },
      ...{ at: undefined, horizonDays: 14, dryRun: false },
    },
  );
});

test("options that may be given several times are gathered", () => {
  const { costs, ignore, at, marginRate } = experimentOptions([
    ...[...least, "--cost", "Mens E-Mail=5", "--cost=Womens E-Mail=7", "--ignore", "a, b", "--ignore", "c"],
    ...["--at", "2026-01-31", "--margin", "0.35"],
  ]);
  assert.deepEqual([...costs.values()], [5, 7]);
  assert.deepEqual(
    ignore.map((each) => each.trim()),
    ["a", "b", "c"],
  );
  assert.deepEqual([at?.toISOString(), marginRate], ["2026-01-31T00:00:00.000Z", 0.35]);
});

test("a word that makes no sense is answered with how it is used, a value with its option", () => {
  const refused = (argv: readonly string[], says: RegExp) =>
    assert.throws(
      () => experimentOptions(argv),
      (error) => error instanceof Problem && says.test(`${error.type} ${JSON.stringify(error.params)}`),
      argv.join(" "),
    );
  refused([], /^usage .*import experiment FILE --action/);
  refused(least.slice(0, 3), /^usage/);
  refused([...least, "--arm", "x"], /^usage .*--arm/);
  refused([...least, "other.csv"], /^usage/);
  for (const [option, value] of [
    ...[
      ["--name", "Spring Mailing"],
      ["--cost", "five"],
      ["--margin", "40"],
      ["--currency", "euro"],
    ],
    ...[
      ["--goal", "profit"],
      ["--days", "0"],
      ["--at", "yesterday"],
    ],
  ] as const)
    refused([...least, option!, value!], new RegExp(`^bad-input .*"${option}".*; write `));
});
