import assert from "node:assert/strict";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { TestClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import type { Database } from "../../foundation/database/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { toUuid, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { deliverReactions, type Reaction } from "../../foundation/reactions/index.ts";
import { fireTimers, type Timer } from "../../foundation/timers/index.ts";
import {
  beginCollection,
  type Collector,
  localCollector,
  lookAtCollection,
  takeCollectionSteps,
} from "../../means/collecting/index.ts";
import { localProvider, sendRefunds } from "../../means/refunds/index.ts";
import type { requestExchange } from "./exchange.contract.ts";

/** What a house is, and what it does by itself. It comes from the test: what there is is known at its root, above this floor. */
interface House {
  readonly database: Database;
  readonly clock: TestClock;
  readonly work: UnitOfWork;
  readonly operations: readonly Operation[];
  readonly reactions: readonly Reaction[];
  readonly timers: readonly Timer[];
}

export type ExchangeSeen = ContractOutput<typeof requestExchange>;

/** A return whose shopper wants other goods. */
export interface Returning {
  readonly orderId: string;
  readonly returnRequestId: string;
  readonly product: string;
}

/** A shop in which goods are exchanged. */
export interface TestExchanges {
  call<Output = Record<string, unknown>>(name: string, input: object): Promise<Output>;
  /** Bought by card, announced as too small and to be exchanged: two units of size M, which cost 100.00 together, where nothing else is said. */
  returning(given?: {
    readonly stock?: number;
    readonly reason?: string;
    readonly quantity?: number;
    /** How many of them are announced; all where it is absent. */
    readonly announced?: number;
    /** Paid for all of them, minor units. */
    readonly amount?: number;
    readonly resolution?: "exchange" | "refund";
  }): Promise<Returning>;
  request(of: Returning, sku: string, more?: object): Promise<ExchangeSeen>;
  see(exchange: { readonly exchangeId: string }): Promise<ExchangeSeen>;
  /** Units of the return come in. */
  receive(of: Returning, quantity?: number): Promise<void>;
  /** What the shop says of what it is asked to send. */
  report(exchange: { readonly exchangeId: string }, outcome: "done" | "refused"): Promise<void>;
  pay(exchange: ExchangeSeen, what?: "payment" | "deposit"): Promise<void>;
  /** Pieces of a stock code that can be had. */
  left(sku: string): Promise<number>;
  /** Everything that the house does by itself has been done. */
  settle(): Promise<void>;
  pass(days: number): Promise<void>;
  refundsOf(
    of: Returning,
  ): Promise<{ readonly amount: number; readonly legs: Readonly<Record<string, number>>; readonly settled: boolean }[]>;
  /** What shoppers have paid by links for an order, and what of deposits is kept, by the ledger; minor units. */
  collected(of: Returning): Promise<number>;
  /** A store with a till. */
  store(): Promise<{ readonly storeId: string }>;
  /** @throws Error when the books do not add up */
  audit(): Promise<void>;
}

const dayMs = 86_400_000;
const source = "test";

export function testExchanges(house: House): TestExchanges {
  const { database, clock, work, operations, reactions, timers } = house;
  const byReaction = new Map(reactions.map((each) => [each.name, each]));
  const byTimer = new Map(timers.map((each) => [each.name, each]));
  // A provider of deposits that has none of its own pages: the shopper's press of the button is their payment.
  const collector: Collector = {
    ...localCollector({ db: database.kysely }),
    begin: async ({ key, backTo }) => ({ session: `local-${key}`, url: backTo }),
  };
  let shops = 0;
  const rows = async <Row extends object>(text: string, values: unknown[]) =>
    (await database.pool.query<Row>(text, values)).rows;
  const shop: TestExchanges = {
    async call<Output>(name: string, input: object) {
      const operation = operations.find(({ contract }) => contract.name === name);
      assert.ok(operation, name);
      const session = { token: undefined, start: () => {}, end: () => {} };
      const asked = { actor: operator, input, locale: "en", client: "local", session } as const;
      return (await execute(operation, asked, { work, clock })).output as Output;
    },
    async returning({
      stock = 10,
      reason = "too-small",
      quantity = 2,
      announced: count = quantity,
      amount = 10_000,
      resolution = "exchange",
    } = {}) {
      const product = `P${++shops}`;
      const at = clock.now().toISOString();
      const prices = { S: 5_000, M: 5_000, L: 5_000, XL: 5_600, CHEAP: 4_000 };
      const records: IntakeRecordJson[] = [
        {
          ...{ type: "product", id: product, title: `Shirt ${product}`, category: "shirts", currency: "EUR" },
          variants: Object.entries(prices).map(([size, price]) => {
            return {
              sku: `${product}-${size}`,
              title: size === "CHEAP" ? "L / Plain" : `${size} / Blue`,
              price,
              stock,
            };
          }),
        },
        { type: "shopper", id: product, email: `${product}@example.test` },
        {
          ...{ type: "order", id: product, at, shopper: product, channel: "online", currency: "EUR" },
          lines: [{ sku: `${product}-M`, quantity, amount }],
        },
        {
          type: "payment",
          id: product,
          order: product,
          at,
          method: "card",
          amount,
          reference: `ch-${product}`,
        },
      ];
      const parsed = records.map((record) => IntakeRecord.parse(record));
      await work.run("test", (tx) => recordBatch(tx, source, parsed, { history: false, now: clock.now() }));
      const [order] = await rows<{ id: string }>("select id from orders where key = $1", [product]);
      const orderId = toWire("ord", order!.id);
      const lines = [{ line: 1, quantity: count, reason }];
      const announced = { orderId, method: "drop-off", resolution, lines };
      const { returnRequestId } = await shop.call<{ returnRequestId: string }>("return-requests.create", announced);
      await shop.settle();
      return { orderId, returnRequestId, product };
    },
    async request({ returnRequestId }, sku, more = {}) {
      const exchange = await shop.call<ExchangeSeen>("exchanges.request", {
        ...{ returnRequestId, lines: [{ line: 1, sku }] },
        ...more,
      });
      await shop.settle();
      return shop.see(exchange);
    },
    see: ({ exchangeId }) => shop.call<ExchangeSeen>("exchanges.get", { exchangeId }),
    async receive({ returnRequestId }, quantity = 2) {
      await shop.call("return-requests.receive", { returnRequestId, lines: [{ line: 1, quantity }] });
      await shop.settle();
    },
    async report({ exchangeId }, outcome) {
      const { items } = await shop.call<{ items: { requestId: string; exchangeId?: string }[] }>("delivery.requests", {
        limit: 200,
      });
      const request = items.find((each) => each.exchangeId === exchangeId);
      assert.ok(request, "the shop is not asked");
      await shop.call("delivery.report-request", { requestId: request.requestId, outcome });
      await shop.settle();
    },
    async pay(exchange, what = "payment") {
      const { collectionId = "" } = exchange[what] ?? {};
      const id = toUuid("col", collectionId);
      await beginCollection({ work, clock, collector }, { collectionId: id, title: "x", backTo: "http://s.test" });
      await work.run("test", (tx) => lookAtCollection(tx, clock, id));
      await shop.settle();
    },
    async left(sku) {
      const [row] = await rows<{ left: number }>(
        `select (in_stock - coalesce((select sum(quantity) from stock_reservations r where r.sku = v.sku and state = 'open'), 0))::int
           as left from variants v where sku = $1`,
        [sku],
      );
      return row?.left ?? 0;
    },
    async settle() {
      const providers = [localProvider(database, clock)];
      let worked = 1;
      while (worked > 0) {
        worked = await deliverReactions(work, clock, byReaction);
        worked += await takeCollectionSteps({ work, clock, collectors: [collector] });
        worked += await sendRefunds({ work, clock, providers });
      }
    },
    async pass(days) {
      clock.advance(days * dayMs);
      while ((await fireTimers(work, clock, byTimer)) > 0);
      await shop.settle();
    },
    async refundsOf({ orderId }) {
      const found = await rows<{ amount: number; settled: boolean; legs: Record<string, number> }>(
        `select r.amount::int as amount, r.settled_at is not null as settled,
           (select jsonb_object_agg(provider, amount) from (
             select provider, sum(amount)::int as amount from refund_legs
             where refund_id = r.id and state <> 'cancelled' group by provider) l) as legs
         from refunds r where order_id = $1 and cancelled_at is null order by intended_at, id`,
        [toUuid("ord", orderId)],
      );
      return found;
    },
    async collected({ orderId }) {
      const [row] = await rows<{ amount: number }>(
        "select coalesce(-sum(amount), 0)::int as amount from ledger_lines where account = 'collected' and order_id = $1",
        [toUuid("ord", orderId)],
      );
      return row?.amount ?? 0;
    },
    async store() {
      const record = IntakeRecord.parse({ type: "store", id: "ALT", name: "Altona" });
      await work.run("test", (tx) => recordBatch(tx, source, [record], { history: false, now: clock.now() }));
      const [store] = await rows<{ id: string }>("select id from stores where key = $1", ["ALT"]);
      return { storeId: toWire("sto", store!.id) };
    },
    async audit() {
      const problems = await rows<{ problem: string }>(
        `select 'the ledger sums to ' || sum(amount) as problem from ledger_lines having sum(amount) <> 0
         union all
         select 'order ' || c.order_id || ': more intended than paid' from refund_ceilings c where c.intended > c.paid
         union all
         select 'refund ' || r.id || ': legs of ' || sum(l.amount) || ' for ' || r.amount from refunds r
           join refund_legs l on l.refund_id = r.id and l.state not in ('failed', 'cancelled')
           group by r.id having sum(l.amount) <> r.amount
         union all
         select 'exchange ' || e.number || ' is over, and pieces are kept for it' from exchanges e
           join stock_reservations s on s.shopper_id = e.shopper_id and s.state = 'open'
           where e.state in ('cancelled', 'expired', 'shipped', 'completed')`,
        [],
      );
      assert.deepEqual(problems, []);
    },
  };
  return shop;
}
