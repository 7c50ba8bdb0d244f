import type { Translator } from "@aftercare/messages";
import type { ReturnMethod } from "../../../facts/return-requests/return-request.schema.ts";
import { code128Svg, qrSvg } from "../../../foundation/barcodes/index.ts";
import type { ReturnAddress } from "../label-settings.schema.ts";
import { drawBarcode, type Place, sizeThatFits, write } from "./pen.ts";

/** All that stands on the page of one label. */
export interface LabelPage {
  /** What the codes say. */
  readonly trackingNumber: string;
  readonly method: ReturnMethod;
  readonly carrier: string;
  readonly service: string | undefined;
  /** The code is shown instead of stuck on. */
  readonly boxless: boolean;
  readonly validUntil: Date;
  readonly requestNumber: string;
  readonly orderNumber: string;
  /** The shop's name, where nobody has given its address. */
  readonly shop: string;
  readonly to: ReturnAddress | undefined;
  readonly from: { readonly name?: string | undefined; readonly postCode?: string | undefined };
  /** ISO 3166-1; undefined where nobody said. */
  readonly country: string | undefined;
  readonly contents: readonly { readonly quantity: number; readonly title: string }[];
}

type Pdf = PDFKit.PDFDocument;

const margin = 36;
const grey = "#555555";
/** What is stuck on the parcel: A6, which carriers' machines read. */
const sticker = { width: 297, height: 420 };

/**
 * Draws one page: above what is stuck on the parcel, or shown where it is handed over, with what to do beside it; below the slip that goes
 * into the parcel, so that whoever opens it knows whose it is.
 */
export function drawLabelPage(pdf: Pdf, page: LabelPage, words: Translator): void {
  const { x, y } = { x: margin, y: margin };
  if (page.boxless) drawCode(pdf, page, words, x, y);
  else drawSticker(pdf, page, words, x, y);
  const beside = { x: x + sticker.width + 24, y, width: pdf.page.width - x - sticker.width - 24 - margin };
  drawSteps(pdf, page, words, beside);
  const below = { x, y: y + sticker.height + 24, width: pdf.page.width - 2 * margin };
  drawSlip(pdf, page, words, below);
}

function drawSticker(pdf: Pdf, page: LabelPage, words: Translator, x: number, y: number): void {
  const inner = { x: x + 14, width: sticker.width - 28 };
  pdf.lineWidth(1).strokeColor("#000000").rect(x, y, sticker.width, sticker.height).stroke();
  const head = { x: inner.x, y: y + 12, width: inner.width - 100 };
  const size = sizeThatFits(pdf, [page.carrier], { ...head, height: 26, weight: "bold" }, [18, 9]);
  let at = write(pdf, page.carrier, head, { size, weight: "bold" });
  if (page.service !== undefined) at = write(pdf, page.service, { ...head, y: at - 2 }, { size: 9, colour: grey });
  const mark = words.t("return-labels.return");
  write(pdf, mark, { ...inner, y: y + 16 }, { size: 12, weight: "bold", align: "right" });
  pdf
    .moveTo(x, at + 2)
    .lineTo(x + sticker.width, at + 2)
    .stroke();
  at = write(pdf, words.t("return-labels.to"), { ...inner, y: at + 8 }, { size: 8, colour: grey });
  const bold = { weight: "bold" } as const;
  const address = addressLines(page, words);
  const large = sizeThatFits(pdf, address, { ...inner, ...bold, height: 100 }, [13, 10, 8]);
  for (const line of address) at = write(pdf, line, { ...inner, y: at }, { size: large, ...bold });
  at = write(pdf, words.t("return-labels.from"), { ...inner, y: at + 8 }, { size: 8, colour: grey });
  for (const line of senderLines(page, words)) at = write(pdf, line, { ...inner, y: at }, { size: 9 });
  const foot = y + sticker.height;
  // Ten modules of white on either side, which scanners need.
  drawBarcode(pdf, code128Svg(page.trackingNumber), { x: x + 26, y: foot - 186, width: sticker.width - 52 }, 62);
  write(pdf, spaced(page.trackingNumber), { ...inner, x: x + 26, y: foot - 120 }, { size: 11, weight: "bold" });
  drawBarcode(pdf, qrSvg(page.trackingNumber), { x: x + 6, y: foot - 98, width: 92 });
  drawNumbers(pdf, page, words, { x: x + 104, y: foot - 84, width: sticker.width - 118 });
}

function drawCode(pdf: Pdf, page: LabelPage, words: Translator, x: number, y: number): void {
  const inner = { x: x + 14, width: sticker.width - 28 };
  pdf.lineWidth(1).strokeColor("#000000").rect(x, y, sticker.width, sticker.height).stroke();
  const at = write(pdf, page.carrier, { ...inner, y: y + 12 }, { size: 18, weight: "bold" });
  drawBarcode(pdf, qrSvg(page.trackingNumber), { x: x + 28, y: at + 6, width: sticker.width - 56 });
  const foot = y + sticker.height;
  write(pdf, spaced(page.trackingNumber), { ...inner, y: foot - 106 }, { size: 14, weight: "bold" });
  drawNumbers(pdf, page, words, { ...inner, y: foot - 78 });
}

function drawNumbers(pdf: Pdf, page: LabelPage, words: Translator, place: Place): void {
  let { y } = place;
  for (const text of [
    words.t("return-labels.request", { number: page.requestNumber }),
    words.t("return-labels.order", { number: page.orderNumber }),
    words.t("return-labels.valid-until", { date: words.date(page.validUntil, "long") }),
  ])
    y = write(pdf, text, { ...place, y }, { size: 10 });
}

function drawSteps(pdf: Pdf, page: LabelPage, words: Translator, place: Place): void {
  const { method, carrier } = page;
  let y = write(pdf, words.t("return-labels.steps"), place, { size: 14, weight: "bold" }) + 4;
  const how = page.boxless ? "boxless" : "boxed";
  const steps = [
    ...(page.boxless ? [] : [words.t("return-labels.step.pack"), words.t("return-labels.step.stick")]),
    words.t(`return-labels.step.${how}.${method}`, { carrier }),
    words.t("return-labels.step.receipt"),
  ];
  for (const [index, step] of steps.entries()) {
    write(pdf, `${index + 1}`, { ...place, y }, { size: 10, weight: "bold" });
    y = write(pdf, step, { x: place.x + 16, y, width: place.width - 16 }, { size: 10, leading: 1.4 }) + 6;
  }
}

function drawSlip(pdf: Pdf, page: LabelPage, words: Translator, place: Place): void {
  pdf
    .lineWidth(0.7)
    .dash(4, { space: 4 })
    .strokeColor(grey)
    .moveTo(0, place.y)
    .lineTo(pdf.page.width, place.y)
    .stroke()
    .undash();
  let y = write(pdf, words.t("return-labels.contents"), { ...place, y: place.y + 16 }, { size: 14, weight: "bold" });
  const why = page.boxless ? "return-labels.contents-shown" : "return-labels.contents-inside";
  y = write(pdf, words.t(why), { ...place, y }, { size: 9, colour: grey }) + 8;
  const end = pdf.page.height - margin - 50;
  for (const [index, { quantity, title }] of page.contents.entries()) {
    if (y > end) {
      const left = page.contents.length - index;
      y = write(pdf, words.t("return-labels.more", { count: left }), { ...place, y }, { size: 10, colour: grey });
      break;
    }
    write(pdf, `${words.number(quantity)} ×`, { ...place, y }, { size: 10, weight: "bold" });
    y = write(pdf, title, { x: place.x + 48, y, width: place.width - 48 }, { size: 10 }) + 2;
  }
  const numbers = [page.requestNumber, page.orderNumber, page.trackingNumber].join("  ·  ");
  write(pdf, numbers, { ...place, y: pdf.page.height - margin - 10 }, { size: 8, colour: grey });
}

function addressLines({ to, shop, country }: LabelPage, words: Translator): string[] {
  if (!to) return [shop];
  const abroad = country === to.country ? [] : [countryName(to.country, words).toUpperCase()];
  return [to.name, ...to.lines, `${to.postCode} ${to.city}`, ...abroad];
}

function senderLines({ from, country }: LabelPage, words: Translator): string[] {
  const place = [from.postCode, country === undefined ? undefined : countryName(country, words)];
  return [from.name?.slice(0, 40), place.filter((part) => part !== undefined).join(", ")].filter(
    (line) => line !== undefined,
  );
}

function countryName(code: string, { locale }: Translator): string {
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}

/** `RL1000000017` → `RL 1000 0000 17`, which a person can read out. */
function spaced(number: string): string {
  return number.replace(/^([A-Z]+)/, "$1 ").replace(/(\d{4})(?=\d)/g, "$1 ");
}
