import assert from "node:assert/strict";
import { test } from "node:test";
import { intentKeys } from "./intent-key.ts";

test("a retry keeps its key, another input and a new intent get their own", () => {
  let made = 0;
  const keys = intentKeys(() => `key-${++made}`);
  assert.equal(keys.keyFor({ quantity: 1 }), "key-1");
  assert.equal(keys.keyFor({ quantity: 1 }), "key-1");
  assert.equal(keys.keyFor({ quantity: 2 }), "key-2");
  assert.equal(keys.keyFor({ quantity: 1 }), "key-3");
  keys.settle();
  assert.equal(keys.keyFor({ quantity: 1 }), "key-4");
});
