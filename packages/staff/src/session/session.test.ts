import assert from "node:assert/strict";
import { test } from "node:test";
import { roles } from "../../../platform/src/foundation/actors/index.ts";
import { areasOf } from "./session.ts";

test("each member of staff lands in the place of their work, and nobody else anywhere", () => {
  const landing = Object.fromEntries(roles.map((role) => [role, areasOf(role)[0]]));
  assert.deepEqual(landing, {
    anonymous: undefined,
    shopper: undefined,
    associate: "counter",
    agent: "desk",
    manager: "console",
    admin: "console",
    partner: undefined,
    device: undefined,
    service: undefined,
  });
});
