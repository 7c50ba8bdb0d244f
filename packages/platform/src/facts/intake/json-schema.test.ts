import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { intakeJsonSchema } from "./index.ts";

const published = new URL("../../../../../docs/intake.schema.json", import.meta.url);

test("the published JSON Schema of intake records is current", async () => {
  const current = `${JSON.stringify(intakeJsonSchema(), null, 2)}\n`;
  assert.equal(
    await readFile(published, "utf8"),
    current,
    "the schema has changed: write what intakeJsonSchema() returns to docs/intake.schema.json",
  );
});
