/**
 * Sizes in their order, the smallest first, each with the other ways in which shops write it. What is a number is no entry here: it is its own
 * place. The letters are those of EN 13402-3, with the words that shops use instead in the languages of the house.
 */
export const letterSizes: readonly (readonly string[])[] = [
  ["xxxs", "3xs"],
  ["xxs", "2xs"],
  ["xs", "x-small", "extra small", "extra klein", "特小"],
  ["s", "small", "klein", "小", "小号", "小码"],
  ["m", "medium", "mittel", "middel", "中", "中号", "中码"],
  ["l", "large", "gross", "groß", "groot", "大", "大号", "大码"],
  ["xl", "x-large", "extra large", "extra gross", "extra groß", "extra groot", "特大", "加大"],
  ["xxl", "2xl", "xx-large"],
  ["xxxl", "3xl", "xxx-large"],
  ["4xl", "xxxxl"],
  ["5xl"],
  ["6xl"],
];

/** Sizes that span two letters stand between them, such as S/M. */
export const betweenLetters: readonly (readonly [string, string])[] = [
  ["xxs", "xs"],
  ["xs", "s"],
  ["s", "m"],
  ["m", "l"],
  ["l", "xl"],
  ["xl", "xxl"],
];

/** A number in the ways in which sizes are written: of shoes (38, 38.5, EU 38 2/3), of clothes (DE 40), of waists (W30), of children (98/104, 6-7 years). */
export const numberSize =
  /^(?:size|gr(?:öße|\.)?|maat|eu|uk|us|de|fr|it|w)?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:(1\/2|½|1\/3|⅓|2\/3|⅔))?(?:\s*[-–/]\s*(\d{1,3}))?\s*(eu|uk|us|cm|mm|years?|jahre?|jaar|y|m|months?|monate?|maanden?|岁|个月|码|号)?$/;

/** Months and years of children are one scale. */
export const inMonths: ReadonlySet<string> = new Set([
  ...["m", "month", "months", "monat", "monate", "maand", "maanden", "个月"],
]);
export const inYears: ReadonlySet<string> = new Set(["y", "year", "years", "jahr", "jahre", "jaar", "岁"]);
