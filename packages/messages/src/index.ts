export { actionName, actionOffer, type WordedAction, type WordedTerms } from "./action-wording.ts";
export type { DateStyle, Formats, MinorAmount, PlainDay } from "./formats.ts";
export { isLocale, type Locale, locales, negotiateLocale } from "./locale.ts";
export { type MarkedBlock, type MarkedRun, readMarkedText } from "./marked-text.ts";
export { MissingTextError, type MissingTextPolicy, whenTextIsMissing } from "./missing-text.ts";
export { returnReasonName } from "./return-reason-wording.ts";
export { type Catalogue, createTranslator, type Translator, type Values } from "./translator.ts";
export { catalogues, type Namespace, namespaces, translator } from "./translators.ts";
