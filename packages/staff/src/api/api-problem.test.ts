import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, isNothingThere, Unreachable } from "./api-problem.ts";

const badInput = (...fields: string[]) =>
  new ApiProblem(400, { type: "/problems/bad-input", fields: fields.map((field) => ({ field, message: "wrong" })) });

test("an identifier that names nothing and one that could name nothing are told alike", () => {
  assert.ok(isNothingThere(new ApiProblem(404, { type: "/problems/not-found" })));
  assert.ok(isNothingThere(badInput("decisionId")));
});

test("any other failure is told as what it is", () => {
  for (const error of [badInput(), badInput("decisionId", "limit"), badInput("from"), new Unreachable(), undefined])
    assert.equal(isNothingThere(error), false);
  assert.equal(isNothingThere(new ApiProblem(503, { type: "/problems/unavailable" })), false);
});
