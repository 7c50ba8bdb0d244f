import type { MailBlock, MailDocument } from "../mail-document.ts";

/**
 * A message as it stands on the page of its order: what it says, in paragraphs parted by a blank line. What would only lead to that page, and
 * whose shop it is, the reader sees already.
 */
export function renderCard({ blocks }: MailDocument): string {
  return blocks.flatMap(textOf).join("\n\n");
}

function textOf(block: MailBlock): string[] {
  switch (block.kind) {
    case "heading":
    case "button":
      return [];
    case "code":
      return [`${block.label}: ${block.code}`];
    case "items":
      return block.items.map(({ text, detail, amount }) => [text, detail, amount].filter(Boolean).join(" · "));
    default:
      return [block.text];
  }
}
