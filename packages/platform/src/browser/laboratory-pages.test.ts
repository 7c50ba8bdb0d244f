import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { hashToUnit } from "@aftercare/learn";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type ExperimentRow, recordExperiment } from "../judgement/experiments/index.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSound } from "./sound-page.ts";

const phone = { width: 375, height: 812 };

describe("the laboratory in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    await house.work.run("test", (tx) => recordExperiment(tx, letters, { now: new Date(), by: "test" }));
    browser = await openBrowser();
    ({ context, page } = await openWindow(browser, house, { login: "manager", errors }));
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const look = (at: Page = page) => assertSound(at);

  const answered = (at: Page = page) =>
    at.getByRole("heading", { name: "What it would come to" }).waitFor({ timeout: 60_000 });

  test("a program without a log is simulated and says so; a point of its frontier becomes the draft's budget", async () => {
    await page.goto("/console/laboratory");
    await page.getByLabel("Program").selectOption("after-a-return");
    await page.getByRole("checkbox", { name: /^Version 1/ }).waitFor();
    await look();
    await page.getByRole("button", { name: "Find out" }).click();
    await answered();
    await page.getByText("The program has no log yet that could tell.").waitFor();
    await look();
    const slider = page.getByRole("slider", { name: "How much it may give" });
    const said = await slider.getAttribute("aria-valuetext");
    await slider.focus();
    for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/point=\d+/);
    assert.notEqual(await slider.getAttribute("aria-valuetext"), said);
    const chosen = await slider.getAttribute("aria-valuetext");
    await page.reload();
    await slider.waitFor();
    assert.equal(await slider.getAttribute("aria-valuetext"), chosen);
    await page.getByRole("button", { name: "Put this budget into the draft" }).click();
    await page.waitForURL(/programs\/after-a-return\/preview/);
    await page
      .getByText(/^Budget/)
      .first()
      .waitFor();
    assert.deepEqual(errors, []);
  });

  test("a log is replayed: figures beside what was done, every view in the address, a file of them, on a phone too", async () => {
    await page.goto("/console/laboratory?program=letters");
    await page.getByRole("button", { name: "Find out" }).click();
    await answered();
    await page.getByText("The log says as much about it as").waitFor();
    await page.getByRole("radio", { name: "Beside what was done" }).check();
    await page.waitForURL(/view=against-done/);
    await page.getByText("proven better").or(page.getByText("not proven")).first().waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const csv = readFileSync(await (await waiting).path(), "utf8");
    const lines = csv.trim().split("\r\n");
    assert.match(lines[0]!, /^\uFEFF?Program,Compared,What it rests on,Point,/);
    assert.ok(lines.length > 6 && lines.slice(1).every((line) => line.split(",")[2] === "Log"), csv);
    await page.goto("/console/laboratory");
    await page.getByText("answered").first().waitFor();
    const storageState = await context.storageState();
    const run = await page.getByRole("link", { name: "Letters" }).first().getAttribute("href");
    for (const locale of ["en-GB", "de-DE", "nl-NL", "zh-CN"]) {
      const small = await browser.newContext({
        ...{ baseURL: house.address, locale, viewport: phone, storageState },
        colorScheme: locale === "en-GB" ? "dark" : "light",
      });
      const window = await small.newPage();
      await window.goto(run!);
      await window.locator("table").first().waitFor();
      await look(window);
      await small.close();
    }
    assert.deepEqual(errors, []);
  });
});

/** A letter brings two in ten more, a call nobody, whoever they are. */
const letters = {
  ...{ name: "letters", title: "Letters", currency: "EUR", marginRate: 0.4, horizonDays: 14 },
  actions: [
    { id: "none", about: "Control", contact: 0 },
    { id: "letter", about: "Letter", contact: 80 },
    { id: "call", about: "Call", contact: 300 },
  ],
  features: [{ name: "recency", scale: "plain" as const }],
  weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
  ...{ at: new Date("2025-03-01T00:00:00Z"), source: "letters.csv", digest: "one" },
  rows: Array.from({ length: 600 }, (_, i): ExperimentRow => {
    const came = hashToUnit(`came ${i}`) < (i % 3 === 1 ? 0.4 : 0.2);
    return {
      ...{ person: String(i), action: i % 3, propensities: [1 / 3, 1 / 3, 1 / 3], features: [i % 7] },
      ...{ visits: Number(came), revenue: came ? 4_000 : 0 },
    };
  }),
};
