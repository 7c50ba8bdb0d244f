import assert from "node:assert/strict";
import { test } from "node:test";
import { locales, translator } from "@aftercare/messages";
import { repurchaseFeatures } from "../../judgement/repurchase/index.ts";

const ineligible = [
  ...["program", "no-order", "no-purchase", "single-units", "nothing-new", "no-points"],
  ...["frequency-cap", "abuse-cap", "most-discount", "margin-floor"],
];

test("every sentence that a decision can speak exists in every language, with the values it asks for", () => {
  const asked = [
    ...ineligible.map((key) => `ineligible.${key}`),
    ...["margin", "basket", "basket-of-return", "effects", "prior-chance"].map((key) => `assumed.${key}`),
    ...["note.too-little-history", "note.not-evaluated"],
    ...repurchaseFeatures.flatMap(({ name, reason }) => [`features.${name}`, `${reason}.raises`, `${reason}.lowers`]),
  ];
  const values = { orders: 3, days: 2, lines: 4, percent: 20, returns: 2 };
  for (const locale of locales) {
    const { t, has } = translator(locale);
    for (const key of asked) {
      assert.ok(has(`reasons.${key}`), `${locale} reasons.${key}`);
      assert.doesNotMatch(t(`reasons.${key}`, values), /undefined|\{/, `${locale} reasons.${key}`);
    }
  }
});
