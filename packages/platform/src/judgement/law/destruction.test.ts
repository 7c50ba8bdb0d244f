import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayNumber as day } from "../../foundation/calendar/index.ts";
import {
  companySizes,
  type DestructionCase,
  type DonationOffer,
  destructionGrounds,
  destructionLaw,
  isDonationRefused,
  productGroups,
  refusedOffers,
} from "./index.ts";

const all = Object.keys(destructionGrounds);
const law = (country: string | undefined, on: string, more: Partial<DestructionCase> = {}) =>
  destructionLaw({ country, size: "large", group: "apparel", on: day(on), ...more });

test("from 19 July 2026 a large company destroys clothing and shoes in the Union on a ground alone, and recycling counts as well", () => {
  const table: readonly [country: string, on: string, more: Partial<DestructionCase>, banned: boolean][] = [
    ["DE", "2026-07-18", {}, false],
    ["DE", "2026-07-19", {}, true],
    ["NL", "2026-11-22", { group: "footwear" }, true],
    ["DE", "2026-11-22", { group: "other" }, false],
    ["DE", "2026-11-22", { size: "medium" }, false],
    ["DE", "2030-07-18", { size: "medium" }, false],
    ["DE", "2030-07-19", { size: "medium" }, true],
    ["DE", "2035-01-01", { size: "small" }, false],
    ["DE", "2035-01-01", { size: "micro" }, false],
    ["GB", "2026-11-22", {}, false],
    ["US", "2035-01-01", {}, false],
  ];
  for (const [country, on, more, banned] of table)
    assert.deepEqual(
      law(country, on, more).grounds,
      banned ? { recycling: all, disposal: all } : {},
      `${country} ${on}`,
    );
});

test("in France nothing new is burnt or buried, by a company of any size, and both laws hold together", () => {
  const small = { size: "micro" } as const;
  assert.deepEqual(law("FR", "2021-12-31", small).grounds, {});
  assert.deepEqual(law("FR", "2022-01-01", { ...small, group: "other" }).grounds, {});
  assert.deepEqual(law("FR", "2022-01-01", small).grounds, { disposal: ["dangerous", "non-compliant"] });
  assert.deepEqual(law("FR", "2023-12-31", { ...small, group: "other" }).grounds, {
    disposal: ["dangerous", "non-compliant"],
  });
  const both = law("FR", "2026-11-22");
  assert.deepEqual(both.grounds, { recycling: all, disposal: ["dangerous", "non-compliant"] });
  assert.deepEqual(new Set(both.rules.map(({ regime }) => regime)), new Set(["eu", "fr"]));
});

test("what is not known is covered: neither a missing country nor an unknown article lifts the ban", () => {
  assert.deepEqual(law(undefined, "2026-11-22", { group: undefined }).grounds, { recycling: all, disposal: all });
});

test("every rule says where it stands, and every ground its letter", () => {
  for (const { source } of law("FR", "2026-11-22").rules) assert.match(source, /2024\/1781|541-15-8/);
  assert.equal(
    Object.values(destructionGrounds)
      .map(({ letter }) => letter)
      .join(""),
    "abcdefghij",
  );
});

test("a bigger company is never allowed more than a smaller one, nor clothing more than other goods", () => {
  const days = fc.integer({ min: day("2020-01-01"), max: day("2035-01-01") });
  const countries = fc.constantFrom("DE", "FR", "NL", "GB", "US", undefined);
  fc.assert(
    fc.property(days, countries, fc.constantFrom(...productGroups), (on, country, group) => {
      const allowed = companySizes.map((size) => {
        const { grounds } = destructionLaw({ country, size, group, on });
        return [grounds.recycling ?? [...all, "none"], grounds.disposal ?? [...all, "none"]].map(
          ({ length }) => length,
        );
      });
      for (const way of [0, 1])
        for (const [i, counts] of allowed.slice(1).entries()) assert.ok(counts[way]! <= allowed[i]![way]!);
      for (const size of companySizes) {
        const worn = destructionLaw({ country, size, group: "apparel", on }).grounds;
        const other = destructionLaw({ country, size, group: "other", on }).grounds;
        if (other.disposal) assert.ok(worn.disposal && worn.disposal.length <= other.disposal.length);
      }
    }),
  );
});

test("goods are refused when three charities said no, or were silent for eight weeks, and never when one said yes", () => {
  const offer = (destinationId: string, answer?: DonationOffer["answer"]) => ({
    destinationId,
    offeredOn: 100,
    answer,
  });
  const three = [offer("a", "refused"), offer("b", "refused"), offer("c", "refused")];
  assert.equal(isDonationRefused(three, 101), true);
  assert.equal(isDonationRefused(three.slice(1), 500), false, "two are too few");
  assert.equal(
    isDonationRefused([three[0]!, three[0]!, three[1]!], 500),
    false,
    "one that was asked twice counts once",
  );
  const silent = [...three.slice(1), offer("a")];
  assert.equal(isDonationRefused(silent, 100 + refusedOffers.days - 1), false);
  assert.equal(isDonationRefused(silent, 100 + refusedOffers.days), true);
  assert.equal(isDonationRefused([...silent, offer("d", "accepted")], 500), false);
});
