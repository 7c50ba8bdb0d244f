import assert from "node:assert/strict";
import { test } from "node:test";
import { IntakeRecord } from "../../../facts/intake/index.ts";
import { shopify } from "./shopify.ts";

const secret = "hush-of-shopify-0";
const raw = Buffer.from('{"id":820982911946154508}');
// Computed apart from the code, over these bytes.
const signature = "xejZSHI3Xa6QPrff5P9mxcRlElArDQhVWxHc8+HaRAI=";
const request = (headers: Record<string, string>) => ({ raw, path: "/v1/webhooks/x", headers });
const context = { topic: "orders/create", source: "north", timeZone: "Europe/Berlin" };

test("the signature fits under both names of its header, and under no other", () => {
  for (const name of ["x-shopify-hmac-sha256", "shopify-hmac-sha256"])
    assert.equal(shopify.isSigned(request({ [name]: signature }), secret), true, name);
  assert.equal(shopify.isSigned(request({ "x-hmac-sha256": signature }), secret), false);
  const altered = { ...request({ "x-shopify-hmac-sha256": signature }), raw: Buffer.from('{"id":820982911946154500}') };
  assert.equal(shopify.isSigned(altered, secret), false);
  assert.equal(shopify.isSigned(request({ "x-shopify-hmac-sha256": signature }), "hush"), false);
});

test("an event is known by topic and body, whatever the headers that nobody signs say", () => {
  const name = (headers: Record<string, string>) => shopify.nameOf(request(headers), {});
  const first = name({ "x-shopify-topic": "orders/create", "x-shopify-webhook-id": "1" });
  assert.deepEqual(name({ "shopify-topic": "orders/create", "x-shopify-webhook-id": "2" }), first);
  assert.notEqual(name({ "x-shopify-topic": "orders/paid" })?.eventKey, first?.eventKey);
  assert.equal(name({}), undefined);
});

test("what was triggered two days ago is stale, and what does not say when is not", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const fresh = (at: string) => shopify.isFresh(request({ "x-shopify-triggered-at": at }), {}, now);
  assert.deepEqual(["2026-02-28T08:00:00Z", "2026-02-28T10:00:00.123456789Z", "2026-03-02T11:00:00Z", "?"].map(fresh), [
    false,
    true,
    false,
    true,
  ]);
});

const line = { id: 1, sku: "MUG", variant_id: 7, product_id: 9, quantity: 3, title: "Mug", price: "19.99" };
const order = {
  ...{ id: 5621474181171, name: "#1001", created_at: "2026-03-01T10:00:00-05:00", currency: "EUR", test: false },
  ...{ taxes_included: true, source_name: "web", customer_locale: "de-CH", email: "ada@example.com" },
  customer: { id: 7207799259187, first_name: "Ada", last_name: "Byron", email: "ada@example.com" },
  shipping_address: { name: "Ada Byron", zip: "22765", country_code: "DE" },
  line_items: [
    { ...line, discount_allocations: [{ amount: "5.00" }], tax_lines: [{ price: "8.78" }] },
    { ...line, id: 2, sku: null, quantity: 1, price: "4.5" },
  ],
  shipping_lines: [{ price: "4.90", discounted_price: "3.90" }],
};

test("an order becomes its shopper and the order, to the cent, tax within", () => {
  const records = shopify.read(order, context).records ?? [];
  assert.deepEqual(records, [
    {
      ...{ type: "shopper", id: "7207799259187", name: "Ada Byron", email: "ada@example.com" },
      ...{ postCode: "22765", country: "DE", language: "de" },
    },
    {
      ...{ type: "order", id: "1001", reference: "5621474181171", at: "2026-03-01T15:00:00.000Z" },
      shopper: "7207799259187",
      ...{ channel: "online", currency: "EUR", shipping: 390 },
      lines: [
        { sku: "MUG", reference: "1", title: "Mug", quantity: 3, amount: 5997, discount: 500, tax: 878 },
        { sku: "variant/7", reference: "2", title: "Mug", quantity: 1, amount: 450, discount: 0, tax: 0 },
      ],
      delivery: { country: "DE", postCode: "22765" },
    },
  ]);
  for (const record of records) IntakeRecord.parse(record);
});

test("an order tells the service of its rate, and the quote that its shopper was shown; what is none is left out", () => {
  const delivery = (more: object) => {
    const records = shopify.read({ ...order, ...more }, context).records ?? [];
    const last = IntakeRecord.parse(records.at(-1));
    return last.type === "order" ? last.delivery : undefined;
  };
  const attributes = (quote: string, slot: string) => [
    { name: "gift", value: "yes" },
    { name: "aftercare_quote", value: quote },
    { name: "aftercare_slot", value: slot },
  ];
  const slot = "2026-03-05T08:00:00Z";
  const rate = { price: "4.90", code: "standard", title: "Standard (2–3 days)" };
  const to = { country: "DE", postCode: "22765" };
  const shown = delivery({ shipping_lines: [rate], note_attributes: attributes("abc.d-e_f", slot) });
  assert.deepEqual(shown, { ...to, service: "standard", quote: "abc.d-e_f", slot: new Date(slot) });
  const titled = delivery({ shipping_lines: [{ ...rate, code: null }], note_attributes: attributes("a b", "soon") });
  assert.deepEqual(titled, { ...to, service: "Standard (2–3 days)" });
  assert.deepEqual(delivery({ note_attributes: attributes("", "2026-02-01T08:00:00Z") }), to);
  assert.equal(delivery({ source_name: "pos", shipping_lines: [rate] }), undefined);
});

test("where prices are without tax it comes on top; a currency has the digits that it has", () => {
  const [, net] = shopify.read(
    { ...order, taxes_included: false, shipping_lines: [{ price: "5.00", tax_lines: [{ price: "0.95" }] }] },
    context,
  ).records as [unknown, { shipping: number; lines: { amount: number }[] }];
  assert.deepEqual([net.shipping, net.lines[0]?.amount], [595, 5997 + 878]);
  const yen = [{ ...line, price: "1200", quantity: 2 }];
  const [, far] = shopify.read({ ...order, currency: "JPY", line_items: yen, shipping_lines: [] }, context).records as [
    unknown,
    { lines: { amount: number }[] },
  ];
  assert.equal(far.lines[0]?.amount, 2400);
});

test("a guest's order holds how to reach them, and what cannot be stored is left out of it", () => {
  const zip = "22765; drop";
  const guest = { ...order, customer: null, source_name: "pos", shipping_address: { ...order.shipping_address, zip } };
  const [record, ...others] = shopify.read({ ...guest, email: "no address" }, context).records as object[];
  assert.deepEqual(others, []);
  const { contact, channel } = record as { contact: object; channel: string };
  assert.deepEqual([contact, channel], [{ name: "Ada Byron", country: "DE", language: "de" }, "store"]);
  IntakeRecord.parse(record);
});

test("tests say nothing; what is no order is told; what the law demands is a person's", () => {
  assert.deepEqual(shopify.read({ ...order, test: true }, context), {});
  assert.throws(() => shopify.read({ ...order, currency: "euros" }, context));
  assert.throws(() => shopify.read({ ...order, line_items: [{ ...line, price: 19.99 }] }, context), "money as a float");
  for (const topic of ["customers/redact", "customers/data_request", "shop/redact"])
    assert.match(shopify.read({}, { ...context, topic }).forPerson ?? "", /person/);
  assert.deepEqual(shopify.read({}, { ...context, topic: "products/update" }), {});
});

test("an order that was called off is one all the same, so that what comes late of it does not bring it to life", () => {
  const off = { ...order, customer: null, cancelled_at: "2026-03-01T16:00:00Z" };
  const records = shopify.read(off, { ...context, topic: "orders/cancelled" }).records as {
    type: string;
    id: string;
  }[];
  assert.deepEqual(
    records.map(({ type, id }) => `${type} ${id}`),
    ["order 1001", "order-lines line/1", "order-lines line/2", "cancellation 1001"],
  );
  for (const record of records) IntakeRecord.parse(record);
});

const refund = {
  ...{ id: 509562969, order_id: 5621474181171, processed_at: "2026-03-04T09:00:00Z" },
  refund_line_items: [
    { line_item_id: 1, quantity: 1, restock_type: "return", subtotal: 16.8, total_tax: 3.19, line_item: line },
    { line_item_id: 2, quantity: 1, restock_type: "no_restock", subtotal: "4.50", total_tax: 0, line_item: line },
  ],
};
const paidBack = (...amounts: string[]) =>
  amounts.map((amount) => ({ kind: "refund", status: "success", amount, currency: "EUR" }));
const about = (given: object) => shopify.read({ ...refund, ...given }, { ...context, topic: "refunds/create" });

test("what went back tells whether prices hold the tax, what was kept, and what is for no line", () => {
  const amounts = (...back: string[]) => {
    const [told] = about({ transactions: paidBack(...back) }).shopRefunds ?? [];
    return [told?.amount, ...(told?.lines ?? []).map(({ amount }) => amount)];
  };
  assert.deepEqual(amounts("24.49"), [2449n, 1999n, 450n], "tax comes on top");
  assert.deepEqual(amounts("21.30"), [2130n, 1680n, 450n], "tax is within");
  assert.deepEqual(amounts("10.00", "16.30"), [2630n, 1680n, 450n], "more than the goods cost");
  assert.deepEqual(amounts("20.00"), [2000n, 1577n, 423n], "a fee was kept");
});

test("what the shopper keeps has not come back; of a return of the shop's all of it has", () => {
  const back = (given: object) => {
    const records = (about({ transactions: paidBack("21.30"), ...given }).records ?? []) as { lines: object[] }[];
    for (const record of records) IntakeRecord.parse(record);
    return records.map(({ lines }) => lines.length);
  };
  assert.deepEqual([back({}), back({ return: { id: 3 } })], [[1], [2]]);
});

test("money that is still on its way is told when it has arrived; goods are told at once, worth what was paid", () => {
  const [pending] = paidBack("21.30").map((one) => ({ ...one, status: "pending" }));
  const reading = about({
    transactions: [pending],
    refund_line_items: refund.refund_line_items.map((one) => ({
      ...one,
      subtotal_set: { shop_money: { amount: "16.80", currency_code: "EUR" } },
    })),
  });
  assert.equal(reading.shopRefunds, undefined);
  assert.deepEqual((reading.records as { lines: { amount?: number }[] }[])[0]?.lines[0]?.amount, undefined);
  assert.equal(reading.needsOrder, "5621474181171");
  assert.throws(() => about({ transactions: [...paidBack("1.00"), { ...paidBack("1.00")[0], currency: "USD" }] }));
});

const fulfillment = {
  ...{ id: 255858046, name: "#1001.2", status: "success", tracking_company: "DHL" },
  ...{ created_at: "2026-03-01T12:00:00Z", updated_at: "2026-03-01T13:00:00Z" },
  line_items: [{ id: 1, sku: "MUG", quantity: 2 }],
};
const fulfilled = { ...context, topic: "fulfillments/create" };

test("a fulfilment is a parcel for each number, and one without as long as there is none", () => {
  const [bare] = shopify.read(fulfillment, fulfilled).parcels ?? [];
  assert.deepEqual(bare, {
    ...{ name: { source: "north", key: "fulfillment/255858046" }, carrier: "DHL", trackingNumber: undefined },
    shipmentKey: "shopify/fulfillment/255858046",
    orders: [{ key: "1001", source: "north", lines: [{ sku: "MUG", quantity: 2 }] }],
    scans: [
      {
        ...{ source: "shopify", key: "shopify:fulfillment/255858046", code: "fulfillment", status: "label_created" },
        at: new Date("2026-03-01T12:00:00Z"),
      },
    ],
  });
  const one = shopify.read({ ...fulfillment, tracking_number: "JD1" }, fulfilled).parcels ?? [];
  assert.deepEqual(
    one.map(({ name, trackingNumber }) => [name?.key, trackingNumber]),
    [["fulfillment/255858046", "JD1"]],
  );
  const two = shopify.read({ ...fulfillment, tracking_numbers: ["JD1", "JD2", "JD1"] }, fulfilled).parcels ?? [];
  assert.deepEqual(
    two.map(({ name, orders }) => [name?.key, orders]),
    ["JD1", "JD2"].map((number) => [`fulfillment/255858046/${number}`, [{ key: "1001", source: "north" }]]),
  );
  const over = shopify.read({ ...fulfillment, status: "cancelled" }, fulfilled).parcels?.[0]?.scans ?? [];
  assert.deepEqual(
    over.map(({ status }) => status),
    ["label_created", "cancelled"],
  );
});

test("an event is said of the fulfilment's parcels, and taken back where it is deleted", () => {
  const event = { id: 944956391, fulfillment_id: 255858046, status: "in_transit", happened_at: "2026-03-02T08:00:00Z" };
  const read = (topic: string) => shopify.read(event, { ...context, topic }).shipments?.[0];
  const told = read("fulfillment_events/create");
  assert.deepEqual([told?.shipmentKey, told?.name.key], ["shopify/fulfillment/255858046", "fulfillment/255858046"]);
  assert.equal(told?.scans[0]?.code, "in_transit");
  const deleted = read("fulfillment_events/delete")?.scans[0];
  assert.deepEqual([deleted?.retracts, deleted?.key], [told?.scans[0]?.key, "shopify:944956391/deleted"]);
  assert.deepEqual(shopify.read({ id: 1 }, { ...context, topic: "fulfillment_events/delete" }), {});
});
