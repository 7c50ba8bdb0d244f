import { gzipSync } from "node:zlib";
import { type Locale, translator } from "@aftercare/messages";
import { openBrowser } from "../../../packages/platform/src/browser/open-browser.ts";
import { openReturnHouse } from "../../../packages/platform/src/browser/return-house.ts";
import type { BenchResult } from "../result.ts";

const languages: Readonly<Record<Locale, string>> = { en: "en-GB", de: "de-DE", nl: "nl-NL", zh: "zh-CN" };
const phone = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true } as const;
const mostTaps = 6;
const mostKilobytes = 60;

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type House = Awaited<ReturnType<typeof openReturnHouse>>;

/**
 * A shopper's pages for giving something back, in a real browser with the window of a phone and an empty cache, in each language: what the first page
 * brings, all pages together, and how often a finger has to touch the screen.
 */
export async function pages(): Promise<BenchResult[]> {
  const house = await openReturnHouse();
  const browser = await openBrowser();
  try {
    const results: BenchResult[] = [];
    for (const [language, locale] of Object.entries(languages) as [Locale, string][]) {
      const { first, all, taps } = await giveBack(browser, house, language, locale);
      results.push(
        {
          ...{ name: `${language}: first page, gzipped, with all that it loads`, value: first / 1_000, unit: "kB" },
          ...{ goal: `at most ${mostKilobytes} kB`, met: first <= mostKilobytes * 1_000 },
        },
        { name: `${language}: until it is announced, gzipped`, value: all / 1_000, unit: "kB" },
        {
          ...{ name: `${language}: from the order's page until it is announced`, value: taps, unit: "taps" },
          ...{ goal: `at most ${mostTaps}`, met: taps <= mostTaps },
        },
      );
    }
    return results;
  } finally {
    await browser.close();
    await house.close();
  }
}

async function giveBack(browser: Browser, house: House, language: Locale, locale: string) {
  const { t } = translator(language);
  const { link } = await house.order([
    ["FJELL-M", 1],
    ["KARST-42", 2],
    ["GLIM-1", 1],
  ]);
  const context = await browser.newContext({ baseURL: house.address, locale, ...phone });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const sizes: Promise<number>[] = [];
  // Only what has ended: a page that keeps itself up to date holds a connection open.
  page.on("requestfinished", (request) => {
    sizes.push(sizeOf(request));
  });
  const sum = async () => (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
  await page.goto(link, { waitUntil: "load" });
  const first = await sum();
  let taps = 0;
  const tap = async (target: ReturnType<typeof page.getByRole>) => {
    taps++;
    await target.tap();
  };
  await tap(page.getByRole("link", { name: t("return-portal.link") }));
  await tap(page.getByRole("checkbox").first());
  // One tap opens the list of reasons, one picks.
  taps += 2;
  await page.locator("#reason-1").selectOption("too-small");
  await tap(page.getByRole("button", { name: t("return-portal.pick.continue") }));
  await page.getByRole("heading", { name: t("return-portal.choose.title") }).waitFor();
  await tap(page.getByRole("button", { name: t("return-portal.choose.confirm") }));
  await page.getByRole("heading", { name: t("return-portal.request.title.open") }).waitFor();
  await page.waitForLoadState("load");
  const all = await sum();
  await context.close();
  return { first, all, taps };
}

/** Of what came, gzipped; a redirection has no body. */
async function sizeOf(request: { response(): Promise<{ body(): Promise<Buffer> } | null> }): Promise<number> {
  const response = await request.response();
  const body = await response?.body().catch(() => undefined);
  return body === undefined ? 0 : gzipSync(body).length;
}
