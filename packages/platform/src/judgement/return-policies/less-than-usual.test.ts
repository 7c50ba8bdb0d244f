import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayNumber } from "../../foundation/calendar/index.ts";
import { returnFloor } from "../law/index.ts";
import { segments } from "./behaviour-segment.ts";
import { grantedLess } from "./less-than-usual.ts";
import { layers, PolicyDocument } from "./policy.schema.ts";
import type { PolicyCase } from "./policy-facts.ts";
import { readyPolicy } from "./ready-policy.ts";
import { hasCheaperWay } from "./sending-fee.ts";
import { returnTerms } from "./terms.ts";

const usual = {
  ...{ windowDays: 30, logisticsFee: 300, restockingPercent: 5, bonusPercent: 5, refundTiming: "received" },
  ...{ methods: ["store", "drop-off"], resolutions: ["refund", "exchange"] },
};
const facts: PolicyCase = {
  ...{ tier: "", segment: "regular", channel: "online", country: "DE", placed_on: "2026-03-02", today: "2026-03-10" },
  ...{ category: "", sku: "S", reason: "", discount: 0, paid: 49, order_total: 98, orders: 4, return_rate: 0.2 },
};
const grants = fc.record(
  {
    windowDays: fc.integer({ min: 0, max: 90 }),
    logisticsFee: fc.integer({ min: 0, max: 900 }),
    restockingPercent: fc.integer({ min: 0, max: 50 }),
    refundTiming: fc.constantFrom("instant", "received", "inspected"),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const rule = fc.record({ layer: fc.constantFrom(...layers), segment: fc.constantFrom(...segments), grants });

test("only what a rule about behaviour won with less than usual is decided against somebody, and never what the law grants", () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 5 }),
      fc.constantFrom(...segments),
      fc.constantFrom("best-for-shopper", "last-wins"),
      fc.integer({ min: 0, max: 60 }),
      (rules, segment, combine, waited) => {
        const document = PolicyDocument.parse({
          ...{ usual, combine, costOfSending: 200 },
          rules: rules.map((each, n) => ({
            ...{ name: `rule-${n}`, layer: each.layer, when: `segment == "${each.segment}"`, grants: each.grants },
          })),
        });
        const policy = readyPolicy(document);
        assert.ok("rules" in policy);
        const placedOn = dayNumber("2026-03-02");
        const law = {
          ...{ country: "DE", atDistance: true, placedOn, receivedOn: placedOn + 2, statedOn: placedOn + 2 + waited },
          ...{ isHoliday: () => false, faulty: false },
        };
        const given = { law, windowFrom: placedOn + 2, realLogistics: document.costOfSending };
        const terms = returnTerms(policy, { ...given, facts: { ...facts, segment } });
        const less = grantedLess(document, { ...terms.by, windowDays: terms.untilBy });
        const floor = returnFloor(law);
        for (const { what, rule: name } of less) {
          assert.equal(document.rules.find((each) => each.name === name)?.layer, "segment");
          assert.notEqual(terms.by[what], "law");
          if (floor.isDue) assert.ok(what !== "restockingPercent", "the law lets nothing be taken off");
        }
        // Whoever they are, what the law grants is the same for all.
        for (const other of segments) {
          const others = returnTerms(policy, { ...given, facts: { ...facts, segment: other } });
          if (!floor.isDue) continue;
          assert.ok(others.isOpen && !hasCheaperWay(document.costOfSending, others.grants.logisticsFee));
          assert.equal(others.grants.restockingPercent, 0);
          assert.ok(others.grants.resolutions.includes("refund"));
          assert.equal(others.refundBy, terms.refundBy);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
