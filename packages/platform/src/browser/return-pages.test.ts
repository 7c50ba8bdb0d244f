import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Locale, translator } from "@aftercare/messages";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openReturnHouse } from "./return-house.ts";
import { assertSound } from "./sound-page.ts";

const phone = { width: 375, height: 812 };
const languages: Readonly<Record<Locale, string>> = { en: "en-GB", de: "de-DE", nl: "nl-NL", zh: "zh-CN" };
const jacket = "Fjell shell jacket, moss green, with a detachable hood";

describe("giving something back", () => {
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

  const order = () =>
    house.order([
      ["FJELL-M", 1],
      ["KARST-42", 2],
      ["GLIM-1", 1],
    ]);
  const line = (page: Page, title: string) => page.getByRole("checkbox", { name: title });

  for (const [language, locale] of Object.entries(languages) as [Locale, string][]) {
    test(`in ${language} a return is announced in six taps from the order's page, and all of it fits a phone`, async () => {
      const { t } = translator(language);
      const { link } = await order();
      const { context, page, errors } = await open({ locale });
      let taps = 0;
      const tap = async (target: Locator) => {
        taps++;
        await target.tap();
      };
      await page.goto(link);
      await tap(page.getByRole("link", { name: t("return-portal.link") }));
      await page.getByRole("heading", { name: t("return-portal.pick.title") }).waitFor();
      await assertSound(page, `${language}: what goes back`);
      await tap(line(page, jacket));
      // One tap opens the list of reasons, one picks.
      taps += 2;
      await page
        .getByRole("combobox", { name: t("return-portal.pick.reason-of", { item: jacket }) })
        .selectOption("too-small");
      await tap(page.getByRole("button", { name: t("return-portal.pick.continue") }));
      await page.getByRole("heading", { name: t("return-portal.choose.title") }).waitFor();
      await assertSound(page, `${language}: what can be chosen`);
      await tap(page.getByRole("button", { name: t("return-portal.choose.confirm") }));
      await page.getByRole("heading", { name: t("return-portal.request.title.open") }).waitFor();
      await assertSound(page, `${language}: announced`);
      assert.ok(taps <= 6, `${taps} taps`);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.match(await page.locator("main").innerText(), /RR-\d+/);
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  for (const [colorScheme, viewport] of [
    ["light", { width: 1280, height: 900 }],
    ["dark", phone],
  ] as const) {
    test(`${colorScheme}, ${viewport.width} px wide, every page of it can be read`, async () => {
      const { link } = await order();
      const { context, page, errors } = await open({ colorScheme, viewport, isMobile: false });
      await page.goto(link);
      await assertSound(page, "the order");
      await page.getByRole("link", { name: "Return something" }).click();
      await line(page, "Karst Hiking Boot").check();
      await assertSound(page, "picking");
      await page.locator("#reason-2").selectOption("damaged-or-defective");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByText("Sending it back is free, because something is wrong with it.").waitFor();
      await assertSound(page, "choosing");
      await page.getByRole("button", { name: "Confirm return" }).click();
      await page.getByRole("heading", { name: "Your return is announced" }).waitFor();
      await page.getByRole("heading", { name: "Photos" }).waitFor();
      await assertSound(page, "announced");
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("without JavaScript what is missing is named beside what was picked; going back loses nothing", async () => {
    const { link } = await order();
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(link);
    await page.getByRole("link", { name: "Return something" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Tick at least one thing.").waitFor();
    await line(page, "Karst Hiking Boot").check();
    await page.locator("#quantity-2").selectOption("1");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Karst Hiking Boot, 42 / Black: say why it goes back.").waitFor();
    assert.ok(await line(page, "Karst Hiking Boot").isChecked());
    assert.equal(await page.locator("#quantity-2").inputValue(), "1");
    await page.locator("#reason-2").selectOption("too-narrow");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: "How would you like it?" }).waitFor();
    await page.getByRole("link", { name: "Change" }).click();
    assert.equal(await page.locator("#reason-2").inputValue(), "too-narrow");
    assert.equal(await page.locator("#quantity-2").inputValue(), "1");
    await context.close();
  });

  test("options stand side by side with what they cost and give; what is chosen is what is announced, and can be called off", async () => {
    const { link } = await order();
    const { context, page, errors } = await open();
    await page.goto(link);
    await page.getByRole("link", { name: "Return something" }).click();
    await line(page, "Karst Hiking Boot").check();
    await page.locator("#reason-2").selectOption("too-small");
    await page.getByRole("button", { name: "Continue" }).click();
    const main = page.locator("main");
    assert.match(await main.innerText(), /Refund\s+€179\.00/);
    assert.match(await main.innerText(), /Store credit\s+€179\.00[\s\S]*€17\.90 on top/);
    assert.match(await main.innerText(), /Bring it to a store\s+Free/);
    assert.match(await main.innerText(), /Drop it off\s+€4\.95/);
    assert.match(await main.innerText(), /60 days, because this is one of your first orders with us\./);
    assert.match(await main.innerText(), /Exchange[\s\S]*The next size up: 43 – in stock/);
    await page.getByRole("radio", { name: /Store credit/ }).check();
    await page.getByRole("radio", { name: /Drop it off/ }).check();
    await page.getByRole("button", { name: "Confirm return" }).click();
    await page.getByText("When it has arrived: we give you your credit.").waitFor();
    assert.match(await main.innerText(), /2 × Karst Hiking Boot/);
    // What is on top is as it was shown: the fee of the way back takes nothing off it.
    assert.match(await main.innerText(), /Store credit\s+€174\.05\s+€17\.90 on top/);
    const number = /RR-\d+/.exec(await main.innerText())?.[0] ?? "";
    await page.getByRole("link", { name: /Back to order/ }).click();
    await page.getByRole("heading", { name: "Your returns" }).waitFor();
    await assertSound(page, "the order with a return");
    await page.getByRole("link", { name: number }).click();
    await page.getByText("Call it off", { exact: true }).click();
    await page.getByRole("button", { name: "Yes, call it off" }).click();
    await page.getByRole("heading", { name: "This return was called off" }).waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("without JavaScript a photo of what is wrong is sent, shown and removed; what is no picture is refused on the same page", async () => {
    const { link } = await house.order([["FJELL-M", 1]]);
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(link);
    await page.getByRole("link", { name: "Return something" }).click();
    await page.locator("#reason-1").selectOption("seams-splitting");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Confirm return" }).click();
    const send = async (buffer: Buffer) => {
      const file = { name: "seam.png", mimeType: "image/png", buffer };
      await page.getByLabel(/^Add a/).setInputFiles(file);
      await page.getByRole("button", { name: "Send photo" }).click();
    };
    await send(Buffer.from("no picture"));
    await page.getByRole("alert").waitFor();
    await send(await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } }));
    await page.getByRole("link", { name: "Photo 1" }).waitFor();
    await page.getByLabel("Add another photo").waitFor();
    const shown = await context.request.get((await page.getByRole("link", { name: "Photo 1" }).getAttribute("href"))!);
    assert.equal(shown.headers()["content-type"], "image/png");
    await page.getByRole("button", { name: "Remove photo 1" }).click();
    await page.getByLabel("Add a photo").waitFor();
    assert.equal(await page.getByRole("link", { name: "Photo 1" }).count(), 0);
    await context.close();
  });

  test("a photo larger than what is taken is made smaller on the phone, and sent", async () => {
    const { link, id } = await house.order([["FJELL-M", 1]]);
    const { context, page, errors } = await open();
    await page.goto(link);
    await page.goto(`/orders/${id}/return/choose?line=1&quantity-1=1&reason-1=stained`);
    await page.getByRole("button", { name: "Confirm return" }).click();
    await page.getByLabel("Add a photo").waitFor();
    // Noise, which no format makes small: what a camera sees in the dark.
    const noise = await page.evaluate<string>(`(async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1200 });
      const draw = canvas.getContext("2d");
      const image = draw.createImageData(1600, 1200);
      for (let at = 0; at < image.data.length; at += 65536)
        crypto.getRandomValues(new Uint8Array(image.data.buffer, at, Math.min(65536, image.data.length - at)));
      for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
      draw.putImageData(image, 0, 0);
      return canvas.toDataURL("image/png").split(",")[1];
    })()`);
    const buffer = Buffer.from(noise, "base64");
    assert.ok(buffer.length > 4 * 1024 * 1024);
    await page.getByLabel("Add a photo").setInputFiles({ name: "dark.png", mimeType: "image/png", buffer });
    await page.getByRole("button", { name: "Send photo" }).click();
    const shown = await page.getByRole("link", { name: "Photo 1" }).getAttribute("href");
    const answer = await context.request.get(shown!);
    assert.equal(answer.headers()["content-type"], "image/jpeg");
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("the button pressed twice announces it once, and pieces that are announced cannot be picked again", async () => {
    const { link, id } = await house.order([["GLIM-1", 1]]);
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(link);
    await page.getByRole("link", { name: "Return something" }).click();
    assert.ok(await line(page, "Glim head torch").isChecked(), "the only line there is");
    await page.locator("#reason-1").selectOption("battery-life");
    await page.getByRole("button", { name: "Continue" }).click();
    const sent = "String(new URLSearchParams(new FormData(document.querySelector('form.choosing'))))";
    const form = await page.evaluate<string>(sent);
    const send = () =>
      context.request.post(`/orders/${id}/return`, {
        data: form,
        headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      });
    const [one, two] = await Promise.all([send(), send()]);
    assert.equal(one.url(), two.url());
    assert.match(one.url(), /\/returns\/rrq_/);
    const reader = await browser.newContext({ baseURL: house.address });
    // As a mail leads there, on a phone that has never been here.
    const opened = await reader.request.get(`${link}/returns/${one.url().split("/").at(-1)}`);
    assert.equal(opened.url(), one.url());
    assert.equal(opened.status(), 200);
    await reader.close();
    await page.goto(`/orders/${id}/return`);
    await page.getByText("Nothing of this order can be announced").waitFor();
    // Whoever announces it once more is led to the one that exists.
    await page.goto(`/orders/${id}/return/choose?line=1&quantity-1=1&reason-1=battery-life`);
    await page.getByRole("status").waitFor();
    assert.equal(page.url().split("?")[0], one.url());
    await context.close();
  });

  test("whose time is over says why it should be taken back all the same, and a person decides", async () => {
    const { link } = await house.order([["FJELL-M", 1]], 300);
    const { context, page, errors } = await open();
    await page.goto(link);
    await page.getByRole("link", { name: "Return something" }).click();
    await page.getByText("The time for this is over.").waitFor();
    await page.locator("#reason-1").selectOption("changed-my-mind");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Why should we take it back?").fill("I was in hospital.");
    await assertSound(page, "with a plea");
    await page.getByRole("button", { name: "Send the request" }).click();
    await page.getByRole("heading", { name: "We have your request" }).waitFor();
    await assertSound(page, "requested");
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("nobody sees or announces a return of an order that was not looked up", async () => {
    const { id } = await order();
    const other = await order();
    const { context, page } = await open();
    await page.goto(other.link);
    for (const path of [`/orders/${id}/return`, `/orders/${id}/return/choose?line=1&reason-1=too-small`]) {
      const answer = await page.goto(path);
      assert.equal(answer?.status(), 401, path);
    }
    const posted = await context.request.post(`/orders/${id}/return`, {
      data: "line=1&quantity-1=1&reason-1=too-small&method=drop-off&resolution=refund",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    });
    assert.equal(posted.status(), 401);
    await context.close();
  });

  test("each page costs 60 kB at most over the wire, all in, on a first visit", async () => {
    const { link, id } = await order();
    for (const locale of Object.values(languages)) {
      const { context, page } = await open({ locale });
      await page.goto(link);
      const network = await context.newCDPSession(page);
      await network.send("Network.enable");
      await network.send("Network.setCacheDisabled", { cacheDisabled: true });
      let total = 0;
      network.on("Network.loadingFinished", ({ encodedDataLength }) => {
        total += encodedDataLength;
      });
      for (const path of ["return", "return/choose?line=1&quantity-1=1&reason-1=too-small"]) {
        total = 0;
        await page.goto(`/orders/${id}/${path}`, { waitUntil: "load" });
        assert.ok(total > 4_000 && total <= 60_000, `${path} in ${locale}: ${total} bytes`);
      }
      await context.close();
    }
  });
});
