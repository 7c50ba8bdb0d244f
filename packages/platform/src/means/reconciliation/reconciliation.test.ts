import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import pg from "pg";
import { checks } from "../../capabilities.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import type { ListedRefund } from "../refunds/index.ts";
import { type TestTill, testTill } from "../refunds/testing.ts";
import { runReconciliationOperation } from "./ask-run.ts";
import { explainDifferenceOperation } from "./explain-difference.ts";
import { reconcile } from "./index.ts";
import type { reconciliationReport, searchDifferences } from "./reconciliation.contract.ts";
import { reconciliationReportOperation } from "./report-reconciliation.ts";
import { searchDifferencesOperation } from "./search-differences.ts";

let till: TestTill;
/** What the provider lists besides what it was asked for, and instead of it. */
let strays: ListedRefund[];
let hidden: Set<string>;
let changed: Map<string, Partial<ListedRefund>>;
let unreachable: boolean;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.close();
});
beforeEach(() => {
  [strays, hidden, changed, unreachable] = [[], new Set(), new Map(), false];
  till.provider.behave = () => "answers";
});

const hour = 3_600_000;
type Report = ContractOutput<typeof reconciliationReport>;
type Found = ContractOutput<typeof searchDifferences>["items"][number];

const report = async () => (await callAs(till, operator, reconciliationReportOperation, {})) as Report;
const differences = async (input: object = { state: "open" }) =>
  ((await callAs(till, operator, searchDifferencesOperation, input)) as { items: Found[] }).items;
const query = (text: string, values: unknown[] = []) => till.database.pool.query(text, values);

/** Two hours later than anything that was sent, when somebody asks for a comparison. */
async function compare(): Promise<Found[]> {
  till.clock.advance(2 * hour);
  await callAs(till, operator, runReconciliationOperation, {});
  assert.equal(await step(), 1);
  const { last } = await report();
  assert.equal(last?.state, "done");
  return differences();
}

function step(): Promise<number> {
  const { provider, work, clock } = till;
  const listing = {
    ...provider,
    async *list(period: Parameters<typeof provider.list>[0]) {
      if (unreachable) throw new Error("no route to host");
      for await (const listed of provider.list(period)) {
        const seen = listed.filter(({ key }) => key === undefined || !hidden.has(key));
        yield seen.map((one) => ({ ...one, ...changed.get(one.key ?? "") }));
      }
      yield strays;
    },
  };
  return reconcile({ work, clock, providers: [listing], checks });
}

const shown = ({ kind, ours, theirs, currency }: Found) => [kind, ours, theirs, currency];

/** An order of 100.00 of which some was refunded and has arrived. */
async function refunded(amount = 2_000, more: object = {}) {
  const order = await till.buy();
  const refund = await till.issue(order, amount, more);
  await till.send();
  return { order, refund, key: toUuid("rfl", refund.legs[0]!.legId) };
}

describe("where all agrees", () => {
  test("nothing is found, whatever was refunded, called off, declined, paid anew, sent back and given as credit", async () => {
    await refunded();
    await till.cancel(await till.issue(await till.buy(), 500));
    till.provider.behave = () => "declines";
    const declined = await till.issue(await till.buy(), 700);
    await till.send();
    till.provider.behave = () => "answers";
    await till.retry(declined, "store-credit");
    await till.send();
    const several = await till.buy({
      lines: [3_000, 2_000],
      payments: [
        ["card", 4_000],
        ["store-credit", 1_000],
      ],
    });
    await till.issue(several, 4_500);
    await till.comeBack(await till.buy({ quantity: 3 }), 1, 2);
    await till.send();
    assert.deepEqual(await compare(), []);
    const { last, open, explained } = await report();
    assert.deepEqual([open, explained], [[], 0]);
    assert.deepEqual([last?.open, last?.found, last?.gone, last?.unasked], [0, 0, 0, []]);
    assert.ok(
      last!.compared!.refunds >= 4 && last!.compared!.providerRefunds >= 3 && last!.compared!.returnedLines >= 1,
    );
  });
});

describe("between the ledger and the provider", () => {
  test("each disagreement is named with both sides, and is gone once they agree", async () => {
    const [never, other, dollars] = [await refunded(), await refunded(2_100), await refunded(2_200)];
    hidden.add(never.key);
    changed.set(other.key, { amount: 2_000n });
    changed.set(dollars.key, { currency: "USD" });
    const found = await compare();
    assert.deepEqual(found.map(shown).toSorted(), [
      ["provider-amount", 2_100, 2_000, "EUR"],
      ["provider-amount", 2_200, 0, "EUR"],
      ["provider-never-paid", 2_000, 0, "EUR"],
    ]);
    assert.deepEqual(found.find(({ ours }) => ours === 2_200)?.elsewise, { amount: 2_200, currency: "USD" });
    const missing = found.find(({ kind }) => kind === "provider-never-paid");
    assert.deepEqual(
      [missing?.orderId, missing?.refundId, missing?.provider],
      [never.order, never.refund.refundId, "local"],
    );
    const { open, last } = await report();
    assert.deepEqual(open.map(({ kind, differences: count, apart }) => [kind, count, apart]).toSorted(), [
      ["provider-amount", 2, 2_300],
      ["provider-never-paid", 1, 2_000],
    ]);
    assert.deepEqual([last?.open, last?.found], [3, 3]);
    hidden.clear();
    changed.clear();
    assert.deepEqual(await compare(), []);
    assert.equal((await report()).last?.gone, 3);
    assert.equal((await differences({ state: "gone", orderId: never.order })).length, 1);
  });

  test("a refund that nobody of us asked for is named, unless the order's returns say that it was given elsewhere", async () => {
    const order = await till.buy({ lines: [5_000], quantity: 2 });
    const { rows } = await query("select reference from payments where order_id = $1", [toUuid("ord", order)]);
    const stray = (reference: string, amount: bigint, paid = rows[0]?.reference): ListedRefund => ({
      ...{
        reference,
        amount,
        currency: "EUR",
        status: "succeeded",
        madeAt: till.clock.real(),
        paymentReferences: [paid],
      },
    });
    strays = [stray("re_stray", 2_500n), stray("re_others", 9n, "ch_of_other_business")];
    assert.deepEqual((await compare()).map(shown), [["provider-unasked", 0, 2_500, "EUR"]]);
    assert.equal(
      (await report()).last?.compared?.providerRefunds,
      Number((await query("select count(*) from provider_refunds")).rows[0].count),
    );
    await till.comeBack(order, 1, 1);
    assert.deepEqual(await compare(), []);
    strays.push(stray("re_again", 100n));
    assert.deepEqual((await compare()).map(shown), [["provider-unasked", 2_500, 2_600, "EUR"]]);
    strays = [stray("re_stray", 2_500n), { ...stray("re_again", 100n), status: "failed" }];
    assert.deepEqual(await compare(), []);
  });

  test("what a shopper had paid by a link and got back is known by the key under which it was asked for", async () => {
    const order = await till.buy({ lines: [5_000] });
    const { rows } = await query("select reference, shopper_id from payments where order_id = $1", [
      toUuid("ord", order),
    ]);
    const [id, key] = [newId<"col">(), newId()];
    await query(
      `insert into collections (id, purpose, kind, shopper_id, order_id, amount, currency, state, opened_at, until, via, payment_reference,
         made_at) values ($1, 'x', 'payment', $2, $3, 700, 'EUR', 'returned', now(), now(), 'local', $4, now())`,
      [id, rows[0].shopper_id, toUuid("ord", order), rows[0].reference],
    );
    await query(
      "insert into collection_steps (id, collection_id, step, state, due_at) values ($1, $2, 'give-back', 'done', now())",
      [key, id],
    );
    const listed: ListedRefund = {
      ...{ reference: "re_collected", amount: 700n, currency: "EUR", status: "succeeded" },
      ...{ madeAt: till.clock.real(), paymentReferences: [String(rows[0].reference)] },
    };
    strays = [{ ...listed, key }];
    assert.deepEqual(await compare(), []);
    strays = [listed, { ...listed, reference: "re_by_hand" }];
    assert.deepEqual((await compare()).map(shown), [["provider-unasked", 0, 700, "EUR"]]);
    strays = [{ ...listed, reference: "re_by_hand", status: "failed" }];
    assert.deepEqual(await compare(), []);
  });

  test("a refund that was paid twice, and one that was paid although it failed, are named", async () => {
    const { key } = await refunded(1_500);
    strays = [
      {
        ...{ reference: "re_twin", key, amount: 1_500n, currency: "EUR", status: "succeeded" as const },
        madeAt: till.clock.real(),
        paymentReferences: [],
      },
    ];
    assert.deepEqual((await compare()).map(shown), [["provider-twice", 1_500, 3_000, "EUR"]]);
    strays = [{ ...strays[0]!, status: "failed" }];
    assert.deepEqual(await compare(), []);
    till.provider.behave = () => "declines";
    const declined = await till.issue(await till.buy(), 900);
    await till.send();
    changed.set(toUuid("rfl", declined.legs[0]!.legId), { status: "succeeded" });
    assert.deepEqual((await compare()).map(shown), [["provider-paid-anyway", 0, 900, "EUR"]]);
    changed.clear();
    assert.deepEqual(await compare(), []);
  });

  test("trap 15: what nobody knew of is settled by the provider's list; what it never saw is named, and a person ends it", async () => {
    till.provider.behave = () => "loses-answer";
    const paid = await till.issue(await till.buy(), 800);
    for (let tries = 0; tries < 7; tries++) await till.sendAgain();
    till.provider.behave = () => "not-reached";
    const unseen = await till.issue(await till.buy(), 600);
    for (let tries = 0; tries < 7; tries++) await till.sendAgain();
    assert.deepEqual([(await till.see(paid)).state, (await till.see(unseen)).state], ["stuck", "stuck"]);
    assert.deepEqual((await compare()).map(shown), [["provider-silent", 600, 0, "EUR"]]);
    assert.equal((await till.see(paid)).state, "arrived");
    assert.equal((await report()).last?.caughtUp, 1);
    await till.report((await till.see(unseen)).legs[0], "failed");
    assert.deepEqual(await compare(), []);
    await till.audit();
  });

  test("trap 21: money that a bank sent back in silence is owed again, and no difference", async () => {
    const { refund, key, order } = await refunded(1_100);
    till.provider.finish(key, "failed");
    assert.deepEqual(await compare(), []);
    assert.equal((await till.see(refund)).state, "stuck");
    assert.equal(await till.owed(order), 1_100n);
    await till.audit();
  });

  test("a provider that cannot be asked is named; what it listed before still counts, and all else is compared", async () => {
    const { key } = await refunded(1_300);
    hidden.add(key);
    assert.deepEqual((await compare()).map(shown), [["provider-never-paid", 1_300, 0, "EUR"]]);
    unreachable = true;
    const order = await till.buy({ quantity: 2 });
    await query("update order_lines set returned_quantity = 1 where order_id = $1", [toUuid("ord", order)]);
    assert.deepEqual((await compare()).map(shown).toSorted(), [
      ["provider-never-paid", 1_300, 0, "EUR"],
      ["returned-units", 1, 0, undefined],
    ]);
    assert.deepEqual((await report()).last?.unasked, [{ provider: "local", failure: "no route to host" }]);
    await query("update order_lines set returned_quantity = 0 where order_id = $1", [toUuid("ord", order)]);
    [unreachable, hidden] = [false, new Set()];
    assert.deepEqual(await compare(), []);
  });
});

/** As somebody who goes around everything that the house and its database guard. */
async function tamper(...statements: readonly (readonly [text: string, values: unknown[]])[]): Promise<void> {
  const client = new pg.Client({ connectionString: till.database.ownerUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    for (const [text, values] of statements) await client.query(text, values);
  } finally {
    await client.end();
  }
}

describe("within our own books", () => {
  test("whatever is changed behind the ledger's back is named by the side that it was changed on", async () => {
    const { order, refund } = await refunded(4_000, {
      parts: [{ kind: "goods", line: 1, quantity: 1, amount: 4_000 }],
    });
    const ids = [toUuid("ord", order)];
    const line = "update ledger_lines set amount = amount + $2 where order_id = $1 and account = $3 and amount > 0";
    const named = async () =>
      (await compare()).map(({ kind, ours, theirs, account }) => [kind, ours, theirs, account ?? ""]).toSorted();
    await tamper([line, [...ids, 7, "sales-returned"]]);
    assert.deepEqual(await named(), [
      ["ledger-entry", 4_007, 4_000, ""],
      ["revenue-booked", 4_007, 4_000, "sales-returned"],
    ]);
    await tamper([line, [...ids, -7, "sales-returned"]]);
    await tamper([
      "update ledger_lines set account = 'till-cash' where order_id = $1 and account = 'provider-clearing'",
      ids,
    ]);
    assert.deepEqual(await named(), [
      ["refunds-booked", 0, 4_000, "provider-clearing"],
      ["refunds-booked", 4_000, 0, "till-cash"],
    ]);
    await tamper([
      "update ledger_lines set account = 'provider-clearing' where order_id = $1 and account = 'till-cash'",
      ids,
    ]);
    await tamper(["update refunds set amount = 4001 where order_id = $1", ids]);
    assert.deepEqual(await named(), [
      ["ceiling", 4_000, 4_001, ""],
      ["refund-parts", 4_001, 4_000, ""],
      ["refunds-owed", 0, 1, ""],
    ]);
    await tamper(["update refunds set amount = 4000 where order_id = $1", ids]);
    await tamper(["update payments set amount = 3999 where order_id = $1", ids]);
    assert.deepEqual(await named(), [
      ["beyond-paid", 4_000, 3_999, ""],
      ["beyond-payment", 4_000, 3_999, ""],
    ]);
    await tamper(["update payments set amount = 10000 where order_id = $1", ids]);
    await tamper([
      "update store_credit_accounts set balance = balance + 5 where shopper_id = $1",
      [await till.shopperOf(order)],
    ]);
    assert.deepEqual(await named(), []);
    assert.equal((await till.see(refund)).state, "arrived");
  });

  test("credit that the ledger does not know of, and pieces that no receipt brought, are named", async () => {
    const { order } = await refunded(1_000, { destination: "store-credit" });
    const shopper = await till.shopperOf(order);
    await tamper(["update store_credit_accounts set balance = balance + 5 where shopper_id = $1", [shopper]]);
    const bought = await till.buy({ quantity: 3 });
    await till.comeBack(bought, 1, 2);
    await query("update order_lines set returned_quantity = 3 where order_id = $1", [toUuid("ord", bought)]);
    await query(
      "update returns set amount = amount + 1 where id in (select return_id from return_lines where order_id = $1)",
      [toUuid("ord", bought)],
    );
    const found = await compare();
    assert.deepEqual(found.map(shown).toSorted(), [
      ["return-amount", 6_667, 6_666, "EUR"],
      ["returned-units", 3, 2, undefined],
      ["store-credit", 1_005, 1_000, "EUR"],
    ]);
    assert.deepEqual(
      [
        found.find(({ kind }) => kind === "store-credit")?.shopperId,
        found.find(({ kind }) => kind === "returned-units")?.line,
      ],
      [toWire("shp", shopper), 1],
    );
    await tamper(["update store_credit_accounts set balance = balance - 5 where shopper_id = $1", [shopper]]);
    await query("update order_lines set returned_quantity = 2 where order_id = $1", [toUuid("ord", bought)]);
    await query(
      "update returns set amount = amount - 1 where id in (select return_id from return_lines where order_id = $1)",
      [toUuid("ord", bought)],
    );
    assert.deepEqual(await compare(), []);
  });

  test("trap 18: a till that hands out what was refunded already is named; a refund that pays for the return is not", async () => {
    const order = await till.buy({ lines: [5_000], quantity: 2 });
    const first = await till.comeBack(order, 1, 1);
    await till.issue(order, 2_500, {
      reason: "returned",
      parts: [{ kind: "goods", line: 1, quantity: 1, amount: 2_500, returnId: first }],
    });
    await till.issue(order, 2_500, { reason: "lost", parts: [{ kind: "goods", line: 1, quantity: 1, amount: 2_500 }] });
    await till.send();
    assert.deepEqual(await compare(), []);
    await till.comeBack(order, 1, 1);
    assert.deepEqual((await compare()).map(shown), [["beyond-paid", 7_500, 5_000, "EUR"]]);
  });

  test("trap 11: what was refunded before it came is named when it has not come in three weeks", async () => {
    const order = await till.buy({ lines: [3_000] });
    await till.issue(order, 3_000, {
      reason: "returned",
      parts: [{ kind: "goods", line: 1, quantity: 1, amount: 3_000 }],
    });
    await till.send();
    const early = await compare();
    till.clock.advance(21 * 24 * hour);
    const late = (await compare()).filter(({ differenceId }) =>
      early.every((one) => one.differenceId !== differenceId),
    );
    assert.deepEqual(
      late.map((one) => [...shown(one), one.sku]),
      [["refunded-not-back", 1, 0, undefined, `${await numberOf(order)}-1`]],
    );
  });
});

async function numberOf(order: string): Promise<string> {
  const { rows } = await query("select key from orders where id = $1", [toUuid("ord", order)]);
  return rows[0].key;
}

describe("a difference", () => {
  test("stays open until a person explains it, and is open again when a side of it changes", async () => {
    const order = await till.buy({ quantity: 3 });
    const set = (units: number) =>
      query("update order_lines set returned_quantity = $2 where order_id = $1", [toUuid("ord", order), units]);
    await set(1);
    const [found] = (await compare()).filter(({ orderId }) => orderId === order);
    const explain = (explanation: string, differenceId = found!.differenceId) =>
      callAs(till, operator, explainDifferenceOperation, { differenceId, explanation }) as Promise<Found>;
    assert.equal((await explain("Counted at the move of 2 March")).state, "explained");
    const still = (await compare()).filter(({ orderId }) => orderId === order);
    assert.deepEqual(still, []);
    assert.equal((await report()).explained, 1);
    await set(2);
    const [again] = (await compare()).filter(({ orderId }) => orderId === order);
    assert.deepEqual(
      [again?.differenceId, again?.ours, again?.explanation],
      [found!.differenceId, 2, "Counted at the move of 2 March"],
    );
    await set(0);
    await compare();
    await assert.rejects(explain("too late"), { type: "difference-gone" });
    await assert.rejects(explain("what", toWire("dif", newId())), { type: "not-found" });
    await set(1);
    const [anew] = (await compare()).filter(({ orderId }) => orderId === order);
    assert.notEqual(anew?.differenceId, found!.differenceId, "what comes back after it was gone is another one");
    await set(0);
    assert.equal((await differences({ orderId: order })).length, 2);
  });

  test("is found by kind and page by page", async () => {
    const orders = [await till.buy(), await till.buy(), await till.buy()].map((order) => toUuid("ord", order));
    await query("update order_lines set returned_quantity = 1 where order_id = any($1)", [orders]);
    await compare();
    const search = async (input: object) =>
      (await callAs(till, operator, searchDifferencesOperation, input)) as { items: Found[]; next?: string };
    const all = await search({ state: "open", kind: "returned-units" });
    const first = await search({ state: "open", kind: "returned-units", limit: 2 });
    const rest = await search({ state: "open", kind: "returned-units", limit: 2, cursor: first.next });
    assert.deepEqual([...first.items, ...rest.items], all.items);
    assert.equal(all.items.length, 3);
    await query("update order_lines set returned_quantity = 0 where order_id = any($1)", [orders]);
  });
});

describe("a comparison", () => {
  test("is made once a night, wherever the retailer is, and by one of several processes", async () => {
    await query("update reconciliation_runs set day = null");
    await query("update retailer_settings set time_zone = 'Pacific/Auckland'");
    const nights = async () =>
      (await query("select day::text from reconciliation_runs where day is not null order by day")).rows;
    const atHour = (hours: number) => {
      const now = till.clock.now().getTime();
      const local = new Date(new Date(now).toLocaleString("en-US", { timeZone: "Pacific/Auckland" })).getHours();
      till.clock.advance(((hours - local + 24) % 24 || 24) * hour);
    };
    atHour(1);
    assert.equal(await step(), 0);
    atHour(2);
    assert.equal(
      (await Promise.all([step(), step(), step(), step()])).reduce((sum, made) => sum + made),
      1,
    );
    assert.equal(await step(), 0);
    assert.equal((await nights()).length, 1);
    till.clock.advance(20 * hour);
    await step();
    till.clock.advance(4 * hour);
    assert.equal(await step(), 1);
    assert.equal((await nights()).length, 2);
  });

  test("that died with its process is taken up again, three times at most", async () => {
    await callAs(till, operator, runReconciliationOperation, {});
    await callAs(till, operator, runReconciliationOperation, {});
    const die = () =>
      query(
        "update reconciliation_runs set state = 'running', attempts = attempts + 1, lease_until = $1 where state in ('waiting', 'running')",
        [new Date(till.clock.real().getTime() - 1)],
      );
    await die();
    assert.equal((await report()).current?.state, "running");
    assert.equal(await step(), 1);
    assert.equal((await report()).current, undefined, "asked for twice while it waited, it is one");
    await callAs(till, operator, runReconciliationOperation, {});
    for (let tries = 0; tries < 3; tries++) await die();
    assert.equal(await step(), 0);
    assert.equal((await report()).last?.state, "failed");
  });
});
