import autocannon from "autocannon";
import { returnIncentive, trainRepurchase } from "../../packages/platform/src/care/incentives/index.ts";
import { createApiKey } from "../../packages/platform/src/foundation/auth/index.ts";
import { toWire } from "../../packages/platform/src/foundation/ids/index.ts";
import { type Case, caseUnderProgram, weigh } from "../../packages/platform/src/judgement/decisions/index.ts";
import { type ModelInForce, modelInForce } from "../../packages/platform/src/judgement/learning/index.ts";
import { programsInForce } from "../../packages/platform/src/judgement/programs/index.ts";
import type { Platform } from "../../packages/platform/src/platform.ts";
import { startApp } from "../../packages/platform/src/start-app.ts";
import { onFreshPlatform } from "./fresh-platform.ts";
import type { BenchResult } from "./result.ts";
import { fillShop } from "./shop-history.ts";

const connections = 50;
const atMost = 4_000;

/**
 * Decisions per second and their 99th percentile through HTTP, each about a return that was never asked about, so that
 * every one is seen, weighed, written and audited; beside an endpoint that does nothing, in the same run.
 * @param args `[FILE.csv[.gz]]`; without a file the sample retailer stands in
 */
export async function decisions([file]: readonly string[]): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform, folder) => {
    await fillShop(platform, folder, file);
    await trainRepurchase({ unitOfWork: platform.work, clock: platform.clock });
    const returns = await platform.database.kysely.selectFrom("returns").select("id").limit(atMost).execute();
    const subjects = returns.map(({ id }) => id);
    return [...(await throughHttp(platform, subjects)), await inMemory(platform, subjects.slice(0, 200))];
  });
}

async function throughHttp(platform: Platform, subjects: readonly string[]) {
  const { work, clock } = platform;
  const config = { port: 0, host: "127.0.0.1", roles: new Set(["web"] as const), trustProxy: false };
  const app = await startApp(platform, config, false);
  try {
    const key = await work.run("bench", (tx) =>
      createApiKey(tx, { label: "bench", role: "service", scope: {} }, clock.real()),
    );
    const url = app.address ?? "";
    const trivial = await autocannon({ url: `${url}/healthz`, connections, duration: 3 });
    let next = 0;
    const decide = (amount: number) =>
      autocannon({
        url: `${url}/v1/decisions`,
        connections,
        amount,
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
        requests: [
          {
            setupRequest: (request) => {
              const subject = toWire(returnIncentive.subject, subjects[next++ % subjects.length] ?? "");
              return { ...request, body: JSON.stringify({ moment: returnIncentive.name, subject }) };
            },
          },
        ],
      });
    // The first tenth opens connections and lets the compiler see what is called.
    const warmUp = Math.floor(subjects.length / 10);
    await decide(warmUp);
    const decided = await decide(subjects.length - warmUp);
    if (decided.non2xx > 0 || decided.errors > 0)
      throw new Error(`${decided.non2xx} of ${subjects.length} decisions were refused, ${decided.errors} failed`);
    return [
      compared("decisions per second, 50 connections", "1/s", perSecond(decided), perSecond(trivial)),
      compared("decisions, 99th percentile", "ms", decided.latency.p99, trivial.latency.p99),
    ];
  } finally {
    await app.close();
  }
}

function compared(name: string, unit: string, value: number, baseline: number) {
  return { name: `${name}; baseline GET /healthz`, value, unit, baseline, ratio: value / baseline };
}

function perSecond({ requests, start, finish }: autocannon.Result): number {
  return (1_000 * requests.total) / (finish.getTime() - start.getTime());
}

/** What deciding itself costs, without a database. */
async function inMemory(platform: Platform, subjects: readonly string[]) {
  const [cases, model] = await platform.work.run("bench", async (tx): Promise<[Case[], ModelInForce | undefined]> => {
    const [program] = await programsInForce(tx, returnIncentive);
    const questions = await returnIncentive.questions(tx, subjects);
    return [
      questions.map((question) => caseUnderProgram(question, program, { recentOffers: 0, now: platform.clock.now() })),
      await modelInForce(tx, returnIncentive.name),
    ];
  });
  const rounds = 20;
  const start = performance.now();
  for (let round = 0; round < rounds; round++)
    for (const asked of cases) weigh(returnIncentive, asked, { baseline: model?.model }, `${round}/${asked.subject}`);
  const milliseconds = (performance.now() - start) / (rounds * cases.length);
  return { name: "one decision in memory", value: 1_000 * milliseconds, unit: "µs" };
}
