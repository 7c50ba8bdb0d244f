import { type Locale, negotiateLocale } from "@aftercare/messages";

/** The terminal's language, from `LC_ALL`, `LC_MESSAGES` or `LANG`, e.g. `de_DE.UTF-8`. */
export function cliLocale(env: NodeJS.ProcessEnv): Locale {
  const setting = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return negotiateLocale(setting.split(".")[0]?.replace("_", "-"));
}
