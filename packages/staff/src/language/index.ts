export { LanguageProvider, timeZone, useLanguage, useTexts, useTitle } from "./language.tsx";
export { initialLocale } from "./stored-locale.ts";
