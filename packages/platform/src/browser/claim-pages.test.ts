import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Locale, translator } from "@aftercare/messages";
import type { Browser, Page } from "playwright-core";
import { claimOperations } from "../care/claims/index.ts";
import { operator } from "../foundation/actors/index.ts";
import { createAccount } from "../foundation/auth/index.ts";
import { execute } from "../foundation/operations/index.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow, password, type WindowOptions } from "./open-window.ts";
import { openReturnHouse } from "./return-house.ts";
import { assertSound, assertSoundInWidths } from "./sound-page.ts";

const phone = { width: 375, height: 812 };
const languages: Readonly<Record<Locale, string>> = { en: "en-GB", de: "de-DE", nl: "nl-NL", zh: "zh-CN" };
const lamp = "Glim head torch";
/** Longer ago than anything can be given back without a fault. */
const longAgo = 100;

describe("reporting a fault", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openReturnHouse>>;

  before(async () => {
    house = await openReturnHouse();
    const agent = { login: "agent", password, role: "agent" } as const;
    await house.work.run("test", (tx) => createAccount(tx, agent, house.clock.real()));
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const open = (options: WindowOptions = {}) =>
    openWindow(browser, house, { viewport: phone, hasTouch: true, isMobile: true, ...options });

  /** A person at the desk does something. */
  async function staff(name: string, input: object): Promise<void> {
    const operation = claimOperations.find(({ contract }) => contract.name === name)!;
    const session = { token: undefined, start: () => {}, end: () => {} };
    const { work, clock } = house;
    await execute(operation, { actor: operator, input, session, locale: "en", client: "test" }, { work, clock });
  }

  const order = (arrivedDaysAgo = longAgo) =>
    house.order(
      [
        ["GLIM-1", 1],
        ["KARST-42", 2],
      ],
      arrivedDaysAgo,
    );
  const main = (page: Page) => page.locator("main");
  const claimIn = (page: Page) => /clm_\w+/.exec(page.url())?.[0] ?? "";

  for (const [language, locale] of Object.entries(languages) as [Locale, string][]) {
    test(`in ${language} from the order's page to where it is sent, with the law's days, and all of it fits a phone`, async () => {
      const { t } = translator(language);
      const { link } = await order();
      const { context, page, errors } = await open({ locale });
      await page.goto(link);
      await assertSound(page, `${language}: the order`);
      await page.getByRole("link", { name: t("faults.link") }).tap();
      await page.getByRole("heading", { name: t("faults.pick.title"), level: 1 }).waitFor();
      await page.getByRole("checkbox", { name: lamp }).tap();
      await page.locator("#reason-1").selectOption("damaged-or-defective");
      await assertSound(page, `${language}: what is wrong`);
      await page.getByRole("button", { name: t("return-portal.pick.continue") }).tap();
      await page.getByRole("heading", { name: t("faults.choose.title"), level: 1 }).waitFor();
      await assertSound(page, `${language}: what should be done`);
      assert.match(await main(page).innerText(), /2019\/771/);
      await page.getByRole("textbox").fill("It flickers.");
      await page.locator("[name=remedy][value=repair]").check();
      await page.getByRole("button", { name: t("faults.choose.send") }).tap();
      await page.getByRole("heading", { name: t("faults.claim.title.accepted"), level: 1 }).waitFor();
      await assertSound(page, `${language}: reported`);
      assert.match(await main(page).innerText(), /CL-\d+[\s\S]*RR-\d+[\s\S]*It flickers\./);
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  for (const [colorScheme, viewport] of [
    ["light", { width: 1280, height: 900 }],
    ["dark", phone],
  ] as const) {
    test(`${colorScheme}, ${viewport.width} px wide, every page of it can be read`, async () => {
      const { link } = await order();
      const { context, page, errors } = await open({ colorScheme, viewport, isMobile: false });
      await page.goto("/faulty");
      await assertSound(page, "looking it up");
      await page.goto(link);
      await page.getByRole("link", { name: "Something is wrong with it" }).click();
      await page.getByRole("checkbox", { name: "Karst Hiking Boot" }).check();
      await page.locator("#reason-2").selectOption("damaged-or-defective");
      await assertSound(page, "picking");
      await page.getByRole("button", { name: "Continue" }).click();
      await assertSound(page, "choosing");
      await page.getByRole("radio", { name: /Money back/ }).check();
      await page.getByRole("button", { name: "Send the report" }).click();
      await page.getByRole("heading", { name: "We have your report" }).waitFor();
      await page.getByRole("heading", { name: "Photos" }).waitFor();
      await assertSound(page, "waiting");
      await staff("claims.decline", { claimId: claimIn(page), answer: "The sole was cut, as the photo shows." });
      await page.reload();
      await page.getByText("The sole was cut, as the photo shows.").waitFor();
      await assertSound(page, "declined");
      await page.getByRole("link", { name: "Have somebody else look at it" }).click();
      await page.getByRole("button", { name: /look/ }).waitFor();
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("without JavaScript and by keyboard alone what is missing is named, a report waits for a person, and a photo goes with it", async () => {
    const { link } = await order();
    const { context, page } = await open({ javaScriptEnabled: false, hasTouch: false, isMobile: false });
    await page.goto(link);
    await page.getByRole("link", { name: "Something is wrong with it" }).press("Enter");
    await page.getByRole("button", { name: "Continue" }).press("Enter");
    await page.getByText("Tick at least one thing.").waitFor();
    await page.getByRole("checkbox", { name: "Karst Hiking Boot" }).press("Space");
    await page.locator("#quantity-2").selectOption("1");
    await page.getByRole("button", { name: "Continue" }).press("Enter");
    await page.getByText("Karst Hiking Boot, 42 / Black: say what is wrong.").waitFor();
    assert.equal(await page.locator("#quantity-2").inputValue(), "1");
    assert.equal(
      await page.locator("#reason-2 option[value='too-small']").count(),
      0,
      "what does not suit is no fault",
    );
    await page.locator("#reason-2").selectOption("damaged-or-defective");
    await page.getByRole("button", { name: "Continue" }).press("Enter");
    await page
      .getByText(/By law repair or replacement come first/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole("radio", { name: /Accepted at once/ }).count(), 2);
    assert.equal(await page.locator("[name=remedy]:checked").count(), 0, "the choice is the shopper's");
    await page.getByRole("textbox").fill("The sole comes off.");
    await page.getByRole("radio", { name: /Money back/ }).press("Space");
    await page.getByRole("button", { name: "Send the report" }).press("Enter");
    await page.getByRole("heading", { name: "Why a person decides" }).waitFor();
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    const send = async (buffer: Buffer) => {
      await page.getByLabel(/^Add a/).setInputFiles({ name: "sole.png", mimeType: "image/png", buffer });
      await page.getByRole("button", { name: "Send photo" }).press("Enter");
    };
    await send(Buffer.from("no picture"));
    await page.getByRole("alert").waitFor();
    await send(picture);
    await page.getByRole("link", { name: "Photo 1" }).waitFor();
    await page.getByRole("button", { name: "Remove photo 1" }).press("Enter");
    await page.getByLabel("Add a photo").waitFor();
    await page.getByRole("link", { name: /Back to order/ }).press("Enter");
    await page.getByRole("heading", { name: "Faults you reported" }).waitFor();
    await page.getByRole("link", { name: /CL-\d+/ }).waitFor();
    await context.close();
  });

  test("what is faulty and past its time for returning is reported as such; with other goods it is asked to go by itself", async () => {
    const { link, id } = await order();
    const { context, page, errors } = await open();
    await page.goto(link);
    await page.getByRole("link", { name: "Return something" }).click();
    await page.getByRole("checkbox", { name: lamp }).check();
    await page.locator("#reason-1").selectOption("damaged-or-defective");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText(/^The time for returning it is over, but the guarantee still holds/).waitFor();
    assert.match(page.url(), /\/claim\/choose\?line=1/);
    await assertSound(page, "from the returns");
    await page.getByRole("radio", { name: /Replace it/ }).check();
    await page.getByRole("button", { name: "Send the report" }).click();
    await page.getByRole("link", { name: "Choose what replaces it" }).click();
    await page.getByText(/the law has it repaired or replaced first/).waitFor();
    assert.equal(await page.getByText("I would rather have my money").count(), 0);
    assert.deepEqual(errors, []);
    const mixed = await order();
    await page.goto(mixed.link);
    const both = "line=1&quantity-1=1&reason-1=damaged-or-defective&line=2&quantity-2=1&reason-2=too-small";
    const answer = await page.goto(`/orders/${mixed.id}/return/choose?${both}`);
    assert.equal(answer?.status(), 409);
    await page.getByText(/Report the fault by itself/).waitFor();
    // In the time for returning nothing is different.
    const early = await order(5);
    await page.goto(early.link);
    await page.goto(`/orders/${early.id}/return/choose?line=1&quantity-1=1&reason-1=damaged-or-defective`);
    await page.getByRole("radio", { name: /Refund/ }).waitFor();
    assert.notEqual(id, early.id);
    await context.close();
  });

  test("the button pressed twice reports it once; a mail's link leads to it; nobody else sees or reports anything", async () => {
    const { link, id } = await order();
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(link);
    await page.goto(`/orders/${id}/claim/choose?line=1&quantity-1=1&reason-1=damaged-or-defective`);
    await page.getByRole("radio", { name: /Repair it/ }).check();
    const sent = "String(new URLSearchParams(new FormData(document.querySelector('form.choosing'))))";
    const form = await page.evaluate<string>(sent);
    const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
    const send = (of = id) => context.request.post(`/orders/${of}/claim`, { data: form, headers });
    const [one, two] = await Promise.all([send(), send()]);
    assert.equal(one.url(), two.url());
    const claimId = one.url().split("/").at(-1) ?? "";
    assert.match(claimId, /^clm_/);
    const other = await order();
    const reader = await browser.newContext({ baseURL: house.address });
    const opened = await reader.request.get(`${link}/claims/${claimId}`);
    assert.deepEqual([opened.status(), opened.url()], [200, one.url()]);
    await reader.request.get(other.link);
    for (const path of ["claim", "claim/choose?line=1&reason-1=stained", `claims/${claimId}`, "claims/clm_unknown"]) {
      assert.equal((await reader.request.get(`/orders/${id}/${path}`)).status(), 401, path);
    }
    const unknown = await reader.request.get(`/orders/${other.id}/claims/${claimId}`);
    assert.equal(unknown.status(), 401, "of another order");
    assert.equal((await reader.request.get(`/l/altered/claims/${claimId}`)).status(), 404);
    assert.equal((await send(other.id)).status(), 401);
    await reader.close();
    await context.close();
  });

  test("whoever looks their order up for a fault comes to where it is reported, and stays there when nothing is found", async () => {
    const { number } = await order();
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("link", { name: /^Is something wrong with what you bought/ }).click();
    const lookUp = async (proof: string) => {
      await page.getByLabel("Order number").fill(number);
      await page.locator("#proof").fill(proof);
      await page.locator("form.card button").click();
    };
    await lookUp("nobody@example.test");
    await page.getByRole("alert").waitFor();
    await page.getByRole("heading", { name: "Something is wrong with it" }).waitFor();
    await lookUp(`S-${number}`);
    await page.getByRole("heading", { name: "What is wrong?" }).waitFor();
    await context.close();
  });

  test("at the desk a fault is reported for who telephones: their order found or come from, what would become of each wish, and the claim", async () => {
    const { number, id } = await order();
    const { context, page, errors } = await openWindow(browser, house, { login: "agent" });
    await page.goto("/desk/claims");
    await page.getByRole("link", { name: "Report a fault" }).click();
    await page.waitForURL(/claims\/new/);
    // The address changes first: until the page is there the one before has a search of its own.
    await page.getByRole("heading", { name: "Report a fault" }).waitFor();
    const search = page.getByRole("searchbox").or(page.getByPlaceholder(/name/));
    await search.first().fill("nobody has bought this");
    await search.first().press("Enter");
    await page.getByText("Try the order’s number, the receipt or the shopper’s name.").waitFor();
    await search.first().fill(number);
    await search.first().press("Enter");
    await page.getByRole("link", { name: number }).press("Enter");
    await page.getByText("Tick what is faulty and say what is wrong").waitFor();
    assert.match(page.url(), new RegExp(`order=${id}`));
    await page.getByRole("checkbox", { name: "Karst Hiking Boot" }).check();
    await page.getByLabel("Quantity").fill("1");
    await page.getByLabel("What is wrong").selectOption("damaged-or-defective");
    await page.getByLabel("In the shopper’s words").fill("The sole comes off.");
    await page.getByRole("radio", { name: /^Money back Waits for a person A repair or a replacement/ }).check();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await assertSoundInWidths(page);
    }
    await page.getByRole("button", { name: "Report it" }).click();
    await page.getByRole("heading", { name: "Why you decide" }).waitFor();
    await page.getByText("The sole comes off.").waitFor();
    await page.getByText("No photo of these goods.").waitFor();
    await assertSoundInWidths(page);
    // The other piece, from the order itself.
    await page.goto(`/desk/orders/${id}`);
    await page.getByRole("link", { name: "Report a fault" }).click();
    await page.getByRole("checkbox", { name: "Karst Hiking Boot" }).waitFor();
    await page.goto("/desk/claims/new?order=ord_01h455vb4pex5vsknk084sn02q");
    await page.getByRole("alert").first().waitFor();
    assert.deepEqual(
      errors.filter((error) => !error.includes("404")),
      [],
    );
    await context.close();
  });

  test("each page costs 60 kB at most over the wire, all in, on a first visit", async () => {
    const { link, id } = await order();
    for (const locale of Object.values(languages)) {
      const { context, page } = await open({ locale });
      await page.goto(link);
      const network = await context.newCDPSession(page);
      await network.send("Network.enable");
      await network.send("Network.setCacheDisabled", { cacheDisabled: true });
      let total = 0;
      network.on("Network.loadingFinished", ({ encodedDataLength }) => {
        total += encodedDataLength;
      });
      for (const path of ["claim", "claim/choose?line=1&quantity-1=1&reason-1=damaged-or-defective"]) {
        total = 0;
        await page.goto(`/orders/${id}/${path}`, { waitUntil: "load" });
        assert.ok(total > 4_000 && total <= 60_000, `${path} in ${locale}: ${total} bytes`);
      }
      await context.close();
    }
  });
});
