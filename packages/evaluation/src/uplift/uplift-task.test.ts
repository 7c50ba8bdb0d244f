import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { seededRandom } from "@aftercare/learn";
import type { TaskResult } from "../task-result.ts";
import { UsageError } from "../usage-error.ts";
import { upliftTask } from "./uplift-task.ts";

const folder = mkdtempSync(join(tmpdir(), "uplift-"));
after(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly age: number | "";
  readonly band: string;
  readonly club: boolean;
  readonly campaign: string;
  readonly came: number;
  readonly paid: number;
}

const arms = ["none", "mail", "gift"];

/** The mail brings those below 50, the gift those from 50 on, by `effect`. */
function trial(rows: number, seed: string, effect: number): Row[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => {
    const age = 20 + random.int(60);
    const campaign = arms[random.int(3)]!;
    const helped = campaign !== "none" && (campaign === "mail") === age < 50;
    const came = Number(random.next() < 0.2 + (helped ? effect : 0));
    const paid = came === 1 && random.next() < 0.5 ? 5 + random.int(100) : 0;
    const band = `${1 + random.int(3)}) band`;
    return { age: random.next() < 0.05 ? "" : age, band, club: random.next() < 0.5, campaign, came, paid };
  });
}

function csv(name: string, rows: readonly object[]): string {
  const lines = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(","));
  return file(name, lines.join("\n"));
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const blank = { data: undefined, train: undefined, test: undefined, splits: undefined, features: undefined };
const roles = { ...blank, treatment: "campaign", control: "none", outcome: "came", arm: undefined };
type Values = Parameters<typeof upliftTask.run>[0];

/** @param calls after how many questions for the time it is up: candidates and methods ask before they begin */
async function run(
  values: Partial<Values>,
  calls = Number.POSITIVE_INFINITY,
): Promise<{ result: TaskResult; said: string[] }> {
  let asked = 0;
  const said: string[] = [];
  const context = { seed: "1", timeIsUp: () => ++asked > calls, say: (line: string) => void said.push(line) };
  const result = await upliftTask.run({ ...roles, ...values }, context);
  assertFinite(result);
  return { result, said };
}

/** JSON has neither NaN nor Infinity: they would come back as null. */
function assertFinite(value: unknown): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value));
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) assertFinite(each);
}

function metricsOf({ results }: TaskResult, method: string) {
  return results.find((each) => each.method === method)?.metrics ?? {};
}

const names = ["qini_auc", "qini_area", "auuc", "uplift_at_30", "autoc"];
const learned = csv("learned.csv", trial(1500, "learned", 0.4));
const asked = csv("asked.csv", trial(1500, "asked", 0.4));

test("one treatment against the control: every method's ranking on rows of another file", async () => {
  const { result, said } = await run({ train: learned, test: asked, arm: "mail" });
  const auto = metricsOf(result, "auto");
  assert.deepEqual(Object.keys(auto), names);
  const { mean, se, sampling_se } = auto["qini_auc"]!;
  assert.ok(mean > 0.15 && mean > 4 * se!, "the mail helps the young");
  assert.equal(sampling_se, undefined, "of one fold the error over rows is the only one");
  assert.ok(result.results.length >= 15);
  const singles = result.results.filter(({ method }) => method !== "auto").map(({ method }) => method);
  assert.deepEqual(
    result.differences!.map(({ method }) => method),
    singles,
  );
  assert.ok(said.some((line) => /column paid is no feature/.test(line)));
  assert.ok(said.some((line) => /features age, band, club/.test(line)));
});

test("real outcomes have the figures that are defined for them, and two-part learners", async () => {
  const { result } = await run({ train: learned, test: asked, arm: "mail", outcome: "paid" }, 4);
  assert.deepEqual(Object.keys(metricsOf(result, "auto")), ["qini_area", "uplift_at_30", "autoc"]);
  assert.ok(result.skipped!.some((name) => name.includes("two-part")));
});

test("several treatments: a policy that is proven better than any one of them is to be deployed", async () => {
  const { result } = await run({ train: learned, test: asked }, 5);
  const { gate } = result;
  assert.equal(gate!.deploy, true);
  assert.ok(["mail", "gift"].includes(gate!.best_constant));
  assert.ok(gate!.difference.lower > 0);
  const value = (method: string) => metricsOf(result, method)["policy_value"]!.mean;
  assert.ok(value("auto") > 0.5 && value("always mail") < 0.45 && value("always none") < 0.25);
  assert.deepEqual(Object.keys(result.results.at(-1)!.by_arm!), ["gift", "mail"]);
});

test("where nothing helps anybody no policy is deployed", async () => {
  const path = csv("null.csv", trial(1500, "null", 0));
  const { result } = await run({ data: path }, 5);
  assert.equal(result.gate!.deploy, false);
  assert.match(result.gate!.reason, /Keep/);
});

test("folds by hash and given folds answer for every row; the error over rows stands beside that over folds", async () => {
  const rows = trial(500, "folds", 0.4);
  const path = csv("folds.csv", rows);
  const hashed = await run({ data: path, arm: "mail" }, 0);
  assert.match(hashed.result.protocol, /^5 folds by row hash/);
  const { se, sampling_se } = metricsOf(hashed.result, "auto")["qini_auc"]!;
  assert.ok(se! > 0 && sampling_se! > 0);

  const given = rows.map((_, i) => ({ row: i, rep0: i % 3, rep1: (i + 1) % 3 }));
  const splits = csv("splits.csv", given.toReversed());
  const asWritten = await run({ data: path, arm: "mail", splits }, 1000);
  assert.match(asWritten.result.protocol, /^2 of 2 repeats of 3 folds/);
  const late = await run({ data: path, arm: "mail", splits }, 6);
  assert.match(late.result.protocol, /^1 of 2 repeats/);
});

test("JSON Lines, packed, with other spellings of the same values give the same answer", async () => {
  const rows = trial(900, "spelt", 0.4).map((row) => ({ ...row, campaign: arms.indexOf(row.campaign) }));
  const spelt = rows.map(({ age, came, ...row }) => ({ age: age === "" ? null : age, came: came === 1, ...row }));
  const json = gzipSync(spelt.map((row) => JSON.stringify({ ...row, campaign: `${row.campaign}.0` })).join("\n"));
  const values = { treatment: "campaign", control: "0", arm: "1", features: "age,band,club" };
  const [plain, packed] = [
    await run({ ...values, data: csv("spelt.csv", rows) }, 0),
    await run({ ...values, data: file("spelt", json) }, 0),
  ];
  assert.deepEqual(metricsOf(packed.result, "auto"), metricsOf(plain.result, "auto"));
});

test("once the time is up no further method begins; those left out are named", async () => {
  const { result, said } = await run({ train: learned, test: asked, arm: "mail" }, 0);
  assert.deepEqual(
    result.results.map(({ method }) => method),
    ["auto"],
  );
  assert.ok(result.skipped!.includes("T linear") && result.skipped!.includes("auto's candidate pooled"));
  assert.ok(said.some((line) => line.startsWith("left out:")));
});

test("rows without a treatment or an outcome are left out and counted", async () => {
  const rows = trial(600, "blanks", 0.4).map((row, i) => ({ ...row, came: i % 100 === 0 ? "" : row.came }));
  const { result, said } = await run({ data: csv("blanks.csv", rows), arm: "mail" }, 0);
  assert.match(result.data, /blank rows left out/);
  assert.ok(said.some((line) => line.includes("6 rows without")));
});

test("what does not fit is refused by file, column and line, wrong words as such", async () => {
  const refused: [Partial<Values>, RegExp][] = [
    [{ data: join(folder, "none.csv") }, /none\.csv is missing/],
    [{ data: learned, treatment: "group" }, /learned\.csv has no column group; there are age/],
    [{ data: learned, control: "nobody" }, /column campaign never is "nobody"; there are "gift" \(\d+\)/],
    [{ data: learned, arm: "call" }, /never is "call"/],
    [{ data: learned, outcome: "band" }, /line 2, column band: ".\) band" is neither a number/],
    [{ data: learned, features: "age,height" }, /no column height/],
    [{ data: learned, splits: asked }, /asked\.csv has no column rep0/],
    [
      {
        data: csv(
          "one.csv",
          trial(300, "one", 0).map((row) => ({ ...row, came: 0 })),
        ),
      },
      /came is 0 in every row/,
    ],
    [{ data: csv("few.csv", trial(30, "few", 0)), arm: "mail" }, /in \d+ rows; 20 are needed/],
  ];
  for (const [values, message] of refused) await assert.rejects(run(values), message);
  const misspoken: Partial<Values>[] = [
    {},
    { data: learned, train: learned },
    { train: learned },
    { train: learned, test: asked, splits: learned },
    { data: learned, arm: "none" },
    { data: learned, outcome: "campaign" },
    { data: learned, features: "age,came" },
  ];
  for (const values of misspoken) await assert.rejects(run(values), UsageError);
});
