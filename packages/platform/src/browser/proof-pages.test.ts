import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { recordProof } from "./proven-house.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertFits, assertSound } from "./sound-page.ts";

const sizes = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 900 } };
const program = "/console/programs/after-a-return";
const paths = [
  "/console/worth",
  "/console/worth?measure=visits&by=store&sort=per-spent",
  program,
  `${program}/rules`,
  `${program}/earned?measure=margin&by=frequency`,
  `${program}/models`,
  `${program}/versions`,
  "/console/programs/spring-coupon",
  "/console/programs/spring-coupon/models",
];

describe("the pages of proof in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    await recordProof(house.work);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const open = (options: BrowserContextOptions) => openWindow(browser, house, { login: "manager", errors, ...options });

  const settled = async (page: Page) => {
    await page.locator("main h1").first().waitFor();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  };
  const look = async (page: Page) => {
    await settled(page);
    await assertSound(page);
  };

  for (const [size, colorScheme] of [
    ["phone", "dark"],
    ["desktop", "light"],
  ] as const) {
    test(`on a ${size} window, ${colorScheme}: accessible, nothing overflows, no console errors`, async () => {
      const { context, page } = await open({ viewport: sizes[size], colorScheme });
      for (const path of paths) {
        await page.goto(path);
        await look(page);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  for (const locale of ["de-DE", "nl-NL", "zh-CN"]) {
    test(`in ${locale} on a phone, with its longest words`, async () => {
      const { context, page } = await open({ viewport: sizes.phone, locale });
      for (const path of paths) {
        await page.goto(path);
        await settled(page);
        await assertFits(page, `${path} in ${locale}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("programs are compared by what they have proven, and what is compared can be kept as a file", async () => {
    const { context, page } = await open({ viewport: sizes.desktop });
    await page.goto("/console/worth");
    await page.getByRole("heading", { name: /^Of \d programs, one is proven to add margin\.$/ }).waitFor();
    const first = page.locator(".worth tbody tr").first();
    await first.getByText("Proven", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Since" }).click();
    await page.waitForURL(/sort=since/);
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).first().click();
    assert.equal((await saving).suggestedFilename(), "proven-worth.csv");
    await page.getByRole("link", { name: "After a return" }).click();
    await page.waitForURL(/programs\/after-a-return\/earned/);
    await page.getByRole("radio", { name: "Added visits" }).check();
    await page.getByRole("combobox", { name: "Divide the shoppers" }).selectOption("store");
    await page.waitForURL(/measure=visits.*by=store|by=store.*measure=visits/);
    await page.getByRole("button", { name: "What “Added visits” means" }).first().click();
    await page.getByText("Days with a purchase within the program's horizon").waitFor();
    await look(page);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a model is put in force after a question, and that is undone", async () => {
    const { context, page } = await open({ viewport: sizes.desktop });
    await page.goto(`${program}/models`);
    const states = () => page.locator(".rows tbody tr .tag").allTextContents();
    await page.getByText("was put in force by itself").waitFor();
    assert.deepEqual(await states(), ["challenges", "rests", "decides"]);
    await page.getByRole("link", { name: /^20 Apr/ }).click();
    await page.getByRole("heading", { name: "Not proven better" }).waitFor();
    await page.getByRole("heading", { name: "For whom does it pay?" }).waitFor();
    await page.getByRole("row", { name: /^Gold/ }).waitFor();
    await page.getByRole("button", { name: "Put this model in force" }).click();
    await look(page);
    await page.getByRole("dialog").getByText("It is not proven better.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Put in force" }).click();
    await page.getByText(/^Now decides: the model of 20 Apr/).waitFor();
    assert.deepEqual(await states(), ["decides", "rests", "rests"]);
    await look(page);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText(/^Now decides/).waitFor({ state: "detached" });
    assert.deepEqual(await states(), ["challenges", "rests", "decides"]);
    await page.getByRole("link", { name: /^19 Apr/ }).click();
    await page.getByText("No figure is given rather than a wrong one.").waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });
});
