/** A run of text that looks and leads one way. */
export interface MarkedRun {
  readonly text: string;
  readonly bold?: true;
  /** Always https. */
  readonly href?: string;
}

export type MarkedBlock =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly runs: readonly MarkedRun[] }
  | { readonly kind: "paragraph"; readonly runs: readonly MarkedRun[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly MarkedRun[])[] };

/**
 * Text that a retailer wrote, read as the part of Markdown that a guide needs: headings (`#` to `###`), lists (`-`, `*`, `1.`), `**bold**`
 * and `[links](https://…)`. All else is text, HTML as well. What comes out is a tree, so that whoever shows it makes elements of it and
 * nothing is ever parsed as markup; that is why it is not one of the libraries that answer HTML.
 */
export function readMarkedText(source: string): MarkedBlock[] {
  const blocks: MarkedBlock[] = [];
  let lines: string[] = [];
  const endParagraph = () => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", runs: runsOf(lines.join(" ")) });
    lines = [];
  };
  for (const line of source.split(/\r\n|\r|\n/).map((each) => each.trim())) {
    const [, signs, heading] = /^(#{1,3}) (.*)$/.exec(line) ?? [];
    const [, item] = /^[-*] (.*)$/.exec(line) ?? [];
    const [, step] = /^\d{1,3}[.)] (.*)$/.exec(line) ?? [];
    if (line === "") endParagraph();
    else if (signs !== undefined && heading !== undefined) {
      endParagraph();
      blocks.push({ kind: "heading", level: signs.length as 1 | 2 | 3, runs: runsOf(heading) });
    } else if (item !== undefined || step !== undefined) {
      const begins = lines.length > 0;
      endParagraph();
      addItem(blocks, { ordered: step !== undefined, runs: runsOf(item ?? step ?? ""), begins });
    } else lines.push(line);
  }
  endParagraph();
  return blocks;
}

/** An item goes on with the list before it, unless a paragraph stands between. */
function addItem(
  blocks: MarkedBlock[],
  { ordered, runs, begins }: { ordered: boolean; runs: readonly MarkedRun[]; begins: boolean },
): void {
  const last = blocks.at(-1);
  if (!begins && last?.kind === "list" && last.ordered === ordered) {
    blocks[blocks.length - 1] = { ...last, items: [...last.items, runs] };
  } else blocks.push({ kind: "list", ordered, items: [runs] });
}

/** Bounded in length and without nesting: an unclosed sign is looked for over some hundred characters, never to the end. */
const signs = /\*\*([^*\n]{1,500})\*\*|\[([^[\]\n]{1,300})\]\((https:\/\/[^\s()<>"]{1,500})\)/gu;

function runsOf(line: string): MarkedRun[] {
  const runs: MarkedRun[] = [];
  let from = 0;
  for (const found of line.matchAll(signs)) {
    const [whole, bold, label, href] = found;
    if (found.index > from) runs.push({ text: line.slice(from, found.index) });
    if (bold !== undefined) runs.push({ text: bold, bold: true });
    else if (label !== undefined && href !== undefined) runs.push({ text: label, href });
    from = found.index + whole.length;
  }
  if (from < line.length) runs.push({ text: line.slice(from) });
  return runs;
}
