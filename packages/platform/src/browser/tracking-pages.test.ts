import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { assertFits, assertSound } from "./sound-page.ts";
import { openTrackingHouse } from "./tracking-house.ts";

const phone = { width: 375, height: 812 };
const languages = { en: "en-GB", de: "de-DE", nl: "nl-NL", zh: "zh-CN" };

type House = Awaited<ReturnType<typeof openTrackingHouse>>;

describe("the page of an order on its way", () => {
  let browser: Browser;
  let house: House;
  let orders: House["orders"];

  before(async () => {
    house = await openTrackingHouse();
    orders = house.orders;
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const open = (options: BrowserContextOptions = {}) => openWindow(browser, house, { viewport: phone, ...options });

  for (const [language, locale] of Object.entries(languages)) {
    test(`in ${language} every situation fits a phone, and says in which language it is`, async () => {
      const { context, page, errors } = await open({ locale });
      for (const [name, { link, number }] of Object.entries(orders)) {
        await page.goto(link);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.ok((await page.locator("main").innerText()).includes(number), name);
        await assertFits(page, `${name} in ${language}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  const wide = { width: 1280, height: 900 };
  for (const [colorScheme, viewport] of [
    ["light", phone],
    ["dark", phone],
    ["dark", wide],
  ] as const) {
    test(`${colorScheme}, ${viewport.width} px wide, all of it can be read and reached`, async () => {
      const { context, page, errors } = await open({ colorScheme, viewport });
      for (const [name, { link }] of Object.entries(orders)) {
        await page.goto(link);
        await assertSound(page, name);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("the first visit costs 60 kB at most over the wire, all in, in every language and situation", async () => {
    const bytes: Record<string, number> = {};
    for (const [language, locale] of Object.entries(languages)) {
      const { context, page } = await open({ locale });
      const network = await context.newCDPSession(page);
      await network.send("Network.enable");
      await network.send("Network.setCacheDisabled", { cacheDisabled: true });
      let total = 0;
      network.on("Network.loadingFinished", ({ encodedDataLength }) => {
        total += encodedDataLength;
      });
      for (const [name, { link }] of Object.entries(orders)) {
        total = 0;
        await page.goto(link, { waitUntil: "load" });
        bytes[`${name} in ${language}`] = total;
      }
      await context.close();
    }
    const heaviest = Object.entries(bytes).toSorted(([, a], [, b]) => b - a)[0]!;
    assert.ok(heaviest[1] > 4_000, "what is measured is what was loaded");
    assert.ok(heaviest[1] <= 60_000, `${heaviest[0]}: ${heaviest[1]} bytes`);
  });

  test("without JavaScript the day an order is for is told, and all of its page is there", async () => {
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(orders.onItsWay.link);
    await page.getByText("Is it for a special day?").click();
    await page.getByLabel("What is it for?").selectOption("birthday");
    await page.getByRole("button", { name: "Tell us" }).click();
    await page.getByText("Birthday: we know, and try harder.").waitFor();
    assert.match(page.url(), /\/orders\/ord_\w+$/);
    await page.getByText("Show all 5 steps").click();
    await page.getByText("Announced to the carrier").waitFor();
    await context.close();
  });

  test("by keyboard alone the day is told, from the skip link on", async () => {
    const { context, page } = await open();
    await page.goto(orders.late.link);
    const focused = () =>
      page.evaluate<string>("document.activeElement.id || document.activeElement.textContent.trim()");
    for (let presses = 0; presses < 20 && !(await focused()).startsWith("Is it for a special day"); presses++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "occasion-kind");
    await page.keyboard.press("w");
    while ((await focused()) !== "Tell us") await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Wedding: we know, and try harder.").waitFor();
    await context.close();
  });

  test("by keyboard what helps most is chosen, and is there at once; the same page shows what was chosen from then on", async () => {
    const { context, page, errors } = await open();
    await page.goto(orders.atRisk.link);
    await page.getByRole("heading", { name: "What would help you most?" }).waitFor();
    const focused = () =>
      page.evaluate<string>("document.activeElement.value || document.activeElement.textContent.trim()");
    for (let presses = 0; presses < 20 && (await focused()) !== "credit-5"; presses++) await page.keyboard.press("Tab");
    assert.equal(await focused(), "credit-5", "what is proposed is picked from the start");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), "cancel");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What we do for you" }).waitFor();
    await assertSound(page, "chosen");
    await page.reload();
    await page.getByText(/^You chose this on/).waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("without JavaScript what cannot be taken back is asked once more, and a way back leads back", async () => {
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(orders.late.link);
    const cancel = async () => {
      await page.locator("input[value=cancel]").check();
      await page.getByRole("button", { name: "Confirm" }).click();
      await page.getByRole("heading", { name: "Shall we do this?" }).waitFor();
    };
    await cancel();
    await page.getByRole("link", { name: "No, back" }).click();
    await cancel();
    await page.getByRole("button", { name: "Yes, please" }).click();
    await page.getByRole("heading", { name: "What we do for you" }).waitFor();
    await page.getByText("We have passed it on").waitFor();
    await context.close();
  });

  test("what cannot be taken back is asked in a way that everybody can read", async () => {
    const { context, page, errors } = await open({ locale: "de-DE" });
    await page.goto(orders.undecided.link);
    await page.locator("input[value=cancel]").check();
    await page.getByRole("button", { name: "Bestätigen" }).click();
    await page.getByRole("heading", { name: "Sollen wir das tun?" }).waitFor();
    await assertSound(page, "asked once more");
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("an open page shows what happens without being asked; who is filling something in is told that there is news", async () => {
    const { context, page, errors } = await open();
    await page.goto(orders.nothingKnown.link);
    await page.getByText("No parcel has left yet").waitFor();
    await house.parcel(orders.nothingKnown, [house.scan("picked_up", 1, { place: "Hannover" })]);
    await page.getByText("Handed to the carrier").waitFor();
    await assertSound(page, "after news");
    await page.getByText("Is it for a special day?").click();
    await page.getByLabel("What is it for?").selectOption("wedding");
    await house.parcel(orders.nothingKnown, [house.scan("in_transit", 0, { place: "Kassel" })]);
    await page.getByText("There is news about your order.").waitFor();
    assert.equal(await page.getByLabel("What is it for?").inputValue(), "wedding");
    await assertSound(page, "with news announced");
    await page.getByRole("link", { name: "Show it" }).click();
    await page.getByText("Kassel").waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });
});
