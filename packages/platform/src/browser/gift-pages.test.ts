import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Locale, translator } from "@aftercare/messages";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openReturnHouse } from "./return-house.ts";
import { assertSound } from "./sound-page.ts";

const phone = { width: 375, height: 812 };
const languages: Readonly<Record<Locale, string>> = { en: "en-GB", de: "de-DE", nl: "nl-NL", zh: "zh-CN" };
const boot = "Karst Hiking Boot, 42 / Black";

describe("a gift", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openReturnHouse>>;

  before(async () => {
    house = await openReturnHouse();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const open = (options: BrowserContextOptions = {}) =>
    openWindow(browser, house, { viewport: phone, hasTouch: true, isMobile: true, ...options });

  /** Whoever bought it makes a code on the page of the order, by whose words they read. */
  async function makeCode(language: Locale, options: BrowserContextOptions): Promise<string> {
    const { t } = translator(language);
    const { link } = await house.order([
      ["KARST-42", 1],
      ["GLIM-1", 1],
    ]);
    const { context, page, errors } = await open(options);
    await page.goto(link);
    await page.getByRole("link", { name: t("gifts.make.link") }).click();
    await page.getByRole("heading", { name: t("gifts.make.title") }).waitFor();
    await assertSound(page, `${language}: making a code`);
    await page.getByRole("checkbox", { name: boot }).check();
    await page.getByRole("button", { name: t("gifts.make.button") }).click();
    await page.getByRole("heading", { name: t("gifts.made.title") }).waitFor();
    await assertSound(page, `${language}: the code`);
    const code = await page.locator(".letters").innerText();
    assert.match(code, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}$/);
    assert.deepEqual(errors, []);
    await context.close();
    return code;
  }

  for (const [language, locale] of Object.entries(languages) as [Locale, string][]) {
    test(`in ${language} is opened with its code and given back, weighs little and shows no price`, async () => {
      const { t } = translator(language);
      const code = await makeCode(language, { locale });
      const { context, page, errors } = await open({ locale });
      const weights: Promise<number>[] = [];
      page.on("requestfinished", (request) => {
        weights.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await page.goto(`${house.address}/`);
      await page.getByRole("link", { name: t("gifts.entry") }).tap();
      await page.getByRole("heading", { name: t("gifts.code.title") }).waitFor();
      await assertSound(page, `${language}: the code's form`);
      await page.getByLabel(t("gifts.code.label")).fill(code.toLowerCase());
      await page.getByRole("button", { name: t("gifts.code.open") }).tap();
      await page.getByRole("heading", { name: t("gifts.title") }).waitFor();
      await assertSound(page, `${language}: the gift`);
      await page
        .getByRole("combobox", { name: t("return-portal.pick.reason-of", { item: boot }) })
        .selectOption("too-small");
      const seen = [await page.locator("main").innerText()];
      await page.getByRole("button", { name: t("return-portal.pick.continue") }).tap();
      await page.getByRole("heading", { name: t("return-portal.choose.title") }).waitFor();
      await assertSound(page, `${language}: what can be had`);
      seen.push(await page.locator(".options").first().innerText());
      await page.getByRole("radio", { name: t("return-portal.choose.gift-card.name") }).check();
      await page.getByLabel(t("gifts.choose.email")).fill("kim@example.test");
      await page.getByRole("button", { name: t("return-portal.choose.confirm") }).tap();
      await page.getByRole("heading", { name: t("return-portal.request.title.open") }).waitFor();
      await assertSound(page, `${language}: announced`);
      seen.push(await page.locator("main").innerText());
      // 89.50 was paid for it.
      for (const text of seen) assert.doesNotMatch(text, /89[.,]50|€|Glim/);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.deepEqual(errors, []);
      const bytes = (await Promise.all(weights)).reduce((sum, size) => sum + size, 0);
      assert.ok(bytes > 1_000 && bytes <= 60_000, `${bytes} bytes for all of it`);
      await context.close();
    });
  }

  for (const [colorScheme, viewport] of [
    ["light", { width: 1280, height: 900 }],
    ["dark", phone],
  ] as const) {
    test(`${colorScheme}, ${viewport.width} px wide, another size is chosen for it, and called off again`, async () => {
      const code = await makeCode("en", { colorScheme, viewport, isMobile: false });
      const { context, page, errors } = await open({ colorScheme, viewport, isMobile: false });
      await page.goto(`${house.address}/gift`);
      await page.getByLabel("Gift code").fill(code);
      await page.getByRole("button", { name: "Open the gift" }).click();
      await page.locator("#reason-1").selectOption("too-small");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("radio", { name: /Exchange/ }).check();
      assert.equal(await page.getByLabel(`What would you like for ${boot}?`).inputValue(), "KARST-43");
      await page.getByLabel("Your e-mail address").fill("kim@example.test");
      await assertSound(page, "choosing");
      await page.getByRole("button", { name: "Confirm return" }).click();
      await page.getByRole("heading", { name: "We send you this for it" }).waitFor();
      assert.match(await page.locator("main").innerText(), /Karst Hiking Boot, 43 \/ Black/);
      await assertSound(page, "announced");
      await page.getByText("Call it off", { exact: true }).click();
      await page.getByRole("button", { name: "Yes, call it off" }).click();
      await page.getByRole("heading", { name: "This return was called off" }).waitFor();
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("without JavaScript a slip in the code is named, and it is given back; without a code nothing opens", async () => {
    const code = await makeCode("en", {});
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(`${house.address}/gift`);
    await page.getByLabel("Gift code").fill(`${code.slice(0, -1)}${code.endsWith("2") ? "3" : "2"}`);
    await page.getByRole("button", { name: "Open the gift" }).click();
    await page.getByText("This gift code has a typing error").waitFor();
    await page.getByLabel("Gift code").fill(code);
    await page.getByRole("button", { name: "Open the gift" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText(`${boot}: say why it goes back.`).waitFor();
    await page.locator("#reason-1").selectOption("unknown");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Your e-mail address").fill("kim@example.test");
    await page.getByRole("radio", { name: /Gift card/ }).check();
    await page.getByRole("button", { name: "Confirm return" }).click();
    await page.getByRole("heading", { name: "Your return is announced" }).waitFor();
    await page.goto(`${house.address}/gifts/gft_01h455vb4pex5vsknk084sn02q`);
    await page.getByRole("heading", { name: "You were given something" }).waitFor();
    await context.close();
  });
});
