/** The words of an intent's name: `card_arrival`, `CardArrival` and `card-arrival` all say "card arrival". */
export function nameWords(intent: string): string {
  return intent
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}
