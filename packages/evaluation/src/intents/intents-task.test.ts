import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { seededRandom } from "@aftercare/learn";
import { evaluate } from "../evaluate.ts";
import type { TaskResult } from "../task-result.ts";
import { UsageError } from "../usage-error.ts";

const folder = mkdtempSync(join(tmpdir(), "intents-"));
let files = 0;
const file = (content: string | Uint8Array) => {
  const path = join(folder, `file-${files++}`);
  writeFileSync(path, content);
  return path;
};
const jsonLines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
const run = (...args: string[]): Promise<TaskResult> => evaluate(["intents", ...args], () => {});

const words: Readonly<Record<string, readonly string[]>> = {
  track: ["where", "parcel", "arrive", "tracking"],
  return: ["send", "back", "return", "label"],
  refund: ["money", "refund", "paid", "account"],
  oos: ["weather", "joke", "song", "football"],
};
const filler = ["please", "my", "the", "today", "order", "now", "shoes", "jacket", "hello", "thanks"];

function messages(seed: string, each: number, intents = ["track", "return", "refund"]) {
  const random = seededRandom(seed);
  const pick = (list: readonly string[]) => list[random.int(list.length)]!;
  return intents.flatMap((intent) =>
    Array.from({ length: each }, () => ({
      text: [pick(filler), pick(words[intent]!), pick(filler), pick(words[intent]!), pick(filler)].join(" "),
      intent,
    })),
  );
}

test("one file: five folds of its rows, the same for every method and every time", async () => {
  const data = file(jsonLines(messages("rows", 20)));
  const result = await run("--data", data);
  assert.deepEqual(
    result.results.map(({ method }) => method),
    ["auto", "words and characters, logistic", "words, logistic", "1-NN"],
  );
  for (const { metrics } of result.results) {
    assert.ok(metrics.accuracy!.mean > 0.9 && metrics.macro_f1!.mean > 0.9);
    assert.equal(metrics.oos_auroc, undefined);
  }
  const withoutCosts = ({ results, ...rest }: TaskResult) => ({ ...rest, m: results.map(({ metrics }) => metrics) });
  assert.deepEqual(withoutCosts(await run("--data", data)), withoutCosts(result));
  assert.notDeepEqual(withoutCosts(await run("--data", data, "--seed", "2")), withoutCosts(result));
});

test("the same rows as CSV, gzip and under other names give the same figures", async () => {
  const rows = messages("names", 8);
  const [first, second] = [
    await run("--data", file(gzipSync(jsonLines(rows)))),
    await run(
      ...[
        "--data",
        file(`n;label;message\n${rows.map(({ text, intent }, i) => `${i};${intent};${text}`).join("\n")}\n`),
      ],
      ...["--text", "message", "--intent", "label"],
    ),
  ];
  assert.deepEqual(
    first.results.map(({ metrics }) => metrics),
    second.results.map(({ metrics }) => metrics),
  );
});

test("messages of no intent are told from the others, whatever their name", async () => {
  const rows = (seed: string, each: number) => messages(seed, each, ["track", "return", "refund", "oos"]);
  const { results } = await run("--train", file(jsonLines(rows("a", 15))), "--test", file(jsonLines(rows("b", 10))));
  assert.ok(results[0]!.metrics.oos_auroc!.mean > 0.9);
  assert.ok(results[0]!.metrics.oos_refused!.mean > 0.5);
  const renamed = (seed: string, each: number) =>
    file(jsonLines(rows(seed, each)).replaceAll('"intent":"oos"', '"intent":"none"'));
  const other = await run("--train", renamed("a", 15), "--test", renamed("b", 10), "--outside", "none");
  assert.deepEqual(
    other.results.map(({ metrics }) => metrics),
    results.map(({ metrics }) => metrics),
  );
  assert.match(other.data, /100 messages, 3 intents, 25 of them outside of all/);
  await assert.rejects(run("--data", renamed("a", 15), "--outside", "neither"), /no message with the intent "neither"/);
});

test("several languages: all are asked, the figures of the file are of all of them, and the parts are named", async () => {
  const rows = ["en", "nl"].flatMap((lang) => messages(lang, 10).map((row) => ({ ...row, lang })));
  const { results } = await run("--data", file(jsonLines(rows)));
  const { metrics, by_part: parts } = results[0]!;
  assert.deepEqual(Object.keys(parts!), ["en", "nl"]);
  const mean = (parts!.en!.accuracy!.mean + parts!.nl!.accuracy!.mean) / 2;
  assert.ok(Math.abs(metrics.accuracy!.mean - mean) < 1e-12);
});

test("own splits: the largest training part stands for the file, the others are parts", async () => {
  const split = (name: string, each: number) => messages(name, each).map((row) => ({ ...row, split: name }));
  const rows = [...split("train", 20), ...split("train_2", 2), ...split("valid", 10)];
  const { results, protocol } = await run("--data", file(jsonLines(rows)));
  const { metrics, by_part: parts } = results[0]!;
  assert.deepEqual(Object.keys(parts!), ["train", "train_2"]);
  assert.deepEqual(metrics, parts!.train);
  assert.equal(protocol, "learned from train, asked about valid; learned from train_2, asked about valid");
});

test("folds that a file prescribes, with repeats, count rows that have nothing to read", async () => {
  const rows = [...messages("splits", 10), { text: " ", intent: "track" }];
  const folds = rows.map((_, i) => `${i},${i % 3},${i % 2}`);
  const { results, data } = await run(
    ...["--data", file(jsonLines(rows))],
    ...["--splits", file(`row,rep0,rep1\n${folds.join("\n")}\n`)],
  );
  assert.ok(results[0]!.metrics.accuracy!.se! >= 0);
  assert.match(data, /1 rows without text or intent left out/);
});

test("when the time is up, references are left out and named", async () => {
  const { results, skipped } = await run("--data", file(jsonLines(messages("hurry", 6))), "--budget-seconds", "0");
  assert.deepEqual(
    results.map(({ method }) => method),
    ["auto"],
  );
  assert.equal(skipped?.length, 3);
});

test("what does not fit is said with what would help", async () => {
  const good = file(jsonLines(messages("good", 5)));
  await assert.rejects(
    run("--data", file('{"text":"a","label":"b"}')),
    /no column intent; there are text, label.*--intent/,
  );
  await assert.rejects(run("--data", file('{"text":"","intent":"b"}')), /holds no message with a text/);
  await assert.rejects(
    run("--data", file(jsonLines(messages("one", 5, ["track"])))),
    /cannot be learned from: of examples: .* only the intent track/,
  );
  await assert.rejects(
    run(
      ...["--train", file(jsonLines(messages("en", 5).map((row) => ({ ...row, lang: "en" }))))],
      ...["--test", file(jsonLines(messages("nl", 5).map((row) => ({ ...row, lang: "nl" }))))],
    ),
    /row 0 asks about "nl", of which the training file has no row/,
  );
  await assert.rejects(run(), UsageError);
  await assert.rejects(run("--data", good, "--train", good), UsageError);
});
