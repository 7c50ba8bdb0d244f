import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { translator } from "@aftercare/messages";
import { currentSession, findPurchases, getDecision, getShopper } from "@aftercare/platform/contract";
import { PaymentRecord } from "../../../platform/src/facts/intake/record.schema.ts";
import { areasOf } from "../session/index.ts";

const { has } = translator("en");
const sources = fileURLToPath(new URL("../", import.meta.url));

function assertWords(prefix: string, handles: readonly string[]): void {
  assert.notEqual(handles.length, 0);
  assert.deepEqual(
    handles.filter((handle) => !has(`${prefix}.${handle}`)),
    [],
    prefix,
  );
}

test("what a contract can answer has its words", () => {
  assertWords("staff.mode", getDecision.output.shape.mode.options);
  assertWords("staff.matched", findPurchases.output.shape.items.element.shape.matchedBy.options);
  assertWords("staff.shopper.kind", getShopper.output.shape.kind.options);
  assertWords("staff.role", currentSession.output.shape.role.options);
  assertWords("staff.payment", PaymentRecord.shape.method.options);
  assertWords("staff.area", areasOf("admin"));
});

test("every fact of a shopper's timeline has its sentence", () => {
  const platform = fileURLToPath(new URL("../../../platform/src/", import.meta.url));
  const types = globSync("{facts,judgement,means,care}/**/*.ts", { cwd: platform })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(`${platform}${file}`, "utf8").matchAll(/\bfact\("([a-z.-]+)"/g)])
    .map(([, type]) => type!);
  assertWords("staff.timeline", types);
});

test("a key that is put together leads into a part of the catalogue that exists", () => {
  const keys = Object.keys(
    JSON.parse(readFileSync(new URL("../../../messages/locales/en/staff.json", import.meta.url), "utf8")),
  );
  const prefixes = globSync("**/*.{ts,tsx}", { cwd: sources })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(`${sources}${file}`, "utf8").matchAll(/`(staff\.[a-z.-]+\.)\$\{/g)])
    .map(([, prefix]) => prefix!);
  assert.notEqual(prefixes.length, 0);
  for (const prefix of prefixes)
    assert.ok(
      keys.some((key) => key.startsWith(prefix)),
      prefix,
    );
});
