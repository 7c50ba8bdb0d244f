import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { fitTfIdf, readText } from "./tf-idf.ts";
import { INTENT_VIEWS, WORD_CHARACTER_VIEWS } from "./views.ts";

const single = [{ pieces: "words", from: 1, to: 1, share: 1 }] as const;

test("weights are those of the definition", () => {
  const tfIdf = fitTfIdf(["red shoe", "red red hat", "blue shoe"], single, 1);
  assert.deepEqual([...tfIdf.columnsOf[0]!.keys()], ["blue", "hat", "red", "shoe"]);
  const row = readText(tfIdf, "red hat red green");
  // python3: a = (1 + log(2)) * (log(4/3) + 1); b = log(4/2) + 1; n = hypot(a, b); print(a/n, b/n)
  assert.deepEqual([...row.indices], [2, 1]);
  near(row.values[0]!, 0.7898069);
  near(row.values[1]!, 0.6133555);
  // known pieces "red", "hat", "red" against "green", which no text had: log(4) + 1
  near(
    row.known,
    (2 * (Math.log(4 / 3) + 1) + Math.log(2) + 1) / (2 * (Math.log(4 / 3) + 1) + Math.log(2) + Math.log(4) + 2),
  );
  assert.equal(row.length, 4);
});

test("pieces of too few texts are dropped, and a text without known pieces is an empty row", () => {
  const tfIdf = fitTfIdf(["red shoe", "red hat"], single, 2);
  assert.deepEqual([...tfIdf.columnsOf[0]!.keys()], ["red"]);
  for (const text of ["", "???", "退货", "hat"]) {
    const row = readText(tfIdf, text);
    assert.equal(row.indices.length, 0);
    assert.equal(row.known, 0);
  }
});

test("each view has its share of a row's squared length", () => {
  const texts = ["where is my parcel", "send it back please", "我要退货"];
  const tfIdf = fitTfIdf(texts, WORD_CHARACTER_VIEWS, 1);
  for (const text of texts) {
    const { values } = readText(tfIdf, text);
    near(
      values.reduce((sum, value) => sum + value * value, 0),
      2,
    );
  }
});

test("any text can be read, to finite numbers", () => {
  const tfIdf = fitTfIdf(["where is my parcel", "我要退货 😀"], INTENT_VIEWS, 1);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const row = readText(tfIdf, text);
      assert.ok(row.values.every(Number.isFinite));
      assert.equal(new Set(row.indices).size, row.indices.length);
    }),
  );
});

test("bad arguments are refused by name", () => {
  refuses("texts", () => fitTfIdf([], single, 1));
  refuses("views", () => fitTfIdf(["a"], [], 1));
  refuses("minimumTexts", () => fitTfIdf(["a"], single, 0));
  refuses("views[0].to", () => fitTfIdf(["a"], [{ ...single[0], from: 2 }], 1));
  refuses("views[0].share", () => fitTfIdf(["a"], [{ ...single[0], share: 0 }], 1));
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} instead of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
