import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isOffer, makesGood } from "../../../facts/actions/index.ts";
import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import type { ActionTerms } from "../../../judgement/programs/index.ts";
import { decidedOptions } from "./decided-options.ts";
import type { RemedyCase } from "./read-case.ts";
import { isFinal, openOptions, rightsOf, type Standing, withoutAnswer } from "./remedy-options.ts";

const placedOn = dayNumber("2026-03-02");

const kinds = ["late", "lost", "damaged", "no-movement", "returning"] as const satisfies readonly IncidentKind[];
const day = fc.integer({ min: placedOn, max: placedOn + 60 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const cases = fc
  .record({
    kind: fc.constantFrom(...kinds),
    today: day,
    newLatest: maybe(day),
    agreedLatest: maybe(day),
    country: maybe(fc.constantFrom("DE", "GB", "US", "CH")),
    shipped: fc.boolean(),
    lacking: fc.boolean(),
    left: fc.bigInt({ min: 0n, max: 9_000n }),
    outcome: fc.constantFrom(undefined, undefined, "late" as const, "lost" as const),
  })
  .map(
    ({ left, ...rest }): RemedyCase => ({
      ...{
        incidentId: newId<"inc">(),
        orderId: newId<"ord">(),
        shopperId: newId<"shp">(),
        number: "1",
        source: "shop",
      },
      ...{ currency: "EUR", fault: undefined, openedAt: new Date(0), promisedLatest: rest.agreedLatest },
      ...{ timeZone: "UTC", placedOn, parcelId: undefined, refundable: () => left, ...rest },
    }),
  );

const given: readonly ActionTerms[] = [
  { kind: "credit", amount: 500 },
  { kind: "free-shipping", most: 800 },
  { kind: "partial-refund", percent: 10 },
  { kind: "shipping-refund" },
  { kind: "reship" },
  { kind: "express-upgrade", cost: 600 },
  { kind: "pickup-redirect", cost: 200 },
  { kind: "cancel-refund" },
];
const standings = fc.record({
  options: fc
    .subarray([...given])
    .map((terms) => terms.map((each) => ({ option: `own-${each.kind}`, terms: each, cost: 100 }))),
  refused: fc.subarray(["reship", "express-upgrade", "cancel-refund"]),
  additional_until: fc.option(day.map(dayText)),
  told_latest: fc.option(day.map(dayText)),
  consented_until: fc.option(day.map(dayText)),
  chosen_kind: fc.constant(null),
  state: fc.constant("offered" as const),
}) satisfies fc.Arbitrary<Standing>;

test("what the law grants is always among the choices, whatever was decided, refused or left in stock", () => {
  fc.assert(
    fc.property(cases, standings, (asked, standing) => {
      if (asked.outcome === "late") return;
      const open = openOptions(asked, standing);
      for (const right of rightsOf(asked, standing).options) {
        const kind = { terminate: "cancel-refund", consent: "wait" }[right.kind as string] ?? right.kind;
        const found = open.find((option) => option.kind === kind && option.byLaw);
        assert.ok(found, `${right.kind} of ${JSON.stringify(open.map((option) => option.kind))}`);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("of goods that will not come the money is always a choice, and the goods where there are any; each kind stands once", () => {
  fc.assert(
    fc.property(cases, standings, (asked, standing) => {
      const open = openOptions(asked, standing);
      assert.equal(new Set(open.map(({ kind }) => kind)).size, open.length);
      assert.equal(new Set(open.map(({ option }) => option)).size, open.length);
      if (!["lost", "damaged"].includes(asked.kind) || asked.outcome === "late") return;
      assert.ok(open.some(({ kind, byLaw }) => kind === "cancel-refund" && byLaw));
      const hasAgain = open.some(({ kind }) => kind === "reship");
      assert.equal(hasAgain, !asked.lacking && !standing.refused.includes("reship"));
    }),
    { numRuns: 1_000 },
  );
});

test("what cannot be done is no choice of the decision's, and goods that arrived late are neither sent again nor called off", () => {
  fc.assert(
    fc.property(cases, standings, (asked, standing) => {
      for (const { terms, byLaw, kind, option } of openOptions(asked, standing)) {
        if (byLaw || terms === undefined) continue;
        assert.ok(option.startsWith("own-"));
        assert.ok(!standing.refused.includes(kind));
        if (asked.outcome === "late") assert.ok(!makesGood(terms));
        if (kind === "reship") assert.ok(!asked.lacking);
        if (kind === "express-upgrade") assert.ok(!asked.shipped);
        if (kind.endsWith("refund")) assert.ok(asked.refundable("all") > 0n);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("nothing that cannot be taken back is done unasked", () => {
  fc.assert(
    fc.property(standings, ({ options }) => {
      const unasked = options.find(({ option }) => option === withoutAnswer(options));
      if (unasked === undefined) assert.ok(options.every(({ terms }) => makesGood(terms)));
      else assert.ok(isOffer(unasked.terms) || unasked.terms.kind.endsWith("refund"));
      if (unasked) assert.equal(isFinal(unasked.terms.kind as "credit"), false);
    }),
  );
});

const interval = (value: number) => ({ value, low: value, high: value });
const weighed = (action: string, value: number, expectedCost: number, eligible = true) => ({
  ...{ action, eligible, expectedCost, value: interval(value), propensity: 0.2 },
  ...(action !== "none" && { terms: { kind: "credit" as const, amount: 1 } }),
});

test("beside the recommended remedy stand those that are worth more than to explain and cost hardly more, by worth", () => {
  const alternatives = [
    ...[weighed("none", 100, 0), weighed("a", 150, 100), weighed("b", 140, 125), weighed("c", 145, 126)],
    ...[weighed("d", 99, 10), weighed("e", 200, 50, false), weighed("f", 149, 20)],
  ];
  const chosen = (name: string) => decidedOptions({ chosen: name, alternatives }).map(({ option }) => option);
  assert.deepEqual(chosen("a"), ["a", "f", "b"]);
  assert.deepEqual(chosen("none"), [], "explaining is no remedy, nor is what is withheld");
});
