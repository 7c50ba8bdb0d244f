import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSoundInWidths } from "./sound-page.ts";

describe("shipping in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    browser = await openBrowser();
    ({ page } = await openWindow(browser, house, { login: "manager", errors, refused: /\b400 \(/ }));
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  async function look() {
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await assertSoundInWidths(page);
  }

  test("an origin is made and its year shown; what is wrong is said by its field", async () => {
    await page.goto("/console/shipping");
    await page.getByRole("link", { name: "New origin" }).click();
    await page.getByLabel("Key").fill("graz");
    await page.getByLabel("Name").fill("Warehouse Graz");
    await page.getByLabel("Country").fill("at");
    await page.getByLabel("Time zone").fill("Europe/Graz");
    await page.getByLabel("Saturday").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/timeZone.*is no IANA time zone/).waitFor();
    await look();
    await page.getByLabel("Time zone").fill("Europe/Vienna");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Warehouse Graz" }).waitFor();
    await page.getByText("Monday to Saturday").first().waitFor();
    await page.goto("/console/shipping?origin=graz");
    await page.getByText("Nationalfeiertag").waitFor();
    await page.getByRole("img", { name: /public holidays/ }).waitFor();
    await look();
  });

  test("a service that comes in windows is made, its windows are shown, and it can be changed", async () => {
    await page.goto("/console/shipping/new-service");
    await page.getByLabel("Key").fill("evening");
    await page.getByLabel("English").last().fill("Evening window");
    await page.getByLabel("Kind").selectOption("slot");
    await page.getByLabel("Origin").selectOption("graz");
    await page.getByLabel("Goes to").fill("at de");
    await page.getByLabel("Price", { exact: true }).fill("7.90");
    await look();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Evening window" }).waitFor();
    await page.getByText("€7.90").waitFor();
    await page.getByText("0 of 20").first().waitFor();
    await look();
    await page.getByRole("link", { name: "Evening window" }).click();
    await page.getByLabel("Orders a window takes").fill("35");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("It counts from the next quote on.").waitFor();
    await page.getByRole("link", { name: "Shipping", exact: true }).first().click();
    await page.getByText("0 of 35").first().waitFor();
    await page.goto("/console/shipping/services/nothing");
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.deepEqual(errors, []);
  });
});
