import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { characterGrams, headPairs, wordGrams, words } from "./grams.ts";

test("words keep inner apostrophes; signs of unspaced scripts and pictographs stand alone; punctuation is none", () => {
  assert.deepEqual(words("don't break, o'clock' 7:30"), ["don't", "break", "o'clock", "7", "30"]);
  assert.deepEqual(words("我要退货 ok"), ["我", "要", "退", "货", "ok"]);
  assert.deepEqual(words("refund 😀👍!"), ["refund", "😀", "👍"]);
  assert.deepEqual(words("größe naïve हिन्दी"), ["größe", "naïve", "हिन्दी"]);
  assert.deepEqual(words("?!… --"), []);
});

test("runs of words know where the message begins and ends", () => {
  assert.deepEqual(wordGrams("where is it", 1, 2), ["where", "is", "it", "^ where", "where is", "is it", "it $"]);
  assert.deepEqual(wordGrams("where is it", 1, 1), ["where", "is", "it"]);
  assert.deepEqual(wordGrams("", 1, 1), []);
});

test("pairs do not depend on the order of the words, and look at their beginnings", () => {
  assert.deepEqual(headPairs("card arrived", 1, 3), ["arri&card"]);
  assert.deepEqual(headPairs("arrival card", 1, 3), ["arri&card"]);
  assert.deepEqual(headPairs("a b c", 2, 2), ["a&c"]);
  assert.deepEqual(headPairs("alone", 1, 3), []);
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 8 }), (list) => {
      const forward = headPairs(list.join(" "), 1, 20).sort();
      assert.deepEqual(headPairs(list.toReversed().join(" "), 1, 20).sort(), forward);
      assert.equal(forward.length, (list.length * (list.length - 1)) / 2);
    }),
  );
});

test("character runs stay inside words and mark their ends; unspaced scripts give shorter runs without borders", () => {
  assert.deepEqual(characterGrams("hi u", 2, 3), [" h", "hi", "i ", " hi", "hi ", " u", "u ", " u "]);
  assert.deepEqual(characterGrams("退货吗", 2, 5), ["退", "货", "吗", "退货", "货吗", "退货吗"]);
  assert.deepEqual(characterGrams("退货吗", 4, 4), ["退货吗"]);
  assert.deepEqual(characterGrams("😀", 2, 3), [" 😀", "😀 ", " 😀 "]);
  assert.deepEqual(characterGrams("", 2, 5), []);
});
