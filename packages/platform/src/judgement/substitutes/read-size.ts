import { betweenLetters, inMonths, inYears, letterSizes, numberSize } from "./size-scales.ts";

/** A size and where it stands on its scale; sizes of different scales cannot be told apart by which is the larger. */
export interface Size {
  readonly scale: "letters" | "age" | "numbers";
  readonly place: number;
}

const letters = new Map(letterSizes.flatMap((names, place) => names.map((name) => [name, place] as const)));
const fractions: Readonly<Record<string, number>> = {
  "1/2": 0.5,
  "½": 0.5,
  "1/3": 1 / 3,
  "⅓": 1 / 3,
  "2/3": 2 / 3,
  "⅔": 2 / 3,
};

/** The size that a text is, as shops write them; undefined where it is none. Pure. */
export function readSize(text: string): Size | undefined {
  const name = text.trim().toLowerCase();
  const letter = letters.get(name);
  if (letter !== undefined) return { scale: "letters", place: letter };
  const between = betweenLetters.findIndex(([a, b]) => name === `${a}/${b}` || name === `${a}-${b}`);
  if (between >= 0) return { scale: "letters", place: letters.get(betweenLetters[between]![0])! + 0.5 };
  const found = numberSize.exec(name);
  if (!found) return undefined;
  const [, whole = "", fraction, , unit = ""] = found;
  const place = Number(whole.replace(",", ".")) + (fraction === undefined ? 0 : (fractions[fraction] ?? 0));
  if (inMonths.has(unit)) return { scale: "age", place };
  if (inYears.has(unit)) return { scale: "age", place: 12 * place };
  return { scale: "numbers", place };
}
