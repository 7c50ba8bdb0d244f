import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { evaluate } from "../evaluate.ts";
import { UsageError } from "../usage-error.ts";

const folder = mkdtempSync(join(tmpdir(), "price-"));
after(() => rmSync(folder, { recursive: true }));

interface Car {
  readonly id: string;
  readonly model: string;
  readonly year: number;
  readonly distance: number | undefined;
  readonly listed: string;
  readonly automatic: boolean;
  readonly price: number;
}

/** Used cars of many models, with prices that fall with age and distance and spread by a factor. */
function madeUpCars(count: number, seed = "cars"): Car[] {
  const random = seededRandom(seed);
  const models = Array.from({ length: 40 }, () => 9 + 1.5 * random.next());
  return Array.from({ length: count }, (_, k) => {
    const model = random.int(models.length);
    const year = 2005 + random.int(18);
    const distance = Math.round((2024 - year) * 12_000 * (0.5 + random.next()));
    const noise = (random.next() + random.next() + random.next() - 1.5) * 0.3;
    const price = Math.round(Math.exp(models[model]! + 0.08 * (year - 2015) - distance / 300_000 + noise));
    return {
      id: `VIN-${k}`,
      model: `model ${model}`,
      year,
      distance: random.next() < 0.05 ? undefined : distance,
      listed: `${1 + random.int(28)}.${1 + random.int(12)}.2023`,
      automatic: random.next() < 0.5,
      price,
    };
  });
}

const csv = (cars: readonly Car[]) =>
  ["id;model;year;distance;listed;automatic;price", ...cars.map((car) => Object.values(car).join(";"))].join("\n");

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const run = (...args: string[]) => evaluate(["price", ...args, "--target", "price"], () => {});
const cars = madeUpCars(1850);

const between = (train: readonly Car[], test: readonly Car[]) => [
  ...["--train", file("train.csv", csv(train)), "--test", file("test.csv", csv(test))],
];

test("auto errs less than the references on skewed prices, and its intervals hold what they state", async () => {
  const { results, chosen, differences } = await run(...between(cars.slice(0, 350), cars.slice(350)));
  const of = (method: string) => results.find((each) => each.method === method)!;
  const [linear, boosting, auto] = ["linear", "boosting", "auto"].map((method) => of(method).metrics.rmse!.mean);
  assert.ok(auto! < Math.min(linear!, boosting!), `${auto} against ${linear}, ${boosting}`);
  const coverage = of("auto").metrics.coverage_80!.mean;
  assert.ok(coverage > 0.73 && coverage < 0.88, `coverage ${coverage}`);
  assert.match(chosen![0]!, /log price/);
  assert.deepEqual(Object.keys(of("auto").metrics), ["rmse", "mae", "r2", "coverage_80", "width_80"]);
  assert.ok(differences!.every(({ estimate }) => estimate < 0));
  assert.ok(of("auto").predict_seconds > 0);
});

test("JSON Lines and CSV of the same cars give the same figures", async () => {
  const few = cars.slice(0, 45);
  const lines = few
    .map((car) => JSON.stringify({ ...car, distance: car.distance === undefined ? null : `${car.distance} km` }))
    .join("\n");
  const [a, b] = [await run("--data", file("few.csv", csv(few))), await run("--data", file("few.jsonl", lines))];
  const figures = ({ results }: typeof a) => results.map(({ metrics }) => metrics.rmse!.mean);
  assert.deepEqual(figures(a), figures(b));
});

test("one file is learned from and another asked about, which may have names that nobody knows", async () => {
  const asked = madeUpCars(120, "others").map((car, k) => (k % 3 === 0 ? { ...car, model: `new ${k}` } : car));
  const { protocol, results } = await run(...between(cars.slice(0, 100), asked));
  assert.equal(protocol, "120 rows of the second file, learned from 100 of the first");
  const auto = results.at(-1)!;
  assert.ok(auto.metrics.rmse!.se! > 0);
  assert.equal(auto.metrics.rmse!.sampling_se, undefined);
});

test("given folds are followed, and errors over rows stand beside those over folds", async () => {
  const few = cars.slice(0, 80);
  const splits = file("splits.csv", ["rep0,rep1", ...few.map((_, k) => `${k % 3},${(k * 7) % 2}`)].join("\n"));
  const { protocol, results } = await run("--data", file("few.csv", csv(few)), "--splits", splits);
  assert.match(protocol, /2 repeats/);
  assert.ok(results[0]!.metrics.mae!.sampling_se! > 0);
});

test("one price for all, no features at all and few rows are dealt with", async () => {
  const same = cars.slice(0, 50).map((car) => ({ ...car, price: 900 }));
  const { results } = await run("--data", file("same.csv", csv(same)));
  assert.equal(results.at(-1)!.metrics.rmse!.mean, 0);
  assert.equal(results.at(-1)!.metrics.r2, undefined);
  const bare = await run(
    "--data",
    file(
      "bare.csv",
      `price\n${cars
        .slice(0, 60)
        .map(({ price }) => price)
        .join("\n")}`,
    ),
  );
  assert.ok(!/null/.test(JSON.stringify(bare.results)));
  const few = await run("--data", file("few.csv", csv(cars.slice(0, 25))));
  assert.ok(!/null/.test(JSON.stringify(few.results)));
});

test("no time left: auto answers still, and what was left out is named", async () => {
  const { results, skipped } = await run("--data", file("few.csv", csv(cars.slice(0, 100))), "--budget-seconds", "0");
  assert.deepEqual(
    results.map(({ method }) => method),
    ["auto"],
  );
  assert.ok(skipped!.includes("boosting") && skipped!.some((each) => each.startsWith("auto: candidate")));
});

test("what does not fit is said with file, column and row; wrong words are usage errors", async () => {
  const bad = file("bad.csv", csv(cars.slice(0, 60)).replace(`;${cars[3]!.price}\n`, ";cheap\n"));
  await assert.rejects(run("--data", bad), /bad\.csv: column price, row 3: "cheap"/);
  await assert.rejects(run("--data", file("tiny.csv", csv(cars.slice(0, 6)))), /too few/);
  await assert.rejects(run("--data", bad, "--ignore", "colour"), /no column colour/);
  await assert.rejects(run("--train", bad), UsageError);
});
