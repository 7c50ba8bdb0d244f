import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Worker } from "node:worker_threads";
import { answerOf } from "./index.ts";

const thread = (code: string) =>
  new Worker(new URL(`data:text/javascript,import { parentPort } from "node:worker_threads"; ${code}`));

describe("a thread's answer", () => {
  test("is its message, or what it threw", async () => {
    assert.deepEqual(await answerOf(thread("parentPort.postMessage({ found: 7 });")), { found: 7 });
    await assert.rejects(answerOf(thread('throw new RangeError("too wide");')), /too wide/);
  });

  test("is not waited for when it can never come", async () => {
    await assert.rejects(answerOf(thread("await new Promise(() => {});")), /without its answer/);
    await assert.rejects(answerOf(thread("")), /without its answer/);
  });
});
