import assert from "node:assert/strict";
import { test } from "node:test";
import { locales, translator } from "@aftercare/messages";
import fc from "fast-check";
import { messageKinds } from "../../../capabilities.ts";
import type { MailBlock, MailDocument } from "../mail-document.ts";
import { type Frame, renderHtml, renderText } from "./index.ts";

const hostile = `</script><script>alert("1")</script> & 'x' {{y}}`;
const href = "https://shop.test/l/abc?a=1&b=2";
const blocks: MailBlock[] = [
  { kind: "heading", text: hostile },
  { kind: "paragraph", text: hostile },
  { kind: "notice", text: hostile },
  { kind: "code", label: hostile, code: hostile },
  {
    kind: "items",
    items: [{ text: hostile, detail: hostile, amount: hostile, href: `https://x.test/"${hostile}` }, { text: "Socks" }],
  },
  { kind: "button", text: hostile, href },
  { kind: "small", text: hostile },
];
const document: MailDocument = {
  ...{ subject: hostile, preheader: hostile, blocks },
  structured: { "@type": "Order", name: hostile },
};
const frame: Frame = { locale: "en", shop: hostile, footer: [{ text: hostile }, { text: hostile, href }] };

test("whatever a text holds is shown as text, also in the data for machines", async () => {
  const html = await renderHtml(document, frame);
  assert.equal(html.match(/<script/g)?.length, 1);
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? "";
  assert.equal((JSON.parse(json) as { name: string }).name, hostile);
  assert.match(html, /&lt;\/script&gt;&lt;script&gt;alert\(&quot;1&quot;\)/);
  assert.match(html, /href="https:\/\/shop\.test\/l\/abc\?a=1&amp;b=2"/);
  assert.match(renderText(document, frame), /<\/script><script>alert\("1"\)<\/script> & 'x' \{\{y\}\}/);
});

test("a message fetches nothing: no picture, no style sheet, no typeface", async () => {
  const html = await renderHtml(document, frame);
  assert.doesNotMatch(html, /<img|<link|@import|url\(|\ssrc=/i);
});

test("plain text keeps to 78 columns, loses no word and breaks no link", () => {
  const sign = fc.constantFrom("word", "a", "Überlänge,", "包裹", "已送达。", "(so)", "x".repeat(30));
  fc.assert(
    fc.property(fc.array(sign, { minLength: 1, maxLength: 60 }), (words) => {
      const text = words.join(" ");
      const long = `${href}&${"x".repeat(300)}`;
      const shown = renderText(
        {
          ...document,
          blocks: [
            { kind: "paragraph", text },
            { kind: "button", text: "Go", href: long },
          ],
        },
        frame,
      );
      assert.ok(shown.includes(long));
      assert.ok(shown.replaceAll(/\s/g, "").includes(text.replaceAll(/\s/g, "")));
      for (const line of shown.split("\n")) if (!line.startsWith("https://")) assert.ok(line.length <= 80, line);
    }),
  );
});

test("every kind has all its words in every language, with and without an order's page", async () => {
  for (const locale of locales) {
    for (const kind of messageKinds) {
      for (const links of [{}, { order: href, unsubscribe: href }]) {
        const words = translator(locale).inTimeZone("Europe/Berlin");
        const plain = { ...frame, locale, footer: [] };
        const sample = kind.writeSample({ words, links, shop: "Northwind" });
        const shown = `${sample.subject}\n${sample.preheader}\n${renderText(sample, plain)}`;
        assert.doesNotMatch(shown, /mail\.[a-z]|undefined|\[object|Invalid/);
        assert.ok((await renderHtml(sample, plain)).length < 60_000);
        assert.equal(shown.includes(href), links.order !== undefined, kind.name);
        assert.ok(words.has(`mail.kind.${kind.name}`));
      }
    }
  }
});
