import { loadavg } from "node:os";
import type { IntakeRecordJson } from "../../../packages/platform/src/facts/intake/index.ts";
import { toWire } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { analyze } from "../decisions/many-returns.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import { type Answered, type Pace, put } from "../load/load.ts";
import type { BenchResult } from "../result.ts";
import { bareRequest } from "./bare-request.ts";
import { type Served, serveHouse } from "./serve-house.ts";
import { takeOrders } from "./take-orders.ts";

/** What Medusa 2.21.2 did on such a machine, with as many connections, in flows a second; measured on 2026-11-21. */
const medusa = { "request a return": 9.7, "receive it": 4.3, "refund it": 18.2, "read an order": 26.3 } as const;
type Flow = keyof typeof medusa;
const medusasConnections = 8;
const timesAsFast = 10;

const connections = 20;
const perSecond = 50;
/** More than are answered in a second: no order is asked about twice. */
const room = 900;
const dayMs = 86_400_000;

/**
 * The flows of a return through HTTP, each about an order that nobody asked about before, by policy and law as they are in force; before and after
 * them the bare INSERT of one row through the same server. Who asks has a process of its own.
 */
export function flows(args: readonly string[]): Promise<BenchResult[]> {
  const seconds = args.includes("--quick") ? 2 : 10;
  return onFreshPlatform(async (platform) => {
    await bareRequest.makeTable(platform.ownerUrl);
    const orders = await takeSingleOrders(platform, (3 * seconds + 1) * room + 20 * perSecond);
    await analyze(platform.ownerUrl);
    const house = await serveHouse(platform, [bareRequest.route(platform)]);
    try {
      const asking = ask(platform, house, orders);
      await asking.request({ connections, seconds: 1 });
      const before = await asking.bare({ connections, seconds });
      const closed = await asking.request({ connections, seconds });
      const after = await asking.bare({ connections, seconds });
      const open = await asking.request({ perSecond }, perSecond * (seconds > 2 ? 20 : 5));
      const pace = { connections: medusasConnections, seconds };
      const measured: Readonly<Record<Flow, Answered>> = {
        "request a return": await asking.request(pace),
        "receive it": await asking.receive(pace),
        "refund it": await asking.refund(pace),
        "read an order": await asking.read(pace),
      };
      const baseline = (before.perSecond + after.perSecond) / 2;
      const failed = [closed, open, ...Object.values(measured)].reduce((sum, each) => sum + each.failed, 0);
      return [
        { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
        {
          ...{ name: `return requests, ${connections} connections`, value: closed.perSecond, unit: "1/s" },
          ...{ baseline, ratio: closed.perSecond / baseline, goal: "at least 200", met: closed.perSecond >= 200 },
        },
        {
          ...{ name: `p99 of return requests at ${perSecond} a second`, value: open.p99, unit: "ms" },
          ...{ goal: "at most 80 ms", met: open.p99 <= 80 },
        },
        { name: `p50 of return requests at ${perSecond} a second`, value: open.p50, unit: "ms" },
        ...Object.entries(measured).flatMap(([flow, { perSecond: value, p50 }]) => {
          const theirs = medusa[flow as Flow];
          const ratio = value / theirs;
          const goal = `${timesAsFast} times Medusa`;
          return [
            { name: `${flow}, ${medusasConnections} connections`, value, unit: "1/s", baseline: theirs, ratio },
            { name: `${flow}: p50`, value: p50, unit: "ms", goal, met: ratio >= timesAsFast },
          ];
        }),
        { name: "refused or failed", value: failed, unit: "requests", goal: "0", met: failed === 0 },
      ];
    } finally {
      await house.close();
    }
  });
}

function ask({ database }: Platform, { url, headers }: Served, orders: readonly string[]) {
  let used = 0;
  const amountOf = (pace: Pace) => ("perSecond" in pace ? pace.perSecond : (pace.seconds ?? 1) * room);
  const next = (pace: Pace, many = amountOf(pace)) => {
    if (used + many > orders.length) throw new Error(`${orders.length} orders are too few`);
    used += many;
    return orders.slice(used - many, used);
  };
  const each = (many: number, body: string) => new Array<string>(many).fill(body);
  const requested = JSON.stringify({
    ...{ method: "drop-off", resolution: "refund" },
    lines: [{ line: 1, quantity: 1, reason: "too-small" }],
  });
  const received = JSON.stringify({ lines: [{ line: 1, quantity: 1 }] });
  const refunded = JSON.stringify({
    ...{ amount: 2_100, reason: "goodwill", reference: "all of it", destination: "original" },
  });
  return {
    bare: (pace: Pace) => put({ url: `${url}${bareRequest.path}`, headers, bodies: each(amountOf(pace), "{}"), pace }),
    request(pace: Pace, many?: number) {
      const paths = next(pace, many).map((order) => `/v1/orders/${order}/return-requests`);
      return put({ url, headers, paths, bodies: each(paths.length, requested), pace });
    },
    async receive(pace: Pace) {
      const { rows } = await database.pool.query<{ id: string }>(
        "select id from return_requests where state = 'open' order by md5(id::text) limit $1",
        [amountOf(pace)],
      );
      const paths = rows.map(({ id }) => `/v1/return-requests/${toWire("rrq", id)}/receipts`);
      return put({ url, headers, paths, bodies: each(paths.length, received), pace });
    },
    refund(pace: Pace) {
      const paths = next(pace).map((order) => `/v1/orders/${order}/refunds`);
      return put({ url, headers, paths, bodies: each(paths.length, refunded), pace });
    },
    read(pace: Pace) {
      const paths = Array.from({ length: 5 * amountOf(pace) }, (_, i) => `/v1/orders/${orders[i % orders.length]}`);
      return put({ url, headers, paths, bodies: [], method: "GET", pace });
    },
  };
}

/** Orders of one unit, paid by card and delivered the day before yesterday, each by a shopper of its own. */
async function takeSingleOrders(platform: Platform, amount: number): Promise<string[]> {
  const now = platform.clock.now().getTime();
  const [at, delivered] = [4, 2].map((days) => new Date(now - days * dayMs).toISOString());
  const ids = Array.from({ length: amount }, (_, index) => `RF-${index}`);
  const idOf = await takeOrders(
    platform,
    ids.flatMap((id): IntakeRecordJson[] => [
      {
        ...{ type: "order", id, at: at ?? "", channel: "online", currency: "EUR", contact: { country: "DE" } },
        lines: [{ sku: `SKU-${id.length}`, title: "Shirt", quantity: 1, amount: 2_100 }],
      },
      { type: "payment", id: `${id}-M`, order: id, at: at ?? "", method: "card", amount: 2_100 },
      { type: "parcel", id: `${id}-P`, order: id, shippedAt: at ?? "", deliveredAt: delivered },
    ]),
  );
  return ids.map((id) => idOf.get(id)!);
}
