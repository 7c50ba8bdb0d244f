import { basename } from "node:path";
import type { TaskResult } from "@aftercare/evaluation";
import { judgePromises, readOrders, replayPromises as replayByLibrary } from "@aftercare/evaluation/methods";
import { readTable } from "@aftercare/evaluation/tables";
import { operations } from "../../../packages/platform/src/capabilities.ts";
import type { ContractOutput, promiseAccuracy } from "../../../packages/platform/src/contract.ts";
import { runAsOperator } from "../../../packages/platform/src/foundation/operations/index.ts";
import { learnPromises, replayPromises } from "../../../packages/platform/src/judgement/promises/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { importDeliveries } from "../../../packages/platform/src/surfaces/files/index.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import { dataFile } from "../learn/data/data-file.ts";
import type { BenchResult } from "../result.ts";

type Accuracy = ContractOutput<typeof promiseAccuracy>;
type Engine = NonNullable<Accuracy["all"]["engine"]>;

/**
 * A file of deliveries through the running system: imported, learned from and replayed, its figures read by the operation that the console reads
 * them by, beside the library's own replay of the same file and beside ninety-day buckets. Months are compared whose parcels have nearly
 * all come; of the last ones a file knows the quick parcels only.
 * @param args `[FILE [FROM]]`: Olist's orders if not given, replayed from the first day of the month two months before the file's end
 */
export function promise([file = dataFile("olist_orders_asof_2018-04-01.csv.gz"), given]: readonly string[]) {
  return onFreshPlatform(async (platform, folder): Promise<BenchResult[]> => {
    const { work, clock } = platform;
    const imported = await importDeliveries({ work, clock, file, rejectsFolder: folder, timeZone: "UTC" });
    await clock.refresh();
    const from = given ?? monthsBefore(imported.until, 2);
    const learning = await timed(() => learnPromises({ unitOfWork: work, clock }));
    const replay = await timed(() => replayPromises({ unitOfWork: work, clock, from }));
    const accuracy = await readAccuracy(platform, { from });
    const orders = readOrders(readTable(file));
    const said = replayByLibrary(orders, Date.parse(from), { say: () => {}, timeIsUp: () => false });
    const judged = judgePromises(basename(file), said);
    // Where the shop told no day, or lanes can be told apart, the house knows more than the library is told by the file.
    const isSame = imported.lanes === 1 && !orders.promised.some(Number.isNaN);
    const complete = accuracy.groups.filter(({ key = "" }) => lastOf(key) <= (accuracy.judgedUntil ?? ""));
    return [
      { name: "orders imported", value: imported.added, unit: "orders" },
      { name: "import", value: imported.seconds, unit: "s" },
      { name: "learning", value: learning.seconds, unit: "s" },
      { name: `replay of ${replay.answer.promises} promises`, value: replay.seconds, unit: "s" },
      { name: "too young to judge", value: accuracy.all.waiting, unit: "promises" },
      ...complete.flatMap(({ key = "", engine }) => (engine ? monthRows(key, engine, judged, isSame) : [])),
    ];
  });
}

function monthRows(month: string, engine: Engine, judged: TaskResult, isSame: boolean): BenchResult[] {
  const of = (method: string, metric: string) =>
    judged.results.find((each) => each.method === method)?.by_month?.[month]?.[metric]?.mean ?? Number.NaN;
  const pairs = [
    [engine.pinball50, of("auto", "pinball_50")],
    [engine.pinball90, of("auto", "pinball_90")],
    [engine.covered90, of("auto", "coverage_90")],
    [engine.days90, of("auto", "mean_p90")],
    [engine.promisedDays, of("auto", "promise_mean")],
  ] as const;
  const furthest = Math.max(...pairs.map(([ours, library]) => Math.abs(ours - library)));
  const row = (name: string, value: number, unit: string, baseline: number): BenchResult => ({
    ...{ name: `${month}: ${name}`, value, unit, baseline, ratio: value / baseline },
  });
  return [
    {
      ...{ name: `${month}: furthest of five figures from the library's replay`, value: furthest, unit: "days" },
      ...(isSame && { goal: "at most 1e-6", met: furthest <= 1e-6 }),
    },
    row("pinball at .5, baseline ninety-day buckets", engine.pinball50, "days", of("buckets", "pinball_50")),
    row("pinball at .9, baseline ninety-day buckets", engine.pinball90, "days", of("buckets", "pinball_90")),
    {
      ...row("P90 coverage, baseline ninety-day buckets", engine.covered90, "share", of("buckets", "coverage_90")),
      ...{ goal: "0.88 to 0.94", met: engine.covered90 >= 0.88 && engine.covered90 <= 0.94 },
    },
    row("mean promise, baseline the shop's own", engine.promisedDays, "days", of("own-estimate", "promise_mean")),
  ];
}

async function readAccuracy({ work, clock }: Platform, input: object): Promise<Accuracy> {
  const operation = operations.find(({ contract }) => contract.name === "promises.accuracy")!;
  return (await runAsOperator(operation, input, { locale: "en", runtime: { work, clock } })) as Accuracy;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly answer: T; readonly seconds: number }> {
  const start = performance.now();
  const answer = await work();
  return { answer, seconds: (performance.now() - start) / 1000 };
}

/** The first day of an earlier month. */
function monthsBefore(day: string, months: number): string {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

/** The last day of a month such as 2018-02. */
function lastOf(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}
