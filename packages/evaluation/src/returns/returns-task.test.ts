import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { evaluate } from "../evaluate.ts";
import { UsageError } from "../usage-error.ts";
import { type MadeUpLine, madeUpLines } from "./made-up-lines.ts";

const folder = mkdtempSync(join(tmpdir(), "returns-"));
after(() => rmSync(folder, { recursive: true }));

const dayOf = (line: MadeUpLine) => new Date(Date.UTC(2012, 3, 1 + line.day)).toISOString().slice(0, 10);
const header = "order,day,shopper,item,size,price,came_back";
const csv = (lines: readonly MadeUpLine[]) =>
  [
    header,
    ...lines.map((line) =>
      [line.order, dayOf(line), line.shopper, line.item, line.size, line.price, Number(line.returned)].join(","),
    ),
  ].join("\n");

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const roles = ["--target", "came_back", "--shopper", "shopper", "--item", "item", "--time", "day"];
const run = (...args: string[]) => evaluate(["returns", ...args], () => {});
const figure = async (name: string, ...args: string[]) => {
  const { results } = await run(...args);
  return Object.fromEntries(results.map(({ method, metrics }) => [method, metrics[name]?.mean]));
};

const lines = madeUpLines(1300);

test("auto tells returns better than chance and no worse than the references, by time", async () => {
  const { protocol, results } = await run("--data", file("lines.csv", csv(lines)), ...roles);
  assert.match(protocol, /ordered 30 days before or earlier/);
  assert.deepEqual(
    results.map(({ method }) => method),
    ["logistic", "boosting", "auto"],
  );
  const [logistic, boosting, auto] = results.map(({ metrics }) => metrics.auc!.mean);
  assert.ok(auto! > 0.7, `AUC ${auto}`);
  assert.ok(auto! > Math.max(logistic!, boosting!) - 0.02, `${auto} against ${logistic}, ${boosting}`);
  for (const { metrics } of results) assert.deepEqual(Object.keys(metrics), ["auc", "ap", "brier", "ece"]);
  assert.ok(!/null/.test(JSON.stringify(results)));
});

test("the same lines in other words, names and forms give the same figures", async () => {
  const reference = await figure("auc", "--data", file("lines.csv", csv(lines)), ...roles);
  const other = lines
    .map((line) => {
      const [year, month, day] = dayOf(line).split("-");
      return JSON.stringify({
        bestellung: line.order,
        wann: `${day}.${month}.${year}`,
        kunde: `${line.shopper}.0`,
        artikel: `${line.item}.0`,
        groesse: line.size.toUpperCase(),
        preis: line.price,
        zurueck: line.returned,
      });
    })
    .join("\n");
  const path = file("lines.jsonl.gz", gzipSync(other));
  const found = await figure(
    "auc",
    ...["--data", path, "--target", "zurueck", "--shopper", "kunde", "--item", "artikel", "--time", "wann"],
  );
  for (const method of ["logistic", "boosting", "auto"]) {
    assert.ok(Math.abs(found[method]! - reference[method]!) < 0.03, `${method}: ${found[method]}`);
  }
});

test("between files, outcomes of the second are seen by none of its lines before the lag", async () => {
  const cut = Math.floor(lines.length * 0.75);
  const [first, second] = [lines.slice(0, cut), lines.slice(cut)];
  const train = file("first.csv", csv(first));
  const honest = await figure("brier", "--train", train, "--test", file("second.csv", csv(second)), ...roles);
  const begin = second[0]!.day;
  const early = second.filter(({ day }) => day < begin + 30);
  const lied = early.map((line) => ({ ...line, returned: !line.returned }));
  const [asTold, flipped] = await Promise.all(
    [early, lied].map((asked, k) =>
      figure("auc", "--train", train, "--test", file(`early${k}.csv`, csv(asked)), ...roles),
    ),
  );
  // Scores that do not see the outcomes put their flipped counterparts in the opposite order.
  assert.ok(Math.abs(asTold!.auto! + flipped!.auto! - 1) < 1e-9, `${asTold!.auto} and ${flipped!.auto}`);
  assert.ok(honest.auto! < 0.25);
});

test("lines of one outcome alone get its rate, and figures of ranking are left out", async () => {
  const kept = lines.map((line) => ({ ...line, returned: false }));
  const { results } = await run("--data", file("kept.csv", csv(kept)), ...roles);
  for (const { metrics } of results) assert.deepEqual(Object.keys(metrics), ["brier", "ece"]);
});

test("no time left: auto answers still, and what was left out is named", async () => {
  const { results, skipped } = await run("--data", file("lines.csv", csv(lines)), ...roles, "--budget-seconds", "0");
  assert.deepEqual(
    results.map(({ method }) => method),
    ["auto"],
  );
  assert.ok(skipped?.includes("logistic"));
});

test("a rare outcome, blanks and columns of many kinds are dealt with", async () => {
  const rare = lines.map((line, k) => ({
    ...line,
    returned: line.returned && k % 20 === 0,
    price: k % 9 === 0 ? Number.NaN : line.price,
  }));
  const { results } = await run("--data", file("rare.csv", csv(rare).replaceAll("NaN", "")), ...roles);
  const auto = results.find(({ method }) => method === "auto")!;
  assert.ok(auto.metrics.ece!.mean < 0.03, `ECE ${auto.metrics.ece!.mean}`);
});

test("what does not fit is said with file, column and row; wrong words are usage errors", async () => {
  const path = file("lines.csv", csv(lines));
  const bad = (text: string) => file("bad.csv", text);
  await assert.rejects(run("--data", path, ...roles, "--ignore", "colour"), /lines\.csv: there is no column colour/);
  await assert.rejects(
    run("--data", bad(csv(lines.slice(0, 9)).replace("2012-04-01", "soon")), ...roles),
    /row 0: "soon"/,
  );
  await assert.rejects(run("--data", bad(csv(lines.slice(0, 6))), ...roles), /longer time/);
  await assert.rejects(run("--train", path, ...roles), UsageError);
  await assert.rejects(run("--data", path, ...roles, "--from", "never"), UsageError);
  await assert.rejects(run("--data", path, "--target", "came_back"), UsageError);
});
