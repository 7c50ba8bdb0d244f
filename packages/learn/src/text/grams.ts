import { UNSPACED } from "./normalise-text.ts";

/**
 * Words of a normalised text: runs of letters, marks and digits with inner apostrophes; each sign of a script written without spaces,
 * and each pictograph, is a word of its own. Punctuation is none.
 */
export function words(normalised: string): string[] {
  return normalised.match(WORD) ?? [];
}

/**
 * The runs of `from` to `to` neighbouring words, joined by a space. From two words on, the beginning and the end of the message count
 * as words (`^` and `$`): "how do I …" asks another thing than "… how".
 */
export function wordGrams(normalised: string, from: number, to: number): string[] {
  const inner = words(normalised);
  const list = ["^", ...inner, "$"];
  const grams: string[] = from === 1 ? inner : [];
  for (let n = Math.max(2, from); n <= to; n++) {
    for (let i = 0; i + n <= list.length; i++) grams.push(list.slice(i, i + n).join(" "));
  }
  return grams;
}

/**
 * Pairs of words that stand `from` to `to` places apart, whichever comes first, each by its first four signs: "card … arrived" and
 * "arrival of my card" share a pair in every language that inflects at the end of its words.
 */
export function headPairs(normalised: string, from: number, to: number): string[] {
  const heads = words(normalised).map((word) => Array.from(word).slice(0, 4).join(""));
  const pairs: string[] = [];
  for (let i = 0; i < heads.length; i++) {
    for (let j = i + from; j <= i + to && j < heads.length; j++) {
      const [a, b] = [heads[i]!, heads[j]!];
      pairs.push(a < b ? `${a}&${b}` : `${b}&${a}`);
    }
  }
  return pairs;
}

/**
 * The runs of `from` to `to` characters inside each word with a space before and after it, so that beginnings and ends of words
 * are told apart. Words here are what stands between spaces, punctuation included. A run of a script written without spaces has
 * no such borders and gives its runs of `from − 1` to `to − 2` signs, since one such sign says as much as two or three letters.
 */
export function characterGrams(normalised: string, from: number, to: number): string[] {
  const grams: string[] = [];
  for (const [run, unspaced] of normalised.matchAll(RUN)) {
    if (unspaced === undefined) pushRuns(grams, [" ", ...run, " "], from, to);
    else pushRuns(grams, Array.from(run), Math.max(1, from - 1), Math.max(1, to - 2, from - 1));
  }
  return grams;
}

function pushRuns(grams: string[], signs: readonly string[], from: number, to: number): void {
  for (let n = from; n <= to; n++) {
    for (let i = 0; i + n <= signs.length; i++) {
      let gram = "";
      for (let k = i; k < i + n; k++) gram += signs[k];
      grams.push(gram);
    }
  }
}

const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]`;
const WORD = new RegExp(
  `[${UNSPACED}]\\p{M}*|(?!\\p{M})${LETTER}(?:${LETTER})*(?:'(?:${LETTER})+)*|\\p{Extended_Pictographic}`,
  "gu",
);
const RUN = new RegExp(`([${UNSPACED}]+)|[^ ${UNSPACED}]+`, "gu");
