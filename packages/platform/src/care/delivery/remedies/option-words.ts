import { actionName, actionOffer, type Translator } from "@aftercare/messages";
import { dayText } from "../../../foundation/calendar/index.ts";
import type { OpenOption } from "./remedy-options.ts";

/** What an option is called, and what is said of it to the shopper. */
export function optionWords(
  words: Translator,
  { option, kind, terms, until, byLaw }: OpenOption,
  currency: string,
): { readonly name: string; readonly text: string } {
  if (terms) {
    const action = { id: option, terms, currency };
    return { name: actionName(words, action), text: actionOffer(words, action) };
  }
  const which = kind === "wait" ? (byLaw ? "consent" : "wait") : "period";
  const day = until === undefined ? undefined : words.date(dayText(until), "long");
  const text = day === undefined ? words.t(`remedies.${which}.open`) : words.t(`remedies.${which}.until`, { day });
  return { name: words.t(`remedies.${which}.name`), text };
}
