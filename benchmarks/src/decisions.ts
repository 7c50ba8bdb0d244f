import { loadavg } from "node:os";
import { trainRepurchase } from "../../packages/platform/src/care/incentives/index.ts";
import type { Platform } from "../../packages/platform/src/platform.ts";
import { bareDecision } from "./decisions/bare-decision.ts";
import { learnTwice, makeUpLog, publishEightActions } from "./decisions/learned-log.ts";
import { analyze, recordManyReturns } from "./decisions/many-returns.ts";
import { scoreInProcess } from "./decisions/scoring.ts";
import { type Serving, serveDecisions } from "./decisions/serving.ts";
import { whileLearning } from "./decisions/while-learning.ts";
import { onFreshPlatform } from "./fresh-platform.ts";
import type { Answered } from "./load/load.ts";
import type { BenchResult } from "./result.ts";
import { fillShop } from "./shop-history.ts";

const shoppers = 21_500;
const connections = 50;
const perSecond = 300;
const seconds = 20;
const rounds = 3;
const inRound = 1_500;
const warmUp = 600;
/** How often what was decided in the warm-up stands in the log that is learned from. */
const copies = 10;

/**
 * Serving decisions through HTTP, each about a return that was never asked about, so that every one is seen, weighed, written, told as
 * a fact and audited; beside the bare INSERT of the same row through the same server, in turns. The program has eight actions, a model
 * in force and one that challenges it. Besides the sample retailer's own shoppers there are more of their kind, with a return of today
 * each. All runs on this machine: the server, its database, and in a process of its own who asks.
 */
export function decisions(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform, folder) => {
    await fillShop(platform, folder);
    const subjects = await recordManyReturns(platform, shoppers);
    await trainRepurchase({ unitOfWork: platform.work, clock: platform.clock });
    await publishEightActions(platform);
    await bareDecision.makeTable(platform.ownerUrl);
    const serving = await serveDecisions(platform, subjects);
    try {
      await serving.decide(warmUp, { connections });
      await makeUpLog(platform, copies);
      await learnTwice(platform);
      await analyze(platform.ownerUrl);
      return [
        busy("at the start"),
        ...(await closedLoop(serving)),
        ...(await openLoop(platform, serving)),
        ...(await inProcess(platform, subjects.slice(0, 200))),
        busy("at the end"),
      ];
    } finally {
      await serving.close();
    }
  });
}

/** Other work on the machine makes every figure worse; figures of two runs compare only when both were left alone. */
function busy(when: string): BenchResult {
  return { name: `load average ${when}`, value: loadavg()[0] ?? 0, unit: "processes" };
}

async function closedLoop(serving: Serving): Promise<BenchResult[]> {
  await serving.insertBare(warmUp, { connections });
  await serving.decide(warmUp, { connections });
  const turns: { readonly bare: Answered; readonly decided: Answered }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await serving.insertBare(inRound, { connections });
    turns.push({ bare, decided: await serving.decide(inRound, { connections }) });
  }
  const perSecond = compared({
    ...{ name: `logged decisions per second, ${connections} connections; baseline bare INSERT`, unit: "1/s" },
    value: throughput(turns.map(({ decided }) => decided)),
    baseline: throughput(turns.map(({ bare }) => bare)),
  });
  const failed = turns.reduce((sum, { bare, decided }) => sum + bare.failed + decided.failed, 0);
  if (failed > 0)
    throw new Error(`${failed} requests were not answered as they should: the rounds measured something else`);
  return [{ ...perSecond, goal: "ratio at least 0.5; aim 1,500/s", met: (perSecond.ratio ?? 0) >= 0.5 }];
}

/** Of rounds of the same size. */
function throughput(rounds: readonly Answered[]): number {
  return rounds.length / rounds.reduce((sum, { perSecond }) => sum + 1 / perSecond, 0);
}

async function openLoop(platform: Platform, serving: Serving): Promise<BenchResult[]> {
  const amount = perSecond * seconds;
  const bare = await serving.insertBare(amount, { perSecond });
  const alone = await serving.decide(amount, { perSecond });
  const { during: learning, learned } = await whileLearning(platform, () => serving.decide(amount, { perSecond }));
  const name = (share: string) => `${share} at an open-loop ${perSecond} a second for ${seconds} s`;
  const p99 = compared({
    name: `${name("99 %")}; baseline bare INSERT`,
    unit: "ms",
    value: alone.p99,
    baseline: bare.p99,
  });
  const meanwhile = compared({
    ...{ name: `${name("99 %")} while a thread learns (${learned} times); baseline without`, unit: "ms" },
    ...{ value: learning.p99, baseline: alone.p99 },
  });
  return [
    compared({ name: `${name("half")}; baseline bare INSERT`, unit: "ms", value: alone.p50, baseline: bare.p50 }),
    { ...p99, goal: "at most 30 ms", met: alone.p99 <= 30 && alone.failed === 0 },
    { ...meanwhile, goal: "ratio at most 1.2", met: (meanwhile.ratio ?? 0) <= 1.2 && learning.failed === 0 },
    {
      ...{ name: "requests of the open loops that were given up", value: bare.failed + alone.failed + learning.failed },
      unit: "",
    },
  ];
}

async function inProcess(platform: Platform, subjects: readonly string[]): Promise<BenchResult[]> {
  const { p50, p99, actions } = await scoreInProcess(platform, subjects);
  const name = (which: string) => `scoring one shopper over ${actions} actions in process, ${which}`;
  return [
    { name: name("median"), value: p50, unit: "µs", goal: "at most 100 µs", met: p50 <= 100 },
    { name: name("99 %"), value: p99, unit: "µs" },
  ];
}

function compared(result: Omit<BenchResult, "ratio"> & { readonly baseline: number }): BenchResult {
  return { ...result, ratio: result.value / result.baseline };
}
