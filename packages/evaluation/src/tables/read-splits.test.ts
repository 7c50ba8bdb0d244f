import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readSplits } from "./read-splits.ts";

const folder = mkdtempSync(join(tmpdir(), "splits-"));
const file = (content: string) => {
  const path = join(folder, "splits.csv");
  writeFileSync(path, content);
  return path;
};

test("each repeat has a fold for each row, wherever its line stands", () => {
  const folds = readSplits(file("row,rep0,rep1\n2,0,1\n0,1,0\n1,0,0\n"), 3);
  assert.deepEqual(
    folds.map((each) => [...each]),
    [
      [1, 0, 0],
      [0, 0, 1],
    ],
  );
  assert.deepEqual([...readSplits(file("rep0\n4\n2\n"), 2)[0]!], [1, 0], "numbered in the order of their names");
  assert.deepEqual([...readSplits(file("rep0\ntrain\ntest\n"), 2)[0]!], [1, 0]);
});

test("rows that nobody asks about need no line of their own", () => {
  const path = file("row,rep0\n9,1\n4,0\n");
  assert.deepEqual([...readSplits(path, 10, [4, 9])[0]!], [0, 1]);
  assert.throws(() => readSplits(path, 10, [4, 5]), /column rep0: row 5 of the data has no fold/);
});

test("what is no such table is refused by column and row", () => {
  assert.throws(() => readSplits(file("row,fold\n0,1\n"), 1), /no column rep0/);
  assert.throws(() => readSplits(file("rep0\n0\n1\n"), 3), /2 lines for 3 rows/);
  assert.throws(() => readSplits(file("rep0,x\n0,1\n,1\n"), 2), /column rep0: row 1 of the data has no fold/);
  assert.throws(() => readSplits(file("rep0\n0\n0\n"), 2), /there are 1 folds/);
  assert.throws(() => readSplits(file("row,rep0\n0,0\n0,1\n"), 2), /column row, line 1/);
  assert.throws(() => readSplits(file("row,rep0\n0,0\n2,1\n"), 2), /column row, line 1/);
});
