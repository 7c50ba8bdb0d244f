import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Locale, locales, translator } from "@aftercare/messages";
import { buildShopperPages } from "../../build.ts";
import { type Order, openShopperPages, type Remedy, type ShopperPages, type Tracking } from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "tracking-pages-"));
let pages: ShopperPages;
before(async () => {
  await buildShopperPages(folder);
  pages = await openShopperPages(folder);
});
after(() => rmSync(folder, { recursive: true }));

const hostile = `<script>alert("1")</script>`;
const order: Order = {
  ...{ orderId: "ord_01h455vb4pex5vsknk084sn02q", number: "1042", placedAt: "2026-11-20T10:00:00Z", channel: "online" },
  ...{ currency: "EUR", total: 12_900, shipping: 490, parcels: [], payments: [], returns: [] },
  lines: [
    {
      line: 1,
      sku: "A",
      title: "Fjell shell jacket",
      quantity: 1,
      returnedQuantity: 0,
      paid: 9_900,
      nextUnitPaid: 9_900,
    },
    { line: 2, sku: "B", title: hostile, quantity: 1, returnedQuantity: 0, paid: 2_510, nextUnitPaid: 2_510 },
  ],
};
const parcel: Tracking["parcels"][number] = {
  ...{ parcelId: "pcl_01h455vb4pex5vsknk084sn02q", number: "JD0146", carrier: "DHL", status: "in_transit", phase: 1 },
  ...{ shippedAt: "2026-11-20T17:40:00Z", trackingUrl: "https://carrier.example/?n=JD0146" },
  lines: [{ line: 2, quantity: 1 }],
  timeline: [
    { at: "2026-11-23T06:12:00Z", status: "delayed", fault: "weather", place: "Hamburg", text: hostile, source: "dhl" },
    { at: "2026-11-21T17:40:00Z", text: "ZZ9 something", source: "dhl" },
    { at: "2026-11-10T17:40:00Z", status: "picked_up", place: "Hannover", source: "dhl" },
  ],
};
const calm: Tracking = {
  ...{ orderId: order.orderId, number: "1042", asOf: "2026-11-23T09:00:00Z", state: "on-its-way" },
  promised: { earliest: "2026-11-25", latest: "2026-11-25", basis: "quoted" },
  now: { earliest: "2026-11-25", latest: "2026-11-25", basis: "promise", confidence: 0.93, inTen: 9 },
  heardAt: "2026-11-23T08:20:00Z",
  ...{ parcels: [parcel], refunds: [], inbox: [], questionsTo: "help@shop.example" },
};
const later = { earliest: "2026-11-26", latest: "2026-11-27", basis: "incident", confidence: 0.9, inTen: 9 } as const;
const storm = { key: "delivery.because.weather", values: {}, text: "The weather is holding parcels up." };
const late: Tracking = {
  ...{ ...calm, state: "late", now: later },
  incident: {
    ...{ incidentId: "inc_01h455vb4pex5vsknk084sn02q", kind: "late", fault: "weather", openedAt: calm.asOf },
    because: [storm],
  },
};
const silent: Partial<Tracking> = { heardAt: "2026-11-20T09:00:00Z" };
const refund: Tracking["refunds"][number] = {
  ...{ refundId: "rfd_01h455vb4pex5vsknk084sn02q", amount: 800, currency: "EUR", destination: "original" },
  ...{ reason: "late-delivery", state: "on-its-way", intendedAt: calm.asOf },
  parts: [
    { kind: "shipping", amount: 490 },
    { kind: "goodwill", amount: 310 },
  ],
};
const letter = {
  ...{ messageId: "msg_01h455vb4pex5vsknk084sn02q", kind: "x", at: calm.asOf, locale: "de" },
  subject: hostile,
  text: "One.\n\nTwo.",
};

const card: Remedy["options"][number] = {
  ...{ option: "ten-back", kind: "partial-refund", amount: 1_290, byLaw: false, recommended: true, isFinal: false },
  ...{ name: "€12.90 back", text: "To your card, today" },
};
const waiting = { ...card, option: "wait", kind: "wait", recommended: false, name: hostile, text: hostile } as const;
const cancel = { ...waiting, option: "cancel-refund", kind: "cancel-refund", byLaw: true, isFinal: true } as const;
const offered: Remedy = {
  ...{ incidentId: "inc_01h455vb4pex5vsknk084sn02q", orderId: order.orderId, currency: "EUR", state: "offered" },
  ...{ offeredAt: "2026-11-23T08:00:00Z", answerBy: "2026-11-25T08:00:00Z", withoutAnswer: "ten-back" },
  options: [card, waiting, cancel],
};
const chosen: Remedy = {
  ...{ ...offered, state: "carried-out", chosen: "ten-back", chosenAt: "2026-11-23T08:30:00Z", chosenBy: "shopper" },
  ...{ options: [card, cancel], result: { state: "on-its-way" } },
};
const law = { regime: "us", source: "16 CFR 435.2", verified: false, silenceUntil: "2026-11-30" } as const;
const everyRemedy: Remedy[] = [
  offered,
  { ...offered, chosen: "wait", additionalPeriodUntil: "2026-12-07" },
  ...(["consents", "cancels"] as const).map((silence) => ({ ...offered, law: { ...law, silence } })),
  { ...offered, options: [] },
  { ...offered, state: "withdrawn" },
  chosen,
  ...(["agent", "default", "law"] as const).map((chosenBy) => ({ ...chosen, chosenBy })),
  ...(["arrived", "asked", "at-work", "used", "expired", "failed"] as const).map((state) => ({
    ...{ ...chosen, result: { state, code: "ABCD", expiresAt: "2026-12-24T10:00:00Z" } },
  })),
  { ...chosen, state: "waiting", options: [card], result: { state: "asked", code: "ABCD" } },
];

function render(tracking: Tracking, locale: Locale = "en", more: Partial<Order> = {}, remedy?: Remedy): string {
  const words = translator(locale).inTimeZone("Europe/Berlin");
  const points = { earned: 0, bonus: 0, reversed: 0, owed: 0 };
  const live = `/orders/${order.orderId}/live?seen=7`;
  const view = { words, retailer: "Northwind", path: "/orders/x", offers: [], points, live };
  return pages.renderOrder({ ...view, order: { ...order, ...more }, tracking, remedy });
}
const h1 = (page: string) => /<h1>(.*?)<\/h1>/.exec(page)?.[1]?.replaceAll("\u00a0", " ");
const text = (page: string) =>
  page
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll(/\s+/g, " ");

const settled = { ...refund, state: "arrived", settledAt: calm.asOf } as const;
const everyState: Tracking[] = [
  calm,
  late,
  ...(
    ["not-shipped", "arriving", "waiting-for-you", "in-trouble", "late", "coming-back", "cancelled"] as const
  ).flatMap((state) => [
    { ...calm, ...silent, state },
    { ...late, state, now: undefined, promised: undefined, incident: undefined, parcels: [] },
  ]),
  ...(
    ["label_created", "customs", "pickup_ready", "attempt_failed", "lost", "buyer_action", "out_for_delivery"] as const
  ).map((status) => ({
    ...calm,
    parcels: [{ ...parcel, status, timeline: parcel.timeline.map((step) => ({ ...step, status })) }],
  })),
  ...(["carrier", "retailer", "consignee", "customs", "weather"] as const).map((fault) => ({
    ...{ ...calm, state: "in-trouble" as const, parcels: [{ ...parcel, problem: "delayed" as const, fault }] },
  })),
  ...(
    [
      "customs",
      "no-movement",
      "wrong-address",
      "attempt-failed",
      "held-for-pickup",
      "damaged",
      "lost",
      "returning",
    ] as const
  ).map((kind) => ({ ...late, state: "in-trouble" as const, incident: { ...late.incident!, kind, because: [] } })),
  { ...calm, occasion: { kind: "birthday", on: "2026-11-26" } },
  { ...calm, occasion: { kind: "travel" } },
  { ...calm, state: "arrived", now: undefined, arrivedAt: "2026-11-27T09:00:00Z" },
  { ...calm, parcels: [parcel, { ...parcel, timeline: [] }], inbox: [letter] },
  { ...calm, parcels: [{ ...parcel, timeline: Array.from({ length: 9 }, () => parcel.timeline[0]!) }] },
  { ...calm, refunds: [refund, settled, { ...refund, state: "stuck" }, { ...refund, state: "cancelled" }] },
  { ...calm, refunds: [refund, settled].map((one) => ({ ...one, destination: "store-credit" as const })) },
  ...([5, 6, undefined] as const).map((inTen) => ({ ...calm, now: { ...calm.now!, inTen } })),
  { ...calm, now: { ...later, basis: "carrier" } },
  { ...calm, now: { ...later, basis: "stated" } },
  { ...calm, promised: { ...calm.promised!, basis: "assumed" }, now: later, state: "late" },
];

test("every state is said in every language: all texts are there, what others wrote is text, and nothing needs a script", () => {
  for (const locale of locales) {
    const all = [
      ...everyState.map((tracking) => render(tracking, locale)),
      ...everyRemedy.map((remedy) => render(late, locale, {}, remedy)),
    ];
    for (const page of all) {
      assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|alert\("1"\)/i);
      assert.equal(page.match(/<script/g)?.length, 1, "its own, which lies in a file");
      assert.doesNotMatch(page, /tracking\.[a-z]|shopper\.[a-z]|undefined|NaN|\[object|Invalid/);
      assert.equal(page.match(/<h1[ >]/g)?.length, 1);
    }
  }
});

test("the first line says when it comes, as people say it", () => {
  const on = (now: Partial<NonNullable<Tracking["now"]>>, locale: Locale = "en") =>
    h1(render({ ...calm, now: { ...calm.now!, ...now } }, locale));
  assert.equal(on({}), "Arriving Wednesday 25 November");
  assert.equal(on({ latest: "2026-11-26" }), "Arriving Wednesday 25 or Thursday 26 November");
  assert.equal(on({ latest: "2026-11-28" }), "Arriving between Wednesday 25 and Saturday 28 November");
  assert.equal(
    on({ earliest: "2026-11-30", latest: "2026-12-01" }),
    "Arriving Monday 30 November or Tuesday 1 December",
  );
  assert.equal(on({ earliest: "2026-11-23", latest: "2026-11-23" }), "Arriving today");
  const slot = { from: "2026-11-25T09:00:00Z", until: "2026-11-25T11:00:00Z" };
  assert.equal(on(slot), "Arriving Wednesday 25 November between 10:00 and 12:00");
  assert.equal(on({ latest: "2026-11-26" }, "de"), "Kommt am Mittwoch, 25. oder Donnerstag, 26. November");
  assert.equal(on({ latest: "2026-11-26" }, "nl"), "Komt woensdag 25 of donderdag 26 november");
  assert.equal(on({ latest: "2026-11-26" }, "zh"), "预计11月25日星期三或11月26日星期四送达");
});

test("in trouble the day is not hidden: the promise that was missed, why, whose doing, and the days it is expected on now", () => {
  const page = text(render(late));
  assert.match(page, /Later than promised Now arriving Thursday 26 or Friday 27 November/);
  assert.match(page, /We promised it by Wednesday 25 November\. The weather is holding parcels up\. We are sorry\./);
  assert.match(
    page,
    /9 in 10 parcels like yours arrive within this time\. Last news from the carrier 40 minutes ago\./,
  );
  const bar = /<svg[^>]*role="img"[^>]*aria-label="([^"]+)"/.exec(render(late))?.[1]?.replaceAll("\u00a0", " ");
  assert.equal(bar, "Promised by Wednesday 25 November, now expected Thursday 26 or Friday 27 November.");
  for (const state of ["late", "in-trouble"] as const) {
    const nobodyKnows = text(render({ ...late, state, now: undefined }));
    assert.match(nobodyKnows, /We do not know yet when it will come .*We promised it by Wednesday 25 November/);
  }
  const noReason = { ...late, incident: undefined, state: "in-trouble" as const };
  assert.match(text(render({ ...noReason, parcels: [{ ...parcel, problem: "delayed" }] })), /We do not know yet why\./);
  const arrived = { ...calm, state: "arrived" as const, now: undefined, arrivedAt: "2026-11-27T09:00:00Z" };
  assert.match(
    text(render(arrived)),
    /Delivered on Friday, 27 November 2026 We promised it by Wednesday 25 November\./,
  );
});

test("of an order that comes in parts it is said that one has come", () => {
  const come = { ...parcel, phase: 2, status: "delivered" } as const;
  assert.match(
    text(render({ ...calm, parcels: [parcel, come] })),
    /Arriving Wednesday 25 November Part of it has arrived already\./,
  );
  const whole: Tracking = { ...calm, state: "arrived", now: undefined, arrivedAt: calm.asOf, parcels: [come] };
  assert.doesNotMatch(text(render(whole)), /Part of it/);
});

test("what is probably lost is said to be, with the days on which it may still come, and no chance that nobody has reckoned", () => {
  for (const kind of ["lost", "damaged"] as const) {
    const page = render({ ...late, state: "in-trouble", incident: { ...late.incident!, kind } });
    assert.match(
      text(page),
      /(We think it is lost|It was damaged on its way) .*If it still comes, we expect it Thursday 26/,
    );
    assert.doesNotMatch(page, /9 in 10|class="window"/);
  }
});

test("news older than a day is said in the tone of a warning", () => {
  assert.match(render({ ...calm, ...silent }), /<span class="old">Last news from the carrier 3 days ago\./);
  assert.doesNotMatch(render(calm), /class="old"/);
});

test("each parcel tells its way, the latest first, in the carrier's own words where ours would say less", () => {
  const page = text(render(calm));
  assert.match(page, /Held up Today 07:12 · Hamburg · weather/);
  assert.match(page, /The carrier says: “ZZ9 something” Saturday 18:40/);
  assert.match(page, /Handed to the carrier 10 November 2026 at 18:40 · Hannover/);
  assert.match(render(calm), /<a href="https:\/\/carrier\.example\/\?n=JD0146" rel="noreferrer">Follow it at DHL<\/a>/);
  const two = text(render({ ...calm, parcels: [parcel, { ...parcel, timeline: [] }] }));
  assert.match(two, /Parcel 1 of 2 .* Parcel 2 of 2/);
});

test("money on its way is said with what it is made of", () => {
  const page = text(render({ ...calm, refunds: [refund] }));
  assert.match(page, /€8\.00 is on its way back to you, the way you paid\. shipping €4\.90 · for the trouble €3\.10/);
});

test("choices are a plain form, with what the law grants marked; what happens without an answer is said", () => {
  const page = render(late, "en", {}, offered);
  assert.match(page, /<form class="choices" method="post" action="\/orders\/ord_01h455vb4pex5vsknk084sn02q\/choice">/);
  assert.equal(page.match(/<input type="radio"/g)?.length, 3);
  assert.match(page, /<input type="radio" name="option" value="ten-back" [^>]*checked/);
  assert.match(
    text(page),
    /You can choose until 25 November 2026 at 09:00\. Without an answer we do this for you: €12\.90 back\./,
  );
  const cancels = render(late, "en", {}, { ...offered, law: { ...law, silence: "cancels" } });
  assert.match(text(cancels), /If we do not hear from you by 30 November 2026, the order is cancelled/);
  const owed = render({ ...late, asOf: "2026-11-25T09:00:00Z" }, "en", {}, offered);
  assert.doesNotMatch(text(owed), /You can choose until/, "a day that is over is none to choose until");
  const done = text(render(late, "en", {}, chosen));
  assert.match(
    done,
    /What we do for you €12\.90 back To your card, today It is on its way to you\. You chose this on 23 November 2026\./,
  );
  assert.match(done, /What you can still ask for .*Yours by law Confirm/);
});

test("where waiting is all there is nobody is asked, unless the law has it asked", () => {
  const { law: _law, withoutAnswer: _unasked, ...plain } = offered;
  const watched = render(late, "en", {}, { ...plain, options: [waiting] });
  assert.doesNotMatch(watched, /<form class="choices"/);
  assert.match(text(watched), /What we do for you We keep an eye on it\. The latest always stands here\./);
  const consent = render(late, "en", {}, { ...plain, options: [{ ...waiting, byLaw: true }] });
  assert.match(consent, /<form class="choices"/);
});

test("once there is news again, nobody is told that there is none", () => {
  const silence = { key: "delivery.because.silence", values: { days: 4 }, text: "No news for 4 days." };
  const incident = { ...late.incident!, kind: "no-movement" as const, because: [silence] };
  const trouble = { ...late, state: "in-trouble" as const, incident };
  assert.match(text(render(trouble)), /No news for a while/);
  const over = { ...silence, key: "delivery.because.silence-over", text: "There is news again." };
  const heard = text(render({ ...trouble, incident: { ...incident, because: [over] } }));
  assert.match(heard, /Held up .*There is news again\./);
  assert.doesNotMatch(heard, /No news for a while/);
});

test("what cannot be taken back is asked once more, in every language", () => {
  for (const locale of locales) {
    const words = translator(locale).inTimeZone("Europe/Berlin");
    const page = pages.renderConfirm({ words, retailer: "Shop", path: "/", remedy: offered, option: cancel });
    assert.doesNotMatch(page, /<script|tracking\.[a-z]|undefined/);
    assert.match(page, /<input type="hidden" name="option" value="cancel-refund"/);
  }
});

test("the day it is for is asked as long as it can still be met, and shown once it is known", () => {
  assert.match(text(render(calm)), /Is it for a special day\? Tell us, and we will try harder\./);
  const known = { ...calm, occasion: { kind: "birthday", on: "2026-11-26" } } as const;
  const page = render(known);
  assert.match(text(page), /Birthday on 26 November 2026: we know, and try harder\. Change it/);
  assert.match(page, /<option value="birthday" selected>.*<input[^>]*type="date" min="2026-11-23" value="2026-11-26"/);
  const missed = { ...calm, occasion: { kind: "wedding", on: "2026-11-22" } } as const;
  assert.match(text(render(missed)), /Wedding on 22 November 2026: we are sorry that it did not come in time\./);
  assert.match(
    render(missed),
    /<input[^>]*type="date" min="2026-11-23" value\/>/,
    "a day that is over is none to tell",
  );
  const arrived = { ...known, state: "arrived" as const, now: undefined, arrivedAt: calm.asOf };
  assert.doesNotMatch(text(render(arrived)), /special day|Birthday/);
});
