import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ContentTarget } from "./content-texts.schema.ts";
import { type BoughtLine, type MatchableItem, matchContent } from "./match-content.ts";

const line = (given: Partial<BoughtLine> = {}): BoughtLine => ({
  ...{ line: 1, sku: "TENT-RED", product: "TENT", category: "Tents", attributes: { frame: "tunnel" }, kept: 1 },
  ...given,
});
const item = (key: string, target: ContentTarget, kind: MatchableItem["kind"] = "guide"): MatchableItem => ({
  ...{ contentId: key, key, kind, targets: [target] },
});
const keysOf = (lines: BoughtLine[], items: MatchableItem[]) =>
  matchContent(lines, items).map(({ contentId }) => contentId);

const everyTarget = [
  item("e-all", { match: "all" }),
  item("d-category", { match: "category", value: "Tents" }),
  item("c-attribute", { match: "attribute", attribute: "frame", value: "tunnel" }),
  item("b-product", { match: "product", value: "TENT" }),
  item("a-sku", { match: "sku", value: "TENT-RED" }),
];

test("of one kind the closest is taken: stock code, product, attribute, category, everything", () => {
  for (let left = everyTarget.length; left > 0; left--) {
    assert.deepEqual(keysOf([line()], everyTarget.slice(0, left)), [everyTarget[left - 1]?.key]);
  }
});

test("an item knows its lines; what fits nothing, or a line that came back wholly, is left out", () => {
  const lines = [line(), line({ line: 2, sku: "TENT-BLUE" }), line({ line: 3, kept: 0 })];
  const items = [item("tents", { match: "category", value: "Tents" }), item("boots", { match: "sku", value: "BOOT" })];
  assert.deepEqual(matchContent(lines, items), [{ contentId: "tents", lines: [1, 2] }]);
  assert.deepEqual(matchContent([line({ kept: 0 })], items), []);
});

test("an attribute that objects are born with is no attribute of a product", () => {
  const born: ContentTarget = { match: "attribute", attribute: "constructor", value: "Object" };
  assert.deepEqual(keysOf([line()], [item("born", born)]), []);
});

const values = fc.constantFrom("A", "B", "C");
const kinds = fc.constantFrom<MatchableItem["kind"]>("guide", "quick-start", "care", "video");
const target: fc.Arbitrary<ContentTarget> = fc.oneof(
  values.map((value) => ({ match: "sku" as const, value })),
  values.map((value) => ({ match: "product" as const, value })),
  values.map((value) => ({ match: "category" as const, value })),
  values.map((value) => ({ match: "attribute" as const, attribute: "a", value })),
  fc.constant({ match: "all" as const }),
);
const lines = fc
  .array(fc.record({ sku: values, product: values, category: values, a: values, kept: fc.nat({ max: 2 }) }), {
    maxLength: 6,
  })
  .map((all) => all.map(({ a, ...rest }, index): BoughtLine => ({ ...rest, line: index + 1, attributes: { a } })));
const items = fc
  .array(fc.record({ kind: kinds, targets: fc.array(target, { minLength: 1, maxLength: 3 }) }), { maxLength: 12 })
  .map((all) => all.map((each, index): MatchableItem => ({ ...each, contentId: `${index}`, key: `k${index}` })));

test("neither the order of lines nor of items matters, and never are there more than three", () => {
  fc.assert(
    fc.property(lines, items, fc.infiniteStream(fc.nat()), (bought, all, random) => {
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((one) => [random.next().value as number, one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one);
      const matched = matchContent(bought, all);
      assert.deepEqual(matchContent(shuffled(bought), shuffled(all)), matched);
      assert.ok(matched.length <= 3);
    }),
    { numRuns: 1_000 },
  );
});

test("lines that came back bring nothing: without them it is the same", () => {
  fc.assert(
    fc.property(lines, items, (bought, all) => {
      const kept = bought.filter((one) => one.kept > 0);
      assert.deepEqual(matchContent(bought, all), matchContent(kept, all));
      const numbers = new Set(kept.map((one) => one.line));
      for (const one of matchContent(bought, all)) {
        assert.ok(one.lines.length > 0 && one.lines.every((number) => numbers.has(number)));
      }
    }),
  );
});
