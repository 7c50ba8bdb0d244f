/** The languages the house speaks, as they stand in `lang` attributes, catalogue folders and records. */
export const locales = ["en", "de", "nl", "zh"] as const;
export type Locale = (typeof locales)[number];

/**
 * The tag that dates, numbers and money are formatted by. English is British: "3/2/2026" would be read as two different
 * days by two English speakers in Europe, "2 Mar 2026" is read as one.
 */
const formatTags: Record<Locale, string> = { en: "en-GB", de: "de-DE", nl: "nl-NL", zh: "zh-CN" };

export function formatTag(locale: Locale): string {
  return formatTags[locale];
}

export function isLocale(value: unknown): value is Locale {
  return (locales as readonly unknown[]).includes(value);
}

/**
 * The language to answer in: the person's own choice when it is one of ours, else the best match of an `Accept-Language`
 * header (RFC 9110, 12.5.4) by primary language ("zh-Hant-TW" is answered in zh), else English. A malformed header counts
 * as no wish; only its first 1,000 characters are read.
 */
export function negotiateLocale(acceptLanguage: string | undefined, preferred?: string): Locale {
  if (isLocale(preferred)) return preferred;
  let best: Locale = "en";
  let bestWeight = 0;
  for (const range of (acceptLanguage ?? "").slice(0, 1_000).split(",")) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const language = tag.split("-")[0];
    const weight = weightOf(parameters);
    if (isLocale(language) && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith("q="));
  if (q === undefined) return 1;
  const weight = Number(q.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
