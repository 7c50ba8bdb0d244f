import { type Run, runsOf, type Weight } from "./fonts.ts";

type Pdf = PDFKit.PDFDocument;

export interface TextStyle {
  /** In points. */
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  /** Between the baselines of two lines, as a multiple of the size. */
  readonly leading?: number;
  readonly align?: "left" | "right";
}

const usualLeading = 1.35;

/** A place on the page, in points from its upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Writes a paragraph in whatever fonts its characters need, broken where it gets too wide: between words, and in Chinese between any two.
 * @returns where the next one can begin
 */
export function write(pdf: Pdf, text: string, { x, y, width }: Place, style: TextStyle): number {
  const { size, weight = "regular", colour = "#000000", leading = usualLeading, align = "left" } = style;
  pdf.fillColor(colour);
  let at = y;
  for (const line of linesOf(pdf, text, width, size, weight)) {
    let from = align === "left" ? x : x + width - widthOf(pdf, line, size, weight);
    for (const run of runsOf(line, weight)) {
      choose(pdf, run, size);
      pdf.text(run.text, from, at + size, { lineBreak: false, baseline: "alphabetic" });
      from += pdf.widthOfString(run.text);
    }
    at += size * leading;
  }
  return at;
}

/** The largest of some sizes, largest first, in which lines stay within a height; the smallest where none does. */
export function sizeThatFits(
  pdf: Pdf,
  lines: readonly string[],
  { width, height, weight }: { readonly width: number; readonly height: number; readonly weight: Weight },
  sizes: readonly [number, ...number[]],
): number {
  const fits = (size: number) =>
    lines.flatMap((line) => linesOf(pdf, line, width, size, weight)).length * size * usualLeading <= height;
  return sizes.find(fits) ?? sizes.at(-1)!;
}

function linesOf(pdf: Pdf, text: string, width: number, size: number, weight: Weight): string[] {
  const lines: string[] = [];
  let line = "";
  const tooWide = (part: string) => widthOf(pdf, part.trimEnd(), size, weight) > width;
  for (const piece of piecesOf(text)) {
    // A word that is wider than the line is cut: a number without blanks would run over the edge of the page.
    for (const part of tooWide(piece) ? piece : [piece]) {
      if (line !== "" && tooWide(line + part)) {
        lines.push(line.trimEnd());
        line = part.trimStart();
      } else line += part;
    }
  }
  return [...lines, line.trimEnd()];
}

const words = new Intl.Segmenter("zh", { granularity: "word" });

/** What may not be torn apart. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1);
    if (last === undefined || mayBreak(last, segment)) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** A line begins with a word, a number or an opening bracket: after a blank, or on either side of Chinese, which has none. */
function mayBreak(before: string, segment: string): boolean {
  if (!/^[\p{L}\p{N}\p{Ps}\p{Pi}]/u.test(segment) || /[\p{Ps}\p{Pi}]$/u.test(before)) return false;
  return /[\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u.test(before) || /^\p{Script=Han}/u.test(segment);
}

function widthOf(pdf: Pdf, text: string, size: number, weight: Weight): number {
  return runsOf(text, weight).reduce((sum, run) => {
    choose(pdf, run, size);
    return sum + pdf.widthOfString(run.text);
  }, 0);
}

function choose(pdf: Pdf, { font }: Run, size: number): void {
  pdf.registerFont(font.name, font.bytes).font(font.name, size);
}

/** Draws what a barcode's SVG document shows, as lines and areas: sharp at any resolution. The height follows from the width if not given. */
export function drawBarcode(pdf: Pdf, svg: string, { x, y, width }: Place, height?: number): void {
  const [, wide = "1", high = "1"] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const scale = width / Number(wide);
  pdf
    .save()
    .translate(x, y)
    .scale(scale, height === undefined ? scale : height / Number(high));
  for (const [path] of svg.matchAll(/<path [^>]*>/g)) {
    const outline = / d="([^"]+)"/.exec(path)?.[1] ?? "";
    const stroke = / stroke-width="([\d.]+)"/.exec(path)?.[1];
    const isPaper = /fill="#FFFFFF"/i.test(path);
    if (stroke !== undefined) pdf.path(outline).lineWidth(Number(stroke)).stroke("#000000");
    else pdf.path(outline).fill(isPaper ? "#FFFFFF" : "#000000", "even-odd");
  }
  pdf.restore();
}
