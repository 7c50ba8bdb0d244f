import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { namespaces, translator } from "./translators.ts";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const keyInCall = new RegExp(`\\bt\\(\\s*"((?:${namespaces.join("|")})\\.[^"]+)"`, "g");

test("every text that code asks for by its full key exists", () => {
  const { has } = translator("en");
  const missing = globSync("*/src/**/*.{ts,tsx}", { cwd: packages })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .flatMap((file) =>
      [...readFileSync(`${packages}${file}`, "utf8").matchAll(keyInCall)]
        .map(([, key]) => key!)
        .filter((key) => !has(key))
        .map((key) => `${key} in ${file}`),
    );
  assert.deepEqual(missing, []);
});
