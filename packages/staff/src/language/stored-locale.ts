import { isLocale, type Locale, negotiateLocale } from "@aftercare/messages/browser";

const storageKey = "aftercare.locale";

/** The language to open in: the one chosen here before, else the page's as the server sent it, else the browser's. */
export function initialLocale(): Locale {
  const stored = localStorage.getItem(storageKey);
  if (isLocale(stored)) return stored;
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : negotiateLocale(navigator.languages.join(","));
}

export function storeLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}
