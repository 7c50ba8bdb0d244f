import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Article, type Outgoing, rankSubstitutes } from "./rank-substitutes.ts";
import { readSize } from "./read-size.ts";
import { readOptions } from "./variant-options.ts";
import { wantedChange } from "./what-is-wanted.ts";

function article(sku: string, title: string | undefined, more: Partial<Article> = {}): Article {
  return {
    ...{ sku, title, productId: "shirt", productTitle: "Shirt", attributes: {}, price: 5_000n, available: 9 },
    ...{ alsoBought: 0, ...more },
  };
}
const shirt = ["XS", "S", "M", "L", "XL"].flatMap((size) =>
  ["Blue", "Red"].map((colour) => article(`${size}-${colour}`, `${size} / ${colour}`)),
);
const mBlue = shirt.find(({ sku }) => sku === "M-Blue")!;
const back = (change: Outgoing["change"], more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ article: mBlue, change, quantity: 1, value: 5_000n, ...more },
});
const skus = (out: Outgoing, candidates: readonly Article[] = shirt, most = 20) =>
  rankSubstitutes(out, candidates, most).map(({ article: { sku } }) => sku);

test("sizes are read as shops write them", () => {
  const places = (texts: readonly string[]) => texts.map((text) => readSize(text)?.place);
  assert.deepEqual(places(["XS", "s", "Medium", "groß", "XL", "2XL"]), [2, 3, 4, 5, 6, 7]);
  assert.deepEqual(places(["S/M", "m-l"]), [3.5, 4.5]);
  assert.deepEqual(places(["38", "38.5", "38,5", "EU 39", "39 ½", "W30", "98/104", "Maat 42"]), [
    ...[38, 38.5, 38.5, 39, 39.5, 30, 98, 42],
  ]);
  assert.deepEqual(readSize("6 months"), { scale: "age", place: 6 });
  assert.deepEqual(readSize("2 Jahre"), { scale: "age", place: 24 });
  for (const none of ["Blue", "", "Large print", "100 % cotton"]) assert.equal(readSize(none), undefined, none);
});

test("which part of a title is the size is learned from all variants together", () => {
  const [first] = readOptions(["Blue / 38", "Blue / 39"]);
  assert.deepEqual([first?.sizeName, first?.look], ["38", "blue"]);
  const [pack] = readOptions(["6 / S", "6 / M"]);
  assert.deepEqual([pack?.sizeName, pack?.look], ["S", "6"]);
  const [colour] = readOptions(["Blue", "Red"]);
  assert.deepEqual([colour?.size, colour?.look], [undefined, "blue"]);
  const [mixed] = readOptions(["S", "42"]);
  assert.equal(mixed?.size, undefined);
});

test("too small: the next size up first, in the same colour before another, and never what did not fit or a smaller one", () => {
  assert.deepEqual(skus(back("larger")), ["L-Blue", "L-Red", "XL-Blue", "XL-Red"]);
  const [first] = rankSubstitutes(back("larger"), shirt, 1);
  assert.deepEqual(first?.because, [{ key: "next-size-up", values: { size: "L" } }]);
  assert.deepEqual(skus(back("smaller")), ["S-Blue", "S-Red", "XS-Blue", "XS-Red"]);
});

test("the next size up is the next that the product has", () => {
  const boots = ["38", "40", "42"].map((size) => article(`B-${size}`, size));
  const out = back("larger", { article: boots[0]! });
  const ranked = rankSubstitutes(out, boots, 9);
  assert.deepEqual(
    ranked.map(({ article: { sku }, because }) => [sku, because[0]?.key]),
    [
      ["B-40", "next-size-up"],
      ["B-42", "larger"],
    ],
  );
});

test("a colour that does not please: the same size in another; faulty goods: the same once more, if there is one", () => {
  assert.equal(skus(back("other-look"))[0], "M-Red");
  assert.equal(skus(back("same-again"))[0], "M-Blue");
  const gone = shirt.map((each) => (each.sku === "M-Blue" ? { ...each, available: 0 } : each));
  const out = back("same-again", { article: gone.find(({ sku }) => sku === "M-Blue")! });
  assert.equal(skus(out, gone)[0], "M-Red");
});

test("another size costs what was paid, whatever the shirt costs today; what the list tells apart is paid or given back", () => {
  const sale = back("larger", { value: 3_000n });
  const [even] = rankSubstitutes(sale, shirt, 1);
  assert.deepEqual([even?.price, even?.difference], [3_000n, 0n]);
  const dearer = shirt.map((each) => (each.sku === "L-Blue" ? { ...each, price: 5_500n } : each));
  const [more, same] = rankSubstitutes(back("larger", { value: 6_000n, quantity: 2 }), dearer, 2);
  assert.deepEqual([more?.article.sku, more?.price, more?.difference], ["L-Blue", 7_000n, 1_000n]);
  assert.deepEqual([same?.article.sku, same?.difference], ["L-Red", 0n]);
});

test("other products come by who bought both, by likeness and by price; one variant of each, in the size that is wanted", () => {
  const other = (productId: string, more: Partial<Article>) =>
    ["M", "L"].map((size) => article(`${productId}-${size}`, size, { productId, productTitle: productId, ...more }));
  const others = [
    ...other("far", { price: 20_000n }),
    ...other("near", {}),
    ...other("alike", { attributes: { fabric: "linen" } }),
    ...other("together", { alsoBought: 0.8 }),
    ...other("priceless", { price: undefined }),
    ...other("gone", { available: 0 }),
  ];
  const linen = { ...mBlue, attributes: { fabric: "linen" } };
  const out = back("something-else", { article: linen });
  assert.deepEqual(skus(out, others), ["together-M", "alike-M", "near-M", "far-M"]);
  assert.deepEqual(
    rankSubstitutes(out, others, 4).map(({ because }) => because[0]?.key),
    ["also-bought", "alike", "same-kind", "same-kind"],
  );
  assert.deepEqual(skus({ ...out, change: "larger" }, others)[0], "together-L");
  assert.equal(skus(back("larger"), [...others, ...shirt])[0], "L-Blue");
});

test("only what is in stock in the wanted number, the same whatever order the candidates come in", () => {
  const candidate = fc.record({
    size: fc.constantFrom("XS", "S", "M", "L", "XL", "42", "one size"),
    colour: fc.constantFrom("Blue", "Red"),
    productId: fc.constantFrom("shirt", "coat", "hat"),
    available: fc.nat(3),
    price: fc.option(fc.bigInt(0n, 9_000n), { nil: undefined }),
    alsoBought: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const change = fc.constantFrom(
    "larger",
    "smaller",
    "other-size",
    "other-look",
    "same-again",
    "something-else",
    "anything",
  );
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 15 }),
      change,
      fc.integer({ min: 1, max: 3 }),
      (given, wanted, quantity) => {
        const articles = given.map(({ size, colour, ...more }, index) =>
          article(`S${index}`, `${size} / ${colour}`, more),
        );
        const out = back(wanted as Outgoing["change"], { quantity, value: 4_000n });
        const ranked = rankSubstitutes(out, articles, 10);
        assert.deepEqual(rankSubstitutes(out, articles.toReversed(), 10), ranked);
        for (const { article: each, price, difference } of ranked) {
          assert.ok(each.available >= quantity);
          assert.ok(price >= 0n);
          assert.equal(difference, price - 4_000n);
          if (wanted !== "same-again") assert.notEqual(each.sku, mBlue.sku);
        }
      },
    ),
  );
});

test("a reason says what should be different", () => {
  assert.equal(wantedChange("too-small", false), "larger");
  assert.equal(wantedChange("damaged-or-defective", true), "same-again");
  assert.equal(wantedChange("constructor", false), "anything");
  assert.equal(wantedChange("changed-my-mind", false), "anything");
});
