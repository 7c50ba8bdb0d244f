import type { Translator } from "./translator.ts";

/**
 * Why something goes back, in the shopper's words. What a till or an import sent may be no handle that is known here, and is shown as it is.
 * @param tree the kind of goods, which may have words of its own: what "broken" means of a lamp it does not mean of a shoe
 */
export function returnReasonName(words: Pick<Translator, "t" | "has">, reason: string, tree = "general"): string {
  const own = `return-reasons.${tree}.${reason}`;
  const shared = `return-reasons.any.${reason}`;
  return words.has(own) ? words.t(own) : words.has(shared) ? words.t(shared) : reason;
}
