import assert from "node:assert/strict";
import { test } from "node:test";
import { locales, returnReasonName, translator } from "@aftercare/messages";
import fc from "fast-check";
import { asksPhoto, isAboutFit, isFaulty, readReason } from "./reason-meaning.ts";
import { ReasonTree } from "./reason-tree.schema.ts";
import { branchesOf } from "./reason-trees.ts";
import { treeOfCategory } from "./tree-of-category.ts";

const leaves = ReasonTree.options.flatMap((tree) =>
  branchesOf[tree].flatMap(({ branch, reasons }) => reasons.map((reason) => ({ tree, branch, reason }))),
);

test("every leaf and branch is worded in every language, never by its handle", () => {
  for (const locale of locales) {
    const words = translator(locale, "return-reasons");
    for (const { tree, branch, reason } of leaves) {
      assert.notEqual(returnReasonName(words, reason, tree), reason, `${locale} ${tree} ${reason}`);
      assert.ok(words.has(`return-reasons.branch.${branch}`));
    }
  }
});

test("no tree offers a reason twice or says two of them alike, and each can be answered by whoever has none of them", () => {
  const words = translator("en", "return-reasons");
  for (const tree of ReasonTree.options) {
    const reasons = branchesOf[tree].flatMap((branch) => branch.reasons);
    assert.equal(new Set(reasons).size, reasons.length, tree);
    assert.equal(new Set(reasons.map((reason) => returnReasonName(words, reason, tree))).size, reasons.length, tree);
    assert.ok(reasons.includes("other-reason"), tree);
  }
});

test("what is offered as something wrong with the goods counts as faulty, and no other branch but a wrong description and a wrong article does", () => {
  for (const { tree, branch, reason } of leaves)
    assert.equal(
      isFaulty(reason),
      branch === "fault" || ["item-not-as-described", "received-the-wrong-item"].includes(reason),
      `${tree} ${reason}`,
    );
});

test("a photo is asked for only where the shopper says that something is wrong", () => {
  for (const { reason } of leaves) assert.ok(isFaulty(reason) || !asksPhoto(reason), reason);
});

test("reasons of tills, imports and earlier lists are read for what they mean", () => {
  for (const text of ["DEFECTIVE", "Damaged", " faulty ", "damaged_or_defective", "NOT_AS_DESCRIBED", "WRONG_ITEM"])
    assert.ok(isFaulty(text), text);
  assert.equal(readReason("SIZE_TOO_LARGE"), "too-big");
  assert.ok(isAboutFit("SIZE_TOO_SMALL") && isAboutFit("Doesnt fit"));
  for (const text of [undefined, "", "unwanted", "Gefällt mir nicht", "constructor"]) assert.ok(!isFaulty(text));
});

test("reading a reason never fails, and reading it again changes nothing", () => {
  fc.assert(fc.property(fc.string(), (text) => readReason(readReason(text)) === readReason(text)));
});

test("a reason that nobody here knows is shown as it came", () => {
  assert.equal(returnReasonName(translator("de"), "Passt nicht zum Sofa", "home"), "Passt nicht zum Sofa");
});

test("a category's name tells the kind of goods in the languages of the house", () => {
  const kinds = {
    shoes: ["Footwear", "Herren > Wanderschuhe", "Laarzen", "Sports shoes", "童鞋"],
    clothing: ["Jackets", "Trousers", "Base layers", "Fleece", "Damen / Kleider", "Regenjacken", "Broeken", "上衣"],
    electronics: ["Lights and electronics", "Laptops & Tablets", "Fernseher", "Koptelefoons", "手机配件"],
    home: ["Cooking", "Küche & Haushalt", "Meubelen", "Home & Garden", "家具"],
    beauty: ["Beauty", "Hautpflege", "Parfum", "护肤品"],
    food: ["Groceries", "Wine", "Kaffee & Tee", "Dranken", "零食"],
    general: ["Backpacks", "Tents and sleeping", "Gift cards", "", undefined, "Cameo brooches"],
  } as const;
  for (const tree of ReasonTree.options)
    for (const name of kinds[tree]) assert.equal(treeOfCategory(name), tree, String(name));
});
