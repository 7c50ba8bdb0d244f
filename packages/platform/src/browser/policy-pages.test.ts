import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { newId, toWire } from "../foundation/ids/index.ts";
import { recordAdverseDecision } from "../judgement/fairness/index.ts";
import { openBrowser } from "./open-browser.ts";
import { openWindow } from "./open-window.ts";
import { openSampleHouse } from "./sample-house.ts";
import { assertSoundInWidths } from "./sound-page.ts";

describe("the return policy and appeals in a real browser", () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof openSampleHouse>>;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    house = await openSampleHouse();
    browser = await openBrowser();
    ({ page } = await openWindow(browser, house, { login: "manager", errors }));
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  const look = () => assertSoundInWidths(page);

  test("a rule that makes no sense is named with its place; what is mended as text stands in the form", async () => {
    await page.goto("/console/return-policy");
    await page.getByRole("heading", { name: "What everybody has" }).waitFor();
    await look();
    await page.goto("/console/return-policy/edit");
    await page.getByRole("button", { name: "Add a rule" }).click();
    const added = page.locator(".editor-action").last();
    await added.getByRole("textbox", { name: "Name" }).fill("summer");
    await added.getByLabel("Holds when").fill("tier == gold");
    await page.getByText("At character 9: “gold” is not known here.").waitFor();
    assert.ok(await page.getByRole("button", { name: "Save draft" }).isDisabled());
    await added.getByLabel("Holds when").fill('tier == "gold"');
    await added.getByRole("checkbox", { name: "Days from the arrival" }).check();
    await page.getByText("It can be published.").waitFor();
    await look();
    await page.getByRole("radio", { name: "Text" }).check();
    const text = page.getByLabel("The draft as a document (JSON)");
    const written = JSON.parse(await text.inputValue()) as { rules: { grants: { windowDays: number } }[] };
    written.rules.at(-1)!.grants.windowDays = 77;
    await text.fill("{");
    await page.getByText("This cannot be read as JSON.").waitFor();
    await text.fill(JSON.stringify(written));
    await page.getByText("It can be published.").waitFor();
    await look();
    await page.getByRole("radio", { name: "Form" }).check();
    assert.equal(
      await page.locator(".editor-action").last().getByRole("textbox", { name: "Days from the arrival" }).inputValue(),
      "77",
    );
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("All changes are saved in the draft.").waitFor();
  });

  test("before it is published one sees what changes and what it would have made of past returns; its note stays with it", async () => {
    await page.getByRole("button", { name: "Preview and publish" }).click();
    await page.getByText("Rule summer").waitFor();
    await page.getByText("would have been treated differently.").waitFor();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    await look();
    await page.getByLabel("Note").fill("Gold members asked for it");
    await page.getByRole("button", { name: "Publish: it holds from now on" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByText(/^Version \d+ holds since/).waitFor();
    await page.getByRole("link", { name: "Versions" }).click();
    await page.getByText("Gold members asked for it").waitFor();
    await look();
    assert.deepEqual(errors, []);
  });

  test("a shopper asks a person without any script, and the desk answers", async () => {
    const { order, contact } = await house.work.run("test", async (tx) => {
      const found = await tx.db
        .selectFrom("orders as o")
        .innerJoin("shopper_contacts as c", "c.shopper_id", "o.shopper_id")
        .select(["o.id", "o.key", "o.shopper_id", "c.email"])
        .where("o.channel", "=", "online")
        .where("c.email", "is not", null)
        .orderBy("o.placed_at", "desc")
        .executeTakeFirstOrThrow();
      await recordAdverseDecision(tx, {
        ...{ shopperId: found.shopper_id, orderId: found.id, kind: "return-terms", subject: newId(), currency: "EUR" },
        outcome: [{ what: "logisticsFee", usual: 0, granted: 495 }],
        ...{ reasons: ["segment-frequent-returner"], data: [{ name: "return-rate", value: 0.7 }], at: new Date() },
      });
      return { order: found, contact: found.email ?? "" };
    });
    const plain = await browser.newContext({
      ...{ baseURL: house.address, locale: "en-GB", javaScriptEnabled: false, viewport: { width: 375, height: 800 } },
    });
    const shopper = await plain.newPage();
    await shopper.goto("/");
    await shopper.locator("input[name=number]").fill(order.key);
    await shopper.locator("input[name=proof]").fill(contact);
    await shopper.locator("main button[type=submit]").first().click();
    await shopper.goto(`/orders/${toWire("ord", order.id)}/decisions`);
    await shopper.getByText("Sending it back costs €4.95; usual is €0.00.").waitFor();
    await shopper.locator("textarea").fill("Two of them came broken.");
    await shopper.getByRole("button", { name: "Have a person look at it" }).click();
    await shopper.getByText("A person looks at it.").waitFor();
    await page.goto("/desk/appeals");
    await look();
    await page.getByRole("link", { name: "Terms of a return" }).click();
    await page.getByText("Two of them came broken.").waitFor();
    await look();
    await page.getByLabel("What the shopper is told").fill("Sending this one back is free.");
    await page.getByRole("button", { name: "Grant it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Grant it" }).click();
    await page.getByRole("heading", { name: "Granted" }).waitFor();
    await shopper.reload();
    await shopper.getByText("Sending this one back is free.").waitFor();
    await plain.close();
    assert.deepEqual(errors, []);
  });
});
