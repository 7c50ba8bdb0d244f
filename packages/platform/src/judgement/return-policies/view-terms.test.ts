import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber } from "../../foundation/calendar/index.ts";
import type { Granted } from "./grant.ts";
import { PolicyDocument, usualPolicy } from "./policy.schema.ts";
import type { PolicyCase } from "./policy-facts.ts";
import { readyPolicy } from "./ready-policy.ts";
import { returnTerms } from "./terms.ts";
import { becauseOf, viewTerms } from "./view-terms.ts";

const document = PolicyDocument.parse({
  usual: { ...usualPolicy.usual, windowDays: 7, logisticsFee: 495 },
  costOfSending: 600,
  rules: [
    {
      ...{ name: "gold", layer: "tier", when: 'tier == "gold"', grants: { windowDays: 10, logisticsFee: 0 } },
      says: { en: "Ten days and free, because you are a Gold member." },
    },
    {
      ...{ name: "silver", layer: "tier", when: 'tier == "silver"', grants: { logisticsFee: 0 } },
      says: { en: "Free, because you are a Silver member." },
    },
    {
      ...{ name: "sale", layer: "situation", when: "discount > 0.5", grants: { windowDays: 12 } },
      says: { en: "Twelve days, because of the sale." },
    },
  ],
});

const facts: PolicyCase = {
  ...{ tier: "", segment: "regular", channel: "online", country: "DE", placed_on: "2026-03-02", today: "2026-03-10" },
  ...{
    category: "shirts",
    sku: "S-1",
    reason: "",
    discount: 0,
    paid: 49,
    order_total: 98,
    orders: 4,
    return_rate: 0.2,
  },
};

/** What somebody reads for a shirt that came on 4 March and is looked at on a day. */
function told(statedOn: string, given: Partial<PolicyCase> = {}, atDistance = true) {
  const policy = readyPolicy(document);
  assert.ok("rules" in policy);
  const [day, receivedOn] = [dayNumber(statedOn), dayNumber("2026-03-04")];
  const terms = returnTerms(policy, {
    ...{ facts: { ...facts, ...given }, windowFrom: receivedOn, realLogistics: 600n },
    law: {
      ...{ country: "DE", placedOn: dayNumber("2026-03-02"), receivedOn, statedOn: day, atDistance },
      ...{ isHoliday: () => false, faulty: false },
    },
  });
  return viewTerms(terms, document.rules, "en");
}
const sentences = (view: ReturnType<typeof told>) => [...new Set(view.because.flatMap(({ says }) => says ?? []))];

test("a rule's sentence is told while the window that it speaks of holds", () => {
  const gold = told("2026-03-10", { tier: "gold" }, false);
  assert.deepEqual([gold.isOpen, sentences(gold)], [true, ["Ten days and free, because you are a Gold member."]]);
});

test("a window that is over is no reason where the law still lets goods go back", () => {
  const byLaw = told("2026-03-16", { tier: "gold" });
  assert.deepEqual([byLaw.isOpen, sentences(byLaw)], [true, []]);
  assert.equal(byLaw.because.find(({ what }) => what === "window")?.by, "law");
  assert.equal(byLaw.logisticsFee, 0n, "what it grants besides stays granted");
  const over = told("2026-04-16", { tier: "gold" });
  assert.deepEqual([over.isOpen, over.because.some(({ by }) => by === "law")], [false, false]);
});

test("of two windows the one that holds is the reason, and a rule that speaks of none is one at any time", () => {
  const sale = told("2026-03-10", { tier: "gold", discount: 0.6 }, false);
  assert.deepEqual(sentences(sale), ["Twelve days, because of the sale."]);
  const silver = told("2026-03-16", { tier: "silver" });
  assert.deepEqual(sentences(silver), ["Free, because you are a Silver member."]);
});

test("who had to ask is not told of a window", () => {
  const gold = { rule: "gold" };
  const all: Granted["by"] = {
    ...{ windowDays: gold, logisticsFee: gold, restockingPercent: "usual" as const, methods: "usual" as const },
    ...{ refundTiming: "usual" as const, resolutions: "usual" as const, bonusPercent: "usual" as const },
  };
  const said = (window: Parameters<typeof becauseOf>[3]) =>
    becauseOf(all, document.rules, "en", window).flatMap(({ says }) => says ?? []);
  assert.equal(said(gold).length, 2);
  assert.deepEqual(said(undefined), []);
});
