import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { inGroups } from "./in-groups.ts";

/** Calls are numbers, of which even and odd do not belong together. What runs waits until it is let go. */
function setUp(answerAll: (calls: readonly number[]) => readonly (string | undefined)[]) {
  const ran: string[] = [];
  const held: (() => void)[] = [];
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.push(resolve);
    return promise;
  };
  const ask = inGroups<number, string>({
    ...{ most: 3, atOnce: 1 },
    belongTogether: (one, other) => one % 2 === other % 2,
    all: async (calls) => {
      ran.push(calls.join("+"));
      await hold();
      return answerAll(calls);
    },
    one: async (call) => {
      ran.push(`${call}`);
      await hold();
      if (call < 0) throw new Error(`refused: ${call}`);
      return `${call} alone`;
    },
  });
  const letGo = async () => {
    for (const release of held.splice(0)) release();
    await turn();
    await turn();
  };
  return { ran, ask, letGo };
}

const together = (calls: readonly number[]) => calls.map((call) => `${call} of ${calls.length}`);

test("who finds nobody is answered at once and alone; who comes meanwhile makes up groups of those that belong together", async () => {
  const { ran, ask, letGo } = setUp(together);
  const first = ask(0);
  await turn();
  assert.deepEqual(ran, ["0"]);
  const others = [2, 1, 4, 6, 8, 3].map(ask);
  await turn();
  assert.deepEqual(ran, ["0"]);
  for (let i = 0; i < 4; i++) await letGo();
  assert.deepEqual(ran, ["0", "2+4+6", "1+3", "8"]);
  assert.equal(await first, "0 alone");
  assert.deepEqual(await Promise.all(others), ["2 of 3", "1 of 2", "4 of 3", "6 of 3", "8 alone", "3 of 2"]);
});

test("of a group that fails each is answered alone, and only whoever made it fail fails", async () => {
  const { ran, ask, letGo } = setUp((calls) => {
    if (calls.some((call) => call < 0)) throw new Error("refused");
    return together(calls);
  });
  const answers = Promise.allSettled([2, -4, 6].map(ask));
  await turn();
  for (let i = 0; i < 2; i++) await letGo();
  assert.deepEqual(ran, ["2+-4+6", "2", "-4", "6"]);
  assert.deepEqual(
    (await answers).map((answer) => (answer.status === "fulfilled" ? answer.value : String(answer.reason))),
    ["2 alone", "Error: refused: -4", "6 alone"],
  );
});

test("who is left out of a group is answered alone and holds up nobody", async () => {
  const { ran, ask, letGo } = setUp((calls) => together(calls).with(1, undefined as unknown as string));
  const answers = [1, 3, 5].map(ask);
  await turn();
  await letGo();
  const next = ask(7);
  await turn();
  assert.deepEqual(ran, ["1+3+5", "3", "7"]);
  await letGo();
  assert.deepEqual(await Promise.all([...answers, next]), ["1 of 3", "3 alone", "5 of 3", "7 alone"]);
});

test("who is answered alone and has to wait for somebody holds up the others for a moment only", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { ran, ask, letGo } = setUp(together);
  const stuck = ask(0);
  await turn();
  const others = [2, 4].map(ask);
  t.mock.timers.tick(99);
  await turn();
  assert.deepEqual(ran, ["0"]);
  t.mock.timers.tick(1);
  await turn();
  assert.deepEqual(ran, ["0", "2+4"]);
  await letGo();
  assert.deepEqual(await Promise.all([stuck, ...others]), ["0 alone", "2 of 2", "4 of 2"]);
});
