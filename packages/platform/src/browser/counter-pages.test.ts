import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { openCounterHouse } from "./counter-house.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { assertSound } from "./sound-page.ts";

const sizes = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 900 } };

describe("the counter in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openCounterHouse>>;
  before(async () => {
    house = await openCounterHouse();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  async function openCounter(size: keyof typeof sizes, { login = "associate", locale = "en-GB" } = {}) {
    const opened = await openWindow(browser, house, { login, locale, viewport: sizes[size] });
    const { page } = opened;
    await page.goto("/counter");
    await page.locator("main h1").first().waitFor();
    return opened;
  }

  /** All keys at once, as a scanner sends them: with a wait for each, a busy machine would type like a hand. */
  const scan = (page: Page, code: string) => Promise.all([...code, "Enter"].map((key) => page.keyboard.press(key)));
  const post = async (context: BrowserContext, path: string, data: object) => {
    const headers = { origin: house.address, "idempotency-key": `${path} ${JSON.stringify(data)}`.slice(0, 200) };
    const answer = await context.request.post(path, { data, headers });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };

  async function isSound(page: Page) {
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await assertSound(page);
  }

  async function isDone(page: Page, errors: readonly string[]) {
    await page.waitForURL(/counter\/returns\/ret_/);
    await page
      .getByRole("button", { name: "Hand it over" })
      .or(page.getByText(/No offer/))
      .first()
      .waitFor();
    await isSound(page);
    assert.deepEqual(errors, []);
  }

  test("several purchases of one parcel go back at once, by scanner alone but for the last two presses", async () => {
    const { context, page, errors } = await openCounter("phone");
    await scan(page, "N-1001");
    await page.getByRole("link", { name: /N-1001/ }).click();
    await page.getByRole("heading", { name: "Which pieces?" }).waitFor();
    await scan(page, "4006381333931");
    await page.getByText(/Karst/).first().waitFor();
    await isSound(page);
    await scan(page, "N-1002");
    await page.getByText("1 piece of 1 purchase on the counter").waitFor();
    await isSound(page);
    await page.getByRole("link", { name: /N-1002/ }).click();
    await page.getByRole("button", { name: /^One more of/ }).click();
    await page.getByText("2 pieces of 2 purchases on the counter").waitFor();
    await page.getByRole("button", { name: "Check and confirm" }).click();
    const dialog = page.getByRole("dialog");
    // Until the house has answered for both, the sum of what lay there before stands.
    await dialog
      .getByText(/€179\.00/)
      .first()
      .waitFor();
    assert.equal(await dialog.getByText(/€89\.50/).count(), 2);
    await dialog.getByRole("button", { name: "Take back" }).click();
    await isDone(page, errors);
    assert.equal(await page.getByText(/Return R-\d+ is recorded/).count(), 2);
    await context.close();
  });

  test("of a gift neither price nor giver is shown, and its value is a card in the hand of whoever brings it", async () => {
    const { context, page, errors } = await openCounter("desktop");
    await scan(page, "N-1003");
    await page.getByText(/Jo Giver/).waitFor();
    await page.getByRole("checkbox", { name: /It was a gift/ }).check();
    await page.getByText(/Jo Giver/).waitFor({ state: "detached" });
    assert.doesNotMatch(await page.locator("main").innerText(), /€|Giver/);
    await isSound(page);
    await page.getByRole("link", { name: /N-1003/ }).click();
    await page.getByRole("button", { name: /^One more of/ }).waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /€|Giver/);
    await page.getByRole("button", { name: /^One more of/ }).click();
    await page.getByRole("button", { name: "Check and confirm" }).click();
    const dialog = page.getByRole("dialog");
    assert.doesNotMatch(await dialog.innerText(), /€/);
    await dialog.getByRole("button", { name: "Take back" }).click();
    await isDone(page, errors);
    assert.match(await page.locator(".card-code .offer-code").innerText(), /^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/);
    await page.getByRole("link", { name: /next/i }).last().click();
    await page.waitForURL(/counter$/);
    await context.close();
  });

  test("whoever takes back what could be returned no more is told that they decide", async () => {
    const { context, page, errors } = await openCounter("phone");
    await scan(page, "N-1005");
    await page.getByRole("link", { name: /N-1005/ }).click();
    await page.getByText(/The time to return is over: Glim head torch\./).waitFor();
    await isSound(page);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("the code of an announced return opens it, its articles are counted by scanner, and it is received", async () => {
    const manager = await openCounter("desktop", { login: "manager" });
    const { items } = (await (await manager.context.request.get("/v1/purchases?q=N-1004")).json()) as {
      items: { orderId: string }[];
    };
    const orderId = items[0]?.orderId;
    const lines = [{ line: 1, quantity: 2, reason: "too-small" }];
    const options = (await post(manager.context, `/v1/orders/${orderId}/return-options`, { lines })) as {
      methods: { method: string }[];
    };
    const request = await post(manager.context, `/v1/orders/${orderId}/return-requests`, {
      ...{ lines, method: options.methods[0]?.method, resolution: "refund" },
    });
    await manager.context.close();
    const { context, page, errors } = await openCounter("phone");
    await scan(page, String(request["number"]));
    await page.waitForURL(/counter\/requests\/rrq_/);
    await page.getByText("What of it is here?").waitFor();
    await isSound(page);
    await scan(page, "4006381333931");
    await page.getByRole("button", { name: "Receive 1 piece" }).waitFor();
    await page.getByRole("button", { name: "All of it is here" }).click();
    await page.getByText("The till pays nothing.").waitFor();
    await page.getByText(/goes back the way it was paid, by itself/).waitFor();
    await isSound(page);
    await page.getByRole("button", { name: "Receive 2 pieces" }).click();
    await isDone(page, errors);
    await page.getByText("The till pays nothing.").waitFor();
    await page.goto("/counter");
    await page.locator("main h1").first().waitFor();
    await scan(page, String(request["number"]));
    await page.getByText("This return is closed").waitFor();
    await isSound(page);
    await context.close();
  });

  test("without a receipt the least that it was sold for is given, and a manager decides beyond the cap", async () => {
    const { context, page, errors } = await openCounter("phone", { locale: "de-DE" });
    await page.getByRole("link", { name: "Kein Beleg" }).click();
    await page.getByRole("heading", { name: "Was kam ohne Beleg?" }).waitFor();
    await scan(page, "GLIM-1");
    await page.locator(".till").getByText("39,00 €").waitFor();
    await isSound(page);
    const label = page.getByRole("button", { name: "Zurücknehmen" }).getByText("Zurücknehmen");
    const cut = await label.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.ok(cut <= 0, `${cut} px of the button's words are cut`);
    await scan(page, "4006381333931");
    await page.getByText(/Leitung/).waitFor();
    await page.getByRole("button", { name: /^Eins? weniger.*Karst|weniger.*Karst/i }).click();
    await page.getByRole("button", { name: "Zurücknehmen" }).click();
    await page.locator(".card-code .offer-code").waitFor();
    await isSound(page);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a return that was called off says so to whoever scans its label, and its goods come back the ordinary way for what is left to give", async () => {
    const manager = await openCounter("desktop", { login: "manager" });
    const { items } = (await (await manager.context.request.get("/v1/purchases?q=N-1002")).json()) as {
      items: { orderId: string }[];
    };
    const orderId = items[0]?.orderId;
    const lines = [{ line: 1, quantity: 1, reason: "too-small" }];
    const wanted = { lines, method: "drop-off", resolution: "refund" };
    const request = (await post(manager.context, `/v1/orders/${orderId}/return-requests`, wanted)) as {
      returnRequestId: string;
      labels: { trackingNumber: string }[];
    };
    await post(manager.context, `/v1/return-requests/${request.returnRequestId}/cancellation`, {});
    const goodwill = { amount: 5_000, reason: "goodwill", reference: "a stain" };
    await post(manager.context, `/v1/orders/${orderId}/refunds`, goodwill);
    await manager.context.close();
    const { context, page, errors } = await openCounter("phone");
    await scan(page, request.labels[0]?.trackingNumber ?? "");
    await page.getByText("This return was called off").waitFor();
    await isSound(page);
    await page.getByRole("link", { name: "Take goods back all the same" }).click();
    await page.getByRole("button", { name: /^One more of/ }).click();
    await page.locator(".till").getByText("€44.45").waitFor();
    await page.getByRole("button", { name: "Check and confirm" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("worth €89.50; the rest was given before").waitFor();
    await dialog.getByRole("button", { name: "Take back" }).click();
    await isDone(page, errors);
    await page.getByText("Pay out at the till now: €44.45").waitFor();
    await context.close();
  });

  test("where the house pays, how the money goes back is chosen, and cash is counted out", async () => {
    const manager = await openCounter("phone", { login: "manager" });
    await manager.page.goto("/console/settings");
    await manager.page.getByRole("radio", { name: /^Aftercare/ }).check();
    await isSound(manager.page);
    await manager.page.getByRole("button", { name: "Save for the counter" }).click();
    await manager.page.getByText(/In force since/).waitFor();
    assert.deepEqual(manager.errors, []);
    await manager.context.close();
    const { context, page, errors } = await openCounter("phone");
    await scan(page, "N-1001");
    await page.getByRole("link", { name: /N-1001/ }).click();
    await page.getByRole("button", { name: /^One more of Glim/ }).click();
    await page.getByRole("button", { name: "Check and confirm" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Cash, from this till" }).check();
    await isSound(page);
    await dialog.getByRole("button", { name: "Take back" }).click();
    await isDone(page, errors);
    await page.getByText("Pay out at the till now: €39.00").waitFor();
    await context.close();
  });
});
