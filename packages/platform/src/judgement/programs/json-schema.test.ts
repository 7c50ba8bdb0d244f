import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { programJsonSchema } from "./json-schema.ts";

const docs = new URL("../../../../../docs/", import.meta.url);

test("the published JSON Schema of programs is current", async () => {
  const current = `${JSON.stringify(programJsonSchema(), null, 2)}\n`;
  assert.equal(
    await readFile(new URL("program.schema.json", docs), "utf8"),
    current,
    "the schema has changed: write what programJsonSchema() returns to docs/program.schema.json",
  );
});

test("the document on programs explains every field and every kind of action, and no other", async () => {
  const text = await readFile(new URL("programs.md", docs), "utf8");
  const named = new Set<string>();
  const collect = (part: unknown): void => {
    if (Array.isArray(part)) for (const each of part) collect(each);
    else if (typeof part === "object" && part !== null)
      for (const [key, each] of Object.entries(part)) {
        if (key === "properties") for (const name of Object.keys(each as object)) named.add(name);
        if (key === "const") named.add(String(each));
        collect(each);
      }
  };
  collect(programJsonSchema());
  const missing = [...named].filter((name) => !text.includes(`\`${name}\``) && !text.includes(`.${name}\``));
  assert.deepEqual(missing, []);
  const rows = [...text.matchAll(/^\| `([\w.[\]]+)` \|/gm)].map(([, path]) => path!.split(".").at(-1)!);
  assert.ok(rows.length > 20);
  assert.deepEqual(
    rows.filter((name) => !named.has(name.replace("[]", ""))),
    [],
  );
});
