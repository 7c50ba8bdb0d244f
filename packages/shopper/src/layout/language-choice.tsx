import { locales } from "@aftercare/messages/browser";
import type { PageContext } from "../views.ts";

/** The languages under the present one: a disclosure that opens without a script. */
export function LanguageChoice({ words, path }: Pick<PageContext, "words" | "path">) {
  return (
    <details class="languages">
      <summary
        aria-label={words.t("shopper.language-now", { language: words.t(`common.own-language.${words.locale}`) })}
      >
        {words.t(`common.own-language.${words.locale}`)}
      </summary>
      <ul>
        {locales.map((locale) => (
          <li key={locale}>
            <a
              href={`${path}?lang=${locale}`}
              lang={locale}
              hreflang={locale}
              aria-current={locale === words.locale ? "true" : undefined}
            >
              {words.t(`common.own-language.${locale}`)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
