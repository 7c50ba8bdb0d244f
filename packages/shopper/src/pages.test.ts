import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { type Locale, locales, translator } from "@aftercare/messages";
import { buildShopperPages } from "../build.ts";
import {
  type Content,
  type Offer,
  type Order,
  type OrderPoints,
  openShopperPages,
  type ReturnTerms,
  type ShopperPages,
  type Tracking,
} from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "shopper-pages-"));
let pages: ShopperPages;
before(async () => {
  await buildShopperPages(folder);
  pages = await openShopperPages(folder);
});
after(() => rmSync(folder, { recursive: true }));

const hostile = `<script>alert("1")</script>`;

const order: Order = {
  orderId: "ord_01h455vb4pex5vsknk084sn02q",
  number: "1042",
  placedAt: "2026-02-20T10:00:00Z",
  channel: "online",
  currency: "EUR",
  total: 12_345_67,
  shipping: 490,
  lines: [
    { line: 1, sku: "A", title: hostile, quantity: 2, returnedQuantity: 1, paid: 9_900, nextUnitPaid: 4_950 },
    { line: 2, sku: "SKU-B", quantity: 3, returnedQuantity: 0, paid: 3_000, nextUnitPaid: 1_000 },
  ],
  parcels: [],
  payments: [],
  returns: [],
};
const returned = {
  returnId: "ret_01h455vb4pex5vsknk084sn02q",
  number: "R-100001",
  at: "2026-03-01T10:00:00Z",
  isCancellation: false,
};
const tracking: Tracking = {
  ...{ orderId: order.orderId, number: order.number, asOf: "2026-03-06T10:00:00Z", state: "not-shipped" },
  ...{ parcels: [], refunds: [], inbox: [] },
};
const announced = {
  ...{ parcelId: "pcl_01h455vb4pex5vsknk084sn02q", number: "JD014600", carrier: hostile },
  ...({ status: "label_created", phase: 0 } as const),
};
const parcel = { ...announced, status: "in_transit", phase: 1, shippedAt: "2026-02-21T18:40:00Z" } as const;
const delivered = { ...parcel, status: "delivered", phase: 2, deliveredAt: "2026-03-03T09:12:00Z" } as const;
const offer: Offer = {
  offerId: "ofr_01h455vb4pex5vsknk084sn02q",
  code: "ABCD-EFGH-JKMN",
  action: "percent-10",
  state: "issued",
  issuedAt: "2026-03-01T10:00:00Z",
  expiresAt: "2026-03-31T10:00:00Z",
  qrSvg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 58 58"><path d="M4 46L18 46Z"/></svg>`,
};
const used = { ...offer, state: "redeemed", redeemedAt: "2026-03-04T10:00:00Z" } as const;
const offers: Offer[] = [
  offer,
  { ...offer, action: "bogo" },
  { ...offer, action: "new-product-coupon", state: "expired" },
  { ...offer, action: "percent-20", state: "revoked" },
  { ...offer, reinstatedAt: "2026-03-06T10:00:00Z" },
  { ...used, state: "reversed", reversedAt: "2026-03-06T10:00:00Z" },
  { ...offer, action: hostile },
  used,
  { ...used, redeemedAtStore: hostile },
];
const noPoints: OrderPoints = { earned: 0, bonus: 0, reversed: 0, owed: 0 };
const availableAt = "2026-04-02T22:00:00Z";
const earned = { earned: 1_200, bonus: 600, reversed: 0, owed: 0, availableAt, pending: true };
const everyPoints: OrderPoints[] = [
  earned,
  { ...earned, pending: false, expiresAt: "2028-03-02T22:59:59.999Z", reversed: 400 },
  { ...earned, pending: false },
  { ...earned, reversed: 1_800, owed: 1 },
];
const orders: Order[] = [
  order,
  { ...order, channel: "store", storeName: hostile },
  ...["app", "phone", "marketplace"].map((channel) => ({ ...order, channel })),
  { ...order, shipping: 0, parcels: [parcel] },
  { ...order, parcels: [announced] },
  { ...order, parcels: [delivered] },
  { ...order, parcels: [announced], returns: [{ ...returned, units: 1, amount: 4_950, isCancellation: true }] },
  { ...order, parcels: [delivered, delivered], returns: [{ ...returned, units: 1, amount: 4_950 }] },
  {
    ...order,
    lines: order.lines.map((line) => ({ ...line, returnedQuantity: line.quantity })),
    returns: [1, 2].map((units) => ({ ...returned, units, amount: 4_950 * units })),
  },
];

const guide: Content = {
  ...{ contentId: "cnt_01", kind: "guide", moment: "on-arrival", language: "de", title: hostile, summary: hostile },
  ...{
    goods: [hostile],
    opened: true,
    orderNumber: "R-1",
    body: `# ${hostile}\n\n- **a**\n- [b](https://x.test)\n\n${hostile}`,
  },
};
const contents: Content[] = [
  guide,
  { ...guide, kind: "video", url: "https://x.test/film", provider: hostile, helpAskedAt: "2026-03-02T10:00:00Z" },
  { ...guide, kind: "care", url: "https://shop.test/care", body: undefined },
];

function* everyPage(locale: Locale): Generator<string> {
  for (const retailer of [hostile, undefined]) {
    const context = { words: translator(locale).inTimeZone("Europe/Berlin"), retailer, path: "/" };
    const problem = { status: 404, title: hostile, detail: "No." };
    yield pages.renderHome(context);
    yield pages.renderHome({ ...context, lookUpFirst: true });
    yield pages.renderHome({ ...context, failed: { number: `"${hostile}`, proof: hostile, problem } });
    yield pages.renderProblem({ ...context, problem });
    for (const content of contents) yield pages.renderContent({ ...context, orderId: order.orderId, content });
    for (const purpose of ["care", "guide", "marketing"] as const)
      for (const done of [false, true]) yield pages.renderUnsubscribe({ ...context, purpose, done });
    for (const one of orders)
      yield pages.renderOrder({
        ...context,
        order: one,
        offers: one === order ? [] : offers,
        points: noPoints,
        tracking,
      });
    for (const points of everyPoints)
      yield pages.renderOrder({ ...context, order, offers, points, tracking, contents });
    for (const one of offers) yield pages.renderOffer({ ...context, order, offer: one });
  }
}

test("every page in every language has all its texts, and needs no script and no inline style", () => {
  for (const locale of locales) {
    for (const page of everyPage(locale)) {
      assert.match(page, new RegExp(`^<!doctype html><html lang="${locale}">`));
      assert.doesNotMatch(page, /<script|<style|\sstyle=|\son[a-z]+=/i);
      assert.doesNotMatch(page, /shopper\.[a-z]+\.|mail\.[a-z]+\.|undefined|\[object|Invalid/);
      assert.equal(page.match(/<h1[ >]/g)?.length, 1);
    }
  }
});

test("what the shop or the shopper wrote is shown as text", () => {
  const words = translator("en");
  const page = pages.renderHome({ words, retailer: hostile, path: "/", lookUpFirst: true });
  assert.match(page, /&lt;script>alert\(&quot;1&quot;\)&lt;\/script>/);
});

test("once an order has come, the first line says when, or what went back, in the retailer's zone", () => {
  const headline = (one: Partial<Order>, locale: Locale = "en", more: Partial<Tracking> = {}) => {
    const words = translator(locale).inTimeZone("Europe/Berlin");
    const view = { words, retailer: "Shop", path: "/", offers: [], points: noPoints };
    const seen: Tracking = { ...tracking, state: "arrived", ...more };
    const page = pages.renderOrder({ ...view, tracking: seen, order: { ...order, ...one } });
    return /<h1>(.*?)<\/h1>/.exec(page)?.[1];
  };
  const returns = [{ ...returned, units: 1, amount: 1 }];
  const arrivedAt = "2026-03-03T23:12:00Z";
  assert.equal(headline({ storeName: "Altona" }), "Bought on Friday, 20 February 2026 at Altona");
  assert.equal(headline({ parcels: [delivered] }, "en", { arrivedAt }), "Delivered on Wednesday, 4 March 2026");
  assert.equal(headline({ parcels: [delivered] }, "de", { arrivedAt }), "Zugestellt am Mittwoch, 4. März 2026");
  assert.equal(headline({ parcels: [delivered], returns }), "You returned 1 of 5 items on Sunday, 1 March 2026");
  const lines = order.lines.map((line) => ({ ...line, returnedQuantity: line.quantity }));
  assert.equal(
    headline({ lines, returns: [...returns, { ...returned, at: "2026-03-05T10:00:00Z", units: 4, amount: 1 }] }),
    "You returned all 5 items, the last on Thursday, 5 March 2026",
  );
});

test("an order's page gives each reason of its terms in the words that are read where a return is announced", () => {
  const law = { isDue: true, until: "2026-04-02", source: "CRD" };
  const line: ReturnTerms["lines"][number] = {
    ...{ line: 1, sku: "A", units: 1, isOpen: true, isCureOnly: false, until: "2026-04-02", logisticsFee: 0 },
    wayFees: [],
    ...{ restockingPercent: 0, methods: ["drop-off"], refundTiming: "received", resolutions: ["refund"], law },
    bonusPercent: 0,
    because: [
      { what: "window", by: "law" },
      { what: "logisticsFee", by: "rule", rule: "silver", says: "Free, because you are a Silver member." },
      { what: "restockingPercent", by: "law" },
    ],
  };
  const terms = { policyVersion: 1, currency: "EUR", arrival: "known" as const };
  const view = { words: translator("en"), retailer: "Shop", path: "/", offers: [], points: noPoints, tracking };
  const page = (more: object) =>
    pages.renderOrder({ ...view, order, returnTerms: { ...terms, lines: [{ ...line, ...more }] } });
  for (const sentence of [
    "You can return it for so long because the law says so.",
    "Free, because you are a Silver member.",
    "Nothing of the price is kept: the law says so.",
  ])
    assert.equal(page({}).split(sentence).length, 2, sentence);
  assert.doesNotMatch(page({}), /By law you can withdraw/);
  assert.match(page({ until: "2026-05-02" }), /By law you can withdraw until 2 April 2026/);
  assert.doesNotMatch(page({}), /The time for this is over/);
  assert.match(page({ isOpen: false }), /The time for this is over\. You can ask us all the same\./);
});

test("an order's page says what it earned, from when that can be used, and what went back", () => {
  const words = translator("en").inTimeZone("Europe/Berlin");
  const text = (points: OrderPoints) =>
    pages
      .renderOrder({ words, retailer: "Shop", path: "/", order, offers: [], points, tracking })
      .replaceAll(/<[^>]+>/g, " ");
  assert.doesNotMatch(text(noPoints), /points/i);
  assert.match(
    text(earned),
    /Earned\s+\+1,200\s+Extra points\s+\+600\s+As it stands, you can use them from 3 April 2026/,
  );
  const back = text(everyPoints[3]!);
  assert.match(back, /Gone back with what you returned .*−1,800/);
  assert.match(back, /1 of these points had been used before/);
  assert.doesNotMatch(back, /You can use them/);
});

test("an offer's page says what became of it, and why one can be used again", () => {
  const text = (one: Partial<Offer>, locale: Locale = "en") => {
    const words = translator(locale).inTimeZone("Europe/Berlin");
    const page = pages.renderOrder({
      words,
      retailer: "Shop",
      path: "/",
      order,
      offers: [{ ...offer, ...one }],
      points: noPoints,
      tracking,
    });
    return page.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  };
  const back = { ...used, state: "reversed", reversedAt: "2026-03-06T10:00:00Z" } as const;
  assert.match(text(used), /Redeemed on Wednesday, 4 March 2026/);
  assert.match(text({ state: "expired" }), /Expired on Tuesday, 31 March 2026/);
  assert.match(text({ state: "revoked" }), /Withdrawn/);
  assert.match(text(back), /Used The purchase came back on Friday, 6 March 2026; the offer stays used\./);
  assert.match(text(back, "de"), /Verbraucht Der Einkauf kam am Freitag, 6\. März 2026 zurück; das Angebot bleibt/);
  assert.match(text(back, "nl"), /Gebruikt De aankoop kwam op vrijdag 6 maart 2026 terug/);
  assert.match(text(back, "zh"), /已用完 该次购物已于2026年3月6日星期五退回/);
  const again = text({ reinstatedAt: "2026-03-06T10:00:00Z" });
  assert.match(again, /You can use this offer again: the purchase it was used on came back\..*ABCD-EFGH-JKMN/);
  assert.doesNotMatch(text({}), /again/);
});

test("a page's style sheet and mark are all that it fetches, they are few bytes, and each lies packed beside itself", () => {
  const page = pages.renderHome({ words: translator("en"), retailer: "Shop", path: "/" });
  const assets = readdirSync(join(folder, "assets")).filter((name) => !name.endsWith(".gz"));
  const linked = [...page.matchAll(/<link [^>]*href="\/s\/assets\/([^"]+)"/g)].map((match) => match[1] ?? "");
  assert.equal(linked.length, 2);
  for (const name of linked) assert.ok(assets.includes(name), name);
  assert.equal(assets.length, 4);
  for (const name of assets) {
    const packed = readFileSync(join(folder, "assets", `${name}.gz`));
    assert.deepEqual(gunzipSync(packed), readFileSync(join(folder, "assets", name)), name);
    assert.ok(packed.length < (name.endsWith(".js") ? 1_500 : 8_000), `${name}: ${packed.length}`);
  }
  assert.ok(page.length < 8_000);
});
