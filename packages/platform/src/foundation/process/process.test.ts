import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../problems/index.ts";
import { process } from "./process.ts";

const parcel = process("parcel", {
  packed: { ship: "shipped", cancel: "cancelled" },
  shipped: { deliver: "delivered" },
  delivered: {},
  cancelled: {},
});

test("a process walks along its literal", () => {
  assert.equal(parcel.initial, "packed");
  assert.equal(parcel.next("packed", "ship"), "shipped");
  assert.equal(parcel.isFinal("delivered"), true);
});

test("an illegal transition is a 409 that names the state and what is allowed", () => {
  assert.throws(
    () => parcel.next("packed", "deliver"),
    (error: unknown) =>
      error instanceof Problem &&
      error.status === 409 &&
      error.params["state"] === "packed" &&
      error.params["allowed"] === "ship, cancel",
  );
  assert.throws(() => parcel.next("delivered", "constructor"), Problem);
});

test("a literal with an unreachable state, an unknown target or no way out does not load", () => {
  assert.throws(() => process("p", { a: {}, b: {} }), /unreachable: b/);
  assert.throws(() => process("p", { a: { go: "nowhere" } } as never), /nowhere, which is no state/);
  assert.throws(() => process("p", { a: { go: "b" }, b: { back: "a" } }), /no way to an end from a, b/);
});
