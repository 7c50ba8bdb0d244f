import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Id } from "../foundation/ids/index.ts";
import { issueOffer } from "../means/offers/index.ts";
import { openBrowser } from "./open-browser.ts";
import { logIn, openWindow, type WindowOptions } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertFits, assertSound } from "./sound-page.ts";

type House = Awaited<ReturnType<typeof openSampleHouse>>;

const sizes = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 900 } };
const schemes = ["light", "dark"] as const;

describe("pages in a real browser", () => {
  let browser: Browser;
  let house: House;

  before(async () => {
    house = await openSampleHouse();
    browser = await openBrowser();
    await draftAnotherProgram();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const open = (options: WindowOptions = {}) => openWindow(browser, house, options);

  /** One that has been drafted only, with all that a program can have, so that its pages show it. */
  async function draftAnotherProgram() {
    const { context } = await open({ login: "manager" });
    const weights = { margin: 1, revenue: 0.1, sameVisit: 0.5, visits: 250, points: 0.5 };
    const document = {
      ...{ title: "Spring, for those who like to come to the stores", moment: "return.incentive", currency: "EUR" },
      audience: 'in_store && return_rate < 0.5 && !(store.startsWith("outlet") || discount_share > 0.4)',
      actions: [
        { id: "ten", terms: { kind: "percent-off", percent: 10, most: 2_000 }, eligible: "orders >= 2.0" },
        { id: "points", terms: { kind: "extra-points", factor: 2, days: 14 }, contact: 5 },
        { id: "styling", terms: { kind: "free-service", service: "styling-session", cost: 900 } },
      ],
      regions: [{ name: "north", stores: [house.tour.counter.store] }],
      goal: { horizonDays: 30, weights, regions: [{ region: "north", weights }] },
      budget: { amount: 120_000, period: "month", regions: [{ region: "north", amount: 20_000 }] },
    };
    const headers = { origin: house.address, "idempotency-key": "spring" };
    const data = { document, revision: 0 };
    const answer = await context.request.put("/v1/programs/spring/draft", { data, headers });
    assert.equal(answer.status(), 200, await answer.text());
    await context.close();
  }

  /** What a page must be in any window: no violation of WCAG 2.2 AA, and nothing to scroll sideways for. */
  async function check(page: Page, path: string) {
    await page.goto(path);
    await settled(page);
    await assertSound(page, path);
  }

  /** Skeletons are gone, and what they stood for is there. */
  async function settled(page: Page) {
    await page.locator("main h1").first().waitFor();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  }

  async function staffPaths(context: BrowserContext): Promise<string[]> {
    const list = (await (await context.request.get("/v1/returns?limit=50")).json()) as {
      items: { returnId: string; shopper?: { shopperId: string }; nextStep?: { decisionId: string; chosen: string } }[];
    };
    const row = list.items.find(({ nextStep }) => nextStep && nextStep.chosen !== "none") ?? list.items[0];
    const receipt = house.tour.counter.receipt;
    const found = (await (await context.request.get(`/v1/purchases?q=${receipt}`)).json()) as {
      items: { orderId: string }[];
    };
    const orderId = found.items[0]?.orderId;
    return [
      "/console",
      "/console/returns",
      "/console/decisions?mode=explored",
      `/console/returns/${row?.returnId}`,
      `/console/decisions/${row?.nextStep?.decisionId}`,
      "/console/laboratory",
      "/console/model",
      "/console/offers",
      "/console/offers/list?state=issued",
      "/console/settings",
      "/console/programs",
      "/console/programs/after-a-return?version=1",
      "/console/programs/after-a-return/edit",
      "/console/programs/new",
      "/console/programs/spring",
      "/console/programs/spring/preview",
      `/console/shoppers/${row?.shopper?.shopperId}`,
      `/console/orders/${orderId}`,
      "/desk",
      `/desk?q=${receipt}`,
      "/counter",
      `/counter?q=${receipt}`,
      `/counter/orders/${orderId}`,
      "/counter/redeem",
      "/console/nothing-here",
    ];
  }

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of schemes) {
      test(`staff pages on a ${size} window, ${colorScheme}: accessible, nothing overflows, no console errors`, async () => {
        const { context, page, errors } = await open({ viewport, colorScheme });
        await check(page, "/login");
        await logIn(context, house.address, "manager");
        errors.length = 0;
        for (const path of await staffPaths(context)) await check(page, path);
        assert.deepEqual(errors, []);
        await context.close();
      });

      test(`shopper pages on a ${size} window, ${colorScheme}: accessible, nothing overflows, no console errors`, async () => {
        const { context, page, errors } = await open({ viewport, colorScheme });
        await check(page, "/");
        await lookUp(page, house.tour.shopper.order, house.tour.shopper.email);
        await check(page, new URL(page.url()).pathname);
        assert.deepEqual(errors, []);
        await context.close();
      });
    }
  }

  async function lookUp(page: Page, order: string, proof: string) {
    await page.goto("/");
    await page.getByRole("textbox").nth(0).fill(order);
    await page.getByRole("textbox").nth(1).fill(proof);
    await page.getByRole("textbox").nth(1).press("Enter");
    await page.waitForURL(/\/orders\/ord_/);
  }

  for (const locale of ["de-DE", "nl-NL", "zh-CN"]) {
    test(`every page speaks ${locale}, says so, and fits a phone with its longest words`, async () => {
      const { context, page, errors } = await open({ viewport: sizes.phone, locale, login: "manager" });
      for (const path of ["/", ...(await staffPaths(context))]) {
        await page.goto(path);
        await settled(page);
        assert.equal((await page.locator("html").getAttribute("lang"))?.slice(0, 2), locale.slice(0, 2), path);
        await assertFits(page, `${path} in ${locale}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("shopper pages work without JavaScript, in the language that was chosen", async () => {
    const { context, page } = await open({ viewport: sizes.phone, javaScriptEnabled: false, locale: "nl-NL" });
    await lookUp(page, house.tour.shopper.order, house.tour.shopper.email);
    assert.equal(await page.locator("html").getAttribute("lang"), "nl");
    assert.ok((await page.locator("main").textContent())?.includes(house.tour.shopper.order));
    await context.close();
  });

  test("a wrong look-up says the same whether the order exists or not", async () => {
    const { context, page } = await open({ viewport: sizes.phone });
    const answers: string[] = [];
    for (const order of [house.tour.shopper.order, "99999999"]) {
      await page.goto("/");
      await page.getByRole("textbox").nth(0).fill(order);
      await page.getByRole("textbox").nth(1).fill("somebody@else.example");
      await page.getByRole("textbox").nth(1).press("Enter");
      await page.waitForLoadState("networkidle");
      answers.push(((await page.locator("main").textContent()) ?? "").replaceAll(order, "ORDER"));
    }
    assert.equal(answers[0], answers[1]);
    await context.close();
  });

  test("what is mistyped is named: an address with a way back, a minus, days the wrong way round; and the way out is seen", async () => {
    const { context, page } = await open({ viewport: sizes.desktop, login: "manager" });
    for (const path of ["console/decisions/dec_nope", "console/laboratory/lab_nope", "console/programs/nope"]) {
      await page.goto(`/${path}`);
      await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
      assert.match(await page.title(), /There is no such page/);
      assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0, path);
    }
    await page.goto("/counter/orders/ord_bad");
    await page.getByRole("link", { name: "Go to the start page" }).click();
    await page.waitForURL(/\/console$/);
    await page.goto("/console/programs/spring/edit");
    const rank = page.getByRole("textbox", { name: "Rank" });
    await rank.fill("-5");
    await page.locator("#field-rank-error").waitFor();
    assert.equal(await rank.inputValue(), "-5");
    await page.goto("/console/decisions?from=2026-03-02&until=2026-03-01");
    await page.getByText("“From” lies after “To”").waitFor();
    for (const height of [900, 640]) {
      await page.setViewportSize({ width: 1280, height });
      const box = await page.getByRole("button", { name: "Log out" }).boundingBox();
      assert.ok(box && box.y + box.height <= height, `at ${height} px it ends at ${box && box.y + box.height}`);
    }
    await context.close();
  });

  test("the counter takes a line back from a scanned receipt and shows at once what to offer, or that nothing is due", async () => {
    const { context, page, errors } = await open({ viewport: sizes.phone, login: "associate" });
    await page.goto("/counter");
    await settled(page);
    await page.keyboard.type(`${house.tour.counter.receipt}\n`);
    await page.getByRole("link", { name: house.tour.counter.receipt }).click();
    await page
      .getByRole("button", { name: /^One more of/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Check and confirm" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await page.waitForURL(/counter\/returns\/ret_/);
    await page.getByText(/Return R-\d+ is recorded/).waitFor();
    const handOver = page.getByRole("button", { name: "Hand it over" });
    await handOver
      .or(page.getByText(/No offer/))
      .first()
      .waitFor();
    if (await handOver.isVisible()) {
      await handOver.click();
      await page.getByRole("img", { name: /code/i }).waitFor();
    }
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a code is redeemed once; the second till reads when and where the first one was", async () => {
    const { context, page, errors } = await open({ viewport: sizes.desktop, login: "associate" });
    const { code } = await house.work.run("test", async (tx) => {
      const decision = await tx.db.selectFrom("decisions").select("id").limit(1).executeTakeFirstOrThrow();
      const terms = { kind: "percent-off", percent: 10 } as const;
      const wanted = { action: "percent-10", terms, currency: "EUR", decisionId: decision.id as Id<"dec"> };
      return issueOffer(tx, wanted, new Date());
    });
    const redeem = async () => {
      await page.goto("/counter/redeem");
      await settled(page);
      await page.getByRole("searchbox").fill(code);
      await page.keyboard.press("Enter");
    };
    await redeem();
    await page
      .getByRole("button", { name: /^Redeem/ })
      .last()
      .click();
    await page
      .getByText(/redeemed/i)
      .first()
      .waitFor();
    assert.deepEqual(errors, []);
    await redeem();
    await page
      .getByText(/Bergkade/)
      .first()
      .waitFor();
    await context.close();
  });

  // Comes last: the house's time is some minutes ahead afterwards.
  test("a manager lets the sample's time run, sees it run, and an associate only sees it", async () => {
    const { context, page, errors } = await open({ viewport: sizes.desktop, login: "manager" });
    await page.goto("/console");
    await settled(page);
    const asOf = async () => {
      const answer = (await (await context.request.get("/v1/retailer")).json()) as { now: string };
      return Date.parse(answer.now);
    };
    const before = await asOf();
    const shown = (await page.locator(".sample-time time").textContent()) ?? "";
    await page.getByLabel("Its time runs at").selectOption({ label: "A week a minute" });
    while ((await asOf()) - before < 3_600_000) await page.locator(".sample-time select:enabled").waitFor();
    await page.locator(".sample-time time").filter({ hasNotText: shown }).waitFor();
    await page.getByLabel("Its time runs at").selectOption({ label: "Real time" });
    await page.locator(".sample-time option:checked", { hasText: "Real time" }).waitFor({ state: "attached" });
    await page.locator(".sample-time select:enabled").waitFor();
    assert.deepEqual(errors, []);
    await logIn(context, house.address, "associate");
    await page.goto("/counter");
    await settled(page);
    await page.getByText("Its time runs at: Real time").waitFor();
    assert.equal(await page.getByLabel("Its time runs at").count(), 0);
    await context.close();
  });
});
