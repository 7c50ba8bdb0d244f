import assert from "node:assert/strict";
import { test } from "node:test";
import { createChoiceKeys } from "./choice-key.ts";

test("a key alone is a choice, and none of a scan's is", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1_000;
  const chosen: string[] = [];
  const keys = createChoiceKeys((key) => chosen.push(key));
  const press = (key: string, after: number) => {
    now += after;
    t.mock.timers.tick(after);
    keys.press(key, now);
  };
  const rest = () => {
    now += 500;
    t.mock.timers.tick(500);
  };
  press("3", 500);
  assert.deepEqual(chosen, []);
  rest();
  assert.deepEqual(chosen, ["3"]);
  for (const key of [..."4006381333931", "Enter"]) press(key, 8);
  rest();
  assert.deepEqual(chosen, ["3"]);
  press("5", 500);
  keys.stop();
  rest();
  assert.deepEqual(chosen, ["3"]);
});
