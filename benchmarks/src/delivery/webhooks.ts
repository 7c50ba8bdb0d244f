import { loadavg } from "node:os";
import { operations } from "../../../packages/platform/src/capabilities.ts";
import { WebhookEndpointId } from "../../../packages/platform/src/facts/identifiers/index.ts";
import { newId } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { takeWebhooks } from "../../../packages/platform/src/surfaces/webhooks/index.ts";
import { runWebhooks } from "../../../packages/platform/src/surfaces/workers/index.ts";
import { type Answered, type Pace, put } from "../decisions/load.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";
import { bareDeliveryPath, bareDeliveryRoute, makeBareDeliveries } from "./bare-delivery.ts";
import { signedEvents } from "./signed-events.ts";

/** By Little's law 64 would be 32 ms of waiting at 2,000 a second. */
const connections = 16;
const inRound = 4_000;
const rounds = 3;
const perSecond = 500;
const seconds = 10;

/**
 * Signed events through HTTP, stored before they are acknowledged, while a worker of the same process reads what came; beside the bare INSERT of
 * the same bodies through the same server, one commit each, in turns. Who sends has a process of its own.
 */
export function webhooks(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform) => {
    const taking = await takeEvents(platform);
    const errors: unknown[] = [];
    const { work, clock } = platform;
    const worker = runWebhooks({ work, clock, onError: (error) => errors.push(error) });
    try {
      await taking.bare(500, { connections });
      await taking.signed(500, { connections });
      const turns: { readonly bare: Answered; readonly signed: Answered }[] = [];
      for (let round = 0; round < rounds; round++) {
        const bare = await taking.bare(inRound, { connections });
        turns.push({ bare, signed: await taking.signed(inRound, { connections }) });
      }
      const value = mean(turns.map(({ signed }) => signed.perSecond));
      const baseline = mean(turns.map(({ bare }) => bare.perSecond));
      const paced = await taking.signed(perSecond * seconds, { perSecond });
      const answers = [paced, ...turns.map(({ signed }) => signed)];
      const failed = answers.reduce((sum, answer) => sum + answer.failed, errors.length);
      const { stored, sent } = await taking.count();
      return [
        { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
        {
          ...{
            name: `signed events, ${connections} connections`,
            value,
            unit: "1/s",
            baseline,
            ratio: value / baseline,
          },
          ...{ goal: "ratio at least 0.5", met: value / baseline >= 0.5 },
        },
        {
          ...{ name: `p99 at ${perSecond} a second`, value: paced.p99, unit: "ms" },
          ...{ goal: "at most 25 ms", met: paced.p99 <= 25 },
        },
        { name: "refused or failed", value: failed, unit: "events", goal: "0", met: failed === 0 },
        {
          name: "stored of those sent",
          value: stored,
          unit: "events",
          baseline: sent,
          goal: "all",
          met: stored === sent,
        },
      ];
    } finally {
      await worker.stop();
      await taking.close();
    }
  });
}

async function takeEvents(platform: Platform) {
  const { work, clock, database } = platform;
  const id = newId<"whe">();
  const secret = "a-secret-of-the-benchmark";
  const row = { id, sender: "aftership", source: "bench", secret, created_at: clock.real() };
  const rest = { previous_secret: null, previous_until: null, disabled_at: null };
  await database.kysely
    .insertInto("webhook_endpoints")
    .values({ ...row, ...rest })
    .execute();
  await makeBareDeliveries(platform.ownerUrl);
  const runtime = { work, clock };
  const app = await createServer({
    ...{ runtime, operations, version: "0", trustProxy: false, log: false },
    pages: [takeWebhooks(runtime), bareDeliveryRoute(platform, id)],
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  let sent = 0;
  const events = (amount: number) => signedEvents(secret, amount, sent, clock.real());
  return {
    bare: (amount: number, pace: Pace) =>
      put({ url: `${url}${bareDeliveryPath}`, headers: {}, bodies: events(amount).bodies, pace }),
    signed(amount: number, pace: Pace) {
      const load = { url: `${url}/v1/webhooks/${WebhookEndpointId.encode(id)}`, headers: {}, ...events(amount), pace };
      sent += amount;
      return put(load);
    },
    async count() {
      const { rows } = await database.pool.query("select count(*)::int as stored from webhook_deliveries");
      return { stored: Number(rows[0]?.stored), sent };
    },
    close: () => app.close(),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
