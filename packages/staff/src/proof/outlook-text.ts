import type { Translator } from "@aftercare/messages/browser";
import type { Outlook } from "./measured.ts";

const yearDays = 365.25;
/** From here on nobody counts in days. */
const longDays = 2 * yearDays;

/** How sure it is, or how much longer it takes until it is. */
export function outlookText({ t }: Pick<Translator, "t">, { state, shoppers, days }: Outlook): string {
  const key = `measurement.outlook.${state}`;
  if ((state !== "open" && state !== "too-early") || shoppers === undefined) return t(key);
  if (days === undefined) return t(key, { count: shoppers });
  return days > longDays ? t(`${key}-years`, { years: Math.round(days / yearDays) }) : t(`${key}-days`, { days });
}
