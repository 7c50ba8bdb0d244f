import { readFileSync } from "node:fs";
import { create, type Font } from "fontkit";

export type Weight = "regular" | "bold";

/** A font as a PDF takes it. */
export interface LabelFont {
  readonly name: string;
  readonly bytes: Buffer;
  readonly covers: (codePoint: number) => boolean;
}

/** The fonts that a character is looked for in, in this order. There is no bold Chinese: it would be as large again. */
const latin = ["noto-sans-latin-regular", "noto-sans-latin-ext-regular"];
const chinese = ["noto-sans-sc-regular", "noto-sans-sc-rare-regular"];
const others = ["noto-sans-greek-regular", "noto-sans-cyrillic-regular", ...chinese];
const files: Readonly<Record<Weight, readonly string[]>> = {
  regular: [...latin, ...others],
  bold: ["noto-sans-latin-bold", "noto-sans-latin-ext-bold", ...latin, ...others],
};

const opened = new Map<string, LabelFont>();

/** A part of a text that one font has all characters of. */
export interface Run {
  readonly font: LabelFont;
  readonly text: string;
}

/**
 * Cuts a text where its font changes. A character that no font has, such as an emoji or an Arabic letter, is shown as the empty box of the first one.
 * Chinese is read from disk only where it is needed.
 */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: { font: LabelFont; text: string }[] = [];
  for (const character of text) {
    const font = fontFor(character.codePointAt(0)!, weight);
    const last = runs.at(-1);
    // A blank stays with the word before it.
    if (last && (last.font === font || character === " ")) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

function fontFor(codePoint: number, weight: Weight): LabelFont {
  for (const file of files[weight]) {
    const font = open(file);
    if (font.covers(codePoint)) return font;
  }
  return open(files[weight][0]!);
}

function open(name: string): LabelFont {
  const known = opened.get(name);
  if (known) return known;
  const bytes = readFileSync(new URL(`./fonts/${name}.ttf`, import.meta.url));
  const font = create(bytes) as Font;
  const fresh = { name, bytes, covers: (codePoint: number) => font.hasGlyphForCodePoint(codePoint) };
  opened.set(name, fresh);
  return fresh;
}
