import assert from "node:assert/strict";
import { test } from "node:test";
import { auc } from "@aftercare/learn";
import { gtinCheckDigit } from "./catalogue/index.ts";
import type { SampleRecord } from "./sample-record.ts";
import { sampleRetailer } from "./sample-retailer.ts";
import { sampleTour } from "./sample-tour.ts";

const until = new Date("2026-11-21T20:00:00Z");
const records = [...sampleRetailer({ seed: "test", until })];
const products = ofType("product");
const shoppers = ofType("shopper");
const orders = ofType("order");
const payments = ofType("payment");
const parcels = ofType("parcel");
const returns = ofType("return");
const merges = ofType("merge");
const variants = products.flatMap((product) => product.variants);
const orderById = new Map(orders.map((order) => [order.id, order]));
const shopperById = new Map(shoppers.map((shopper) => [shopper.id, shopper]));

function ofType<Type extends SampleRecord["type"]>(type: Type): Extract<SampleRecord, { type: Type }>[] {
  return records.filter((record): record is Extract<SampleRecord, { type: Type }> => record.type === type);
}

function share<Item>(items: readonly Item[], fits: (item: Item) => unknown): number {
  return items.filter(fits).length / items.length;
}

function within(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value.toFixed(3)} is not between ${low} and ${high}`);
}

/** When a record becomes known: a parcel at its arrival, everything else when it happens; stores and products before all. */
function knownAt(record: SampleRecord): string {
  if (record.type === "shopper") return record.registeredAt ?? "";
  if (record.type === "parcel") return record.deliveredAt ?? record.shippedAt;
  return "at" in record ? record.at : "";
}

test("the same seed gives the same records to the byte, another seed others", () => {
  const small = (seed: string) => JSON.stringify([...sampleRetailer({ seed, until, shoppers: 60, months: 5 })]);
  assert.equal(small("a"), small("a"));
  assert.notEqual(small("a"), small("b"));
});

test("a wrong option is refused and named", () => {
  const first = (options: Partial<Parameters<typeof sampleRetailer>[0]>) => () =>
    sampleRetailer({ seed: "x", until, ...options });
  assert.throws(first({ shoppers: 0 }), /shoppers/);
  assert.throws(first({ shoppers: 1.5 }), /shoppers/);
  assert.throws(first({ months: 0 }), /months/);
  assert.throws(first({ until: new Date("soon") }), /until/);
});

test("stores and products come first, then everything in time order up to the end", () => {
  const fixed = records.findIndex(({ type }) => type !== "store" && type !== "product");
  assert.equal(fixed, ofType("store").length + products.length);
  const times = records
    .slice(fixed)
    .map(knownAt)
    .filter((at) => at !== "");
  for (let i = 1; i < times.length; i++) assert.ok(times[i - 1]! <= times[i]!, `${times[i - 1]} before ${times[i]}`);
  assert.ok(times.at(-1)! <= until.toISOString());
});

test("identifiers are unique for their kind", () => {
  const seen = new Set<string>();
  for (const { type, id } of records) {
    assert.ok(!seen.has(`${type} ${id}`), `${type} ${id}`);
    seen.add(`${type} ${id}`);
  }
  assert.equal(new Set(variants.map(({ sku }) => sku)).size, variants.length);
  assert.equal(new Set(variants.map(({ barcode }) => barcode)).size, variants.length);
  assert.equal(new Set(parcels.map(({ trackingNumber }) => trackingNumber)).size, parcels.length);
  const accounts = shoppers.filter(
    ({ kind, id }) => kind === "account" && !merges.some(({ account }) => account === id),
  );
  assert.equal(new Set(accounts.map(({ email }) => email)).size, accounts.length);
});

test("nothing refers to what was not told before", () => {
  const told = new Set<string>();
  const needs = (type: string, id: string | undefined, by: string) =>
    assert.ok(id === undefined || told.has(`${type} ${id}`), `${by} refers to ${type} ${id}`);
  for (const record of records) {
    const by = `${record.type} ${record.id}`;
    if (record.type === "order" || record.type === "return") {
      needs("shopper", record.shopper, by);
      needs("store", record.store, by);
      for (const { sku } of record.lines) needs("sku", sku, by);
    }
    if (record.type === "payment" || record.type === "parcel" || record.type === "return")
      needs("order", record.order, by);
    if (record.type === "merge") {
      needs("shopper", record.guest, by);
      needs("shopper", record.account, by);
    }
    if (record.type === "product") for (const { sku } of record.variants) told.add(`sku ${sku}`);
    told.add(by);
  }
});

test("of each purchase no more comes back than was bought, and only goods of unknown origin have no purchase", () => {
  const left = new Map<string, number>();
  const add = (key: string, quantity: number) => left.set(key, (left.get(key) ?? 0) + quantity);
  const lastOrder = new Map<string, string>();
  for (const record of records) {
    if (record.type === "order") {
      for (const { sku, quantity } of record.lines) {
        add(`${record.id} ${sku}`, quantity);
        if (record.shopper !== undefined) lastOrder.set(`${record.shopper} ${sku}`, record.id);
      }
    }
    if (record.type !== "return" || (record.order === undefined && record.shopper === undefined)) continue;
    for (const { sku, quantity } of record.lines) {
      const order = record.order ?? lastOrder.get(`${record.shopper} ${sku}`);
      add(`${order} ${sku}`, -quantity);
      assert.ok(left.get(`${order} ${sku}`)! >= 0, `${record.id}: ${quantity} of ${sku}, order ${order}`);
    }
  }
});

test("amounts are whole cents that add up: lines, voucher and shipping are what was paid", () => {
  const paid = new Map<string, number>();
  for (const { order, amount } of payments) paid.set(order, (paid.get(order) ?? 0) + amount);
  for (const order of orders) {
    let total = (order.shipping ?? 0) - (order.discount ?? 0);
    for (const { amount, discount = 0, tax } of order.lines) {
      for (const cents of [amount, discount, tax]) assert.ok(Number.isSafeInteger(cents) && cents >= 0, order.id);
      assert.ok(discount < amount && tax < amount - discount, order.id);
      total += amount - discount;
    }
    // An invoice that falls due after the end of the sample is still open.
    if (paid.get(order.id) !== total) assert.ok(Date.parse(order.at) > until.getTime() - 15 * 86_400_000, order.id);
    assert.ok((paid.get(order.id) ?? 0) <= total, order.id);
  }
});

test("every barcode is a GTIN-13 for use inside one company, with its check digit", () => {
  for (const { barcode } of variants) {
    assert.match(barcode, /^2\d{12}$/);
    assert.equal(Number(barcode.at(-1)), gtinCheckDigit(barcode.slice(0, -1)), barcode);
  }
  assert.equal(gtinCheckDigit("400638133393"), 1);
});

test("the range: ten categories, ninety products, a margin of 35 to 60 % of the price without tax", () => {
  assert.equal(products.length, 90);
  assert.equal(new Set(products.map(({ category }) => category)).size, 10);
  for (const { price, cost, sku } of variants) within(1 - cost / (price / 1.19), 0.349, 0.601, `margin of ${sku}`);
});

test("the shape of trade keeps within its stated bounds", () => {
  within(orders.length, 11_000, 13_500, "orders");
  within(shoppers.filter(({ kind }) => kind === "account").length, 2_450, 2_750, "accounts");
  within(
    share(orders, (order) => order.contact),
    0.11,
    0.19,
    "guest orders with a contact",
  );
  within(
    share(orders, (order) => !order.shopper && !order.contact),
    0.02,
    0.06,
    "walk-ins",
  );
  within(
    share(orders, ({ channel }) => channel === "store"),
    0.2,
    0.32,
    "store purchases",
  );
  within(
    share(orders, ({ channel }) => channel === "app"),
    0.05,
    0.15,
    "app orders",
  );
  within(
    share(orders, ({ lines }) => lines.some(({ discount }) => discount)),
    0.1,
    0.3,
    "orders with a reduced article",
  );
  within(merges.length, 100, 350, "merged guests");
  within(
    share(parcels, ({ deliveredAt }) => !deliveredAt),
    0.002,
    0.03,
    "parcels on their way or lost",
  );
  for (const language of ["en", "de", "nl", "zh"])
    within(
      share(shoppers, (s) => s.language === language),
      0.03,
      0.7,
      language,
    );
});

test("returns: share, channels, references, parts, and reasons by category", () => {
  const named = new Set(returns.flatMap(({ order }) => order ?? []));
  within(named.size / orders.length, 0.14, 0.19, "orders with a return");
  within(
    share(returns, ({ order, shopper }) => !order && shopper),
    0.004,
    0.04,
    "without a receipt",
  );
  within(
    share(returns, ({ order, shopper }) => !order && !shopper),
    0.002,
    0.015,
    "of unknown origin",
  );
  const crossed = returns.filter(
    ({ order, channel }) => channel === "store" && order && orderById.get(order)?.channel !== "store",
  );
  within(crossed.length / returns.length, 0.1, 0.3, "bought online, returned in the store");
  const bought = new Map(orders.flatMap(({ id, lines }) => lines.map((line) => [`${id} ${line.sku}`, line.quantity])));
  const several = returns.flatMap(({ order, lines }) =>
    lines.filter(({ sku }) => (bought.get(`${order} ${sku}`) ?? 0) > 1).map((line) => ({ ...line, order })),
  );
  within(
    share(several, ({ order, sku, quantity }) => quantity < bought.get(`${order} ${sku}`)!),
    0.2,
    0.8,
    "partial quantities",
  );
  const categoryOf = new Map(products.flatMap(({ category, variants }) => variants.map(({ sku }) => [sku, category])));
  const reasonShare = (category: string, reasons: string[]) =>
    share(
      returns.flatMap(({ lines }) => lines).filter(({ sku, reason }) => reason && categoryOf.get(sku) === category),
      ({ reason }) => reasons.includes(reason!),
    );
  within(reasonShare("Jackets", ["too-small", "too-big"]), 0.45, 0.75, "jackets that do not fit");
  within(reasonShare("Tents and sleeping", ["damaged-or-defective"]), 0.2, 0.6, "defective tents");
  assert.equal(reasonShare("Lights and electronics", ["too-small", "too-big", "style"]), 0);
});

test("seasons show: November and December sell more than February", () => {
  const inMonth = (month: string) => orders.filter(({ at }) => at.startsWith(month)).length;
  assert.ok(inMonth("2025-12") > 1.3 * inMonth("2026-02"));
  assert.equal(
    share(
      orders.filter(({ store }) => store),
      ({ at }) => new Date(at).getUTCDay() === 0,
    ),
    0,
  );
});

test("repurchase within 60 days of a return can be told from frequency alone, within reason", () => {
  const times = new Map<string, number[]>();
  for (const { shopper, at } of orders) {
    if (shopper !== undefined) times.set(shopper, [...(times.get(shopper) ?? []), Date.parse(at)]);
  }
  const horizon = 60 * 86_400_000;
  const rows = returns.flatMap(({ shopper, at }) => {
    const instant = Date.parse(at);
    if (shopper === undefined || instant + horizon > until.getTime()) return [];
    const own = times.get(shopper) ?? [];
    const before = own.filter((time) => time <= instant).length;
    return [{ before, again: own.some((time) => time > instant && time <= instant + horizon) ? 1 : 0 }];
  });
  within(rows.length, 1_000, 2_000, "returns with full follow-up");
  within(
    auc(
      rows.map(({ before }) => before),
      rows.map(({ again }) => again),
    ),
    0.69,
    0.79,
    "AUC of frequency alone",
  );
});

test("the tour's cases exist: a delivered order to look up, a receipt with an article to scan, a return to explain", () => {
  const tour = sampleTour(records);
  const order = orderById.get(tour.shopper.order)!;
  const buyer = shopperById.get(order.shopper!)!;
  assert.deepEqual([buyer.email, buyer.postCode], [tour.shopper.email, tour.shopper.postCode]);
  assert.ok(parcels.some((parcel) => parcel.order === order.id && parcel.deliveredAt !== undefined));
  assert.ok(!returns.some((returned) => returned.order === order.id));
  const receipt = orderById.get(tour.counter.receipt)!;
  const scanned = variants.find(({ barcode }) => barcode === tour.counter.barcode)!;
  assert.equal(receipt.store, tour.counter.store);
  assert.ok(receipt.lines.some(({ sku }) => sku === scanned.sku));
  assert.ok(!returns.some((returned) => returned.order === receipt.id));
  assert.equal(returns.find(({ id }) => id === tour.console.returnId)?.shopper, tour.console.shopper);
  assert.throws(() => sampleTour([]), /too small/);
});
