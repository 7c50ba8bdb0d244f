import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const page = new URL("../../../docs/money.md", import.meta.url);
const traps = 29;

test("each trap of returns and refund money has a test that bears its number, where the page says", async () => {
  const rows = [...(await readFile(page, "utf8")).matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \|$/gm)];
  assert.deepEqual(
    rows.map(([, number]) => Number(number)),
    Array.from({ length: traps }, (_, index) => index + 1),
  );
  for (const [, number, files] of rows) {
    for (const [, file] of files?.matchAll(/`([^`]+)`/g) ?? []) {
      const text = await readFile(new URL(`./${file}.test.ts`, import.meta.url), "utf8");
      assert.ok(text.includes(`"trap ${number}: `), `${file}.test.ts has no test named "trap ${number}: …"`);
    }
  }
});
