import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { locales } from "@aftercare/messages";
import { CarriedMethod } from "../../../facts/return-requests/return-request.schema.ts";
import { runsOf } from "./fonts.ts";
import { type LabelPage, renderLabels } from "./index.ts";

const page: LabelPage = {
  ...{ trackingNumber: "RL1000000017", method: "drop-off", carrier: "DHL", service: undefined, boxless: false },
  ...{ validUntil: new Date("2026-12-20T10:00:00Z"), requestNumber: "RR-100001", orderNumber: "#1042", shop: "Linnen" },
  to: { name: "Linnen", lines: ["Weg 1"], postCode: "53113", city: "Bonn", country: "DE" },
  from: { name: "Zoë Łukasiewicz", postCode: "10115" },
  country: "DE",
  contents: [{ quantity: 2, title: "亚麻衬衫" }],
};
const rendering = { locale: "en", timeZone: "Europe/Berlin", at: new Date("2026-11-22T10:00:00Z") } as const;

/** The page's drawing commands, which stand in the document compressed. */
function drawingOf(pdf: Buffer): string {
  const streams = pdf.toString("latin1").matchAll(/stream\n([\s\S]*?)\nendstream/g);
  return [...streams].flatMap(([, bytes = ""]) => inflated(Buffer.from(bytes, "latin1"))).join("\n");
}

function inflated(bytes: Buffer): string[] {
  try {
    return [inflateSync(bytes).toString("latin1")];
  } catch {
    return [];
  }
}

test("every method is rendered in every language, boxed and boxless, with the parts of the fonts that it needs", async () => {
  for (const locale of locales) {
    for (const method of CarriedMethod.options) {
      for (const boxless of [true, false]) {
        const pdf = await renderLabels([{ ...page, method, boxless }], { ...rendering, locale });
        assert.equal(pdf.toString("latin1", 0, 5), "%PDF-");
        assert.ok(pdf.includes("NotoSansSC"), "Chinese is embedded");
        assert.ok(pdf.length < 60_000, `${pdf.length} bytes`);
      }
    }
  }
});

test("the codes are drawn as areas and lines, one page for each label, on the paper of the country", async () => {
  const american = { ...page, country: "US" };
  const pdf = await renderLabels([page, american], rendering);
  const text = pdf.toString("latin1");
  assert.equal([...text.matchAll(/\/Type \/Page\b/g)].length, 2);
  assert.match(text, /\/MediaBox \[0 0 595.28 841.89\]/);
  assert.match(text, /\/MediaBox \[0 0 612 792\]/);
  assert.doesNotMatch(text, /\/Subtype \/Image/);
  assert.ok(drawingOf(pdf).split("\n").length > 300);
});

test("the same label is the same document", async () => {
  const [one, other] = [await renderLabels([page], rendering), await renderLabels([page], rendering)];
  const comparable = (pdf: Buffer) =>
    pdf
      .toString("latin1")
      .replace(/[A-Z]{6}\+/g, "")
      .replace(/\/ID \[[^\]]*\]/, "");
  assert.equal(comparable(one), comparable(other));
});

test("each character is written in a font that has it; blanks do not cut a text", () => {
  const fontsOf = (text: string) => runsOf(text, "regular").map(({ font, text: part }) => [font.name, part]);
  assert.deepEqual(fontsOf("Return 12"), [["noto-sans-latin-regular", "Return 12"]]);
  assert.deepEqual(fontsOf("Zoë Łu"), [
    ["noto-sans-latin-regular", "Zoë "],
    ["noto-sans-latin-ext-regular", "Ł"],
    ["noto-sans-latin-regular", "u"],
  ]);
  assert.deepEqual(
    fontsOf("DHL 退货，").map(([name]) => name),
    ["noto-sans-latin-regular", "noto-sans-sc-regular"],
  );
  assert.deepEqual(
    fontsOf("Ωж").map(([name]) => name),
    ["noto-sans-greek-regular", "noto-sans-cyrillic-regular"],
  );
  // A surname and a mountain: of the national basic set, and seldom written.
  assert.deepEqual(
    fontsOf("邴嵝").map(([name]) => name),
    ["noto-sans-sc-rare-regular"],
  );
  assert.deepEqual(
    fontsOf("😀").map(([name]) => name),
    ["noto-sans-latin-regular"],
  );
});

test("every character of GB 2312, in which Chinese addresses are written, has a font", () => {
  const decoder = new TextDecoder("gb18030");
  const [first, last] = [0xa1, 0xfe];
  const missing: string[] = [];
  // Rows 16 to 87 hold the Chinese characters; the last five places of row 55 are empty.
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = first; cell <= last; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      const isEmpty = row === 0xd7 && cell > 0xf9;
      if (!isEmpty && !runsOf(character, "bold").every(({ font }) => font.covers(character.codePointAt(0)!)))
        missing.push(character);
    }
  assert.deepEqual(missing, []);
});

test("no text whatever breaks a page: without blanks, very long, empty, or in no font", async () => {
  for (const title of [
    "9".repeat(3_000),
    "",
    "😀 عربي",
    "a\nb\tc",
    "很".repeat(800),
    "Donaudampfschifffahrt ".repeat(200),
  ]) {
    const contents = Array.from({ length: 40 }, () => ({ quantity: 1_000_000, title }));
    const long = { ...page, contents, carrier: title.slice(0, 40), from: { name: title }, to: undefined, shop: title };
    assert.ok((await renderLabels([long], { ...rendering, locale: "zh" })).length > 1_000);
  }
});
