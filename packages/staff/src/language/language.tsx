import { type Locale, loadTranslator, type Translator } from "@aftercare/messages/browser";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { storeLocale } from "./stored-locale.ts";

interface Language {
  readonly texts: Translator;
  readonly choose: (locale: Locale) => Promise<void>;
}

const LanguageContext = createContext<Language | undefined>(undefined);

/** The zone instants are shown in: where the person sits. */
export const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Holds the texts of the language in use; the former language stays on the page until the new one has arrived. */
export function LanguageProvider({ initial, children }: { initial: Translator; children: ReactNode }) {
  const [texts, setTexts] = useState(initial);
  const language = useMemo<Language>(
    () => ({
      texts,
      choose: async (locale) => {
        storeLocale(locale);
        setTexts(await loadTranslator(locale, timeZone));
      },
    }),
    [texts],
  );
  useEffect(() => {
    document.documentElement.lang = texts.locale;
  }, [texts]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === undefined) throw new Error("useLanguage stands outside LanguageProvider");
  return language;
}

export function useTexts(): Translator {
  return useLanguage().texts;
}

/** Names the browser's tab after the page. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined ? "Aftercare" : `${title} – Aftercare`;
  }, [title]);
}
