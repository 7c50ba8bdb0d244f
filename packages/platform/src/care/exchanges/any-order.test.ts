import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { operations, reactions, timers } from "../../capabilities.ts";
import { toUuid, toWire } from "../../foundation/ids/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { type ExchangeSeen, type Returning, type TestExchanges, testExchanges } from "./testing.ts";

let house: TestHouse;
let shop: TestExchanges;
let storeId: string;
before(async () => {
  house = await testHouse();
  shop = testExchanges({ ...house, operations, reactions, timers });
  storeId = (await shop.store()).storeId;
});
after(() => house.close());

type Timing = "instant" | "received" | "inspected";

async function publish(refundTiming: Timing): Promise<void> {
  const { version } = await shop.call<{ version: number }>("return-policy.get", {});
  const document = PolicyDocument.encode({ ...usualPolicy, usual: { ...usualPolicy.usual, refundTiming } });
  await shop.call("return-policy.publish", { document, after: version });
}

/** What can happen to a return, in whatever order. What is not allowed as things stand is refused, and changes nothing. */
const happening = fc.oneof(
  fc.record({ what: fc.constant("receive" as const), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ what: fc.constant("till" as const), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ what: fc.constant("pass" as const), days: fc.constantFrom(3, 8, 16, 30) }),
  fc.record({ what: fc.constantFrom("inspect", "call-off-refund", "settle", "cancel", "close", "money") }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

const cases = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  amount: fc.constantFrom(10_000, 10_001, 9_998, 7),
  timing: fc.constantFrom<Timing>("instant", "received", "inspected"),
  size: fc.constantFrom("none", "L", "CHEAP", "XL"),
  isSent: fc.boolean(),
  happenings: fc.array(happening, { minLength: 2, maxLength: 7 }),
});

async function unlessRefused(doing: Promise<unknown>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
  await shop.settle();
}

async function happen(back: Returning, happening: Happening): Promise<void> {
  const { returnRequestId, orderId } = back;
  const lines = (units: number) => [{ line: 1, quantity: units }];
  if (happening.what === "pass") return shop.pass(happening.days);
  if (happening.what === "receive")
    return unlessRefused(shop.call("return-requests.receive", { returnRequestId, lines: lines(happening.units) }));
  if (happening.what === "till")
    return unlessRefused(shop.call("returns.take-back", { storeId, orderId, lines: lines(happening.units) }));
  if (happening.what === "inspect") return inspect(orderId);
  if (happening.what === "call-off-refund") return receiveAndCallOff(back);
  const operation = {
    settle: "return-requests.settle",
    cancel: "return-requests.cancel",
    close: "return-requests.close",
  };
  const name = operation[happening.what as keyof typeof operation] ?? "exchanges.pay-instead";
  return unlessRefused(shop.call(name, { returnRequestId }));
}

async function inspect(orderId: string): Promise<void> {
  const { rows } = await house.database.pool.query<{ id: string }>(
    "select id from items where order_id = $1 and state = 'waiting' limit 1",
    [toUuid("ord", orderId)],
  );
  const [item] = rows;
  if (item) await unlessRefused(shop.call("items.inspect", { itemId: toWire("itm", item.id), grade: "A" }));
}

/** Before anything is sent: what was sent cannot be called off. */
async function receiveAndCallOff({ returnRequestId, orderId }: Returning): Promise<void> {
  const lines = [{ line: 1, quantity: 1 }];
  const received = shop.call("return-requests.receive", { returnRequestId, lines });
  await received.catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
  const { items } = await shop.call<{ items: { refundId: string }[] }>("refunds.of-order", { orderId });
  const last = items.at(-1);
  if (last) await unlessRefused(shop.call("refunds.cancel", { refundId: last.refundId }));
}

interface Standing {
  readonly inMoney: bigint;
  readonly inGoods: bigint;
  readonly returned: number;
  readonly ahead: number;
  readonly kept: bigint;
  readonly collected: bigint;
}

async function standing({ orderId }: Returning): Promise<Standing> {
  const { rows } = await house.database.pool.query<Standing>(
    `select
       (select coalesce(sum(l.amount), 0) from refunds f join refund_legs l on l.refund_id = f.id
         where f.order_id = o.id and f.cancelled_at is null and l.state not in ('failed', 'cancelled') and l.provider <> 'exchange')::bigint
       + (select coalesce(sum(b.amount), 0) from returns t join return_lines b on b.return_id = t.id
         where b.order_id = o.id and t.request_id is null)::bigint as "inMoney",
       (select coalesce(sum(l.amount), 0) from refunds f join refund_legs l on l.refund_id = f.id
         where f.order_id = o.id and f.cancelled_at is null and l.state not in ('failed', 'cancelled') and l.provider = 'exchange')::bigint
         as "inGoods",
       (select returned_quantity from order_lines where order_id = o.id) as returned,
       (select coalesce(sum(greatest(0, l.settled - l.received - l.elsewhere)), 0)::int
         from return_requests r join return_request_lines l on l.request_id = r.id where r.order_id = o.id) as ahead,
       (select coalesce(sum(coalesce(kept, 0)), 0)::bigint from collections where order_id = o.id and kind = 'hold') as kept,
       (select coalesce(-sum(amount), 0)::bigint from ledger_lines where account = 'collected' and order_id = o.id) as collected
     from orders o where o.id = $1`,
    [toUuid("ord", orderId)],
  );
  return rows[0]!;
}

test("whatever comes in whatever order, nobody is given or charged more than is owed, and the books balance", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ quantity, amount, timing, size, isSent, happenings }) => {
      await publish(timing);
      const resolution = size === "none" ? "refund" : "exchange";
      const back = await shop.returning({ quantity, amount, resolution });
      const exchange = size === "none" ? undefined : await begin(back, size, isSent);
      for (const each of [undefined, ...happenings]) {
        if (each) await happen(back, each);
        await check(back, { quantity, amount: BigInt(amount) }, exchange);
      }
      // All that can still come does, and time heals what it can: then nothing is owed by anybody.
      await unlessRefused(
        shop.call("return-requests.receive", {
          returnRequestId: back.returnRequestId,
          lines: [{ line: 1, quantity }],
        }),
      );
      await shop.pass(30);
      await unlessRefused(shop.call("return-requests.settle", { returnRequestId: back.returnRequestId }));
      await check(back, { quantity, amount: BigInt(amount) }, exchange);
      const { returned, ahead, inMoney, inGoods } = await standing(back);
      if (returned === quantity && ahead === 0 && size === "none") assert.equal(inMoney + inGoods, BigInt(amount));
      const owed = await house.database.pool.query(
        "select 1 from return_advances where order_id = $1 and state <> 'ended' and outstanding > 0",
        [toUuid("ord", back.orderId)],
      );
      assert.equal(owed.rows.length > 0, ahead > 0 && size === "none");
      await shop.audit();
    }),
    { numRuns: 10 },
  );
});

/** Chosen in advance against a deposit, and sent or not. */
async function begin(back: Returning, size: string, isSent: boolean): Promise<ExchangeSeen> {
  const asked = await shop.request(back, `${back.product}-${size}`, { isInstant: true });
  if (asked.payment) await shop.pay(asked);
  if (asked.deposit) await shop.pay(asked, "deposit");
  if (isSent) await shop.report(asked, "done");
  return shop.see(asked);
}

async function check(
  back: Returning,
  { quantity, amount }: { readonly quantity: number; readonly amount: bigint },
  exchange: ExchangeSeen | undefined,
): Promise<void> {
  const now = await standing(back);
  const worth = paidForUnits(amount, quantity, 0, Math.min(quantity, now.returned + now.ahead));
  assert.ok(now.inMoney + now.inGoods <= worth, `given ${now.inMoney} and ${now.inGoods}, owed ${worth}`);
  if (!exchange) return;
  const seen = await shop.see(exchange);
  const value = BigInt(seen.value);
  const price = BigInt(seen.price);
  const deposit = value < price ? value : price;
  const missing = paidForUnits(amount, quantity, now.returned, quantity - now.returned);
  // What pays before it comes pays once more when it does not: that is what a deposit is for.
  const came = now.inGoods - paidForUnits(amount, quantity, now.returned, Math.min(now.ahead, quantity - now.returned));
  assert.ok(now.kept + came <= deposit, `kept ${now.kept} and had ${came} of ${deposit}`);
  if (now.inMoney === 0n) assert.ok(now.kept <= missing, `kept ${now.kept} for goods worth ${missing}`);
  const paid = seen.payment?.state === "paid" ? BigInt(seen.payment.amount) : 0n;
  assert.equal(now.collected, paid + now.kept);
}
