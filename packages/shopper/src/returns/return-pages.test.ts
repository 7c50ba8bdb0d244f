import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Locale, locales, translator } from "@aftercare/messages";
import { buildShopperPages } from "../../build.ts";
import {
  type AdverseDecision,
  type Exchange,
  type Order,
  openShopperPages,
  type PickedLine,
  type ReturnOptions,
  type ReturnReasons,
  type ReturnRequest,
  type ReturnTerms,
  type ShopperPages,
} from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "return-pages-"));
let pages: ShopperPages;
before(async () => {
  await buildShopperPages(folder);
  pages = await openShopperPages(folder);
});
after(() => rmSync(folder, { recursive: true }));

const hostile = `<script>alert("1")</script>`;
const problem = { status: 409, title: hostile, detail: hostile };

const order: Order = {
  ...{ orderId: "ord_01h455vb4pex5vsknk084sn02q", number: "1042", placedAt: "2026-02-20T10:00:00Z" },
  ...{ channel: "online", currency: "EUR", total: 12_900, shipping: 490, parcels: [], payments: [], returns: [] },
  lines: [
    { line: 1, sku: "A", title: hostile, quantity: 1, returnedQuantity: 0, paid: 9_900, nextUnitPaid: 9_900 },
    { line: 2, sku: "SKU-B", quantity: 40, returnedQuantity: 0, paid: 3_000, nextUnitPaid: 75 },
  ],
};
const law = { isDue: true, until: "2026-03-17", source: "CRD" };
const lineTerms: ReturnTerms["lines"][number] = {
  ...{ line: 1, sku: "A", units: 1, isOpen: true, isCureOnly: false, until: "2026-04-02", logisticsFee: 495 },
  wayFees: [],
  restockingPercent: 0,
  ...{ methods: ["drop-off"], refundTiming: "received", resolutions: ["refund"], bonusPercent: 0, law, because: [] },
};
const { until: _, ...notArrived } = lineTerms;
const terms: ReturnTerms = {
  ...{ policyVersion: 1, currency: "EUR", arrival: "known" },
  lines: [lineTerms, { ...notArrived, line: 2, sku: "SKU-B", units: 40 }],
};
const reasons: ReturnReasons = {
  lines: [
    { line: 1, tree: "clothing" },
    { line: 2, tree: "general" },
  ],
  trees: (["clothing", "general"] as const).map((tree) => ({
    tree,
    branches: [
      {
        ...{ branch: "fault", says: hostile },
        reasons: [{ reason: "damaged-or-defective", says: hostile, isFaulty: true, asksPhoto: true }],
      },
    ],
  })),
};
const picked: PickedLine[] = [{ line: 1, quantity: 1, reason: "damaged-or-defective" }];
const options: ReturnOptions = {
  ...{ currency: "EUR", policyVersion: 1, shipping: 490, restockingFee: 300, promotions: 200 },
  lines: [
    {
      ...{ line: 1, quantity: 1, reason: "damaged-or-defective", sku: "A", value: 9_900 },
      ...{ isOpen: true, isCureOnly: false },
      ...{ restockingPercent: 0, refundBy: "2026-04-16", law },
      because: [
        { what: "window", by: "rule", rule: "gold", says: hostile },
        { what: "logisticsFee", by: "law" },
        { what: "restockingPercent", by: "law" },
        { what: "refundTiming", by: "usual" },
      ],
    },
  ],
  resolutions: (["refund", "store-credit", "gift-card", "exchange", "repair"] as const).map((resolution) => ({
    ...{ resolution, amount: 9_900, bonus: resolution === "store-credit" ? 990 : 0, timing: "received" },
    recommended: resolution === "store-credit",
  })),
  methods: (["drop-off", "locker", "home-pick-up", "store", "keep-it", "donate-it"] as const).map((method) => ({
    ...{ method, fee: method === "store" ? 0 : 495, boxless: method === "locker", recommended: method === "store" },
    ...(method === "drop-off" && { carrier: hostile, days: { earliest: 2, latest: 5 } }),
    ...(method === "locker" && { carbon: { grams: 58, source: "uk-conversion-factors" as const } }),
  })),
};
const states = [
  ...(["requested", "open", "on-its-way", "partly-received", "received"] as const),
  ...(["closed", "declined", "cancelled", "expired"] as const),
];
const request: ReturnRequest = {
  ...{ returnRequestId: "rrq_01h455vb4pex5vsknk084sn02q", number: "RR-100001", state: "open" },
  ...{ orderId: order.orderId, orderNumber: "1042", shopperId: "shp_01h455vb4pex5vsknk084sn02q" },
  ...{ requestedAt: "2026-03-06T10:00:00Z", expiresAt: "2026-04-03T10:00:00Z", currency: "EUR" },
  ...{ method: "drop-off", resolution: "refund", timing: "received", settled: 0, fee: 0, refunds: [], returns: [] },
  isCureOnly: false,
  labels: [
    {
      ...{ labelId: "lbl_01h455vb4pex5vsknk084sn02q", carrier: hostile, trackingNumber: "AC 1234", boxless: false },
      ...{ validUntil: "2026-04-03T10:00:00Z", parcelId: "pcl_01h455vb4pex5vsknk084sn02q" },
    },
  ],
  lines: [
    {
      ...{ line: 1, sku: "A", title: hostile, quantity: 2, reason: hostile, received: 1, released: 0, settled: 0 },
      because: [],
    },
  ],
};
const declined: AdverseDecision = {
  ...{ adverseDecisionId: "adv_01h455vb4pex5vsknk084sn02q", kind: "return-plea", byPerson: true, title: hostile },
  ...{ returnRequestId: request.returnRequestId, at: request.requestedAt, appealBy: "2026-03-20T10:00:00Z" },
  ...{ outcome: [hostile], why: [hostile], data: [], canAppeal: true },
};
const appeal = { appealId: "apl_01h455vb4pex5vsknk084sn02q", madeAt: "2026-03-07T10:00:00Z" };
const answerBy = "2026-03-14T10:00:00Z";
const declines: readonly AdverseDecision[] = [
  declined,
  { ...declined, canAppeal: false },
  { ...declined, canAppeal: false, appeal: { ...appeal, answerBy, state: "open" } },
  ...(["granted", "kept"] as const).map((state) => ({
    ...{ ...declined, canAppeal: false },
    appeal: { ...appeal, answerBy, state, answer: hostile, decidedAt: answerBy },
  })),
];
const contextOf = (locale: Locale) => ({
  ...{ words: translator(locale).inTimeZone("Europe/Berlin"), retailer: hostile, path: "/" },
});

function* everyPage(locale: Locale): Generator<string> {
  const context = contextOf(locale);
  const pick = { ...context, order, terms, reasons, picked: [], problems: [] };
  yield pages.renderPickReturn(pick);
  yield pages.renderPickReturn({ ...pick, terms: { ...terms, lines: [] } });
  yield pages.renderPickReturn({ ...pick, terms: { ...terms, lines: [{ ...lineTerms, isOpen: false }] } });
  yield pages.renderPickReturn({ ...pick, picked, refused: problem });
  const kinds = (["nothing", "reason", "quantity"] as const).map((kind) => ({ kind, line: 1, units: 1 }));
  for (const one of kinds) yield pages.renderPickReturn({ ...pick, picked, problems: [one] });
  const id = request.returnRequestId;
  const choose = { ...context, order, reasons, options, picked, returnRequestId: id, typed: { details: {} } };
  yield pages.renderChooseReturn(choose);
  const lines = options.lines.map((line) => ({ ...line, isOpen: false }));
  for (const difference of [500, 0, -500]) {
    const found = { sku: "B", title: hostile, isSameProduct: true, price: 10_000, difference, because: [hostile] };
    const instead = [{ line: 1, sku: "A", quantity: 1, value: 9_900, substitutes: [found] }];
    yield pages.renderChooseReturn({ ...choose, instead });
  }
  yield pages.renderChooseReturn({ ...choose, instead: [] });
  const typed = { method: "locker", resolution: "repair", plea: hostile, details: { 1: hostile } };
  yield pages.renderChooseReturn({ ...choose, options: { ...options, lines }, typed, problem });
  for (const state of states)
    for (const method of ["drop-off", "locker", "home-pick-up", "store", "keep-it", "donate-it"] as const)
      for (const resolution of ["refund", "store-credit", "gift-card", "exchange", "repair"] as const)
        yield pages.renderReturnRequest({
          ...context,
          order,
          request: { ...request, state, method, resolution },
        });
  for (const decline of declines)
    for (const state of ["declined", "open", "closed"] as const)
      yield pages.renderReturnRequest({ ...context, order, request: { ...request, state }, decline });
  yield pages.renderReturnRequest({
    ...{ ...context, order },
    request: { ...request, state: "closed", lines: request.lines.map((line) => ({ ...line, received: 0 })) },
  });
  const photoOf = (line: number, by: "shopper" | "staff") => ({ photoId: "pic_1", line, by, at: request.requestedAt });
  const photos = { lines: [1, 2], items: [photoOf(1, "shopper"), photoOf(2, "staff")] };
  yield pages.renderReturnRequest({ ...context, order, request, photos });
  const paid = {
    ...request,
    settled: 9_405,
    fee: 495,
    due: 1_000,
    dueBonus: 100,
    declined: hostile,
    refundBy: "2026-04-16",
  };
  yield pages.renderReturnRequest({ ...context, order, request: paid, problem });
}

test("every page of a return in every language has all its texts, and needs no script and no inline style", () => {
  for (const locale of locales) {
    for (const page of everyPage(locale)) {
      assert.match(page, new RegExp(`^<!doctype html><html lang="${locale}">`));
      // One that makes photos smaller may be fetched; nothing hangs on it.
      const bare = page.replaceAll(/<script type="module" src="\/s\/assets\/shrink-photos-[\w-]+\.js"><\/script>/g, "");
      assert.doesNotMatch(bare, /<script|<style|\sstyle=|\son[a-z]+=/i);
      assert.doesNotMatch(page, /return-portal\.[a-z]+|returns\.[a-z]+\.|undefined|\[object|Invalid|NaN/);
      assert.equal(page.match(/<h1[ >]/g)?.length, 1);
    }
  }
});

test("one of each kind of option is picked from the start: what is recommended, else money back and what costs least", () => {
  const checked = (page: string) =>
    [...page.matchAll(/<input type="radio" name="(\w+)" value="([\w-]+)"[^>]* checked/g)].map(([, , value]) => value);
  const view = { ...contextOf("en"), order, reasons, picked, returnRequestId: "rrq_1", typed: { details: {} } };
  assert.deepEqual(checked(pages.renderChooseReturn({ ...view, options })), ["store-credit", "store"]);
  const none = {
    ...options,
    resolutions: options.resolutions.map((one) => ({ ...one, recommended: false })).toReversed(),
    methods: options.methods.map((one) => ({ ...one, recommended: false, fee: one.method === "locker" ? 0 : 495 })),
  };
  assert.deepEqual(checked(pages.renderChooseReturn({ ...view, options: none })), ["refund", "locker"]);
  const typed = { resolution: "exchange", method: "home-pick-up", details: {} };
  assert.deepEqual(checked(pages.renderChooseReturn({ ...view, options, typed })), ["exchange", "home-pick-up"]);
});

test("what is recommended stands first; all others keep their order", () => {
  const view = { ...contextOf("en"), order, reasons, picked, returnRequestId: "rrq_1", typed: { details: {} } };
  const page = pages.renderChooseReturn({ ...view, options });
  const values = [...page.matchAll(/<input type="radio" name="(\w+)" value="([\w-]+)"/g)].map(([, , value]) => value);
  assert.deepEqual(values.slice(0, 5), ["store-credit", "refund", "gift-card", "exchange", "repair"]);
  assert.deepEqual(values.slice(5, 8), ["store", "drop-off", "locker"]);
});

test("why the terms are what they are is said once, a fault before the law that frees it from the fee", () => {
  const view = { ...contextOf("en"), order, reasons, picked, returnRequestId: "rrq_1", typed: { details: {} } };
  const lines = [options.lines[0]!, { ...options.lines[0]!, line: 2 }];
  const page = pages.renderChooseReturn({ ...view, options: { ...options, lines } }).replaceAll(/<[^>]+>/g, "\n");
  assert.equal(page.match(/Sending it back is free, because something is wrong with it/g)?.length, 1);
  assert.doesNotMatch(page, /No more is charged/);
  assert.match(page, /your money comes by 16 April 2026 at the latest/);
});

test("a rule speaks for itself and the law in words of its own, and a window that is over is no reason", () => {
  const because: ReturnTerms["lines"][number]["because"] = [
    { what: "window", by: "law" },
    { what: "logisticsFee", by: "rule", rule: "silver", says: "Free, because you are a Silver member." },
    { what: "restockingPercent", by: "law" },
  ];
  const view = { ...contextOf("en"), order, reasons, picked, returnRequestId: "rrq_1", typed: { details: {} } };
  const choosing = (more: Partial<ReturnOptions["lines"][number]>) =>
    pages.renderChooseReturn({ ...view, options: { ...options, lines: [{ ...options.lines[0]!, because, ...more }] } });
  for (const sentence of [
    "You can return it for so long because the law says so.",
    "Free, because you are a Silver member.",
    "Nothing of the price is kept: the law says so.",
  ])
    assert.equal(choosing({}).split(sentence).length, 2, sentence);
  const says = "Sixty days and free, because you are a Gold member.";
  const window = [
    { what: "window" as const, by: "rule" as const, rule: "gold", says },
    { what: "logisticsFee" as const, by: "rule" as const, rule: "gold", says },
  ];
  assert.match(choosing({ because: window }), /because you are a Gold member/);
  assert.doesNotMatch(choosing({ because: window, isOpen: false }), /because you are a Gold member/);
});

test("the code to hand goods over is shown only while they are awaited", () => {
  const shown = (state: ReturnRequest["state"]) =>
    pages.renderReturnRequest({ ...contextOf("en"), order, request: { ...request, state } }).includes("AC 1234");
  assert.deepEqual(states.filter(shown), ["open"]);
});

test("what is brought to a store waits for no carrier", () => {
  const early = { ...request, state: "open" as const, timing: "first-scan" as const };
  const shown = (method: ReturnRequest["method"]) =>
    pages.renderReturnRequest({ ...contextOf("en"), order, request: { ...early, method } });
  assert.match(shown("drop-off"), /When the carrier has the parcel/);
  assert.doesNotMatch(shown("store"), /carrier/);
  assert.match(shown("store"), /When it has arrived/);
});

test("when goods in exchange are sent is said by when the return is due, before and after they are chosen", () => {
  const choices = { currency: "EUR", value: 9_900, lines: [] };
  const exchange: Exchange = {
    ...{ exchangeId: "exc_01h455vb4pex5vsknk084sn02q", number: "EX-100001", returnRequestId: request.returnRequestId },
    ...{ orderId: order.orderId, state: "confirmed", isInstant: false, value: 9_900, price: 9_900, currency: "EUR" },
    ...{ orderNumber: order.number, shopperId: request.shopperId, difference: 0 },
    ...{ requestedAt: request.requestedAt, lines: [] },
  };
  const shown = (one: Partial<ReturnRequest>, more: object) =>
    pages.renderExchange({ ...contextOf("en"), order, request: { ...request, ...one }, q: "", ...more });
  for (const more of [{ choices }, { exchange }]) {
    assert.match(shown({ timing: "first-scan" }, more), /It is sent when the carrier has what you send back\./);
    assert.match(
      shown({ timing: "first-scan", method: "store" }, more),
      /It is sent when what you send back is here\./,
    );
    assert.match(shown({ timing: "inspected" }, more), /It is sent when we have looked at what you send back\./);
  }
  const asked = { ...exchange, askedAt: request.requestedAt };
  assert.doesNotMatch(shown({}, { exchange: asked }), /It is sent/);
});

test("nothing is said to be going back, and nothing to be chosen for it, of what was only asked for or has ended", () => {
  const shown = (state: ReturnRequest["state"], received: number) => {
    const lines = request.lines.map((line) => ({ ...line, received }));
    const asked = { ...request, state, lines, resolution: "exchange" as const };
    return pages.renderReturnRequest({ ...contextOf("en"), order, request: asked });
  };
  for (const state of ["requested", "declined", "cancelled", "expired", "closed"] as const)
    assert.doesNotMatch(shown(state, 0), /Going back|What came back|Choose what you get instead/);
  assert.match(shown("open", 0), /Going back/);
  assert.match(shown("closed", 2), /What came back/);
  assert.match(shown("closed", 2), /Choose what you get instead/);
});

test("what was settled is told as what it is: money, credit, a card, or other goods", () => {
  const told = (resolution: ReturnRequest["resolution"]) => {
    const settled = { ...request, state: "closed" as const, settled: 4_900, resolution };
    return /<strong>([^<]+)<\/strong>/.exec(
      pages.renderReturnRequest({ ...contextOf("en"), order, request: settled }),
    )?.[1];
  };
  assert.deepEqual((["refund", "store-credit", "gift-card", "exchange"] as const).map(told), [
    "We give you €49.00 back",
    "You get €49.00 as store credit",
    "You get €49.00 as a gift card",
    "€49.00 for what you get instead",
  ]);
});
