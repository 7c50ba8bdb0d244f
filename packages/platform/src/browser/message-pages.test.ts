import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../facts/intake/index.ts";
import { systemClock } from "../foundation/clock/index.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSoundInWidths } from "./sound-page.ts";

describe("messages in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    const now = systemClock().now();
    const [at, before] = [1, 3].map((hours) => new Date(now.getTime() - hours * 3_600_000).toISOString()) as [
      string,
      string,
    ];
    const line = { sku: "T-1", title: "Tent <b>", quantity: 1, amount: 19_900 };
    const records: IntakeRecordJson[] = [
      { type: "shopper", id: "M-1", name: "Mia Message", email: "mia@example.test", language: "nl" },
      { type: "order", id: "MO-1", at: before, shopper: "M-1", channel: "online", currency: "EUR", lines: [line] },
      { type: "order", id: "MO-2", at: before, shopper: "M-1", channel: "online", currency: "EUR", lines: [line] },
      {
        type: "return",
        id: "MR-1",
        at,
        order: "MO-1",
        channel: "online",
        currency: "EUR",
        lines: [{ sku: "T-1", quantity: 1 }],
      },
    ];
    await house.work.run("test", (tx) =>
      recordBatch(
        tx,
        "test",
        records.map((record) => IntakeRecord.parse(record)),
        { history: false, now },
      ),
    );
    browser = await openBrowser();
    ({ page } = await openWindow(browser, house, { login: "manager", errors }));
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const look = () => assertSoundInWidths(page, page.url(), "iframe");

  test("a return that arrived is in the outbox, and its mail is shown with its looks, as text and in the reader's language", async () => {
    await page.goto("/console/messages?state=sent");
    // The worker sends it on its own time.
    await page
      .getByRole("link", { name: "Return has arrived" })
      .or(page.getByText("No message fits"))
      .first()
      .waitFor();
    while ((await page.getByRole("link", { name: "Return has arrived" }).count()) === 0)
      await page.reload({ waitUntil: "networkidle" });
    await page.getByText("shown here only: no way out is set up").waitFor();
    await look();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Return has arrived", level: 1 }).waitFor();
    await page.getByText("mia@example.test").waitFor();
    const mail = page.frameLocator("iframe");
    await mail.getByRole("heading", { name: "Je retour MR-1 is aangekomen" }).waitFor();
    await mail.getByText("Tent <b>").waitFor();
    const colour = "getComputedStyle(document.querySelector('.card')).backgroundColor";
    assert.equal(await page.frames()[1]?.evaluate<string>(colour), "rgb(255, 255, 255)");
    await look();
  });

  test("each kind is shown in each language, and the language stands in the address", async () => {
    await page.goto("/console/messages/kinds");
    await page.getByRole("link", { name: "Offer after a return" }).click();
    const mail = page.frameLocator("iframe");
    await mail.getByText("It can be used once, until 1 April 2026.").waitFor();
    await look();
    await page.getByLabel("Language", { exact: true }).first().selectOption("de");
    await mail.getByText("Er gilt einmal, bis 1. April 2026.").waitFor();
    assert.match(page.url(), /\?in=de$/);
  });

  test("a guide is written beside its preview, stands on the page of an order that fits, and what came of it is seen", async () => {
    await page.goto("/console/content");
    await page.getByRole("link", { name: "New guide" }).click();
    await page.getByLabel("Key").fill("pitch-it");
    await page.getByLabel("When").selectOption("before-arrival");
    await page.getByLabel("Fits by").selectOption("sku");
    await page.getByLabel("Value").fill("T-1");
    await page.getByLabel("Title").fill("Pitch it <b>once");
    await page.getByLabel("Why it is worth opening").fill("Before you travel.");
    await page.getByLabel("Text", { exact: true }).fill("# At home\n\n1. **Unroll** it\n2. Count the poles");
    const preview = page.getByRole("region", { name: "Preview" });
    await preview.getByRole("heading", { name: "At home" }).waitFor();
    assert.equal(await preview.locator("ol li strong").innerText(), "Unroll");
    await page.getByLabel("Language", { exact: true }).selectOption("nl");
    await preview.getByText("Not written in this language: English stands in.").waitFor();
    assert.match(page.url(), /\?in=nl$/);
    await look();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Not written in: Deutsch, Nederlands").waitFor();
    await look();
    const address = page.url();

    await page.goto("/");
    await page.getByLabel("Order number", { exact: true }).fill("MO-2");
    await page.locator("#proof").fill("mia@example.test");
    await page.locator("form button[type=submit]").click();
    await page.getByRole("link", { name: "Pitch it <b>once" }).click();
    await page.getByRole("heading", { name: "At home" }).waitFor();
    await look();
    await page.getByRole("button", { name: "I still need help" }).click();
    await page.getByText("we know that you need more help").waitFor();
    await look();

    await page.goto(address);
    await page.getByText("1 found it by themselves").waitFor();
    await page.getByRole("link", { name: "All guides" }).click();
    await page.getByRole("row", { name: /Pitch it <b>once/ }).waitFor();
    await look();
  });

  test("what is sent is chosen in the settings, and what a shopper says is written down at the desk", async () => {
    await page.goto("/console/messages/settings");
    await page.getByLabel("Name of the sender").fill("Bergkade Care");
    await page.getByLabel("Offer after a return").uncheck();
    await look();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await page.goto("/console/messages/kinds");
    await page.getByRole("row", { name: /Offer after a return.*Not sent/ }).waitFor();
    await page.goto("/console/messages?state=sent");
    await page.getByRole("link", { name: "Mia Message" }).click();
    await page.getByText("has said nothing").first().waitFor();
    await page.getByLabel("Offers", { exact: false }).first().check();
    await page.getByText(/at the desk/).waitFor();
    await look();
    assert.deepEqual(errors, []);
  });
});
