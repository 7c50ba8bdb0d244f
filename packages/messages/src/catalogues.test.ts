import assert from "node:assert/strict";
import { test } from "node:test";
import { type CompiledMessage, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { type Locale, locales } from "./locale.ts";
import { catalogues, namespaces } from "./translators.ts";

const translations = locales.filter((locale) => locale !== "en");

/** Every text of every language, with the place a person has to open to mend it. */
function* texts(): Generator<{ place: string; locale: Locale; key: string; text: string; english: string }> {
  for (const locale of locales) {
    for (const namespace of namespaces) {
      for (const [key, text] of Object.entries(catalogues[locale][namespace])) {
        const english = catalogues.en[namespace][key] ?? "";
        yield { place: `${locale}/${namespace}.json ${key}`, locale, key, text, english };
      }
    }
  }
}

/** What a text asks of its caller: each argument with its type; for `select` also the cases, which are the caller's values. */
function argumentsOf(message: CompiledMessage, found = new Set<string>()): Set<string> {
  for (const token of message) {
    if (typeof token === "string") continue;
    const [name, type = "text", format] = token;
    const cases = typeof format === "object" && format !== null ? (format as Record<string, unknown>) : {};
    const branches = Object.entries(cases).filter(([key]) => key !== "offset");
    const values = type === "select" ? `: ${branches.map(([key]) => key).sort()}` : "";
    found.add(`${name} ${type}${values}`);
    for (const [, branch] of branches) argumentsOf(branch as CompiledMessage, found);
  }
  return found;
}

function pluralsOf(message: CompiledMessage): Record<string, CompiledMessage>[] {
  return message.flatMap((token) => {
    if (typeof token === "string" || typeof token[2] !== "object" || token[2] === null) return [];
    const { offset: _, ...cases } = token[2] as Record<string, CompiledMessage>;
    const inner = Object.values(cases).flatMap(pluralsOf);
    return token[1] === "plural" ? [cases, ...inner] : inner;
  });
}

test("every language has exactly the English keys, in the English order", () => {
  for (const locale of translations) {
    for (const namespace of namespaces) {
      assert.deepEqual(
        Object.keys(catalogues[locale][namespace]),
        Object.keys(catalogues.en[namespace]),
        `${locale}/${namespace}.json`,
      );
    }
  }
});

test("a key begins with the name of its file, so that no two files can claim it", () => {
  for (const locale of locales) {
    for (const namespace of namespaces) {
      for (const key of Object.keys(catalogues[locale][namespace])) {
        assert.match(key, new RegExp(`^${namespace}\\.[a-z0-9]+([.-][a-z0-9]+)*$`), `${locale}/${namespace}.json`);
      }
    }
  }
});

test("no text is empty or carries stray blanks", () => {
  for (const { place, text } of texts()) assert.match(text, /^\S(.*\S)?$/su, place);
});

test("every text is valid ICU and uses only the argument types that are formatted by language", () => {
  for (const { place, text } of texts()) {
    for (const argument of argumentsOf(compileMessageOrThrow(text))) {
      assert.match(argument, /^[A-Za-z][A-Za-z0-9]* (text|number|plural|select: .*)$/, `${place}: ${argument}`);
    }
  }
});

test("a translation asks for the same arguments, of the same types and with the same choices, as the English text", () => {
  for (const { place, text, english } of texts()) {
    assert.deepEqual(
      [...argumentsOf(compileMessageOrThrow(text))].sort(),
      [...argumentsOf(compileMessageOrThrow(english))].sort(),
      place,
    );
  }
});

test("a plural has every form its language needs, and shows its number only where # works", () => {
  for (const { place, locale, text } of texts()) {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const cases of pluralsOf(compileMessageOrThrow(text))) {
      for (const form of forms) assert.ok(form in cases, `${place} lacks the plural form "${form}"`);
      for (const branch of Object.values(cases)) {
        const nested = branch.filter((token) => typeof token !== "string" && token[1] === "select");
        assert.ok(
          !JSON.stringify(nested).includes('"#"'),
          `${place}: # inside a select inside a plural stays a bare #`,
        );
      }
    }
  }
});

test("no text carries a backslash escape, which would be decoded", () => {
  for (const { place, text } of texts()) assert.ok(!text.includes("\\"), place);
});

test("English is translated, not copied", () => {
  for (const { place, locale, text, english } of texts()) {
    if (locale === "en" || english.split(/\s+/).length <= 3 || !/\p{L}/u.test(english.replaceAll(/\{[^{}]*\}/g, "")))
      continue;
    assert.notEqual(text, english, place);
  }
});

test("Chinese is written in Chinese characters, except names and bare values", () => {
  for (const { place, locale, text, english } of texts()) {
    if (locale !== "zh" || english.split(/\s+/).length <= 3) continue;
    const words = english.replaceAll(/\{[^{}]*\}/g, "").match(/\p{L}{3,}/gu) ?? [];
    if (words.length > 2) assert.match(text, /\p{Script=Han}/u, place);
  }
});
