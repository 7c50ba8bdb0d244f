import { type I18n, setupI18n } from "@lingui/core";
import { type CompiledMessage, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { type Formats, formatsOf } from "./formats.ts";
import { formatTag, type Locale } from "./locale.ts";
import { MissingTextError, missingTextPolicy } from "./missing-text.ts";

/** Texts of one language: "namespace.key" → ICU MessageFormat. */
export type Catalogue = Readonly<Record<string, string>>;
/** What a text's arguments are filled with. Money and dates are formatted by the caller, who knows currency and zone. */
export type Values = Readonly<Record<string, string | number | Date>>;

/** One language's texts and formats, for one time zone. */
export interface Translator extends Formats {
  readonly locale: Locale;
  readonly timeZone: string;
  /**
   * The text of a key, its arguments filled in.
   * @throws MissingTextError when the key has no text, unless {@link whenTextIsMissing} chose to fall back.
   */
  t(key: string, values?: Values): string;
  /** Whether the key has a text in this language. */
  has(key: string): boolean;
  /** The same texts, with instants shown in another zone, e.g. the shopper's. */
  inTimeZone(timeZone: string): Translator;
}

/**
 * A translator over a catalogue. Texts are compiled at first use. Instants are shown in UTC until {@link Translator.inTimeZone}
 * says otherwise: the server's own zone would make a page depend on the machine that rendered it.
 * @param english texts to fall back to where the catalogue lacks a key and the policy allows it
 */
export function createTranslator(locale: Locale, catalogue: Catalogue, english: Catalogue = {}): Translator {
  const own = textsOf(locale, catalogue);
  const fallBack = textsOf("en", english);
  const translate = (key: string, values?: Values): string => {
    const text = own.text(key, values);
    if (text !== undefined) return text;
    if (missingTextPolicy() === "throw") throw new MissingTextError(key, locale);
    return fallBack.text(key, values) ?? key;
  };
  const byZone = new Map<string, Translator>();
  const inTimeZone = (timeZone: string): Translator => {
    const known = byZone.get(timeZone);
    if (known !== undefined) return known;
    const formats = formatsOf(locale, timeZone);
    const fresh = { ...formats, locale, timeZone, t: translate, has: own.has, inTimeZone };
    byZone.set(timeZone, fresh);
    return fresh;
  };
  return inTimeZone("UTC");
}

interface Texts {
  has(key: string): boolean;
  text(key: string, values?: Values): string | undefined;
}

function textsOf(locale: Locale, catalogue: Catalogue): Texts {
  const compiled: Record<string, CompiledMessage> = {};
  const i18n: I18n = setupI18n({ locale, locales: formatTag(locale), messages: { [locale]: compiled } });
  const has = (key: string) => Object.hasOwn(catalogue, key);
  return {
    has,
    text(key, values) {
      if (!has(key)) return undefined;
      compiled[key] ??= compileMessageOrThrow(catalogue[key]!);
      return i18n._(key, values);
    },
  };
}
