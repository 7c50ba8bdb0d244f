import { loadavg } from "node:os";
import type { IntakeRecordJson } from "../../../packages/platform/src/facts/intake/index.ts";
import { newId, toWire } from "../../../packages/platform/src/foundation/ids/index.ts";
import { localProvider, sendRefunds } from "../../../packages/platform/src/means/refunds/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";
import { compareBooks } from "./compare-books.ts";
import { type Replied, type Served, serveHouse } from "./serve-house.ts";
import { takeOrders } from "./take-orders.ts";

const atOnce = 64;
const allRounds = 20;

/** What many ask for at the same moment, of an order of one line; `quantity` units, and so many requests may succeed. */
interface Race {
  readonly name: string;
  readonly quantity: number;
  /** Requests that may succeed. */
  readonly wins: number;
  prepare?(house: Served, orderId: string): Promise<string>;
  run(house: Served, asked: { readonly orderId: string; readonly prepared: string }): Promise<Replied>;
}

const paid = 6_600;
const oneUnit = [{ line: 1, quantity: 1 }];
const announced = { lines: [{ line: 1, quantity: 1, reason: "too-small" }], method: "drop-off", resolution: "refund" };

const announce = (house: Served, orderId: string, more: object = {}) =>
  house.post(`/v1/orders/${orderId}/return-requests`, { ...announced, ...more });
const refund = (house: Served, orderId: string, amount: number, reference: string, key?: string) =>
  house.post(
    `/v1/orders/${orderId}/refunds`,
    { amount, reason: "goodwill", reference, destination: "original" },
    key === undefined ? {} : { "idempotency-key": key },
  );

/** The first four are those that the measured competitor lost, with its own numbers; all by sixty-four at once. */
const contests: readonly Race[] = [
  {
    ...{ name: "return requests for the last unit", quantity: 1, wins: 1 },
    run: (house, { orderId }) => announce(house, orderId),
  },
  {
    ...{ name: "return requests for two units that are left", quantity: 2, wins: 2 },
    run: (house, { orderId }) => announce(house, orderId),
  },
  {
    ...{ name: "receipts of the one unit of a request", quantity: 1, wins: 1 },
    async prepare(house, orderId) {
      const { body } = await announce(house, orderId);
      return body.returnRequestId ?? "";
    },
    run: (house, { prepared }) => house.post(`/v1/return-requests/${prepared}/receipts`, { lines: oneUnit }),
  },
  {
    ...{ name: "refunds of what is left", quantity: 1, wins: 1 },
    async prepare(house, orderId) {
      await refund(house, orderId, paid - 1, "all but a cent");
      return "";
    },
    run: (house, { orderId }) => refund(house, orderId, 1, newId()),
  },
  {
    ...{ name: "refunds of a third, each under a reference of its own", quantity: 1, wins: 3 },
    run: (house, { orderId }) => refund(house, orderId, 2_100, newId()),
  },
];

/** The same thing said many times: all are answered alike, and one thing has happened. */
const repeats: readonly Race[] = [
  {
    ...{ name: "the same refund, by its reference", quantity: 1, wins: 1 },
    run: (house, { orderId }) => refund(house, orderId, 2_100, "case 21"),
  },
  {
    ...{ name: "the same refund, by its idempotency key", quantity: 1, wins: 1 },
    run: (house, { orderId }) => refund(house, orderId, 2_100, "case 22", `key of ${orderId}`),
  },
  {
    ...{ name: "the same return request, by its identifier", quantity: 2, wins: 1 },
    prepare: async () => toWire("rrq", newId<"rrq">()),
    run: (house, { orderId, prepared }) => announce(house, orderId, { returnRequestId: prepared }),
  },
];

/** Through HTTP: for the last unit, the last receipt and the last cent exactly one of all succeeds, again and again. */
export function races(args: readonly string[]): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform) => {
    const rounds = args.includes("--quick") ? allRounds / 10 : allRounds;
    const house = await serveHouse(platform);
    const results: BenchResult[] = [];
    try {
      for (const race of contests) {
        const runs = await runAll(house, race, await takeSmallOrders(platform, race, rounds));
        const wrong = runs.filter(
          (replies) => replies.filter(({ status }) => status === 200).length !== race.wins,
        ).length;
        const odd = runs.flat().filter(({ status }) => status !== 200 && status !== 409).length;
        results.push(
          {
            ...{
              name: `${atOnce} ${race.name}: rounds in which not ${race.wins} succeeded`,
              value: wrong,
              unit: `of ${rounds}`,
            },
            goal: "0",
            met: wrong === 0,
          },
          {
            ...{ name: `${atOnce} ${race.name}: refused with anything but a conflict`, value: odd, unit: "requests" },
            goal: "0",
            met: odd === 0,
          },
        );
      }
      for (const race of repeats) {
        const runs = await runAll(house, race, await takeSmallOrders(platform, race, rounds));
        const things = runs.map(
          (replies) =>
            new Set(
              replies.flatMap(({ status, body }) =>
                status === 200 ? (body.refundId ?? body.returnRequestId ?? "") : [],
              ),
            ),
        );
        const wrong = things.filter(({ size }) => size !== 1).length;
        results.push({
          ...{
            name: `${atOnce} times ${race.name}: rounds in which not one came of it`,
            value: wrong,
            unit: `of ${rounds}`,
          },
          goal: "0",
          met: wrong === 0,
        });
      }
      return [
        { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
        ...results,
        ...(await paidBack(platform)),
      ];
    } finally {
      await house.close();
    }
  });
}

async function runAll(house: Served, race: Race, orders: readonly string[]): Promise<Replied[][]> {
  const runs = [];
  for (const orderId of orders) {
    const prepared = (await race.prepare?.(house, orderId)) ?? "";
    runs.push(await Promise.all(Array.from({ length: atOnce }, () => race.run(house, { orderId, prepared }))));
  }
  return runs;
}

async function takeSmallOrders(platform: Platform, { name, quantity }: Race, amount: number): Promise<string[]> {
  const at = new Date(platform.clock.now().getTime() - 3 * 86_400_000).toISOString();
  const ids = Array.from({ length: amount }, (_, index) => `${name} ${index}`);
  const idOf = await takeOrders(
    platform,
    ids.flatMap((id): IntakeRecordJson[] => [
      {
        ...{ type: "order", id, at, channel: "online", currency: "EUR", contact: { country: "DE" } },
        lines: [{ sku: id, quantity, amount: paid }],
      },
      { type: "payment", id: `${id} paid`, order: id, at, method: "card", amount: paid },
      { type: "parcel", id: `${id} parcel`, order: id, shippedAt: at, deliveredAt: at },
    ]),
  );
  return ids.map((id) => idOf.get(id)!);
}

/** Sends what was promised, and compares what went out with what had come in. */
async function paidBack(platform: Platform): Promise<BenchResult[]> {
  const { work, clock, database } = platform;
  const providers = [localProvider(database, clock)];
  while ((await sendRefunds({ work, clock, providers })) > 0);
  const { rows } = await database.pool.query<{ more: number }>(
    `select count(*)::int as more from (select order_id, sum(amount) as amount from refund_legs where state = 'succeeded' group by 1) l
     where l.amount > (select sum(amount) from payments p where p.order_id = l.order_id)`,
  );
  const more = rows[0]?.more ?? -1;
  const { open } = await compareBooks(platform, providers);
  return [
    { name: "orders of which more was paid back than paid", value: more, unit: "orders", goal: "0", met: more === 0 },
    { name: "differences between the books", value: open, unit: "differences", goal: "0", met: open === 0 },
  ];
}
