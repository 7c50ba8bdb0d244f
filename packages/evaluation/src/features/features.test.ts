import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { chooseFeatures } from "./choose-features.ts";
import { tellForm } from "./column-form.ts";
import { encode, encodedParts, fitEncoding } from "./encoding.ts";
import { type FeatureColumn, featureOf } from "./feature-column.ts";
import { knownPropensities } from "./known-propensities.ts";

function read(name: string, cells: readonly string[]): FeatureColumn {
  return featureOf(name, cells, tellForm(name, cells));
}

function encoded(columns: readonly FeatureColumn[], train: readonly number[], rows: readonly number[]): number[][] {
  const { columns: width, values } = encode(fitEncoding(columns, train), columns, rows);
  return rows.map((_, k) => [...values.subarray(k * width, (k + 1) * width)]);
}

test("a column's form is told by its cells", () => {
  const forms: [string, string[], string][] = [
    ["age", ["18", " 40.0", "", "NA"], "number"],
    ["newbie", ["true", "False", "null"], "boolean"],
    ["since", ["2024-05-01", "2024-05-02 10:00:00", ""], "date"],
    ["segment", ["1) $0 - $100", "2) $100 - $200", "10) more"], "rank"],
    ["age group", ["18-24", "25-34", "65+"], "rank"],
    ["channel", ["Web", "Phone"], "category"],
    ["store_id", ["17850.0", "12"], "category"],
    ["flat", ["1 room", "1 hall", "2 rooms"], "category"],
  ];
  for (const [name, cells, form] of forms) assert.equal(tellForm(name, cells).form, form, name);
});

test("numbers are filled with the mean of the training rows, with an indicator; columns missing together share one", () => {
  const cells = ["1", "3", "", "", "900"];
  const rows = encoded([read("a", cells), read("b", cells)], [0, 1, 2, 3], [0, 2, 4]);
  assert.deepEqual(rows, [
    [1, 0, 1],
    [2, 1, 2],
    [900, 0, 900],
  ]);
});

test("dates are days, ranks are their numbers, booleans 0 and 1", () => {
  const columns = [
    read("d", ["2024-01-01", "2024-01-03", "2024-01-04"]),
    read("r", ["2) b", "1) a", "7) c"]),
    read("b", ["yes", "no", "no"]),
  ];
  const [first, second] = encoded(columns, [0, 1, 2], [0, 1]);
  assert.deepEqual(
    second!.map((each, j) => each - first![j]!),
    [2, -1, -1],
  );
});

test("rare levels are pooled, levels not seen in training join them, and many levels add how often they were seen", () => {
  const random = seededRandom("levels");
  const few: string[] = Array.from({ length: 400 }, () => (random.next() < 0.5 ? "Web" : "Phone"));
  few[399] = "Fax";
  few.push("Pigeon");
  const train = [...few.keys()].slice(0, 400);
  const [web, fax, pigeon] = encoded([read("channel", few)], train, [few.indexOf("Web"), 399, 400]);
  assert.equal(web!.length, 3);
  assert.deepEqual(fax, [0, 0, 1]);
  assert.deepEqual(pigeon, fax);

  const many = Array.from({ length: 400 }, (_, i) => (i < 200 ? "capital" : `town ${i % 100}`));
  many.push("elsewhere");
  const [capital, town, elsewhere] = encoded([read("city", many)], train, [0, 250, 400]);
  assert.deepEqual([capital!.at(-1), town!.at(-1), elsewhere!.at(-1)], [Math.log1p(200), Math.log1p(2), 0]);
});

test("each encoded column says what it stands for", () => {
  const columns = [read("age", ["18", "", "30", ""]), read("channel", ["Web", "Phone", "Web", ""])];
  const rows = [0, 1, 2, 3];
  const encoding = fitEncoding(columns, rows);
  const parts = encodedParts(encoding, columns);
  assert.equal(parts.length, encode(encoding, columns, rows).columns);
  assert.deepEqual(parts, [
    { column: "age", part: "number" },
    { column: "age", part: "missing" },
    { column: "channel", part: "level", level: "Web" },
    { column: "channel", part: "level", level: "" },
    { column: "channel", part: "level", level: "Phone" },
  ]);
});

test("columns that were not known before the treatment are left out by name or by what they hold", () => {
  const random = seededRandom("leaks");
  const n = 4000;
  const treatment = Uint8Array.from({ length: n }, () => (random.next() < 0.5 ? 1 : 0));
  const outcome = Float64Array.from({ length: n }, () => Number(random.next() < 0.1));
  const rows = Array.from({ length: n }, (_, i) => {
    const came = outcome[i] === 1;
    return {
      customer: String(1000 + i),
      hash: `#${random.int(2 ** 31)}`,
      country: "nl",
      age: String(18 + random.int(60)),
      newsletter: String(random.int(2)),
      is_converted: String(Number(came && random.next() < 0.3)),
      euros: came && random.next() < 0.5 ? "12.5" : "0",
      "first order": came && random.next() < 0.5 ? "2024-02-01" : "",
      shown: String(treatment[i]! * random.int(2)),
      mailing: treatment[i] === 1 ? "A" : "none",
      "seen at all": String(Number(came || random.next() < 0.1)),
      twice: String(2 * outcome[i]! + 1),
      propB_0: "0.5",
    };
  });
  const table = { columns: Object.keys(rows[0]!), rows: rows.map((row) => Object.values(row)) };
  const { columns, leftOut } = chooseFeatures(table, [], { treatment, arms: 2, outcome });
  assert.deepEqual(
    columns.map(({ name }) => name),
    ["age", "newsletter"],
  );
  const why = Object.fromEntries(leftOut.map((each) => [each.name, each.why]));
  assert.match(why["customer"]!, /counts the rows/);
  assert.match(why["hash"]!, /identifier/);
  assert.match(why["country"]!, /one value/);
  assert.match(why["is_converted"]!, /name is that of an outcome/);
  for (const name of ["euros", "first order"]) assert.match(why[name]!, /only in rows with an outcome/);
  assert.match(why["shown"]!, /only under some treatments/);
  assert.match(why["mailing"]!, /treatment/);
  assert.match(why["seen at all"]!, /every row with an outcome/);
  assert.match(why["propB_0"]!, /propensity/);
});

test("propensities that a file states are believed only where they agree with the treatments", () => {
  const random = seededRandom("propensities");
  const chances = Array.from({ length: 3000 }, () => 0.2 + 0.6 * random.next());
  const drawn = chances.map((p) => Number(random.next() < p));
  const table = {
    columns: ["prop_0", "prop_1"],
    rows: chances.map((p) => [String(1 - p), String(p)]),
  };
  const known = knownPropensities(table, ["0", "1"], Uint8Array.from(drawn));
  assert.deepEqual(known?.names, ["prop_0", "prop_1"]);
  assert.equal(known?.values[1], chances[0]);
  const other = Uint8Array.from(chances, () => random.int(2));
  assert.equal(knownPropensities(table, ["0", "1"], other), undefined);
});
