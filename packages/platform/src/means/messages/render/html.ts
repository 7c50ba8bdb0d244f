import type { MailBlock, MailDocument } from "../mail-document.ts";
import { escapeHtml } from "./escape.ts";
import type { Frame } from "./frame.ts";
import { jsonLd } from "./json-ld.ts";

/** A node of MJML in its JSON form: no text of ours is ever parsed as markup but what stands in `content`, which is HTML and escaped here. */
type Node = { tagName: string; attributes: Record<string, string>; content?: string; children?: Node[] };

const ink = "#1c1b18";
const soft = "#5d5a52";
const link = "#17604a";
const sans = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans SC', 'PingFang SC', sans-serif";

/** Paper and ink as on the shop's pages; a mail program in the dark gets the same turned round. */
const dark = `@media (prefers-color-scheme: dark) {
  body, body > div[role="article"] { background: #161513 !important; }
  .card, .card > table { background: #1e1d1a !important; }
  .ink div, .ink td { color: #efece4 !important; }
  .soft div, .soft a { color: #aaa598 !important; }
  .line a { color: #8fcab0 !important; }
  .notice { background: #24221e !important; }
  .line td { border-color: #34322c !important; }
}`;

/**
 * A message as HTML that mail programs show. No picture and nothing else is fetched: nobody is told that it was read. The engine is loaded
 * with the first message, since it takes half a second and only those who send or preview need it.
 */
export async function renderHtml(document: MailDocument, { locale, shop, footer }: Frame): Promise<string> {
  const { default: mjml } = await import("mjml");
  const foot = footer.map(({ text, href }) =>
    href === undefined
      ? escapeHtml(text)
      : `<a href="${escapeHtml(href)}" style="color:${soft}">${escapeHtml(text)}</a>`,
  );
  const root: Node = {
    tagName: "mjml",
    attributes: { lang: locale },
    children: [
      {
        tagName: "mj-head",
        attributes: {},
        children: [
          { tagName: "mj-title", attributes: {}, content: escapeHtml(document.subject) },
          { tagName: "mj-preview", attributes: {}, content: escapeHtml(document.preheader) },
          { tagName: "mj-raw", attributes: {}, content: `<meta name="color-scheme" content="light dark">` },
          { tagName: "mj-style", attributes: {}, content: dark },
          ...(document.structured === undefined
            ? []
            : [{ tagName: "mj-raw", attributes: {}, content: jsonLd(document.structured) }]),
        ],
      },
      {
        tagName: "mj-body",
        attributes: { "background-color": "#fbfaf7" },
        children: [
          section([text(escapeHtml(shop), { "font-size": "15px", "css-class": "soft", color: soft })]),
          section(document.blocks.map(nodeOf), "card"),
          section(foot.map((part) => text(part, { "font-size": "13px", "css-class": "soft", color: soft }))),
        ],
      },
    ],
  };
  const { html } = await mjml(root as never, { validationLevel: "strict", fonts: {}, keepComments: true });
  return html;
}

function section(children: Node[], look?: "card"): Node {
  const attributes: Record<string, string> =
    look === "card"
      ? { "background-color": "#ffffff", "border-radius": "12px", padding: "16px 8px", "css-class": "card" }
      : { padding: "12px 8px" };
  return { tagName: "mj-section", attributes, children: [{ tagName: "mj-column", attributes: {}, children }] };
}

function text(content: string, attributes: Record<string, string> = {}): Node {
  const usual = { "font-family": sans, "font-size": "16px", "line-height": "1.5", color: ink, "css-class": "ink" };
  return { tagName: "mj-text", attributes: { ...usual, padding: "8px 16px", ...attributes }, content };
}

function nodeOf(block: MailBlock): Node {
  switch (block.kind) {
    case "heading":
      return text(`<h1 style="margin:0;font-size:24px;line-height:1.3">${escapeHtml(block.text)}</h1>`);
    case "paragraph":
      return text(escapeHtml(block.text));
    case "small":
      return text(escapeHtml(block.text), { "font-size": "14px", color: soft, "css-class": "soft" });
    case "notice":
      return text(escapeHtml(block.text), { "css-class": "ink notice", "container-background-color": "#f2efe7" });
    case "code":
      return text(
        `${escapeHtml(block.label)}<br><strong style="font-size:24px;letter-spacing:1px">${escapeHtml(block.code)}</strong>`,
      );
    case "button":
      return {
        tagName: "mj-button",
        attributes: {
          ...{ href: escapeHtml(block.href), align: "left", "background-color": link, color: "#ffffff" },
          ...{ "font-family": sans, "font-size": "16px", "border-radius": "8px", padding: "12px 16px" },
        },
        content: escapeHtml(block.text),
      };
    case "items":
      return {
        tagName: "mj-table",
        attributes: {
          "font-family": sans,
          "font-size": "16px",
          color: ink,
          padding: "8px 16px",
          "css-class": "ink line",
        },
        content: block.items.map(rowOf).join(""),
      };
  }
}

function rowOf({ text: title, detail, amount, href }: (MailBlock & { kind: "items" })["items"][number]): string {
  const cell = "padding:8px 0;border-bottom:1px solid #e4e0d6;vertical-align:top";
  const below = detail === undefined ? "" : `<br><span style="font-size:14px">${escapeHtml(detail)}</span>`;
  const sum = amount === undefined ? "" : escapeHtml(amount);
  const words = escapeHtml(title);
  const named = href === undefined ? words : `<a href="${escapeHtml(href)}" style="color:${link}">${words}</a>`;
  return `<tr><td style="${cell}">${named}${below}</td><td style="${cell};text-align:right;white-space:nowrap">${sum}</td></tr>`;
}
