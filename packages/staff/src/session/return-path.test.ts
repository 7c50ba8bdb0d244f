import assert from "node:assert/strict";
import { test } from "node:test";
import { returnPath } from "./return-path.ts";

test("only a page of the person's own places is returned to", () => {
  assert.equal(returnPath("/console/returns?q=1", ["console", "desk"]), "/console/returns?q=1");
  assert.equal(returnPath("/desk?q=536365", ["desk"]), "/desk?q=536365");
  assert.equal(returnPath("/console", ["counter"]), undefined);
  assert.equal(returnPath("//evil.example/console", ["console"]), undefined);
  assert.equal(returnPath("https://evil.example", ["console"]), undefined);
  assert.equal(returnPath("/consoles", ["console"]), undefined);
  assert.equal(returnPath(undefined, ["console"]), undefined);
});
