import type { Locale } from "./locale.ts";
import { type Catalogue, createTranslator, type Translator } from "./translator.ts";

export { actionName, actionOffer, type WordedAction, type WordedTerms } from "./action-wording.ts";
export { type DateStyle, type Formats, type MinorAmount, minorDigits, type PlainDay } from "./formats.ts";
export { formatTag, isLocale, type Locale, locales, negotiateLocale } from "./locale.ts";
export { type MarkedBlock, type MarkedRun, readMarkedText } from "./marked-text.ts";
export { MissingTextError, type MissingTextPolicy, whenTextIsMissing } from "./missing-text.ts";
export { returnReasonName } from "./return-reason-wording.ts";
export { type Catalogue, createTranslator, type Translator, type Values } from "./translator.ts";

/** Written out one by one, because a bundler makes a chunk of each language only from a path that it can read. */
const load: Readonly<Record<Locale, () => Promise<Readonly<Record<string, Catalogue>>>>> = {
  en: async () => (await import("./catalogues/en.ts")).en,
  de: async () => (await import("./catalogues/de.ts")).de,
  nl: async () => (await import("./catalogues/nl.ts")).nl,
  zh: async () => (await import("./catalogues/zh.ts")).zh,
};

/**
 * A language's translator in a browser; only this language's texts travel, so there is no English to fall back to.
 * @param timeZone the zone instants are shown in: the store's, or the browser's own
 */
export async function loadTranslator(locale: Locale, timeZone: string): Promise<Translator> {
  const byNamespace = await load[locale]();
  return createTranslator(locale, Object.assign({}, ...Object.values(byNamespace))).inTimeZone(timeZone);
}
