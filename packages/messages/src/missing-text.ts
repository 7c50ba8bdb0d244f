/** What a translator does with a key that has no text. */
export type MissingTextPolicy = "throw" | "fall-back";

let policy: MissingTextPolicy = "throw";

/**
 * Sets the policy for the whole process; called once, by the composition root. It starts as "throw", so that a test or a
 * developer sees a forgotten text at once; in production "fall-back" shows the English text, or else the key, because a
 * page with one odd word is better than no page.
 */
export function whenTextIsMissing(chosen: MissingTextPolicy): void {
  policy = chosen;
}

export function missingTextPolicy(): MissingTextPolicy {
  return policy;
}

/** A key that no catalogue at hand has. The remedy is to add it to `locales/<language>/<namespace>.json` in all languages. */
export class MissingTextError extends Error {
  override readonly name = "MissingTextError";
  readonly key: string;
  readonly locale: string;

  constructor(key: string, locale: string) {
    super(`no text "${key}" in ${locale}; add it to locales/*/${key.split(".")[0]}.json in every language`);
    this.key = key;
    this.locale = locale;
  }
}
