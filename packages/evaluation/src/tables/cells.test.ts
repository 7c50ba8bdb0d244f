import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { binaryColumn } from "./binary-cells.ts";
import { dateReader, timeReader } from "./date-cells.ts";
import { isMissing } from "./missing-cells.ts";
import { numberReader } from "./number-cells.ts";
import { plainName } from "./plain-name.ts";
import { stackTables } from "./stack-tables.ts";

const day = (iso: string) => Date.parse(iso) / 86_400_000;

test("one day is read alike however it is written", () => {
  const ways = [
    "2012-04-23",
    "2012/4/23",
    "20120423",
    "23.4.2012",
    "23.04.12",
    "4/23/2012",
    "23-04-2012",
    "23 Apr 2012",
    "April 23, 2012",
  ];
  for (const cell of ways) assert.equal(dateReader([cell])?.(cell), day("2012-04-23"), cell);
});

test("times of a day and zones count", () => {
  const noon = day("2012-04-23T12:30:00Z");
  for (const cell of [
    "2012-04-23 12:30",
    "2012-04-23T12:30:00.000Z",
    "2012-04-23T14:30:00+02:00",
    "4/23/2012 12:30 PM",
    "23.04.2012 12:30:00",
  ]) {
    assert.equal(dateReader([cell])?.(cell), noon, cell);
  }
  assert.equal(timeReader(["1335184200"])?.("1335184200"), noon);
  assert.equal(timeReader(["1335184200000"])?.("1335184200000"), noon);
});

test("whether the month or the day stands first is told by the whole column", () => {
  assert.equal(dateReader(["4/1/2011", "4/23/2011"])?.("4/1/2011"), day("2011-04-01"));
  assert.equal(dateReader(["4/1/2011", "23/1/2011"])?.("4/1/2011"), day("2011-01-04"));
  assert.equal(dateReader(["4/1/2011"])?.("4/1/2011"), day("2011-04-01"));
  assert.equal(dateReader(["4.1.2011"])?.("4.1.2011"), day("2011-01-04"));
});

test("days that no calendar has are no dates, words are no column of dates", () => {
  assert.equal(dateReader(["2012-02-30"]), undefined);
  assert.equal(dateReader(["red", "blue"]), undefined);
  assert.equal(timeReader(["2012-04-01", "2012-04-02", "soon"])?.("soon"), Number.NaN);
  assert.equal(dateReader(["", "?"]), undefined);
});

test("numbers are read with points, commas, currencies and one unit, and not with several", () => {
  const read = (cells: string[]) => {
    const reader = numberReader(cells);
    return cells.map((cell) => (reader ? reader(cell) : "none"));
  };
  assert.deepEqual(read(["1.5", "", "2e3"]), [1.5, Number.NaN, 2000]);
  assert.deepEqual(read(["1,234.5", "999"]), [1234.5, 999]);
  assert.deepEqual(read(["1234,5", "3,25"]), [1234.5, 3.25]);
  assert.deepEqual(read(["1.234,50", "12,00"]), [1234.5, 12]);
  assert.deepEqual(read(["€ 12.50", "€ 3"]), [12.5, 3]);
  assert.deepEqual(read(["998 CC", "1248 CC"]), [998, 1248]);
  assert.deepEqual(read(["128 GB", "1 TB"]), ["none", "none"]);
  assert.deepEqual(read(["2012-04-01", "2012-04-02"]), ["none", "none"]);
  assert.deepEqual(read(["c1", "c2"]), ["none", "none"]);
  assert.deepEqual(read(["l", "40"]), ["none", "none"]);
});

test("any finite number that is written out is read again", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
      const cells = values.map(String);
      assert.deepEqual(cells.map(numberReader(cells)!), cells.map(Number));
    }),
  );
});

test("yes and no in their usual words, and counts", () => {
  assert.deepEqual([...binaryColumn("r", ["1", "0", "true", "No", "1.0", "3", ""])], [1, 0, 1, 0, 1, 1, Number.NaN]);
  assert.throws(() => binaryColumn("back", ["yes", "perhaps"]), /column back, row 1: "perhaps"/);
});

test("ids are the same with and without a point, and missing cells are told", () => {
  assert.equal(plainName(" 17850.0"), plainName("17850"));
  assert.equal(plainName("36.5"), "36.5");
  assert.ok(["", " ", "NA", "null", "?"].every(isMissing));
  assert.ok(!isMissing("0"));
});

test("tables are stacked by the names of their columns", () => {
  const first = { columns: ["a", "b"], rows: [["1", "2"]] };
  const second = { columns: ["b", "c"], rows: [["3", "4"]] };
  assert.deepEqual(stackTables(first, second), {
    columns: ["a", "b", "c"],
    rows: [
      ["1", "2", ""],
      ["", "3", "4"],
    ],
  });
});
