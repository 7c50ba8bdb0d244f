import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import type { MigrationFolder } from "../../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { cancelRefundOperation } from "./cancel-refund.ts";
import { issueRefundOperation } from "./issue-refund.ts";
import type { Answer, PaymentProvider, ProviderRefund } from "./payment-provider.ts";
import { getRefundOperation, refundBalanceOperation } from "./read-refunds.ts";
import type { getRefund, refundBalance } from "./refund.contract.ts";
import { reportLegOperation } from "./report-leg.ts";
import { retryRefundOperation } from "./retry-refund.ts";
import { sendRefunds } from "./send-refunds.ts";

/**
 * How a provider treats one call: it answers; does it and then the answer is lost; is not reached at all; never answers; is still
 * working on it; declines.
 */
export type Behaviour = "answers" | "loses-answer" | "not-reached" | "silent" | "pending" | "declines";

/** A payment provider of its own memory that misbehaves on command. A key is paid once, as with every real one. */
export interface TestProvider extends PaymentProvider {
  /** How it treats a call; answers when nothing else is said. */
  behave: (key: string) => Behaviour;
  /** Every time money went out, in order. */
  readonly paid: { readonly key: string; readonly amount: bigint; readonly currency: string }[];
  /** Every call. */
  readonly asked: { readonly key: string; readonly how: "refund" | "find"; readonly paymentReference?: string }[];
  /** Ends what it was working on. */
  finish(key: string, status: "succeeded" | "failed"): Answer;
  /** Forgets every key, as providers do after some time. What was paid stays paid. */
  forget(): void;
}

export function testProvider(keyLifetimeMs = Number.POSITIVE_INFINITY): TestProvider {
  const memory = new Map<string, Answer & { readonly amount: bigint; readonly currency: string }>();
  const answerOf = (key: string): Answer => {
    const { status, reference, failure } = memory.get(key)!;
    return { status, reference, ...(failure !== undefined && { failure }) };
  };
  const act = ({ key, amount, currency }: ProviderRefund, behaviour: Behaviour) => {
    const known = memory.get(key);
    if (known) {
      if (known.amount !== amount) throw new Error("key reused with another sum");
      return;
    }
    const status = behaviour === "declines" ? "failed" : behaviour === "pending" ? "pending" : "succeeded";
    const failure = status === "failed" ? { failure: "card closed" } : {};
    memory.set(key, { status, reference: `re_${newId()}`, amount, currency, ...failure });
    if (status === "succeeded") provider.paid.push({ key, amount, currency });
  };
  const reply = async (key: string, behaviour: Behaviour, signal: AbortSignal): Promise<Answer> => {
    if (behaviour === "loses-answer") throw new Error("connection reset");
    if (behaviour === "silent") {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      throw new Error("too late");
    }
    return answerOf(key);
  };
  const provider: TestProvider = {
    name: "local",
    keyLifetimeMs,
    behave: () => "answers",
    paid: [],
    asked: [],
    async refund(asked) {
      const { key, paymentReference, signal } = asked;
      provider.asked.push({ key, how: "refund", ...(paymentReference !== undefined && { paymentReference }) });
      const behaviour = provider.behave(key);
      if (behaviour === "not-reached") throw new Error("no route to host");
      act(asked, behaviour);
      return reply(key, behaviour, signal);
    },
    async find({ key, signal }) {
      provider.asked.push({ key, how: "find" });
      const behaviour = provider.behave(key);
      if (behaviour === "not-reached") throw new Error("no route to host");
      return memory.has(key) ? reply(key, behaviour, signal) : "never-seen";
    },
    finish(key, status) {
      const known = memory.get(key)!;
      memory.set(key, { ...known, status, ...(status === "failed" && { failure: "bank refused" }) });
      if (status === "succeeded") provider.paid.push({ key, amount: known.amount, currency: known.currency });
      return answerOf(key);
    },
    async *list({ from }) {
      yield [...memory].map(([key, { status, reference, amount, currency }]) => ({
        ...{ reference, key, paymentReferences: [], amount, currency, status, madeAt: from },
      }));
    },
    forget: () => memory.clear(),
  };
  return provider;
}

export type RefundSeen = ContractOutput<typeof getRefund>;
export type Balance = ContractOutput<typeof refundBalance>;

type PaymentJson = Extract<IntakeRecordJson, { type: "payment" }>;

interface Bought {
  /** Minor units of each line; one unit each unless `quantity` says otherwise. */
  readonly lines?: readonly number[];
  readonly quantity?: number;
  readonly shipping?: number;
  readonly currency?: string;
  readonly store?: boolean;
  /** Method and minor units, one after the other; all by card when not given, none when empty. */
  readonly payments?: readonly (readonly [method: PaymentJson["method"], amount: number])[];
}

/** A till that takes money back, with everything an order can have. */
export interface TestTill {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly work: UnitOfWork;
  readonly provider: TestProvider;
  /** @returns the order's id on the wire */
  buy(bought?: Bought): Promise<string>;
  take(records: readonly IntakeRecordJson[]): Promise<void>;
  /** The till takes units of a line back and pays by itself. */
  comeBack(order: string, line: number, quantity: number): Promise<string>;
  shopperOf(order: string): Promise<Id<"shp">>;
  call<Input, Output>(operation: Operation<Input, Output>, input: unknown, actor?: Actor): Promise<unknown>;
  issue(order: string, amount: number, more?: object, actor?: Actor): Promise<RefundSeen>;
  see(refund: { refundId: string }, actor?: Actor): Promise<RefundSeen>;
  balance(order: string, actor?: Actor): Promise<Balance>;
  cancel(refund: { refundId: string }): Promise<RefundSeen>;
  retry(refund: { refundId: string }, destination?: string): Promise<RefundSeen>;
  report(leg: { legId: string } | undefined, outcome: "succeeded" | "failed", reference?: string): Promise<RefundSeen>;
  /** Sends all that is due. */
  send(): Promise<void>;
  /** Lets leases end, then sends. */
  sendAgain(): Promise<void>;
  /** What the ledger says is owed for an order. */
  owed(order: string): Promise<bigint>;
  /** @throws Error when the books do not add up */
  audit(): Promise<void>;
  close(): Promise<void>;
}

const source = "test";
const hour = 3_600_000;

/** The folders come from the test: which exist is known at the root of the house, above this floor. */
export async function testTill(folders: readonly MigrationFolder[], provider = testProvider()): Promise<TestTill> {
  const database = await testDatabase(folders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, []);
  const keyOf = new Map<string, string>();
  let documents = 0;
  const till: TestTill = {
    database,
    clock,
    work,
    provider,
    async take(records) {
      const parsed = records.map((record) => IntakeRecord.parse(record));
      const { outcomes } = await work.run("test", (tx) =>
        recordBatch(tx, source, parsed, { history: false, now: clock.now() }),
      );
      const refused = outcomes.find(({ outcome }) => outcome !== "taken");
      if (refused) throw new Error(JSON.stringify(refused));
    },
    async buy({ lines = [10_000], quantity = 1, shipping = 0, currency = "EUR", store = false, payments } = {}) {
      const id = `O-${++documents}`;
      const at = clock.now().toISOString();
      const total = lines.reduce((sum, amount) => sum + amount, shipping);
      const paid = payments ?? [["card", total]];
      await till.take([
        {
          ...{ type: "order", id, at, currency, shipping, channel: store ? "store" : "online" },
          lines: lines.map((amount, index) => ({ sku: `${id}-${index + 1}`, quantity, amount })),
        },
        ...paid.map(([method, amount], index): IntakeRecordJson => {
          const when = new Date(clock.now().getTime() + index).toISOString();
          const reference = `ch_${id}_${index}`;
          return { type: "payment", id: `${id}-${index}`, order: id, at: when, method, amount, reference };
        }),
      ]);
      const row = await database.kysely
        .selectFrom("orders")
        .select("id")
        .where("key", "=", id)
        .executeTakeFirstOrThrow();
      const order = toWire("ord", row.id);
      keyOf.set(order, id);
      return order;
    },
    async comeBack(order, line, quantity) {
      const [id, key] = [`R-${++documents}`, keyOf.get(order)!];
      const { currency } = await database.kysely
        .selectFrom("orders")
        .select("currency")
        .where("key", "=", key)
        .executeTakeFirstOrThrow();
      const at = clock.now().toISOString();
      const lines = [{ sku: `${key}-${line}`, quantity }];
      await till.take([{ type: "return", id, at, order: key, channel: "store", currency, lines }]);
      const row = await database.kysely
        .selectFrom("returns")
        .select("id")
        .where("key", "=", id)
        .executeTakeFirstOrThrow();
      return toWire("ret", row.id);
    },
    async shopperOf(order) {
      const row = await database.kysely
        .selectFrom("orders")
        .select("shopper_id")
        .where("id", "=", toUuid("ord", order))
        .executeTakeFirstOrThrow();
      return row.shopper_id as Id<"shp">;
    },
    async call(operation, input, actor = operator) {
      const session = { token: undefined, start: () => {}, end: () => {} };
      const call = { actor, input, locale: "en", client: "local", session } as const;
      return (await execute(operation as Operation, call, { work, clock })).output;
    },
    async issue(orderId, amount, more = {}, actor = operator) {
      const input = { orderId, amount, reason: "goodwill", reference: newId(), ...more };
      return (await till.call(issueRefundOperation, input, actor)) as RefundSeen;
    },
    see: async ({ refundId }, actor = operator) =>
      (await till.call(getRefundOperation, { refundId }, actor)) as RefundSeen,
    balance: async (orderId, actor = operator) =>
      (await till.call(refundBalanceOperation, { orderId }, actor)) as Balance,
    cancel: async ({ refundId }) => (await till.call(cancelRefundOperation, { refundId })) as RefundSeen,
    retry: async ({ refundId }, destination) =>
      (await till.call(retryRefundOperation, { refundId, destination })) as RefundSeen,
    report: async (leg, outcome, reference) =>
      (await till.call(reportLegOperation, { legId: leg?.legId, outcome, reference })) as RefundSeen,
    async send() {
      while ((await sendRefunds({ work, clock, providers: [provider], answerWithinMs: 50 })) > 0);
    },
    async sendAgain() {
      clock.advance(3 * hour);
      await till.send();
    },
    async owed(order) {
      const { rows } = await database.pool.query<{ owed: bigint }>(
        `select coalesce(-sum(amount), 0)::bigint as owed from ledger_lines
         where account = 'refunds-payable' and order_id = $1`,
        [toUuid("ord", order)],
      );
      return rows[0]?.owed ?? 0n;
    },
    async audit() {
      const { rows } = await database.pool.query<{ problem: string }>(books);
      if (rows.length > 0) throw new Error(rows.map(({ problem }) => problem).join("\n"));
    },
    close: () => database.close(),
  };
  return till;
}

/** What must hold between the tables at every moment; each row is a place where it does not. */
const books = `
  select 'the ledger sums to ' || sum(amount) as problem from ledger_lines having sum(amount) <> 0
  union all
  select 'order ' || c.order_id || ': intended ' || c.intended || ', refunds ' || coalesce(sum(r.amount), 0)
    from refund_ceilings c left join refunds r on r.order_id = c.order_id and r.cancelled_at is null
    group by c.order_id having c.intended <> coalesce(sum(r.amount), 0)
  union all
  select 'order ' || c.order_id || ': more intended than paid' from refund_ceilings c where c.intended > c.paid
  union all
  select 'order ' || r.order_id || ': owed ' || owed.amount || ' by the ledger, ' || sum(r.open)
    from (
      select order_id, case when cancelled_at is not null then 0 else amount - coalesce((
        select sum(l.amount) from refund_legs l where l.refund_id = r.id and l.state = 'succeeded'), 0) end as open
      from refunds r) r
    join (
      select order_id, -sum(amount) as amount from ledger_lines
      where account = 'refunds-payable' group by order_id) owed on owed.order_id = r.order_id
    group by r.order_id, owed.amount having owed.amount <> sum(r.open)
  union all
  select 'refund ' || r.id || ': settled although ' || r.amount || ' have not arrived'
    from refunds r where (r.settled_at is not null) <> (r.amount = coalesce((
      select sum(l.amount) from refund_legs l where l.refund_id = r.id and l.state = 'succeeded'), 0))
  union all
  select 'payment ' || p.id || ': more goes back than came in'
    from payments p join refund_legs l on l.payment_id = p.id and l.state not in ('failed', 'cancelled')
    group by p.id, p.amount having sum(l.amount) > p.amount
  union all
  select 'gift cards: ' || coalesce(sum(balance), 0) || ', by the ledger ' || coalesce((
      select -sum(amount) from ledger_lines where account = 'gift-cards'), 0)
    from gift_cards having coalesce(sum(balance), 0) <> coalesce((
      select -sum(amount) from ledger_lines where account = 'gift-cards'), 0)
  union all
  select 'credit of ' || a.shopper_id || ': ' || sum(a.balance) || ', by the ledger ' || coalesce((
      select -sum(amount) from ledger_lines l where l.account = 'store-credit' and l.shopper_id = a.shopper_id), 0)
    from store_credit_accounts a group by a.shopper_id
    having sum(a.balance) <> coalesce((
      select -sum(amount) from ledger_lines l where l.account = 'store-credit' and l.shopper_id = a.shopper_id), 0)`;
