import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../facts/intake/index.ts";
import { systemClock } from "../foundation/clock/index.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSoundInWidths } from "./sound-page.ts";

describe("deliveries, refunds and webhooks in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let page: Page;
  let admin: Page;
  const errors: string[] = [];
  const now = systemClock().now();
  const at = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * 3_600_000).toISOString();

  before(async () => {
    house = await openSampleHouse();
    const line = { sku: "D-1", title: "Tent <b>", quantity: 1, amount: 19_900 };
    const order = { channel: "online" as const, currency: "EUR", lines: [line], shopper: "D-1" };
    const records: IntakeRecordJson[] = [
      { type: "shopper", id: "D-1", name: "Dora Delivery", email: "dora@example.test", language: "en" },
      { type: "order", id: "DO-1", at: at(72), ...order },
      { type: "payment", id: "DP-1", order: "DO-1", at: at(72), method: "card", amount: 19_900 },
      { type: "order", id: "DO-2", at: at(48), ...order },
      {
        type: "scan",
        id: "S-1",
        order: "DO-1",
        trackingNumber: "DT-1",
        carrier: "DHL",
        at: at(40),
        status: "picked_up",
      },
      { type: "scan", id: "S-2", order: "DO-1", trackingNumber: "DT-1", carrier: "DHL", at: at(2), status: "lost" },
      {
        type: "scan",
        id: "S-3",
        order: "WHO-1",
        trackingNumber: "DT-2",
        carrier: "DHL",
        at: at(3),
        status: "in_transit",
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
    page = await logIn("manager");
    admin = await logIn("admin");
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  async function logIn(login: string): Promise<Page> {
    // What the server refuses is said on the page; the browser notes it beside that.
    return (await openWindow(browser, house, { login, errors, refused: /\b4(00|09) \(/ })).page;
  }

  const look = (on: Page = page) => assertSoundInWidths(on);

  test("money is given back from the order's page, seen before it is sent, and followed until it has arrived", async () => {
    await page.goto("/desk?q=DO-1");
    await page.getByRole("link", { name: "Order DO-1" }).click();
    await page.getByRole("button", { name: "Give money back" }).click();
    const amount = page.getByLabel("Amount");
    await amount.fill("250");
    await page.getByText("Choose at most that.").waitFor();
    await amount.fill("12.90");
    await page.getByText("Card, by the payment provider").waitFor();
    await page.getByText("€186.10").waitFor();
    const send = page.getByRole("button", { name: "Give back €12.90" });
    assert.equal(await send.isDisabled(), true);
    await look();
    await page.getByLabel("Reference").fill("case 1");
    await send.click();
    await page.getByText("Promised. It is sent within a minute.").waitFor();
    await page.getByRole("link", { name: "€12.90" }).click();
    await page.getByRole("heading", { name: "€12.90", level: 1 }).waitFor();
    // The worker pays it on its own time.
    while ((await page.getByText("Arrived", { exact: true }).count()) === 0)
      await page.reload({ waitUntil: "networkidle" });
    await look();
    await page.goto("/desk/refunds?state=arrived");
    await page.getByRole("row", { name: /DO-1.*case 1/ }).waitFor();
    await look();
    await page.getByLabel("State").selectOption("stuck");
    await page.getByText("No refund fits").waitFor();
    assert.match(page.url(), /\?state=stuck$/);
  });

  test("the ledger sums to nothing, and an account leads to its entries", async () => {
    await page.goto("/console/ledger");
    await page.getByRole("row", { name: /All accounts in EUR.*€0\.00/ }).waitFor();
    await page.getByRole("link", { name: "Paid out by payment providers" }).click();
    await page.getByRole("link", { name: "Refund arrived" }).first().waitFor();
    assert.match(page.url(), /account=provider-clearing/);
    await look();
  });

  test("store credit is given by a manager and stands at the shopper", async () => {
    await page.goto("/desk?q=DO-1");
    await page.getByRole("link", { name: "Dora Delivery" }).click();
    await page.getByRole("button", { name: "Give store credit" }).click();
    await page.getByLabel("Amount").fill("5");
    await page.getByLabel("Reference").fill("case 2");
    await page.locator("dialog[open]").getByRole("button", { name: "Give store credit" }).click();
    await page.getByRole("row", { name: /Given.*€5\.00/ }).waitFor();
    await look();
  });

  test("a parcel that nobody knows is found, read and matched to its order", async () => {
    await page.goto("/desk/parcels?matched=no");
    await page.getByText("waits for order WHO-1").waitFor();
    await look();
    await page.getByRole("searchbox").fill("DT-2");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "DT-2" }).click();
    await page.getByRole("heading", { name: "DT-2", level: 1 }).waitFor();
    await look();
    await page.getByRole("button", { name: "Match to an order" }).click();
    const number = page.locator("dialog[open]").getByRole("textbox");
    await number.fill("DO-3");
    await page.getByRole("button", { name: "Find the order" }).click();
    await page.getByText("No order has this number.").waitFor();
    await number.fill("DO-2");
    await page.getByRole("button", { name: "Find the order" }).click();
    await page.getByRole("button", { name: "It holds goods of this order" }).click();
    await page.getByRole("link", { name: "Order DO-2" }).waitFor();
  });

  test("an address shows its secret once, what comes is shown as it came, and a code that nobody knows gets its meaning", async () => {
    await admin.goto("/console/webhooks");
    await admin.getByText("No address yet").waitFor();
    await look(admin);
    await admin.getByRole("button", { name: "New address" }).click();
    const dialog = admin.locator("dialog[open]");
    await dialog.getByLabel("Sender").selectOption("aftership");
    await dialog.getByLabel("Name of the source").fill("parcels");
    await dialog.getByLabel("Secret").fill("a secret of the sender's own");
    await dialog.getByRole("button", { name: "Make the address" }).click();
    await dialog.getByText("This is the only time the secret is shown.", { exact: false }).waitFor();
    const url = await dialog.locator("code").first().innerText();
    assert.equal(await dialog.locator("code").nth(1).innerText(), "a secret of the sender's own");
    await look(admin);
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    assert.equal(await admin.getByText("a secret of the sender's own").count(), 0);
    const checkpoint = { hash: randomUUID(), tag: "InTransit", subtag: "InTransit_099", slug: "dhl" };
    const body = JSON.stringify({
      ...{ ts: Math.floor(now.getTime() / 1000), event: "tracking_update", event_id: randomUUID() },
      msg: {
        ...{ id: "aft1", tracking_number: "DT-2", slug: "dhl", order_number: "DO-2" },
        checkpoints: [{ ...checkpoint, checkpoint_time: at(1), message: "Put on a barge", city: "Basel" }],
      },
    });
    const signature = createHmac("sha256", "a secret of the sender's own").update(body).digest("base64");
    const headers = { "aftership-hmac-sha256": signature, "content-type": "application/json" };
    const sent = await fetch(url, { method: "POST", headers, body });
    assert.equal(sent.status, 200);
    // A worker reads it on its own time.
    while ((await admin.getByText("1 new").count()) === 0) await admin.reload({ waitUntil: "networkidle" });
    await admin.getByRole("link", { name: "tracking_update" }).click();
    await admin.getByText("Put on a barge").waitFor();
    await look(admin);
    await admin.goto("/console/webhooks/codes");
    const row = admin.getByRole("row", { name: /InTransit_099/ });
    await row.getByText("taken for “on its way” until then").waitFor();
    await row.getByLabel("Stands for: InTransit_099").selectOption("delayed");
    await row.getByLabel("Whose doing: InTransit_099").selectOption("weather");
    await look(admin);
    await row.getByRole("button", { name: "Save" }).click();
    await row.getByText("Saved. 1 parcel is looked at anew.").waitFor();
    // A manager sees what came, and neither secrets nor what it said.
    await page.goto("/console/webhooks");
    await page.getByText("tracking_update").waitFor();
    assert.equal(await page.getByRole("link", { name: "tracking_update" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "New address" }).count(), 0);
  });

  test("the queue is walked by keyboard, and what is done is chosen for the shopper", async () => {
    await page.goto("/desk/exceptions?kind=lost");
    // The clock looks at orders on its own time, and decides after that.
    const asked = page.getByRole("row", { name: /DO-1/ });
    while ((await asked.count()) === 0) await page.reload({ waitUntil: "networkidle" });
    await look();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /: lost$/ }).waitFor();
    await page.goto("/desk/exceptions?kind=lost");
    await asked.getByRole("link", { name: "lost" }).focus();
    await page.keyboard.press("c");
    await page.getByRole("heading", { level: 1, name: "Order DO-1: lost" }).waitFor();
    while ((await page.getByRole("radio").count()) === 0) await page.reload({ waitUntil: "networkidle" });
    await page.getByText("What was weighed").waitFor();
    await look();
    // Where it cannot be taken back, it is asked about once more. Which choice stands first is the decision's: it explores.
    await page.getByRole("radio", { name: /^Sent once more .*cannot be taken back/ }).check();
    await page.getByRole("button", { name: "Choose for the shopper" }).click();
    await page.getByText("Do this now?").waitFor();
    await page.locator("dialog[open]").getByRole("button", { name: "Choose", exact: true }).click();
    await page.getByText(/^at the desk,/).waitFor();
    await look();
    // What only the shop can do is asked of it.
    await page.goto("/desk/requests");
    await page.getByRole("row", { name: /Send again.*DO-1.*Tent/ }).waitFor();
    await look();
    await page.getByRole("button", { name: "Say what became of it" }).click();
    await page.getByLabel("The shop’s number of the new parcel").fill("NEW-1");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Nothing to do").waitFor();
    await page.getByLabel("State").selectOption("done");
    await page.getByRole("row", { name: /Send again.*NEW-1/ }).waitFor();
    assert.match(page.url(), /state=done$/);
  });

  test("how deliveries do stands first as a sentence, and each carrier with its intervals", async () => {
    await page.goto("/console/delivery");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Waiting for the shopper").waitFor();
    await look();
    await page.goto("/console/carriers");
    await page.getByRole("heading", { level: 1, name: "Carriers" }).waitFor();
    await page.waitForLoadState("networkidle");
    await look();
    await page.getByLabel("Handed over in").selectOption("365");
    assert.match(page.url(), /days=365$/);
    await page.goto("/console/delivery");
    await page.getByRole("link", { name: "When to speak up" }).click();
    const lostAfter = page.getByLabel("Counts as lost after");
    await lostAfter.fill("500");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").waitFor();
    await lostAfter.fill("10");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await look();
    assert.deepEqual(errors, []);
  });
});
