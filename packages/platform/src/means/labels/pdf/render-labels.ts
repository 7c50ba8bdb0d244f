import { buffer } from "node:stream/consumers";
import type { Locale } from "@aftercare/messages";
import { translator } from "@aftercare/messages";
import PDFDocument from "pdfkit";
import { drawLabelPage, type LabelPage } from "./label-page.ts";

/** Where people print on Letter; everybody else has A4. */
const lettered = new Set(["CA", "CL", "CO", "MX", "PH", "US"]);

interface Rendering {
  readonly locale: Locale;
  /** IANA name: the day until which a label holds is a day there. */
  readonly timeZone: string;
  /** What the document says of when it was made. */
  readonly at: Date;
}

/** One page for each label, as a PDF of some ten kilobytes. */
export async function renderLabels(pages: readonly LabelPage[], { locale, timeZone, at }: Rendering): Promise<Buffer> {
  const words = translator(locale, "return-labels").inTimeZone(timeZone);
  const title = words.t("return-labels.request", { number: pages[0]?.requestNumber ?? "" });
  const pdf = new PDFDocument({
    ...{ autoFirstPage: false, margin: 0, lang: locale, displayTitle: true, font: "" },
    info: { Title: title, CreationDate: at, ModDate: at },
  });
  const whole = buffer(pdf);
  for (const page of pages) {
    pdf.addPage({ size: page.country !== undefined && lettered.has(page.country) ? "LETTER" : "A4", margin: 0 });
    drawLabelPage(pdf, page, words);
  }
  pdf.end();
  return whole;
}
