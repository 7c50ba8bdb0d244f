/** Characters of a message that are read; what comes after them says nothing new about its intent and would only cost time. */
export const READ_CHARACTERS = 2000;

/**
 * One spelling for what a reader sees as the same: compatibility forms (NFKC), lower case, straight apostrophes, single spaces, no
 * invisible characters; spaces between two signs of a script written without spaces are dropped, because some writers and most
 * data sets put them there and others do not. Only the first {@link READ_CHARACTERS} UTF-16 units are read. A lone surrogate
 * becomes U+FFFD.
 */
export function normaliseText(text: string): string {
  return text
    .slice(0, READ_CHARACTERS)
    .toWellFormed()
    .replace(INVISIBLE, "")
    .replace(ACUTES, "'")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(APOSTROPHES, "'")
    .replace(WHITE_SPACE, " ")
    .replace(SPACE_BETWEEN_SIGNS, "")
    .trim();
}

/** Scripts written without spaces between words, as the inside of a character class. */
export const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;
/** Taken before NFKC, which would make them a space and a combining accent. */
const ACUTES = /[\u00B4\u1FFD]/g;
const APOSTROPHES = /[\u2018\u2019\u02BC\u0060]/g;
const WHITE_SPACE = /[\p{White_Space}\p{Cc}]+/gu;
const SPACE_BETWEEN_SIGNS = new RegExp(`(?<=[${UNSPACED}]) (?=[${UNSPACED}])`, "gu");
