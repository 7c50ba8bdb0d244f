import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { catalogues, locales } from "@aftercare/messages";
import { problemKinds } from "./index.ts";

const source = new URL("../../", import.meta.url);

test("every kind of problem in the house has a title and a sentence in every language", async () => {
  const modules = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (path) =>
      path.endsWith(".ts") &&
      !/[.]test[.]ts$|testing[-a-z]*[.]ts$|^browser|main[.]ts$|cli[.]ts$|build-front-end[.]ts$|-worker[.]ts$/.test(
        path,
      ),
  );
  // What starts a program or a thread runs where it is imported; the modules it is made of are here all the same.
  for (const path of modules) await import(new URL(path, source).href);
  const kinds = problemKinds();
  assert.ok(kinds.length > 20);
  for (const { type } of kinds) {
    for (const locale of locales) {
      for (const part of ["title", "detail"]) {
        assert.ok(catalogues[locale].problems[`problems.${type}.${part}`], `${locale}: problems.${type}.${part}`);
      }
    }
  }
});
