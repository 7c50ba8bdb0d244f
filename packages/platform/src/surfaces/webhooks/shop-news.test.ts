import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { WebhookEndpointId } from "../../facts/identifiers/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { readDeliveries } from "./index.ts";
import { hmacSha256 } from "./signatures.ts";
import { signedHeaders, type TestIntake, testIntake } from "./testing.ts";

let intake: TestIntake<TestHouse>;
before(async () => {
  intake = await testIntake(await testHouse());
  // The samples are of March 2026.
  intake.house.clock.advance(20 * 86_400_000);
});
after(() => intake.close());

type Json = Readonly<Record<string, unknown>>;

const sample = async (name: string): Promise<Json> =>
  JSON.parse(await readFile(new URL(`./senders/samples/${name}.json`, import.meta.url), "utf8")) as Json;

let shops = 0;
/** A shop of its own, with the samples as its own orders: numbers may be the same in two shops. */
async function shop() {
  const source = `shop-${++shops}`;
  const { path, secret, id } = await intake.endpoint("shopify", source, "hush-of-this-shop");
  const send = async (topic: string, body: Json) => {
    const payload = JSON.stringify(body);
    const headers = {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": hmacSha256(secret, payload).toString("base64"),
    };
    const { statusCode } = await intake.server.inject({ method: "POST", url: path, headers, payload });
    assert.equal(statusCode, 200);
  };
  return { source, send, id };
}

/** Reads until nothing is due, and again later until what waited has been taken. */
async function readAll(times = 1) {
  for (let i = 0; i < times; i++) {
    while ((await readDeliveries(intake.house)) > 0);
    intake.house.clock.advance(3_600_000);
  }
  while ((await readDeliveries(intake.house)) > 0);
}

const rows = async <Row>(text: string, ...values: string[]) =>
  (await intake.house.database.pool.query(text, values)).rows as Row[];

/** Lines, returns and refunds of a shop, as far as its news decides them. */
async function standing(source: string) {
  const lines = await rows<{ text: string }>(
    `select concat_ws(' ', l.sku, l.quantity, l.returned_quantity, l.cancelled_quantity) as text
     from order_lines l join orders o on o.id = l.order_id where o.source = $1 order by l.line`,
    source,
  );
  const returns = await rows<{ text: string }>(
    "select concat_ws(' ', key, amount, cancelled) as text from returns where source = $1 order by key",
    source,
  );
  const refunds = await rows<{ reference: string; amount: bigint; parts: { kind: string; amount: number }[] }>(
    `select r.reference, r.amount, r.parts from refunds r join orders o on o.id = r.order_id
     where o.source = $1 order by r.reference`,
    source,
  );
  const ceilings = await rows<{ elsewhere: bigint; intended: bigint }>(
    "select c.elsewhere, c.intended from refund_ceilings c join orders o on o.id = c.order_id where o.source = $1",
    source,
  );
  return {
    lines: lines.map(({ text }) => text),
    returns: returns.map(({ text }) => text),
    refunds: refunds.map(({ reference, amount, parts }) => [
      ...[reference, Number(amount)],
      ...parts.map((part) => `${part.kind} ${part.amount}`),
    ]),
    ceilings: ceilings.map(({ elsewhere, intended }) => [Number(elsewhere), Number(intended)]),
  };
}

const returned = {
  lines: ["COAT-M 2 1 0", "SCARF 1 0 0"],
  returns: ["refund/990112233001 10800 f"],
  refunds: [["shopify/refund/990112233001", 11295, "goods 10800", "shipping 495"]],
  // The money for the coat is the refund's, and not given back elsewhere as well.
  ceilings: [[0, 11295]],
};

test("a refund of the shop's is goods that came back and money, each once, however often it is told", async () => {
  const { source, send } = await shop();
  const [order, refund] = [await sample("shopify-order"), await sample("shopify-refund")];
  await send("orders/create", order);
  await send("refunds/create", refund);
  await send("orders/updated", { ...order, updated_at: "2026-03-12T14:30:03-05:00", refunds: [refund] });
  await send("refunds/create", { ...refund, note: "written once more" });
  await readAll();
  assert.deepEqual(await standing(source), returned);
});

test("a refund that comes before its order waits for it", async () => {
  const { source, send, id } = await shop();
  await send("refunds/create", await sample("shopify-refund"));
  await readAll();
  assert.deepEqual((await standing(source)).returns, []);
  await send("orders/create", await sample("shopify-order"));
  await readAll(2);
  assert.deepEqual(await standing(source), returned);
  const states = await rows<{ state: string }>(
    "select state from webhook_deliveries where endpoint_id = $1",
    WebhookEndpointId.decode(id),
  );
  assert.ok(states.every(({ state }) => state === "read"));
});

test("what is called off is taken once, whether the order is heard of before or not, and its states in any order", async () => {
  const { source, send } = await shop();
  const order = await sample("shopify-order");
  const off = { ...order, cancelled_at: "2026-03-01T11:00:00-05:00", cancel_reason: "customer" };
  const refund = await sample("shopify-refund");
  const [line] = refund["refund_line_items"] as Json[];
  const all = {
    ...refund,
    return: null,
    refund_line_items: [{ ...line, quantity: 2, restock_type: "cancel", subtotal_set: null, subtotal: "216.00" }],
    transactions: [{ kind: "refund", status: "success", amount: "250.95", currency: "EUR" }],
  };
  await send("orders/cancelled", off);
  await send("orders/create", order);
  await send("refunds/create", all);
  await send("orders/updated", { ...off, refunds: [all] });
  await readAll();
  const { lines, returns, refunds, ceilings } = await standing(source);
  assert.deepEqual(lines, ["COAT-M 2 2 2", "SCARF 1 1 1"]);
  assert.deepEqual(returns, ["cancellation/2417 0 t"]);
  assert.deepEqual(refunds, [["shopify/refund/990112233001", 25095, "goods 21600", "shipping 495", "goodwill 3000"]]);
  assert.deepEqual(ceilings, [[0, 25095]]);
});

test("an edit adds lines and takes units out, once", async () => {
  const { source, send } = await shop();
  const order = await sample("shopify-order");
  const [coat, scarf] = order["line_items"] as Json[];
  const hat = { ...scarf, id: 14410052001003, sku: "HAT", title: "Hat", price: "15.00", tax_lines: [] };
  const edited = {
    ...order,
    updated_at: "2026-03-02T09:00:00-05:00",
    line_items: [{ ...coat, current_quantity: 1 }, scarf, hat],
  };
  await send("orders/updated", edited);
  await send("orders/create", order);
  await send("orders/updated", { ...edited, note: "said again" });
  await readAll();
  const { lines } = await standing(source);
  assert.deepEqual(lines, ["COAT-M 2 1 1", "SCARF 1 0 0", "HAT 1 0 0"]);
});

const requestsOf = (source: string) =>
  rows<{ state: string; reason: string; awaited: number; announced: number }>(
    `select q.state, l.reason, l.quantity - l.received - l.released as awaited, o.requested_quantity as announced
     from return_requests q join return_request_lines l on l.request_id = q.id
       join order_lines o on o.order_id = q.order_id and o.line = l.order_line
       join shop_returns s on s.request_id = q.id
     where s.source = $1 order by q.id`,
    source,
  );
const ended = (order: unknown) => ({ id: 5530017001, order_id: order, status: "closed" });

test("a return that was announced in the shop is a request of ours, which waits for the shop and pays nothing", async () => {
  const { source, send } = await shop();
  const request = await sample("shopify-return");
  await send("returns/request", request);
  await send("orders/create", await sample("shopify-order"));
  await readAll(2);
  assert.deepEqual(await requestsOf(source), [{ state: "requested", reason: "too-small", awaited: 1, announced: 1 }]);
  await send("returns/approve", { ...request, status: "open" });
  await send("returns/request", { ...request, note: "said late" });
  await readAll();
  assert.deepEqual(await requestsOf(source), [{ state: "open", reason: "too-small", awaited: 1, announced: 1 }]);
  await send("refunds/create", await sample("shopify-refund"));
  await readAll();
  assert.deepEqual(await standing(source), returned);
  const [line] = await rows<{ announced: number }>(
    "select l.requested_quantity as announced from order_lines l join orders o on o.id = l.order_id where o.source = $1 and l.line = 1",
    source,
  );
  assert.equal(line?.announced, 0);
});

test("what became of a return waits for the return itself, and what is said of one that is over changes nothing", async () => {
  const { source, send } = await shop();
  const [order, request] = [await sample("shopify-order"), await sample("shopify-return")];
  await send("returns/cancel", { ...ended(order["id"]), status: "canceled" });
  await send("orders/create", order);
  await readAll();
  await send("returns/approve", { ...request, status: "open" });
  await readAll(3);
  assert.deepEqual(await requestsOf(source), [{ state: "cancelled", reason: "too-small", awaited: 0, announced: 0 }]);
  await send("returns/approve", { ...request, status: "open", note: "said late" });
  await send("returns/reopen", { ...ended(order["id"]), status: "open" });
  await readAll();
  assert.deepEqual(
    (await requestsOf(source)).map(({ state, announced }) => [state, announced]),
    [
      ["cancelled", 1],
      ["open", 1],
    ],
  );
  await send("returns/close", ended(order["id"]));
  await readAll();
  assert.deepEqual(
    (await requestsOf(source)).map(({ state, announced }) => [state, announced]),
    [
      ["cancelled", 0],
      ["closed", 0],
    ],
  );
});

const lampReturn =
  (given: object, received: number, damaged = 0) =>
  async () => {
    const one = await sample("medusa-return");
    const [item] = one["items"] as Json[];
    return { ...one, ...given, items: [{ ...item, received_quantity: received, damaged_quantity: damaged }] };
  };
const paidBackBy = (order: Json, ...amounts: readonly number[]) => {
  const [collection] = order["payment_collections"] as { payments: Json[] }[];
  const refunds = amounts.map((amount, i) => ({ id: `ref_${i + 1}`, amount, created_at: "2026-03-12T10:00:00Z" }));
  return [{ ...collection, payments: collection?.payments.map((payment) => ({ ...payment, refunds })) }];
};

async function medusaShop() {
  const source = `medusa-${++shops}`;
  const { path, secret } = await intake.endpoint("medusa", source);
  const send = async (type: string, data: Json) => {
    const at = intake.house.clock.real();
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const headers = signedHeaders(secret, body, { id: `${source}-${++shops}`, at });
    const { statusCode } = await intake.server.inject({ method: "POST", url: path, headers, payload: body });
    assert.equal(statusCode, 200);
  };
  return { source, send };
}

test("each state of a Medusa order tells all of it, and each thing of it counts once in any order of the states", async () => {
  const order = await sample("medusa-order");
  const returns = [
    await lampReturn({}, 0)(),
    await lampReturn({ status: "partially_received", received_at: "2026-03-11T10:00:00Z" }, 1)(),
    await lampReturn({ status: "received", received_at: "2026-03-12T10:00:00Z" }, 1, 1)(),
  ];
  const states: [string, Json][] = [
    ["order.placed", order],
    ["order.return_requested", { ...order, returns: [returns[0]] }],
    ["order.return_received", { ...order, returns: [returns[1]] }],
    ["order.return_received", { ...order, returns: [returns[2]] }],
    ["payment.refunded", { ...order, returns: [returns[2]], payment_collections: paidBackBy(order, 150, 5.2) }],
  ];
  const orders = [states, states.toReversed(), [1, 4, 0, 3, 2, 4].map((i) => states[i]!)];
  for (const told of orders) {
    const { source, send } = await medusaShop();
    for (const [type, data] of told) {
      await send(type, data);
      await readAll();
    }
    const { lines, refunds, ceilings } = await standing(source);
    assert.deepEqual(lines, ["LAMP-OAK 2 2 0", "variant/variant_01JNY2 3 0 0"]);
    assert.deepEqual(
      refunds.map(([reference, amount]) => [reference, amount]),
      [
        ["medusa/refund/ref_1", 15000],
        ["medusa/refund/ref_2", 520],
      ],
    );
    const [ceiling] = ceilings;
    assert.equal(ceiling?.[1], 15520);
    const payments = await rows(
      "select p.amount, p.reference from payments p join orders o on o.id = p.order_id where o.source = $1",
      source,
    );
    assert.deepEqual(payments, [{ amount: 18112n, reference: "pi_3Rk0example" }]);
    for (const one of await requestsOf(source)) assert.deepEqual([one.awaited, one.announced], [0, 0]);
  }
});

test("a Medusa order that is called off undoes what is left, and tells why what comes back does", async () => {
  const { source, send } = await medusaShop();
  const order = await sample("medusa-order");
  const requested = await lampReturn({}, 0)();
  await send("order.return_requested", { ...order, returns: [requested] });
  await readAll();
  assert.deepEqual(
    (await requestsOf(source)).map(({ state, reason }) => [state, reason]),
    [["open", "received-the-wrong-item"]],
  );
  const came = await lampReturn({ status: "partially_received", received_at: "2026-03-11T10:00:00Z" }, 1)();
  await send("order.return_received", { ...order, returns: [came] });
  await send("order.canceled", { ...order, returns: [came], canceled_at: "2026-03-12T10:00:00Z" });
  await readAll();
  const reasons = await rows<{ reason: string }>(
    "select l.reason from return_lines l join returns r on r.id = l.return_id where r.source = $1 and not r.cancelled",
    source,
  );
  assert.deepEqual(reasons, [{ reason: "received-the-wrong-item" }]);
  assert.deepEqual((await standing(source)).lines, ["LAMP-OAK 2 2 1", "variant/variant_01JNY2 3 3 3"]);
});

test("a reason that nobody knows is listed with its shop, and what people say of it holds for what was said before", async () => {
  const { source, send } = await medusaShop();
  const order = await sample("medusa-order");
  const odd = await lampReturn({}, 0)();
  const [item] = odd.items as Json[];
  const reason = { id: "rr_9", value: "Smells odd", label: "Smells odd" };
  await send("order.return_requested", { ...order, returns: [{ ...odd, items: [{ ...item, reason }] }] });
  await readAll();
  const headers = await intake.house.authorization("admin");
  const ask = (method: "GET" | "PUT", payload?: object) =>
    intake.house.server.inject({ method, url: "/v1/return-reason-codes", headers, ...(payload && { payload }) });
  const { items } = (await ask("GET")).json<{
    items: { source: string; code: string; reason?: string; seen: number }[];
  }>();
  assert.deepEqual(
    items.filter((one) => one.source === source).map(({ code, reason: said, seen }) => [code, said, seen]),
    [["smells-odd", undefined, 1]],
  );
  const mapped = await ask("PUT", { source, code: "smells-odd", reason: "quality" });
  assert.equal(mapped.json<{ lines: number }>().lines, 1);
  assert.equal((await ask("PUT", { source, code: "smells-odd", reason: "smells" })).statusCode, 400);
  assert.deepEqual(
    (await requestsOf(source)).map((one) => one.reason),
    ["quality"],
  );
});
