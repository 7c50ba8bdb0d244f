import { loadavg } from "node:os";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import { type Answered, type Pace, put } from "../load/load.ts";
import type { BenchResult } from "../result.ts";
import { bareDeliveryPath, bareDeliveryRoute, makeBareDeliveries } from "./bare-delivery.ts";
import { eventsPath, makeEndpoint, secret, serveEvents } from "./event-server.ts";

/** By Little's law 64 would be 32 ms of waiting at 2,000 a second. */
const connections = 16;
const bareSeconds = 20;
const sustainedSeconds = 60;
const pacedSeconds = 10;
const perSecond = 500;
/** More than are answered in the time: none may be sent twice. */
const room = 8_000;

/**
 * Signed events through HTTP for a minute, stored before they are acknowledged, while a worker of the same process reads what came; before and
 * after it the bare INSERT of the same bodies through the same server, one commit each. Who sends has a process of its own.
 */
export function webhooks(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform) => {
    const taking = await takeEvents(platform);
    try {
      await taking.bare({ connections, seconds: 2 });
      await taking.signed({ connections, seconds: 2 });
      const calm = await taking.signed({ perSecond });
      const before = await taking.bare({ connections, seconds: bareSeconds });
      const signed = await taking.signed({ connections, seconds: sustainedSeconds });
      const after = await taking.bare({ connections, seconds: bareSeconds });
      const paced = await taking.signed({ perSecond });
      const baseline = (before.perSecond + after.perSecond) / 2;
      const failed = calm.failed + paced.failed + signed.failed + taking.errors.length;
      const { stored, distinct, answered } = await taking.count();
      const ratio = signed.perSecond / baseline;
      // Those that were under way when the time was over may have been stored as well.
      const all = distinct === stored && stored >= answered && stored <= answered + 2 * connections;
      return [
        { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
        {
          ...{ name: `signed events for ${Math.round(signed.seconds)} s, ${connections} connections`, unit: "1/s" },
          ...{ value: signed.perSecond, baseline, ratio, goal: "ratio at least 0.5", met: ratio >= 0.5 },
        },
        {
          ...{ name: `p99 at ${perSecond} a second`, value: calm.p99, unit: "ms" },
          ...{ goal: "at most 25 ms", met: calm.p99 <= 25 },
        },
        {
          ...{ name: `p99 at ${perSecond} a second, while a minute of events is read`, value: paced.p99, unit: "ms" },
          ...{ goal: "at most 25 ms", met: paced.p99 <= 25 },
        },
        { name: "refused or failed", value: failed, unit: "events", goal: "0", met: failed === 0 },
        {
          ...{ name: "stored of those answered", value: stored, unit: "events", baseline: answered },
          ...{ goal: "all, none twice", met: all },
        },
      ];
    } finally {
      await taking.close();
    }
  });
}

async function takeEvents(platform: Platform) {
  const { clock, database } = platform;
  const endpointId = await makeEndpoint(platform);
  await makeBareDeliveries(platform.ownerUrl);
  const server = await serveEvents(platform, [bareDeliveryRoute(platform, endpointId)]);
  let sent = 0;
  let answered = 0;
  const events = (pace: Pace) => {
    const amount = "perSecond" in pace ? pace.perSecond * pacedSeconds : (pace.seconds ?? 1) * room;
    return { secret, amount, first: sent, now: clock.real().getTime() };
  };
  const ask = (path: string, pace: Pace): Promise<Answered> =>
    put({ url: `${server.url}${path}`, headers: {}, bodies: events(pace), pace });
  return {
    errors: server.errors,
    bare: (pace: Pace) => ask(bareDeliveryPath, pace),
    async signed(pace: Pace) {
      const asked = ask(eventsPath(endpointId), pace);
      sent += events(pace).amount;
      const found = await asked;
      answered += found.answered;
      return found;
    },
    async count() {
      const text =
        "select count(*)::int as stored, count(distinct event_key)::int as different from webhook_deliveries";
      const { rows } = await database.pool.query(text);
      return { stored: Number(rows[0]?.stored), distinct: Number(rows[0]?.different), answered };
    },
    close: () => server.close(),
  };
}
