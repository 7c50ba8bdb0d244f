import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { choose, seededRandom } from "@aftercare/learn";
import { evaluate } from "../evaluate.ts";
import type { TaskResult } from "../task-result.ts";
import { UsageError } from "../usage-error.ts";

const folder = mkdtempSync(join(tmpdir(), "policy-"));
let files = 0;
const file = (content: string | Uint8Array) => {
  const path = join(folder, `file-${files++}`);
  writeFileSync(path, content);
  return path;
};
const run = (...args: string[]): Promise<TaskResult> => evaluate(["policy", ...args], () => {});
const csv = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(",")).join("\n");

/** Item 7 sells at position "top", item 30 at "end"; the log shows 7 most. Shown uniformly they sell 0.5 on average. */
const items = ["7", "30", "101"];
const sells: Readonly<Record<string, readonly number[]>> = { top: [0.9, 0.3, 0.3], end: [0.2, 0.8, 0.5] };

function logged(seed: string, rows: number, chances: readonly number[] = [0.6, 0.3, 0.1]) {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, i) => {
    const position = random.next() < 0.5 ? "top" : "end";
    const taken = choose(chances, random.next());
    return {
      timestamp: `2020-01-01 00:00:${i % 60}`,
      item_id: items[taken]!,
      position,
      click: random.next() < sells[position]![taken]! ? 1 : 0,
      propensity_score: chances[taken]!,
      user_feature_0: `f${random.int(3)}`,
    };
  });
}

const trueUniform = 0.5;

test("what the uniform policy would have earned is told by every method that weighs, with intervals that hold it", async () => {
  const { results, data, chosen } = await run("--data", file(csv(logged("log", 3000))), "--target-policy", "uniform");
  assert.deepEqual(
    results.map(({ method }) => method),
    ["auto", "IPW", "SNIPW", "DM", "DR", "switch-DR"],
  );
  for (const { method, metrics } of results) {
    if (method === "DM") continue;
    assert.ok(metrics.value_lower!.mean < trueUniform && metrics.value_upper!.mean > trueUniform, method);
    assert.ok(Math.abs(metrics.value!.mean - trueUniform) < 4 * metrics.value!.se!, method);
    assert.equal(metrics.refused!.mean, 0);
    assert.ok(metrics.effective_sample!.mean > 1000 && metrics.effective_sample!.mean < 3000);
  }
  assert.match(data, /3000 rows, 3 actions, 2 positions/);
  assert.match(chosen![0]!, /^(DR|switch-DR)/);
});

test("a policy is a list of probabilities by position, a table of one column an action, or the log of that policy", async () => {
  const data = file(csv(logged("policies", 2000)));
  const value = async (target: string) =>
    (await run("--data", data, "--target-policy", file(target))).results[0]!.metrics.value!.mean;
  const best = await value("position,item_id,probability\ntop,7,1\ntop,30,0\nend,30,0.8\nend,101,0.2\n");
  assert.ok(Math.abs(best - (0.9 + 0.8 * 0.8 + 0.2 * 0.5) / 2) < 0.06, `${best}`);
  assert.equal(await value("position,7,30,101\ntop,1.0,0,0\nend,0,0.8,0.2\n"), best);
  const share = Array.from({ length: 10 }, (_, i) => [
    { item_id: "7.0", position: "top", click: 0 },
    { item_id: i < 8 ? "30" : "101", position: "end", click: 0 },
  ]);
  assert.equal(await value(csv(share.flat())), best);
  const everywhere = await value("item_id,probability\n7,0.3333\n30,0.3333\n101,0.3333\n");
  const uniform = await run("--data", data, "--target-policy", "uniform");
  assert.ok(Math.abs(everywhere - uniform.results[0]!.metrics.value!.mean) < 1e-9);
  const rowWise = `7,30,101\n${"0.2,0.3,0.5\n".repeat(2000)}`;
  assert.ok(Math.abs((await value(rowWise)) - (await value("7,30,101\n0.2,0.3,0.5\n"))) < 1e-9);
});

test("a log that hardly holds what the policy would do gives no value, but says so with the effective sample", async () => {
  const rows = logged("rare", 2000, [0.999, 0.0005, 0.0005]);
  const target = file("item_id,probability\n30,0.5\n101,0.5\n");
  const said: string[] = [];
  const { results, chosen } = await evaluate(["policy", "--data", file(csv(rows)), "--target-policy", target], (line) =>
    said.push(line),
  );
  for (const { metrics } of results) {
    assert.equal(metrics.value, undefined);
    assert.equal(metrics.refused!.mean, 1);
    assert.ok(metrics.effective_sample!.mean < 50);
  }
  assert.match(chosen![0]!, /effective sample \d\.\d of 2000 rows/);
  assert.ok(said.some((line) => line.startsWith("auto: refused")));
  const never = await run(
    ...["--data", file(csv(logged("never", 500)))],
    ...["--target-policy", file("item_id,probability\n7,0.5\nnever shown,0.5\n")],
  );
  assert.equal(never.results[0]!.metrics.refused!.mean, 1);
  assert.match(never.chosen![0]!, /never logged/);
});

test("other names, JSON Lines, gzip, no positions, no features and true for a click are read alike", async () => {
  const plain = logged("alike", 600).map(({ item_id, click, propensity_score }) => ({
    item_id,
    click,
    propensity_score,
  }));
  const renamed = plain.map(({ item_id, click, propensity_score }) => ({
    shown: Number(item_id),
    bought: click === 1,
    chance: propensity_score,
  }));
  const first = await run("--data", file(gzipSync(csv(plain))), "--target-policy", "uniform");
  const second = await run(
    ...["--data", file(renamed.map((row) => JSON.stringify(row)).join("\n")), "--target-policy", "uniform"],
    ...["--action", "shown", "--reward", "bought", "--propensity", "chance"],
  );
  assert.deepEqual(
    second.results.map(({ metrics }) => metrics),
    first.results.map(({ metrics }) => metrics),
  );
});

test("predictions can come from another log", async () => {
  const { results, protocol } = await run(
    ...["--train", file(csv(logged("earlier", 1000))), "--test", file(csv(logged("later", 1000)))],
    ...["--target-policy", "uniform"],
  );
  assert.ok(Math.abs(results[0]!.metrics.value!.mean - trueUniform) < 4 * results[0]!.metrics.value!.se!);
  assert.match(protocol, /by models of/);
});

test("when the time is up, references are left out and named", async () => {
  const { results, skipped } = await run(
    ...["--data", file(csv(logged("hurry", 100))), "--target-policy", "uniform", "--budget-seconds", "0"],
  );
  assert.equal(results.length, 1);
  assert.deepEqual(skipped, ["IPW", "SNIPW", "DM", "DR", "switch-DR"]);
});

test("what does not fit is said by column and row, with what would help", async () => {
  const good = file(csv(logged("good", 20)));
  const broken = (change: object) =>
    file(csv(logged("broken", 20).map((row, i) => (i === 4 ? { ...row, ...change } : row))));
  for (const propensity_score of [0, "", 1.5, "often"]) {
    await assert.rejects(
      run("--data", broken({ propensity_score }), "--target-policy", "uniform"),
      /column propensity_score, row 4: .*leave the row out/,
    );
  }
  await assert.rejects(run("--data", broken({ item_id: "" }), "--target-policy", "uniform"), /column item_id, row 4/);
  await assert.rejects(run("--data", broken({ click: "" }), "--target-policy", "uniform"), /column click, row 4/);
  await assert.rejects(
    run("--data", good, "--target-policy", "uniform", "--action", "shown"),
    /no column shown.*--action/,
  );
  await assert.rejects(run("--data", good, "--target-policy", file("item_id,probability\n7,0.4\n")), /sum to 0.4/);
  await assert.rejects(
    run("--data", good, "--target-policy", file("item_id,probability\n7,x\n")),
    /column probability, row 0/,
  );
  await assert.rejects(
    run("--data", good, "--target-policy", file("item_id,position,probability\n7,top,1\n")),
    /no probabilities for position end/,
  );
  await assert.rejects(run("--data", good, "--target-policy", file("what\nelse\n")), /says no action/);
  await assert.rejects(run("--data", good), UsageError);
  await assert.rejects(run("--target-policy", "uniform"), UsageError);
});
