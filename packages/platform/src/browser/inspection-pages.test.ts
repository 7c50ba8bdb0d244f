import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../facts/intake/index.ts";
import { systemClock } from "../foundation/clock/index.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSoundInWidths } from "./sound-page.ts";

describe("inspection in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    const now = systemClock().now();
    const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
    const sold = { channel: "online", currency: "EUR" } as const;
    const records: IntakeRecordJson[] = [
      { type: "shopper", id: "I-1", name: "Ina Inspect", email: "ina@example.test" },
      ...["Tent", "Lamp", "Stove"].flatMap((title, index): IntakeRecordJson[] => [
        {
          type: "order",
          ...{ id: `IO-${index}`, at: ago(9), shopper: "I-1", ...sold },
          lines: [{ sku: `I-${index}`, title, quantity: 1, amount: 9_900 }],
        },
        {
          type: "return",
          ...{ id: `IR-000${index}`, at: ago(5 - index), order: `IO-${index}`, ...sold },
          lines: [{ sku: `I-${index}`, quantity: 1 }],
        },
      ]),
      {
        ...{ type: "order", id: "IO-3", at: ago(9), shopper: "I-1", ...sold },
        lines: [{ sku: "I-3", title: "Kettle", quantity: 1, amount: 2_900 }],
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
    ({ context, page } = await openWindow(browser, house, { login: "manager", errors }));
    const destination = {
      ...{ title: "Warm Hands", kind: "charity", active: true, fromShoppers: true, comes: true, fee: 0, pays: 0 },
      ...{ catchment: [{ country: "DE" }], acceptance: { grades: ["A", "B", "C", "X"], dispositions: ["donate"] } },
    };
    const saved = { data: destination, headers: { origin: house.address } };
    assert.equal((await context.request.post("/v1/destinations", saved)).status(), 200);
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const opened = (title: string) => page.getByRole("heading", { level: 2, name: title }).waitFor();

  /** In light and dark. */
  async function look() {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await assertSoundInWidths(page);
    }
  }

  test("the oldest is open, a key grades it, Enter takes what is recommended, and the next one comes", async () => {
    // What comes back is put in line by a worker.
    for (;;) {
      const answer = await context.request.get("/v1/items?state=waiting");
      const { items } = (await answer.json()) as { items: unknown[] };
      if (items.length === 3) break;
    }
    await page.goto("/desk/inspection");
    await opened("Tent");
    await look();
    await page.keyboard.press("1");
    const take = page.getByRole("button", { name: "Take this" });
    await take.waitFor();
    await look();
    await take.focus();
    await page.keyboard.press("Enter");
    await opened("Lamp");
  });

  test("a scan opens its item and grades nothing; what is beyond use asks for a ground and its evidence", async () => {
    for (const key of "IR-0002") await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await opened("Stove");
    await page.getByRole("button", { name: "Beyond use" }).click();
    const destroy = page.locator("details", { hasText: "Destroy" });
    await destroy.locator("summary").click();
    const decide = destroy.getByRole("button", { name: "Decide" });
    assert.equal(await decide.isDisabled(), true);
    await destroy.getByLabel("Ground").selectOption("dangerous");
    await destroy.getByLabel("Evidence").fill("Recall notice 12");
    await look();
    await decide.click();
    await page.getByText("Decided: Destroy", { exact: true }).waitFor();
    await look();
    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByRole("button", { name: "Grade it again" }).waitFor();
  });

  test("a parcel that nobody knows is taken in by its number, its order is found by name, and its goods become a return of it", async () => {
    await page.goto("/desk/inspection/take-in");
    await page.getByRole("heading", { name: "Parcel that nobody knows" }).waitFor();
    await page.getByLabel("Number on the parcel").fill("JJD-0042");
    await page.getByRole("searchbox", { name: "Article" }).fill("I-3");
    await page.keyboard.press("Enter");
    await page.getByLabel("I-3").waitFor();
    await page.getByRole("button", { name: "Take it in" }).click();
    await page.getByText("Nobody knows whose it is").waitFor();
    await look();
    await page.goto("/desk/inspection?stray=true");
    await page.getByText("Nobody knows what this is from").waitFor();
    await page.getByRole("search").last().getByRole("searchbox").fill("Ina Inspect");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /IO-3/ }).click();
    await page.getByRole("button", { name: "Take it back as a return" }).waitFor();
    await look();
    await page.getByRole("button", { name: "It is theirs, and not a return" }).click();
    await page.getByRole("button", { name: "Ask the shopper" }).click();
    await page.getByText(/^Asked on/).waitFor();
    await page.getByRole("button", { name: "Take it back as a return" }).click();
    await page.getByText("Nothing waits").waitFor();
    await page.goto("/desk/inspection?q=IO-3&state=all");
    await page.getByRole("link", { name: /^R-1/ }).waitFor();
  });

  test("destinations, what is counted with, and the scorecard can be read by everybody", async () => {
    for (const [path, heading] of [
      ["/console/destinations", "Destinations"],
      ["/console/destinations/new", "New destination"],
      ["/console/destinations/settings", "What recommendations count with"],
      ["/console/destinations/scorecard", "What became of it"],
    ] as const) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.waitForLoadState("networkidle");
      await look();
    }
    assert.deepEqual(errors, []);
  });
});
