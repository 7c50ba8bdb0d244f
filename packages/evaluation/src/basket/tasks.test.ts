import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateBaskets } from "./evaluate-baskets.ts";
import { linesTask } from "./lines-task.ts";
import { dayOf, readOrderLines } from "./order-lines.ts";
import { tafengTask } from "./tafeng-task.ts";

const roles = { shopper: "who", item: "what", time: "when" };
const table = (rows: string[][]) => ({ columns: ["who", "what", "when"], rows });

test("known is what was bought before the cut; asked is the first day from then on", () => {
  const lines = readOrderLines(
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
  const task = linesTask(lines, "2020-01-05");
  assert.equal(task.log.shoppers, 2);
  assert.equal(task.log.items, 3);
  assert.equal(task.log.lines.length, 3);
  assert.deepEqual(task.next, [{ shopper: 0, bought: [2, 0], day: dayOf("2020-01-05", 0, "when") }]);
  assert.equal(task.followUpDays, 2);
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
  assert.deepEqual(linesTask(readOrderLines(table(rows), roles), "2020-01-05").companions, [
    { item: 0, others: [1, 2] },
  ]);
});

test("a file with Online Retail's columns: no cancellations, no postage, nothing without a customer or a quantity", () => {
  const lines = readOrderLines(
    {
      columns: ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "CustomerID"],
      rows: [
        ["1", "12345A", "2", "12/1/2010 8:26", "7.0"],
        ["C2", "12345A", "2", "12/1/2010 8:26", "7"],
        ["3", "POST", "1", "12/1/2010 8:26", "7"],
        ["4", "12345", "-1", "12/1/2010 8:26", "7"],
        ["5", "12345", "1", "12/1/2010 8:26", ""],
      ],
    },
    { shopper: "CustomerID", item: "StockCode", time: "InvoiceDate" },
  );
  assert.deepEqual(lines, { shoppers: ["7"], items: ["12345A"], days: [dayOf("2010-12-01", 0, "")], orders: ["1"] });
});

test("what cannot be asked is said: no date, nothing before the cut, nobody who came back", () => {
  assert.throws(() => dayOf("soon", 3, "when"), /column when, row 3: "soon" is no date/);
  const lines = readOrderLines(table([["a", "x", "2020-01-01"]]), roles);
  assert.throws(() => linesTask(lines, "2019-01-01"), /no line lies before/);
  assert.throws(() => linesTask(lines, "2021-01-01"), /no shopper has two earlier baskets/);
  assert.throws(() => tafengTask('{"user":"1","history":[[0.5]],"future":[]}'), /line 1: user, split, history/);
});

test("of JSON Lines, split test is asked where there is one, and every method answers the same shoppers", () => {
  const row = (user: number, split: string) =>
    JSON.stringify({
      user: String(user),
      split,
      history: [
        [user % 5, 6],
        [user % 5, 7],
      ],
      future: [user % 5, 8, 9],
    });
  const text = Array.from({ length: 60 }, (_, user) =>
    row(user, user < 40 ? "train" : user < 50 ? "val" : "test"),
  ).join("\n");
  const task = tafengTask(text);
  assert.equal(task.next.length, 10);
  const evaluation = evaluateBaskets("x", task, { seed: "1", timeIsUp: () => false, say: () => {} });
  assert.equal(evaluation.results[0]!.method, "auto");
  for (const { method, metrics } of evaluation.results) {
    if ("recall_at_10" in metrics)
      assert.ok(metrics.recall_at_10!.mean >= 0 && metrics.recall_at_10!.mean <= 1, method);
  }
  assert.ok(evaluation.differences?.some(({ method, metric }) => method === "TIFU-KNN" && metric === "ndcg_at_20"));
  const hurried = evaluateBaskets("x", task, { seed: "1", timeIsUp: () => true, say: () => {} });
  assert.deepEqual(
    hurried.results.map(({ method }) => method),
    ["auto"],
  );
  assert.ok(hurried.skipped?.includes("TIFU-KNN"));
});
