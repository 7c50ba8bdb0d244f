import autocannon from "autocannon";
import { createApiKey } from "../../packages/platform/src/foundation/auth/index.ts";
import { startApp } from "../../packages/platform/src/start-app.ts";
import { onFreshPlatform } from "./fresh-platform.ts";
import type { BenchResult } from "./result.ts";

const seconds = 6;
const connections = 10;

/**
 * Events accepted per second through `POST /v1/events`: orders with two lines, all new, answered when they are committed;
 * beside an endpoint that does nothing, in the same run.
 */
export function acceptEvents(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform) => {
    const { work, clock } = platform;
    const place = { port: 0, host: "127.0.0.1", publicUrl: "http://127.0.0.1", trustProxy: false };
    const config = { ...place, roles: new Set(["web"] as const), mail: undefined };
    const app = await startApp(platform, config, false);
    try {
      const key = await work.run("bench", (tx) =>
        createApiKey(tx, { label: "bench", role: "service", scope: {} }, clock.real()),
      );
      const url = app.address ?? "";
      const trivial = await autocannon({ url: `${url}/healthz`, connections, duration: 2 });
      const results: BenchResult[] = [];
      let next = 0;
      for (const size of [100, 1]) {
        const run = await autocannon({
          url: `${url}/v1/events`,
          connections,
          duration: seconds,
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
          requests: [
            {
              setupRequest: (request) => {
                const records = Array.from({ length: size }, () => order(next++, clock.now()));
                return { ...request, body: JSON.stringify({ records }) };
              },
            },
          ],
        });
        if (run.non2xx > 0 || run.errors > 0)
          throw new Error(`${run.non2xx} requests were refused, ${run.errors} failed`);
        const name = `events per second, ${size === 1 ? "in singles" : `in batches of ${size}`}`;
        const baseline = perSecond(trivial);
        const value = size * perSecond(run);
        results.push({ name: `${name}; baseline GET /healthz`, value, unit: "1/s", baseline, ratio: value / baseline });
        results.push({ name: `${name}: 99th percentile of a request`, value: run.latency.p99, unit: "ms" });
      }
      return results;
    } finally {
      await app.close();
    }
  });
}

function order(number: number, at: Date): object {
  return {
    ...{ type: "order", id: `B-${number}`, at: at.toISOString(), shopper: `S-${number % 5_000}`, channel: "online" },
    currency: "EUR",
    lines: [number % 500, (number * 7) % 500].map((sku) => ({ sku: `SKU-${sku}`, quantity: 1, amount: 1_999 })),
  };
}

function perSecond({ requests, start, finish }: autocannon.Result): number {
  return (1_000 * requests.total) / (finish.getTime() - start.getTime());
}
