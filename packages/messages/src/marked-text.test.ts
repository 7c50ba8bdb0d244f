import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type MarkedRun, readMarkedText } from "./marked-text.ts";

test("headings, lists, bold and links are read; a paragraph may stand on several lines", () => {
  const source = [
    "# Before it comes",
    "Clear a **dry** place,",
    "see [the video](https://example.test/a?b=1).",
    "",
    "1. Unpack",
    "2. Air it",
    "- No heat",
    "* No bleach",
  ].join("\r\n");
  assert.deepEqual(readMarkedText(source), [
    { kind: "heading", level: 1, runs: [{ text: "Before it comes" }] },
    {
      kind: "paragraph",
      runs: [
        { text: "Clear a " },
        { text: "dry", bold: true },
        { text: " place, see " },
        { text: "the video", href: "https://example.test/a?b=1" },
        { text: "." },
      ],
    },
    { kind: "list", ordered: true, items: [[{ text: "Unpack" }], [{ text: "Air it" }]] },
    { kind: "list", ordered: false, items: [[{ text: "No heat" }], [{ text: "No bleach" }]] },
  ]);
});

test("what is not understood is text: HTML, other addresses, signs without an end", () => {
  for (const text of [
    "<script>x</script>",
    "[a](javascript:alert(1))",
    "[a](http://x.test)",
    "**never ends",
    "####no",
  ]) {
    assert.deepEqual(readMarkedText(text), [{ kind: "paragraph", runs: [{ text }] }]);
  }
});

test("of any text no character is lost but the signs, and every link is https", () => {
  const pieces = fc.constantFrom("a", " ", "\n", "**", "[", "]", "(", ")", "https://x.test", "# ", "- ", "1. ", "<b>");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const source = parts.join("");
      const runs = readMarkedText(source).flatMap((block): readonly MarkedRun[] =>
        block.kind === "list" ? block.items.flat() : block.runs,
      );
      for (const { href } of runs) assert.match(href ?? "https://", /^https:\/\//);
      const letters = (text: string) => text.replace(/[^a]/g, "").length;
      assert.equal(letters(runs.map(({ text }) => text).join("")), letters(source));
    }),
    { numRuns: 1_000 },
  );
});

test("a long text of signs that never end takes no time", () => {
  const started = performance.now();
  for (const sign of ["**", "[", "[a](https://", "**a"]) readMarkedText(sign.repeat(20_000 / sign.length));
  assert.ok(performance.now() - started < 1_000);
});
