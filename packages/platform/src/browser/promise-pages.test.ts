import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBusinessClock } from "../facts/retailer/index.ts";
import { createAccount } from "../foundation/auth/index.ts";
import { type TestDatabase, testDatabase } from "../foundation/database/testing.ts";
import { openUnitOfWork } from "../foundation/events/index.ts";
import { migrationFolders } from "../migrations.ts";
import { type App, startApp } from "../start-app.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow, password } from "./open-window.ts";
import { assertSoundInWidths } from "./sound-page.ts";

/** Ten promises a day on two lanes: of every ten one late, one early, and with each its risk at the hand-over. */
const history = `
  with days as (
    select d, n, d % 2 = 0 as express, case n when 0 then 9 when 1 then 1 else 3 end as took
    from generate_series(1, 120) d, generate_series(0, 9) n
  ),
  made as (
    insert into journeys (id, source, key, lane, service, country, started_at, starts_on, planned_days,
      expected_handover_on, handed_over_on, delivered_on, delivered_at)
    select gen_random_uuid(), 'test', d || '/' || n, case when express then 'express|-|DE|28' else 'standard|-|DE|28' end,
      case when express then 'express' else 'standard' end, 'DE', now() - make_interval(days => d),
      (now() - make_interval(days => d))::date, 6, (now() - make_interval(days => d - 1))::date,
      (now() - make_interval(days => d - 1 - n % 2))::date,
      case when took < d then (now() - make_interval(days => d - took))::date end,
      case when took < d then now() - make_interval(days => d - took) end
    from days returning *
  )
  insert into promises (id, journey_id, lane, service, basis, made_at, starts_on, first_earliest, first_latest, earliest,
    latest, q50, q90, confidence, shop_latest, chance_at_handover, status, settled_on, delivered_on, cause)
  select gen_random_uuid(), id, lane, service, 'retrospective', started_at, starts_on, starts_on + 2, starts_on + 5,
    starts_on + 2, starts_on + 5, 3, 5, case when service = 'express' then 0.95 else 0.91 end, starts_on + 6,
    case when delivered_on > starts_on + 5 then 0.6 else 0.1 end,
    case when delivered_on <= starts_on + 5 then 'kept' when starts_on + 5 < current_date then 'missed' else 'open' end,
    delivered_on, delivered_on, case when delivered_on > starts_on + 5 then 'transit' end
  from made`;

describe("the accuracy of promises in a real browser", () => {
  let database: TestDatabase;
  let browser: Browser;
  let app: App;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    database = await testDatabase(migrationFolders);
    const clock = await openBusinessClock(database);
    const work = openUnitOfWork(database, clock, []);
    await work.run("test", (tx) => createAccount(tx, { login: "manager", password, role: "manager" }, clock.real()));
    const platform = { database, ownerUrl: database.ownerUrl, work, clock, migrated: [], close: database.close };
    const roles = new Set(["web"] as const);
    const config = { port: 0, host: "127.0.0.1", roles, trustProxy: false };
    app = await startApp(platform, { ...config, publicUrl: "http://127.0.0.1", mail: undefined }, false);
    const address = app.address ?? "";
    browser = await openBrowser();
    ({ page } = await openWindow(browser, { address }, { login: "manager", errors }));
  });
  after(async () => {
    await browser.close();
    await app.close();
    await database.close();
  });

  const look = () => assertSoundInWidths(page);

  test("without any promise the page says where they come from", async () => {
    await page.goto("/console/promises");
    await page.getByRole("heading", { name: "Nothing has been promised yet" }).waitFor();
    await look();
  });

  test("what was kept stands first, what is too young is counted, and a lane leads to its own figures", async () => {
    await database.pool.query(history);
    await page.goto("/console/promises");
    await page
      .getByRole("heading", { level: 1, name: /^90% of promises would have been kept \(8\d\.\d% to 91\.\d%\)\.$/ })
      .waitFor();
    await page.getByText(/Too young to judge: \d\d\./).waitFor();
    await page.getByRole("img", { name: /share within the window against its width/ }).waitFor();
    await page.getByRole("img", { name: /kept against stated/ }).waitFor();
    await page.getByRole("rowheader", { name: "In transit" }).waitFor();
    await page.getByRole("heading", { name: "Foreseen" }).waitFor();
    await look();
    await page.getByLabel("By", { exact: true }).selectOption("lane");
    await page.getByRole("heading", { name: "By lane" }).waitFor();
    await page.getByRole("link", { name: "express · DE · 28" }).first().click();
    await page.getByRole("heading", { name: "By month" }).waitFor();
    assert.match(page.url(), /lane=express/);
    await page.getByLabel("Lane", { exact: true }).selectOption("");
    await page.waitForURL((url) => !url.search.includes("lane="));
    await page.getByLabel("Promised by").selectOption("quoted");
    await page.getByRole("heading", { name: "No promise fits" }).waitFor();
    assert.match(page.url(), /basis=quoted/);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /of promises would have been kept/ }).waitFor();
  });

  test("it speaks four languages", async () => {
    const heading = {
      de: /der Zusagen wären gehalten/,
      nl: /van de beloften zou zijn nagekomen/,
      zh: /的承诺本可兑现/,
    };
    for (const [language, sentence] of Object.entries(heading)) {
      await page.evaluate(`localStorage.setItem("aftercare.locale", "${language}")`);
      await page.goto("/console/promises?by=length");
      await page.getByRole("heading", { level: 1, name: sentence }).waitFor();
      await look();
    }
    assert.deepEqual(errors, []);
  });
});
