import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { readTable } from "./read-table.ts";

const folder = mkdtempSync(join(tmpdir(), "tables-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("one table comes out of CSV with any separator, of JSON Lines, packed or plain", () => {
  const expected = {
    columns: ["id", "name", "on"],
    rows: [
      ["1", "a, b", "true"],
      ["2", "", "false"],
    ],
  };
  const comma = '\uFEFFid,name,on\r\n1,"a, b",true\r\n2,,false\r\n';
  const json = '{"id":1,"name":"a, b","on":true}\n\n{"on":false,"id":2,"name":null}\n';
  assert.deepEqual(readTable(file("a.csv", comma)), expected);
  assert.deepEqual(readTable(file("b.csv", "id;name;on\n1;a, b;true\n2;;false")), expected);
  assert.deepEqual(readTable(file("c.tsv", "id\tname\ton\n1\ta, b\ttrue\n2\t\tfalse")), expected);
  assert.deepEqual(readTable(file("d.jsonl", json)), expected);
  assert.deepEqual(readTable(file("e", gzipSync(json))), expected);
});

test("a file that is no table is refused by name and line", () => {
  assert.throws(() => readTable(join(folder, "none.csv")), /none\.csv is missing/);
  assert.throws(() => readTable(file("empty.csv", "")), /empty\.csv is empty/);
  assert.throws(() => readTable(file("header.csv", "a,b\n")), /header\.csv has no rows/);
  assert.throws(() => readTable(file("ragged.csv", "a,b\n1,2\n3\n")), /ragged\.csv.*line 3/);
  assert.throws(() => readTable(file("twice.csv", "a,a\n1,2\n")), /two columns are called "a"/);
  assert.throws(() => readTable(file("bad.jsonl", '{"a":1}\n{"a":\n')), /bad\.jsonl, line 2 is no JSON/);
  assert.throws(() => readTable(file("list.jsonl", '{"a":1}\n[1]\n')), /list\.jsonl, line 2 is no object/);
});
