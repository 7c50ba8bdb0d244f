import { de } from "./catalogues/de.ts";
import { en } from "./catalogues/en.ts";
import { nl } from "./catalogues/nl.ts";
import { zh } from "./catalogues/zh.ts";
import type { Locale } from "./locale.ts";
import { type Catalogue, createTranslator, type Translator } from "./translator.ts";

/** A catalogue file: the part of a key before its first dot. */
export type Namespace = keyof typeof en;

/** Every text of every language, by file. */
export const catalogues: Readonly<Record<Locale, Readonly<Record<Namespace, Catalogue>>>> = { en, de, nl, zh };
export const namespaces = Object.keys(en) as readonly Namespace[];

const made = new Map<string, Translator>();

/**
 * The translator of a language on the server, with the texts of the namespaces named, or of all. One is made for each
 * combination and kept, so that asking for it in each request costs nothing.
 */
export function translator(locale: Locale, ...only: Namespace[]): Translator {
  const chosen = only.length === 0 ? namespaces : only;
  const name = [locale, ...chosen].join(" ");
  const known = made.get(name);
  if (known !== undefined) return known;
  const fresh = createTranslator(locale, textsOf(locale, chosen), textsOf("en", chosen));
  made.set(name, fresh);
  return fresh;
}

function textsOf(locale: Locale, chosen: readonly Namespace[]): Catalogue {
  return Object.assign({}, ...chosen.map((namespace) => catalogues[locale][namespace]));
}
