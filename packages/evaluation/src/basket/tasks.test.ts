import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { TaskResult } from "../task-result.ts";
import { UsageError } from "../usage-error.ts";
import { basketTask } from "./basket-task.ts";
import { linesTask } from "./lines-task.ts";
import { readOrderLines } from "./order-lines.ts";

const roles = { shopper: "who", item: "what", time: "when" };
const table = (rows: string[][]) => ({ columns: ["who", "what", "when"], rows });
const day = (date: string) => Date.parse(date) / 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "baskets-"));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(content) : content);
  return path;
}

function run(options: Partial<Record<keyof typeof basketTask.options, string>>, timeIsUp = false): TaskResult {
  const none = Object.fromEntries(Object.keys(basketTask.options).map((name) => [name, undefined]));
  const context = { seed: "1", timeIsUp: () => timeIsUp, say: () => {} };
  return basketTask.run({ ...none, ...options } as Parameters<typeof basketTask.run>[0], context) as TaskResult;
}

test("known is what was bought before the cut; asked is the first day from then on", () => {
  const { lines } = readOrderLines(
    table([
      ["a", "x", "2020-01-01"],
      ["a", "y", "2020-01-02 10:00"],
      ["a", "z", "2020-01-05 09:00"],
      ["a", "x", "2020-01-05 18:00"],
      ["a", "y", "2020-01-06"],
      ["b", "x", "2020-01-03"],
      ["b", "y", "2020-01-05"],
      ["", "y", "2020-01-05"],
    ]),
    roles,
  );
  const task = linesTask(lines, day("2020-01-05"));
  assert.equal(task.log.shoppers, 2);
  assert.equal(task.log.items, 3);
  assert.equal(task.log.lines.length, 3);
  assert.deepEqual(task.next, [{ shopper: 0, bought: [2, 0], day: day("2020-01-05") }]);
  assert.equal(task.followUpDays, 2);
  // At noon of the fifth, the morning is known.
  const noon = linesTask(lines, day("2020-01-05T12:00Z"));
  assert.equal(noon.log.lines.length, 5);
  assert.deepEqual(noon.next, [{ shopper: 0, bought: [0], day: day("2020-01-05") }]);
  // Without a cut: the first five of six days.
  assert.match(linesTask(lines).protocol, /known before 2020-01-06/);
});

test("later orders of three items or more are asked from their first line, in the order of the file", () => {
  const rows = [
    ["a", "x", "2020-01-01"],
    ["a", "y", "2020-01-02"],
    ["a", "q", "2020-01-07 10:00"],
    ["a", "x", "2020-01-07 10:00"],
    ["a", "q", "2020-01-07 10:00"],
    ["a", "y", "2020-01-07 10:00"],
    ["a", "x", "2020-01-07 11:00"],
    ["a", "y", "2020-01-07 11:00"],
  ];
  assert.deepEqual(linesTask(readOrderLines(table(rows), roles).lines, day("2020-01-05")).companions, [
    { item: 0, others: [1, 2] },
  ]);
});

test("cancellations, postage and lines without shopper or quantity are no purchases, whatever the columns are called", () => {
  for (const columns of [
    ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "CustomerID"],
    ["order_id", "sku", "qty", "at", "client"],
  ]) {
    const rows = [
      ["1", "12345A", "2", "12/13/2010 8:26", "7.0"],
      ["C2", "12345A", "2", "12/1/2010 8:26", "7"],
      ["4", "12345", "-1", "12/1/2010 8:26", "7"],
      ["5", "12345", "1", "12/1/2010 8:26", ""],
      ...Array.from({ length: 60 }, () => ["6", "12346", "1", "12/2/2010 8:26", "8"]),
      ["3", "POST", "1", "12/1/2010 8:26", "7"],
    ];
    const { lines } = readOrderLines({ columns, rows }, { item: columns[1]!, time: columns[3]!, shopper: columns[4]! });
    assert.deepEqual(
      [lines.shoppers[0], lines.items[0], Math.floor(lines.times[0]!)],
      ["7", "12345A", day("2010-12-13")],
    );
    assert.equal(lines.items.length, 61);
  }
});

test("a column of flags or states says which lines were cancelled; order numbers may begin anew with each shopper", () => {
  const { lines } = readOrderLines(
    {
      columns: [...table([]).columns, "order_number", "is_cancelled"],
      rows: [
        ["a", "x", "1.2.2020", "1", "false"],
        ["b", "x", "13.2.2020", "1", "0"],
        ["b", "y", "13.2.2020", "1", "true"],
      ],
    },
    roles,
  );
  assert.deepEqual(lines.items, ["x", "x"]);
  assert.notEqual(lines.orders[0], lines.orders[1]);
  assert.deepEqual(lines.times, [day("2020-02-01"), day("2020-02-13")]);
});

test("what cannot be asked is said: no times, nothing before the cut, nobody who came back, wrong words", () => {
  assert.throws(() => readOrderLines(table([["a", "x", "soon"]]), roles), /column when: "soon" \(row 0\)/);
  const { lines } = readOrderLines(table([["a", "x", "2020-01-01"]]), roles);
  assert.throws(() => linesTask(lines, day("2019-01-01")), /no line lies before 2019-01-01/);
  assert.throws(() => linesTask(lines, day("2021-01-01")), /no shopper has two earlier baskets/);
  const broken = file("broken.jsonl", '{"user":"1","history":[[{}]],"future":[]}');
  assert.throws(() => run({ data: broken }), /broken.jsonl, line 1: user, history/);
  assert.throws(() => run({ data: broken, cut: "2020-01-01" }), UsageError);
  assert.throws(() => run({}), UsageError);
  const lone = file("lone.csv", "who,what,when\na,x,2020-01-01\n");
  assert.throws(() => run({ data: lone }), /name --shopper/);
  assert.throws(() => run({ data: lone, shopper: "who", item: "what" }), UsageError);
  assert.throws(() => run({ data: lone, ...roles, cut: "soon" }), UsageError);
  assert.throws(() => run({ data: lone, ...roles, order: "bill" }), /there is no column bill/);
});

/** Shoppers who buy one of five things again and again, beside others. */
function histories(
  splitOf: (user: number) => string,
  itemOf: (item: number) => string | number = (item) => item,
): string {
  return Array.from({ length: 60 }, (_, user) =>
    JSON.stringify({
      user,
      split: splitOf(user),
      history: [[user % 5, 6].map(itemOf), [], [user % 5, 7].map(itemOf)],
      future: [user % 5, 8, 9].map(itemOf),
    }),
  ).join("\n");
}

test("of JSON Lines, split test is asked where there is one, and every method answers the same shoppers", () => {
  const path = file(
    "a.jsonl.gz",
    histories((user) => (user < 40 ? "train" : user < 50 ? "val" : "test")),
  );
  const evaluation = run({ data: path });
  assert.match(evaluation.protocol, /10 shoppers of split test/);
  assert.equal(evaluation.results[0]!.method, "auto");
  for (const { method, metrics } of evaluation.results) {
    if ("recall_at_10" in metrics)
      assert.ok(metrics.recall_at_10!.mean >= 0 && metrics.recall_at_10!.mean <= 1, method);
    for (const { mean, se } of Object.values(metrics)) assert.ok(Number.isFinite(mean) && Number.isFinite(se), method);
  }
  assert.ok(evaluation.differences?.some(({ method, metric }) => method === "TIFU-KNN" && metric === "ndcg_at_20"));
  const hurried = run({ data: path }, true);
  assert.deepEqual(
    hurried.results.map(({ method }) => method),
    ["auto"],
  );
  assert.ok(hurried.skipped?.includes("TIFU-KNN"));
});

test("items may be texts, splits may be others, and a second file's shoppers are asked with the histories of both", () => {
  const numbers = run(
    {
      data: file(
        "numbers.jsonl",
        histories(() => "test"),
      ),
    },
    true,
  );
  const named = run(
    {
      data: file(
        "named.jsonl",
        histories(
          () => "",
          (item) => `item-${item}`,
        ),
      ),
    },
    true,
  );
  assert.match(named.protocol, /next basket of the 60 shoppers/);
  assert.deepEqual(named.results[0]!.metrics, numbers.results[0]!.metrics);
  const both = run(
    {
      train: file(
        "one.jsonl",
        histories(() => "test"),
      ),
      test: file(
        "two.jsonl",
        histories(() => "train"),
      ),
    },
    true,
  );
  assert.match(both.protocol, /60 shoppers of the second file, known: the histories of all 60/);
});

test("order lines in two files: the second one's shoppers after the first one's last day; CSV and JSON Lines alike", () => {
  const lines = Array.from({ length: 30 }, (_, shopper) =>
    [1, 4, 9, 15].map((each) => ({
      who: shopper,
      what: `thing ${shopper % 4}`,
      when: `2020-03-${String(each + (shopper % 3)).padStart(2, "0")}`,
    })),
  ).flat();
  const csv = (rows: typeof lines) => ["who;what;when", ...rows.map((row) => Object.values(row).join(";"))].join("\n");
  const first = lines.filter(({ when }) => when < "2020-03-13");
  const second = lines.filter(({ when }) => when >= "2020-03-13");
  const split = run({ train: file("first.csv", csv(first)), test: file("second.csv", csv(second)), ...roles }, true);
  assert.match(split.protocol, /known before 2020-03-15: 30 shoppers, 4 items; asked: 30 next days/);
  const whole = file("whole.jsonl.gz", lines.map((row) => JSON.stringify(row)).join("\n"));
  const cut = run({ data: whole, ...roles, cut: "2020-03-15" }, true);
  assert.deepEqual(cut.results[0]!.metrics, split.results[0]!.metrics);
  assert.ok("gap_mae" in cut.results[0]!.metrics);
});
