import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import type { z } from "zod";
import { moments, operations } from "../../capabilities.ts";
import { createAccount, createApiKey } from "../../foundation/auth/index.ts";
import { ProgramDocument } from "../../judgement/programs/index.ts";
import { saveProgram } from "../../judgement/publishing/programs.contract.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import {
  applyProgramFile,
  compareWithHouse,
  exportedPrograms,
  type House,
  houseOf,
  programText,
  readProgramFiles,
  writeProgramFile,
} from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "aftercare-programs-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function inFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const spring: z.input<typeof ProgramDocument> = {
  ...{ name: "spring", title: "Spring", moment: "return.incentive", rank: 5 },
  actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 }, eligible: "orders >= 2.0" }],
  goal: { horizonDays: 30 },
};
const document = (change: Partial<typeof spring> = {}) => ProgramDocument.parse({ ...spring, ...change });
const asText = (value: unknown) => JSON.stringify(value, undefined, 2);
const check = async (...paths: string[]) => (await readProgramFiles(paths, moments)).faults;

describe("a program file", () => {
  test("in order is read, with its note to editors left aside", async () => {
    const file = inFile("spring.json", `\uFEFF${asText({ $schema: "../program.schema.json", ...spring })}`);
    assert.deepEqual(await readProgramFiles([file], moments), { files: [{ file, document: document() }], faults: [] });
  });

  test("that is no JSON names the place", async () => {
    const file = inFile("broken.json", '{\n  "name": "x",\n  "title": "y"\n  "rank": 1\n}\n');
    assert.deepEqual(await check(file), [{ file, line: 4, column: 3, key: "no-json", message: "CommaExpected" }]);
    const comment = inFile("comment.json", '{\n  // why\n  "name": "x"\n}');
    assert.deepEqual(
      (await check(comment)).map(({ line, key }) => [line, key]),
      [[2, "no-json"]],
    );
    const twice = inFile("name.json", '{\n  "goal": { "horizonDays": 30,\n    "horizonDays": 60 }\n}');
    assert.deepEqual(await check(twice), [
      { file: twice, line: 3, column: 5, key: "name-twice", message: "horizonDays" },
    ]);
    assert.equal((await check(inFile("empty.json", "")))[0]?.key, "no-json");
    assert.equal((await check(inFile("list.json", "[]")))[0]?.line, 1);
  });

  test("with a wrong value, name or expression names file, place, part and reason", async () => {
    const wrong = {
      ...spring,
      actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 }, eligible: "orders >= 2.0 && color == 1.0" }],
      goal: { horizonDays: 31 },
    };
    const file = inFile("wrong.json", asText(wrong));
    const lines = asText(wrong).split("\n");
    const faults = await check(file);
    assert.deepEqual(
      faults.map(({ field, line }) => [field, lines[(line ?? 0) - 1]?.trim().split(":")[0]]),
      [
        ["actions/0/eligible", '"eligible"'],
        ["goal/horizonDays", '"horizonDays"'],
      ],
    );
    const { column = 0, line = 0 } = faults[0]!;
    assert.ok(lines[line - 1]!.slice(column - 1).startsWith("color"), `${lines[line - 1]} at ${column}`);
    assert.match(faults[1]!.message, /60, 30, 90/);
    const [unknown] = await check(inFile("unknown.json", asText({ ...spring, budgett: 1 })));
    assert.match(unknown?.message ?? "", /budgett/);
  });

  test("as the documentation shows one is in order", async () => {
    const text = readFileSync(new URL("../../../../../docs/programs.md", import.meta.url), "utf8");
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
    assert.deepEqual(await check(inFile("example.json", example)), []);
  });

  test("missing, empty or doubled is told apart", async () => {
    const missing = join(folder, "nowhere.json");
    assert.equal((await check(missing))[0]?.key, "unreadable");
    const empty = mkdtempSync(join(folder, "empty-"));
    assert.equal((await check(empty))[0]?.key, "empty-folder");
    const full = mkdtempSync(join(folder, "full-"));
    writeFileSync(join(full, "b.json"), asText(spring));
    writeFileSync(join(full, "a.json"), asText(spring));
    writeFileSync(join(full, "notes.txt"), "no program");
    const [fault] = await check(full);
    assert.deepEqual([fault?.file, fault?.key, fault?.message], [join(full, "b.json"), "twice", join(full, "a.json")]);
  });

  test("is the same text for the same program, in whatever order its fields came", () => {
    const text = programText(document());
    const shuffled = (value: unknown, order: number): unknown => {
      if (Array.isArray(value)) return value.map((each) => shuffled(each, order));
      if (typeof value !== "object" || value === null) return value;
      const entries = Object.entries(value).map(([key, each]) => [key, shuffled(each, order)] as const);
      return Object.fromEntries(order % 2 === 0 ? entries.reverse() : entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    };
    fc.assert(
      fc.property(fc.nat(10), (order) => {
        assert.equal(programText(shuffled(document(), order) as ProgramDocument), text);
      }),
    );
    assert.ok(text.startsWith('{\n  "name": "spring",\n  "title": "Spring",\n  "moment"'), text);
  });
});

describe("programs between files and the house", () => {
  let test_: TestHouse;
  let house: House;
  before(async () => {
    test_ = await testHouse();
    house = houseOf(test_, operations, "en");
  });
  after(() => test_.close());

  const options = { replaceDraft: false, note: "" };
  const versions = async () =>
    (
      await test_.database.kysely
        .selectFrom("program_versions")
        .select("version")
        .where("program", "=", "spring")
        .execute()
    ).length;

  test("what is exported is in force as it stands, and applying it changes nothing", async () => {
    const target = join(folder, "exported");
    const [shipped] = await exportedPrograms(house, ["after-a-return"], []);
    const { file, changed } = await writeProgramFile(target, shipped!);
    assert.equal(changed, true);
    const { files } = await readProgramFiles([file], moments);
    assert.equal((await applyProgramFile(house, files[0]!.document, options)).outcome, "in-force");
    assert.equal((await writeProgramFile(target, shipped!)).changed, false);
    writeFileSync(file, programText(shipped!, "./program.schema.json"));
    assert.equal((await writeProgramFile(target, shipped!)).changed, false, "its note to editors stays");
    assert.match(readFileSync(file, "utf8"), /^\{\n {2}"\$schema": "\.\/program\.schema\.json",\n {2}"name"/);
  });

  test("a new one is drafted with its preview, published over nothing, and then unchanged", async () => {
    const drafted = await applyProgramFile(house, document(), options);
    assert.equal(drafted.outcome, "drafted");
    assert.ok(drafted.outcome === "drafted" && drafted.comparison.version === 0 && drafted.preview.token !== "");
    assert.equal(await versions(), 0);
    const published = await applyProgramFile(house, document(), { ...options, publishOver: 0, note: "spring" });
    assert.ok(published.outcome === "published" && published.version === 1);
    assert.equal((await applyProgramFile(house, document(), { ...options, publishOver: 1 })).outcome, "in-force");
    assert.equal(await versions(), 1);
  });

  test("a changed one shows what changes, and is published over the version it was previewed against alone", async () => {
    const changed = document({ rank: 7, title: "Spring again" });
    const comparison = await compareWithHouse(house, changed);
    assert.deepEqual(
      comparison.changes.map(({ field, before, after }) => [field, before, after]),
      [
        ["title", "Spring", "Spring again"],
        ["rank", 5, 7],
      ],
    );
    assert.equal((await applyProgramFile(house, changed, { ...options, publishOver: 0 })).outcome, "outdated");
    assert.equal(await versions(), 1);
    const published = await applyProgramFile(house, changed, { ...options, publishOver: 1 });
    assert.ok(published.outcome === "published" && published.version === 2);
  });

  test("somebody's draft is not written over unless that is said", async () => {
    const { revision } = await compareWithHouse(house, document());
    await house.call(saveProgram, { name: "spring", document: document({ title: "By hand" }), revision });
    const mine = document({ title: "By file" });
    const refused = await applyProgramFile(house, mine, options);
    assert.ok(refused.outcome === "other-draft" && refused.comparison.draft?.savedBy === "operator");
    const [stands] = await exportedPrograms(house, ["spring"], []);
    assert.equal(stands?.title, "Spring again", "what decides is exported, not what somebody drafts");
    assert.equal((await applyProgramFile(house, mine, { ...options, replaceDraft: true })).outcome, "drafted");
  });

  test("a draft is said to be of who is known by a login, or by the label of a key", async () => {
    const { kysely } = test_.database;
    const now = test_.clock.now();
    const by = async (id: string) => {
      await kysely.updateTable("programs").set({ draft_saved_by: id }).where("name", "=", "spring").execute();
      return (await compareWithHouse(house, document())).draft?.savedByName;
    };
    const account = { login: "anna", password: "long enough to be one", role: "manager" } as const;
    const person = await test_.work.run("test", async (tx) => {
      await createApiKey(tx, { label: "nightly", role: "service" }, now);
      return createAccount(tx, account, now);
    });
    const key = await kysely.selectFrom("api_keys").select("id").where("label", "=", "nightly").executeTakeFirst();
    assert.deepEqual([await by(person), await by(key!.id), await by("operator")], ["anna", "nightly", undefined]);
  });

  test("a retired one is brought back by publishing what it was", async () => {
    const current = document({ rank: 7, title: "Spring again" });
    await test_.database.kysely
      .updateTable("programs")
      .set({ retired_at: test_.clock.now() })
      .where("name", "=", "spring")
      .execute();
    assert.equal((await compareWithHouse(house, current)).retired, true);
    const back = await applyProgramFile(house, current, { replaceDraft: true, note: "", publishOver: 2 });
    assert.ok(back.outcome === "published" && back.version === 3);
  });

  test("an export of all holds those of the moments named", async () => {
    const all = await exportedPrograms(
      house,
      [],
      moments.map(({ name }) => name),
    );
    assert.deepEqual(
      all.map(({ name }) => name),
      ["after-a-delay", "after-a-delay-anywhere", "after-a-return", "spring", "what-to-recommend"],
    );
    assert.deepEqual(await exportedPrograms(house, [], ["another.moment"]), []);
  });
});
