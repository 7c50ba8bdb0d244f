import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import type { TaskResult } from "../task-result.ts";
import { UsageError } from "../usage-error.ts";
import { dayMs, readOrders } from "./orders.ts";
import { promiseTask } from "./promise-task.ts";

const folder = mkdtempSync(join(tmpdir(), "promises-"));
const begin = Date.parse("2020-01-01");

interface Parcel {
  readonly purchased: number;
  readonly handedOver: number;
  readonly delivered: number;
  readonly promised: number;
  readonly region: string;
}

/** Parcels to three regions over 150 days, up to two days before the hand-over; a quarter comes late. */
function parcels(perDay: number): Parcel[] {
  const random = seededRandom("promises");
  return Array.from({ length: 150 * perDay }, (_, k) => {
    const purchased = begin + Math.floor(k / perDay) * dayMs + random.next() * dayMs;
    const distance = k % 3;
    const handedOver = purchased + (0.5 + 1.5 * random.next()) * dayMs;
    const delivered = handedOver + (1 + 3 * distance + 3 * random.next() ** 2) * dayMs;
    return {
      purchased,
      handedOver,
      delivered,
      promised: purchased + (4 + 3 * distance) * dayMs,
      region: "abc"[distance]!,
    };
  });
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");

function csv(
  columns: Readonly<Record<string, (parcel: Parcel, k: number) => string>>,
  rows: readonly Parcel[],
): string {
  const path = join(folder, `${Math.random()}.csv`);
  const lines = rows.map((parcel, k) =>
    Object.values(columns)
      .map((cell) => cell(parcel, k))
      .join(","),
  );
  writeFileSync(path, [Object.keys(columns).join(","), ...lines].join("\n"));
  return path;
}

const usual = {
  purchased_at: ({ purchased }: Parcel) => iso(purchased),
  handed_over_at: ({ handedOver }: Parcel) => iso(handedOver),
  delivered_at: ({ delivered }: Parcel, k: number) => (k % 20 === 0 ? "" : iso(delivered)),
  estimated_date: ({ promised }: Parcel) => iso(promised).slice(0, 10),
};

function run(orders: string, options: Record<string, string> = {}, timeIsUp = false) {
  const said: string[] = [];
  const none = Object.fromEntries(Object.keys(promiseTask.options).map((name) => [name, undefined]));
  const result = promiseTask.run({ ...none, ...options, orders } as Parameters<typeof promiseTask.run>[0], {
    ...{ seed: "1", timeIsUp: () => timeIsUp, say: (line: string) => said.push(line) },
  }) as TaskResult;
  return { result, said };
}

test("every method answers the delivered orders from the date on, with all figures by month", () => {
  const { result } = run(csv(usual, parcels(8)), { from: "2020-05-01" });
  assert.deepEqual(
    result.results.map(({ method }) => method),
    ["auto", "buckets", "life-tables", "own-estimate", "remaining-days", "remaining-by-transit"],
  );
  const auto = result.results[0]!;
  const names = [
    "pinball_50",
    "pinball_90",
    "coverage_90",
    "mean_p90",
    "equal_late_promise",
    "promise_mean",
    "promise_late",
  ];
  for (const name of [...names, "late_auc"]) assert.ok(Number.isFinite(auto.metrics[name]!.mean), name);
  assert.deepEqual(Object.keys(auto.by_month!), ["2020-05"]);
  assert.ok(auto.metrics["coverage_90"]!.mean > 0.8);
  assert.ok(auto.metrics["late_auc"]!.mean > 0.55, `${auto.metrics["late_auc"]!.mean}`);
  assert.match(result.protocol, /purchased from 2020-05-01 on/);
  assert.doesNotMatch(JSON.stringify(result), /null|NaN/);
});

test("what is known at purchase is used, what is told later is not, and the asker may say so", () => {
  const rows = parcels(8);
  const columns = {
    ...usual,
    order_id: (_: Parcel, k: number) => `order-${k}`,
    status: (_: Parcel, k: number) => (k % 20 === 0 ? "shipped" : "delivered"),
    region: ({ region }: Parcel) => region,
    weight: (_: Parcel, k: number) => (k % 7 === 0 ? "" : String(k % 11)),
    spent: ({ delivered, purchased }: Parcel, k: number) =>
      k % 20 === 0 ? "" : String((delivered - purchased) / dayMs),
    stars: (_: Parcel, k: number) => (k % 20 === 0 ? "" : String(k % 5)),
    signed: ({ delivered }: Parcel) => iso(delivered),
  };
  const path = csv(columns, rows);
  const { said, result } = run(path, {}, true);
  assert.ok(said.includes("known at purchase: hour, region, weight"), said.join("\n"));
  for (const name of ["order_id", "spent", "stars", "signed"])
    assert.ok(
      said.some((line) => line.startsWith(`left out ${name}:`)),
      name,
    );
  assert.deepEqual(
    result.results.map(({ method }) => method),
    ["auto"],
  );
  assert.ok(result.skipped!.includes("buckets (quantiles)"));
  assert.ok(run(path, { features: "stars" }, true).said.includes("known at purchase: hour, stars"));
  assert.throws(() => run(path, { features: "colour" }), /--features: there is no column colour/);
});

test("other names, other dates, no hand-over, no promise for some: what is missing is left out of the figures", () => {
  const rows = parcels(6);
  const dayFirst = (time: number) => {
    const [date, clock] = iso(time).split(" ");
    return `${date!.split("-").reverse().join("/")} ${clock!.slice(0, 5)}`;
  };
  const columns = {
    bought: ({ purchased }: Parcel) => dayFirst(purchased),
    came: ({ delivered }: Parcel) => dayFirst(delivered),
    due_by: ({ promised }: Parcel, k: number) => (k % 4 === 0 ? "" : dayFirst(promised).slice(0, 10)),
  };
  const path = csv(columns, rows);
  assert.throws(() => run(path), /name it with --purchased; there are bought, came, due_by/);
  const named = { purchased: "bought", delivered: "came", estimated: "due_by" };
  const { result } = run(path, named);
  const [auto, buckets] = result.results;
  assert.ok(auto!.metrics["pinball_50"]!.mean < 2 && buckets!.metrics["pinball_50"]!.mean < 3);
  assert.ok(!("late_auc" in auto!.metrics));
  const without = run(path, { purchased: "bought", delivered: "came", features: "due_by" }).result;
  assert.ok(!("equal_late_promise" in without.results[0]!.metrics));
  assert.ok(without.results.every(({ method }) => method !== "own-estimate"));
});

test("a handful of orders is told by life tables; what cannot be asked is refused", () => {
  const { result } = run(csv(usual, parcels(1).slice(0, 40)));
  assert.ok(result.chosen!.some((line) => line.includes("too few orders")));
  const path = csv(usual, parcels(1));
  assert.throws(() => run(path, { from: "soon" }), UsageError);
  assert.throws(() => run(path, { from: "2030-01-01" }), /choose an earlier --from/);
  assert.throws(() => run(path, { from: "2019-01-01" }), /choose a later --from/);
  assert.throws(
    () => run(csv({ ...usual, delivered_at: () => "soon" }, parcels(1))),
    /column delivered_at: "soon" is no time/,
  );
});

test("rows with dates that cannot be are left out; a promise that is missing is filled in from those before", () => {
  const orders = readOrders({
    columns: ["purchased_at", "delivered_at", "estimated_date"],
    rows: [
      ["2020-01-01 23:30:00", "2020-01-03", "2020-01-06"],
      ["2020-01-02", "2020-01-04", ""],
      ["2020-01-03", "2020-01-02", "2020-01-06"],
      ["", "2020-01-02", "2020-01-06"],
      ["1900-01-01", "1900-01-02", "1900-01-06"],
      ["2020-01-05", "", "2020-01-08"],
    ],
  });
  assert.deepEqual([...orders.took], [2, 2, Number.NaN]);
  assert.deepEqual([...orders.promised], [5, Number.NaN, 3]);
  assert.deepEqual([...orders.planned], [5, 5, 3]);
  assert.ok(orders.notes.some((note) => note.startsWith("left out 3 rows")));
  assert.deepEqual([...orders.rows], [0, 1, 5]);
  assert.deepEqual(orders.leftOut, [
    { row: 2, why: "delivered_at is before purchased_at, or more than 400 days after" },
    { row: 3, why: "purchased_at is no time" },
    { row: 4, why: "purchased_at is years from all others" },
  ]);
});
