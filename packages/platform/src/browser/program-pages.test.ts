import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { systemClock } from "../foundation/clock/index.ts";
import { learnExperiments, recordExperiment } from "../judgement/experiments/index.ts";
import { madeExperiment } from "../judgement/experiments/testing.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSound } from "./sound-page.ts";

describe("programs in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    browser = await openBrowser();
    ({ context, page } = await openWindow(browser, house, { login: "manager", errors, refused: /409 \(Conflict\)/ }));
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const look = () => assertSound(page);

  const saved = () => page.getByText("All changes are saved in the draft.").waitFor();
  const canBeSaved = () => page.getByText("Checked as it stands").waitFor();

  test("a condition is completed from the keyboard, and a mistake in it is shown in place", async () => {
    await page.goto("/console/programs");
    const ours = page.getByRole("link", { name: "After a return" });
    await ours.waitFor();
    // One by one through the list, in whichever order the house's own programs stand.
    do await page.keyboard.press("j");
    while (!(await page.locator("a:focus", { hasText: "After a return" }).isVisible()));
    await page.keyboard.press("Enter");
    await page.locator("[data-edit]").waitFor();
    await page.keyboard.press("e");
    const audience = page.getByLabel("Audience");
    await audience.click();
    await audience.pressSequentially("ret");
    assert.equal(await page.locator("[role=option]").count(), 3);
    await look();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    assert.equal(await audience.inputValue(), "return_rate");
    await audience.pressSequentially(" < 0.9 && in_stroe");
    await page.getByText("At character 22: “in_stroe” is not known here.").waitFor();
    assert.equal(await page.locator("mark").textContent(), "in_stroe");
    await look();
    assert.ok(await page.getByRole("button", { name: "Save draft" }).isDisabled());
    await page.getByRole("button", { name: "Audience" }).click();
    await page.locator("textarea:focus").first().waitFor();
    await audience.fill("return_rate < 0.9");
    await page.getByText("It can be saved.").waitFor();
  });

  test("an action is added, and its sum is entered in the program's currency", async () => {
    await page.getByLabel("Currency").fill("eur");
    await page.getByRole("button", { name: "Add an action" }).click();
    const added = page.locator(".editor-action").last();
    await added.getByLabel("Kind").selectOption("amount-off");
    await added.getByLabel("Amount").pressSequentially("7.05");
    await added.getByLabel("From a basket of").fill("40");
    await added.getByLabel("Identifier").focus();
    await added.locator('input[value="amount-off-705-4000"]').waitFor();
    await added.getByRole("heading", { name: "€7.05 off from €40.00 on" }).waitFor();
    await page.getByText("It can be saved.").waitFor();
    await canBeSaved();
    await page.keyboard.press("Control+s");
    await saved();
    const stored = (await (await context.request.get("/v1/programs/after-a-return")).json()) as {
      draft: { document: { actions: { terms: object }[]; currency: string } };
    };
    assert.deepEqual(stored.draft.document.actions.at(-1)?.terms, {
      kind: "amount-off",
      amount: 705,
      leastBasket: 4000,
    });
    await look();
  });

  test("who saved meanwhile is not overwritten unseen", async () => {
    const { draft, revision } = (await (await context.request.get("/v1/programs/after-a-return")).json()) as {
      draft: { document: object };
      revision: number;
    };
    const headers = { origin: house.address, "idempotency-key": "theirs" };
    const data = { document: { ...draft.document, title: "Theirs" }, revision };
    assert.equal((await context.request.put("/v1/programs/after-a-return/draft", { data, headers })).status(), 200);
    await page.getByLabel("Title").fill("Mine");
    await canBeSaved();
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByRole("alert").getByRole("row", { name: "Title Theirs Mine" }).waitFor();
    await look();
    assert.equal(await page.getByLabel("Title").inputValue(), "Mine");
    await page.getByRole("button", { name: "Save yours over it" }).click();
    await saved();
  });

  test("what is published was looked at, can be compared with what was before, and can be retired", async () => {
    await page.getByRole("button", { name: "Preview and publish" }).click();
    await page.getByRole("heading", { name: "For real shoppers" }).waitFor();
    await page.getByRole("row", { name: /Action amount-off-705-4000/ }).waitFor();
    await look();
    await page.getByLabel("Note").fill("A sum off for those who keep most");
    await page.getByRole("button", { name: /^Publish/ }).click();
    await page.getByRole("heading", { name: "Mine" }).waitFor();
    await page.getByRole("link", { name: "Versions" }).click();
    await page.getByText("A sum off for those who keep most").waitFor();
    await page.getByRole("row", { name: "Title After a return Mine" }).waitFor();
    await look();
    await page.getByRole("link", { name: "Version 1" }).click();
    await page.getByText("which does not decide now").waitFor();
    await look();
    await page.getByRole("link", { name: "Versions" }).click();
    // As people used to desktops do: the second click is none beside the dialog that the first one opened.
    await page.getByRole("button", { name: "Retire" }).dblclick();
    await page.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
    await page.getByText("decides no more since").waitFor();
  });

  test("a new program by copying; a draft is discarded after a question", async () => {
    await page.goto("/console/programs/new?from=after-a-return");
    await page.getByLabel("Title").fill("Spring");
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("after-a-return");
    await canBeSaved();
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("There is a program of this name already.").first().waitFor();
    await name.fill("spring");
    await page.getByLabel("Keep to a budget").check();
    await page.getByRole("button", { name: "Budget · Amount" }).waitFor();
    await page.locator("#field-budget-amount").fill("1000");
    await page.getByRole("button", { name: "Add a region" }).click();
    const region = page.locator(".editor-regions .editor-action");
    await region.getByLabel("Name", { exact: true }).fill("north");
    // By its group, whose stores come late on a busy machine: the first tick of all would then be another's.
    await region.getByRole("group", { name: "Stores" }).getByRole("checkbox").first().check();
    await region.getByLabel("A goal of its own").check();
    await page.getByText("It can be saved.").waitFor();
    await canBeSaved();
    await look();
    await page.setViewportSize({ width: 375, height: 812 });
    await look();
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.waitForURL(/programs\/spring\/edit/);
    await page.getByRole("button", { name: "Discard draft" }).click();
    await look();
    await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
    await page.waitForURL(/programs\/spring$/);
    assert.deepEqual(errors, []);
  });

  test("an imported experiment says what its log has proven, that it decides about nobody, and what a row of it is", async () => {
    const clock = systemClock();
    const recording = { now: clock.now(), by: "test" };
    await house.work.run("test", (tx) => recordExperiment(tx, madeExperiment(300), recording));
    const learning = { unitOfWork: house.work, clock };
    assert.equal((await learnExperiments(learning, "new")).size, 1);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto("/console/programs/letters");
    await page.getByText("“Message: Letter” for everybody stands").waitFor();
    await page.getByRole("heading", { name: "An experiment made elsewhere" }).waitFor();
    await look();
    await page.setViewportSize({ width: 375, height: 812 });
    await page.goto("/console/programs/letters/models");
    await page.getByText("made elsewhere, decides about nobody here").waitFor();
    await look();
    await page.goto("/console/decisions?program=letters");
    await page.locator("[data-list-item]").first().click();
    await page.getByText("A row of an imported experiment").waitFor();
    await look();
    assert.deepEqual(errors, []);
  });
});
