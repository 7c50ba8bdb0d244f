import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { personalData } from "./index.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const listed = personalData.flatMap((kind) => kind.columns);

async function columns(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public'`.execute(facts.database.kysely);
  return rows.map((row) => row.name);
}

test("every column that holds a contact is in the register and deleted on erasure", async () => {
  const contacts = (await columns()).filter(
    (name) => name.startsWith("shopper_contacts.") && !name.endsWith(".shopper_id"),
  );
  const deleted = personalData.filter((kind) => kind.onErasure === "deleted").flatMap((kind) => kind.columns);
  assert.ok(contacts.length > 0);
  for (const name of contacts) assert.ok(deleted.includes(name), `${name} is missing in the register`);
});

test("a column named like personal data cannot be added anywhere without a place in the register", async () => {
  const suspicious = /(^|_)(name|email|e_mail|phone|address|street|city|post_code|birth\w*|login|ip)$/;
  const harmless = ["stores.name", "retailer_settings.name", "migration.name", "programs.name"];
  for (const column of await columns()) {
    if (!suspicious.test(column.split(".")[1] ?? "") || harmless.includes(column)) continue;
    assert.ok(listed.includes(column), `${column} looks personal: add it to the register`);
  }
});

test("the register names each column once, and only columns that exist", async () => {
  const existing = new Set(await columns());
  assert.equal(new Set(listed).size, listed.length);
  for (const name of listed) assert.ok(existing.has(name), `${name} does not exist`);
});

test("the page for people says the same as the register", async () => {
  const page = await readFile(new URL("../../../../../docs/personal-data.md", import.meta.url), "utf8");
  for (const { columns: names, kind, purpose, retention, onErasure } of personalData) {
    const row = `| ${kind} | ${names.map((name) => `\`${name}\``).join(", ")} | ${purpose} | ${retention} | ${onErasure} |`;
    assert.ok(page.includes(row), `docs/personal-data.md lacks the row\n${row}`);
  }
});
