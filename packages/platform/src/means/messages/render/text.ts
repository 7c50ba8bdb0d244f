import type { MailBlock, MailDocument } from "../mail-document.ts";
import type { Frame } from "./frame.ts";

/** RFC 3676 asks for lines of at most 78 characters. */
const width = 78;

/** A message as plain text: written from the document and not scraped from HTML, so that it reads as if somebody had typed it. */
export function renderText({ blocks }: MailDocument, { shop, footer }: Frame): string {
  const parts = [shop, ...blocks.map(textOf)];
  const foot = footer.map(({ text, href }) => (href === undefined ? wrapped(text) : `${wrapped(text)}\n${href}`));
  return `${[...parts, `-- \n${foot.join("\n\n")}`].join("\n\n")}\n`;
}

function textOf(block: MailBlock): string {
  switch (block.kind) {
    case "heading":
      return `${wrapped(block.text)}\n${"=".repeat(Math.min(columnsOf(block.text), width))}`;
    case "paragraph":
    case "small":
      return wrapped(block.text);
    case "notice":
      return wrapped(block.text, "* ", "  ");
    case "code":
      return `${wrapped(block.label)}\n${block.code}`;
    case "items":
      return block.items
        .map(({ text, detail, amount, href }) => {
          const line = amount === undefined ? text : `${text}: ${amount}`;
          const below = [
            ...(detail === undefined ? [] : [wrapped(detail, "  ", "  ")]),
            ...(href ? [`  ${href}`] : []),
          ];
          return [wrapped(line, "- ", "  "), ...below].join("\n");
        })
        .join("\n");
    case "button":
      // A link is never broken: half of one leads nowhere.
      return `${wrapped(block.text)}:\n${block.href}`;
  }
}

/** Broken between words; a script that has none, such as Chinese, is broken between characters. */
function wrapped(text: string, first = "", rest = first): string {
  const lines: string[] = [];
  let line = first;
  for (const piece of pieces.segment(text.replaceAll(/\s+/g, " "))) {
    const full = columnsOf(line) + columnsOf(piece.segment.trimEnd()) > width;
    if (full && line.trim() !== "" && !closing.test(piece.segment)) {
      lines.push(line.trimEnd());
      line = rest + piece.segment.trimStart();
    } else line += piece.segment;
  }
  return [...lines, line.trimEnd()].join("\n");
}

const pieces = new Intl.Segmenter("en", { granularity: "word" });
/** Signs that never begin a line. */
const closing = /^[\p{Pe}\p{Pf}\p{Po}]/u;

/** Columns in a font of equal widths, where a Chinese character takes two. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += wide.test(sign) ? 2 : 1;
  return columns;
}
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
