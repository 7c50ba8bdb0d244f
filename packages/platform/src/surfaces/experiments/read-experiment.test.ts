import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { hashToUnit } from "@aftercare/learn";
import { Problem } from "../../foundation/problems/index.ts";
import { experimentMoments, recordExperiment } from "../../judgement/experiments/index.ts";
import { learnPrograms } from "../../judgement/training/index.ts";
import { testHouse } from "../../testing.ts";
import { type ExperimentRequest, readExperiment } from "./index.ts";

type Row = Readonly<Record<string, string>>;

const draw = (i: number, what: string) => hashToUnit(`${what} ${i}`);

/** A letter makes two in five visit where one in ten would, and half of the visitors spend. */
function customers(rows: number): Row[] {
  return Array.from({ length: rows }, (_, i): Row => {
    const sent = draw(i, "sent") < 0.5;
    const visit = draw(i, "visit") < (sent ? 0.4 : 0.1);
    return {
      "Customer No": `C-${1_000 + i}`,
      Segment: sent ? "Summer Letter" : "No letter",
      "Months since": draw(i, "gap") < 0.1 ? "" : String(1 + Math.floor(12 * draw(i, "months"))),
      Town: ["Kiel", "Köln", "Ulm"][Math.floor(3 * draw(i, "town"))]!,
      Spent: ["1) up to $100", "2) $100 - $200", "3) more"][Math.floor(3 * draw(i, "spent"))]!,
      newsletter: draw(i, "news") < 0.5 ? "yes" : "no",
      visited: visit ? "1" : "0",
      revenue: visit && draw(i, "buys") < 0.5 ? "29.90" : "0",
    };
  });
}

const csv = (rows: readonly Row[], delimiter = ",") =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(delimiter)).join("\r\n");

describe("the file of an experiment", () => {
  const folder = mkdtempSync(join(tmpdir(), "aftercare-experiment-"));
  after(() => rmSync(folder, { recursive: true }));
  const written = (name: string, content: string | Buffer) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const rows = customers(800);
  const plain = written("letters.csv", csv(rows));
  const request: ExperimentRequest = {
    ...{ file: plain, name: "letters", title: "Letters", action: "segment", control: "no letter" },
    ...{ visit: "visited", revenue: "revenue", feature: [], ignore: [], costs: new Map([["summer letter", 80]]) },
    ...{ marginRate: 0.4, currency: "EUR", horizonDays: 14, at: new Date("2025-03-01T00:00:00Z") },
  };
  const read = (change: Partial<ExperimentRequest> = {}) => readExperiment({ ...request, ...change });
  const refused = (change: Partial<ExperimentRequest>, type: string, says: RegExp) =>
    assert.rejects(read(change), (error) => {
      assert.ok(error instanceof Problem, String(error));
      assert.equal(error.type, type);
      assert.match(JSON.stringify(error.params), says);
      return true;
    });

  test("is told apart into what was done, what came of it, and what was known before", async () => {
    const { experiment, report } = await read();
    assert.deepEqual(experiment.actions, [
      { id: "none", about: "no letter", contact: 0 },
      { id: "summer-letter", about: "Summer Letter", contact: 80 },
    ]);
    const uses = Object.fromEntries(report.columns.map(({ column, use, features }) => [column, features ?? use]));
    assert.deepEqual(uses, {
      "Customer No": "left-out",
      Segment: "action",
      "Months since": ["months_since", "months_since_missing"],
      Town: uses["Town"],
      Spent: "left-out",
      newsletter: ["newsletter"],
      visited: "visit",
      revenue: "revenue",
    });
    assert.deepEqual([...(uses["Town"] as string[])].sort(), ["town_kiel", "town_koln", "town_ulm"]);
    assert.deepEqual([report.rows, report.propensities, report.unbalanced], [800, { from: "shares" }, []]);
    const sent = rows.filter(({ Segment }) => Segment === "Summer Letter").length;
    const [first] = experiment.rows;
    assert.deepEqual(first?.propensities, [(800 - sent) / 800, sent / 800]);
    const bought = experiment.rows.find(({ revenue }) => revenue > 0);
    assert.deepEqual([bought?.visits, bought?.revenue], [1, 2_990]);
    assert.deepEqual([report.goal, experiment.weights.margin], ["margin", 1]);
    assert.deepEqual((await read({ goal: "visits" })).experiment.weights, {
      margin: 0,
      revenue: 0,
      sameVisit: 0,
      visits: 10_000,
      points: 0,
    });
  });

  test("says the same packed, with a byte order mark, with semicolons, and as JSON Lines", async () => {
    const { experiment } = await read();
    const others = [
      written("letters.csv.gz", gzipSync(csv(rows))),
      written("marked.csv", `\uFEFF${csv(rows, ";")}`),
      written(
        "letters.jsonl",
        rows.map((row) => JSON.stringify({ ...row, visited: row["visited"] === "1" })).join("\n"),
      ),
    ];
    for (const file of others) assert.deepEqual((await read({ file })).experiment.rows, experiment.rows, file);
    const [one, two] = await Promise.all([read(), read({ title: "Other", at: new Date(0) })]);
    assert.equal(one.experiment.digest, two.experiment.digest);
    assert.notEqual(one.experiment.digest, (await read({ ignore: ["Town"] })).experiment.digest);
  });

  test("may state the chances of its draw, for the action taken or for each", async () => {
    const own = rows.map((row) => ({ ...row, p: row["Segment"] === "No letter" ? "0.2" : "0.8" }));
    const stated = await read({ file: written("stated.csv", csv(own)), propensity: "P" });
    assert.deepEqual(stated.report.propensities, { from: "columns", columns: ["p"] });
    const taken = stated.experiment.rows.map(({ action, propensities }) => propensities[action]);
    assert.deepEqual(new Set(taken), new Set([0.2, 0.8]));
    const each = rows.map((row) => ({ ...row, "prop_No letter": "0.5", "prop_Summer Letter": "0.5" }));
    const { report } = await read({ file: written("each.csv", csv(each)), control: "No letter" });
    assert.deepEqual(report.propensities, { from: "columns", columns: ["prop_No letter", "prop_Summer Letter"] });
  });

  test("has no feature that was only known afterwards, and tells one that the draw does not explain", async () => {
    const told = rows.map((row, i) => ({
      ...row,
      conversion: row["revenue"] === "0" ? "0" : "1",
      pages: row["visited"] === "1" ? "5" : "0",
      mood: String((row["Segment"] === "No letter" ? 0 : 30) + Math.floor(100 * draw(i, "mood"))),
    }));
    const { report } = await read({ file: written("told.csv", csv(told)) });
    const useOf = (name: string) => report.columns.find(({ column }) => column === name)?.use;
    assert.deepEqual(["conversion", "pages", "mood"].map(useOf), ["left-out", "left-out", "feature"]);
    assert.deepEqual(report.unbalanced, ["mood"]);
    const without = await read({ file: join(folder, "told.csv"), ignore: ["mood"] });
    assert.deepEqual(without.report.unbalanced, []);
  });

  test("takes a column that is asked for as a feature, whatever its name", async () => {
    const { report } = await read({ feature: ["spent"] });
    assert.deepEqual(report.columns.find(({ column }) => column === "Spent")?.features, ["spent"]);
    await refused({ feature: ["visited"] }, "bad-input", /--feature.*another part/);
  });

  test("leaves out rows without an action or an outcome", async () => {
    const gaps = rows.map((row, i) => ({ ...row, ...(i === 3 && { Segment: "" }), ...(i === 5 && { visited: "NA" }) }));
    const { report } = await read({ file: written("gaps.csv", csv(gaps)) });
    assert.deepEqual([report.rows, report.rowsLeftOut], [798, 2]);
  });

  test("keeps a person's rows together, and nothing by which a list of customers could find them again", async () => {
    const twice = written("twice.csv", csv([...rows, ...rows.map((row) => ({ ...row, newsletter: "yes" }))]));
    const peopleOf = async () => {
      const { experiment } = await read({ file: twice, shopper: "customer_no" });
      return experiment.rows.map(({ person }) => person);
    };
    const people = await peopleOf();
    assert.equal(new Set(people).size, 800);
    assert.deepEqual(people.slice(800), people.slice(0, 800));
    // A hash may hold a few of anybody's characters by chance, but not the whole of its own person's number.
    assert.ok(!people.some((person, i) => person.includes(rows[i % 800]!["Customer No"]!)));
    const again = new Set(await peopleOf());
    assert.ok(!people.some((person) => again.has(person)), "another key each time");
  });

  test("is refused with the option, or the line and the column, and what would mend it", async () => {
    await refused({ file: join(folder, "no-such.csv") }, "no-such-file", /no-such/);
    await refused({ file: written("cut.csv.gz", gzipSync(csv(rows)).subarray(0, 500)) }, "damaged-file", /cut/);
    await refused({ file: written("empty.csv", "") }, "bad-input", /empty/);
    await refused({ action: "arm" }, "missing-column", /Customer No, Segment/);
    await refused({ control: "nothing" }, "bad-input", /--control.*it is No letter, Summer Letter/);
    await refused({ action: "Customer No", control: "C-1000" }, "bad-input", /800 values/);
    await refused({ visit: undefined, revenue: undefined }, "bad-input", /--visit.*visited/);
    await refused({ bought: "visited" }, "bad-input", /--bought.*another part/);
    await refused({ revenue: undefined, goal: "margin" }, "bad-input", /needs --revenue/);
    await refused({ costs: new Map([["call", 5]]) }, "bad-input", /--cost.*Summer Letter/);
    const unsaid = rows.map((row) => ({ ...row, ...(row["Segment"] === "No letter" && { visited: "" }) }));
    await refused({ file: written("unsaid.csv", csv(unsaid)) }, "bad-input", /visited.*empty wherever.*no letter/);
    const wrong = rows.map((row, i) => ({ ...row, ...(i === 7 && { visited: "often" }) }));
    await refused({ file: written("wrong.csv", csv(wrong)) }, "bad-input", /line 9, column visited.*often/);
    const odd = rows.map((row, i) => ({ ...row, p: i === 2 ? "1.5" : "0.5" }));
    await refused({ file: written("odd.csv", csv(odd)), propensity: "p" }, "bad-input", /line 4, column p/);
    const few = rows.map((row, i) => ({ ...row, ...(i < 3 && { Segment: "Call" }) }));
    await refused({ file: written("few.csv", csv(few)) }, "bad-input", /Call.* in 3 rows; 20/);
  });

  test("becomes a log that is learned from", async () => {
    const house = await testHouse();
    try {
      const { experiment } = await read({ goal: "visits" });
      const recording = { now: house.clock.now(), by: "test" };
      assert.equal(await house.work.run("test", (tx) => recordExperiment(tx, experiment, recording)), 800);
      const [moment] = await experimentMoments({ db: house.database.kysely });
      const card = (await learnPrograms({ unitOfWork: house.work, clock: house.clock }, moment!)).get("letters");
      assert.deepEqual([card?.rows, card?.released, card?.actions[1]?.action], [800, false, "summer-letter"]);
      assert.ok(Math.abs((card?.actions[1]?.boughtShare ?? 0) - 0.4) < 0.06);
    } finally {
      await house.close();
    }
  });
});
