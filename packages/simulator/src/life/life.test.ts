import assert from "node:assert/strict";
import { test } from "node:test";
import type { SampleRecord } from "../sample-record.ts";
import { sampleHistory } from "../sample-retailer.ts";
import { sampleTour } from "../sample-tour.ts";
import { livingShop, play } from "./play.ts";
import { sparing } from "./sparing.ts";
import { liveThrough } from "./testing.ts";

const until = new Date("2026-11-21T20:00:00Z");
const day = 86_400_000;
const history = sampleHistory({ seed: "life", until, shoppers: 1_200 });
const year = liveThrough(history.life, until.getTime() + 365 * day);

function ofType<Type extends SampleRecord["type"]>(records: readonly SampleRecord[], type: Type) {
  return records.filter((record): record is Extract<SampleRecord, { type: Type }> => record.type === type);
}

test("a life that is kept as text and taken up again goes on exactly as one that was never stopped", () => {
  const [half, end] = [until.getTime() + 20 * day, until.getTime() + 45 * day];
  const first = liveThrough(history.life, half);
  const second = liveThrough(JSON.parse(JSON.stringify(first.life)), end);
  const whole = liveThrough(history.life, end);
  assert.deepEqual([...first.records, ...second.records], whole.records);
  assert.deepEqual(second.life.state, whole.life.state);
});

test("nothing is told twice but a parcel's arrival, and nothing refers to what was not told", () => {
  const told = new Set<string>();
  for (const record of [...history.records, ...year.records]) {
    const name = `${record.type} ${record.id}`;
    if (record.type === "parcel" ? record.deliveredAt === undefined : true) assert.ok(!told.has(name), name);
    const needs = (type: string, id: string | undefined) =>
      assert.ok(id === undefined || told.has(`${type} ${id}`), `${name} refers to ${type} ${id}`);
    if (record.type === "order" || record.type === "return") needs("shopper", record.shopper);
    if (record.type === "payment" || record.type === "parcel" || record.type === "return") needs("order", record.order);
    told.add(name);
  }
});

test("of each purchase no more comes back than was bought, before and after the history's end", () => {
  const left = new Map<string, number>();
  for (const record of [...history.records, ...year.records]) {
    if (record.type !== "order" && record.type !== "return") continue;
    const order = record.type === "order" ? record.id : record.order;
    if (order === undefined) continue;
    for (const { sku, quantity } of record.lines) {
      const key = `${order} ${sku}`;
      left.set(key, (left.get(key) ?? 0) + (record.type === "order" ? quantity : -quantity));
      assert.ok(left.get(key)! >= 0, `${record.id}: ${key}`);
    }
  }
});

test("trade goes on as the history left it: season by season about as much is bought and brought back as a year before", () => {
  for (const type of ["order", "return"] as const) {
    for (const quarter of [0, 1, 2, 3]) {
      const from = until.getTime() + quarter * 91 * day;
      const within = (records: readonly SampleRecord[], start: number) =>
        ofType(records, type).filter(({ at }) => Date.parse(at) > start && Date.parse(at) <= start + 91 * day).length;
      const ratio = within(year.records, from) / within(history.records, from - 364 * day);
      assert.ok(ratio > 0.75 && ratio < 1.5, `${type}s of quarter ${quarter}: ${ratio.toFixed(2)} of the year before`);
    }
  }
});

test("nobody brings back what a newcomer's tour is about", () => {
  const tour = sampleTour(history.records);
  const spared = [tour.shopper.order, tour.counter.receipt];
  const returned = (life: typeof history.life) =>
    ofType(liveThrough(life, until.getTime() + 60 * day).records, "return").filter(({ order }) =>
      spared.includes(order ?? ""),
    );
  assert.deepEqual(returned(sparing(history.life, tour)), []);
  const pending = history.life.plans.find((plan) => plan.kind === "give-back" && plan.order !== undefined);
  assert.ok(pending?.kind === "give-back" && pending.order !== undefined);
  const other = { shopper: { ...tour.shopper, order: pending.order }, counter: tour.counter };
  assert.equal(sparing(history.life, other).plans.length < history.life.plans.length, true);
});

test("whoever holds an offer for a second of the same takes two of one thing", () => {
  const shop = livingShop(history.life.state);
  const trip = history.life.plans.find((plan) => plan.kind === "shop");
  assert.ok(trip?.kind === "shop");
  const offered = { ...trip, offer: { code: "X", kind: "bogo" } };
  const [order] = ofType(play(offered, shop, history.life.state, 0).records, "order");
  assert.ok(order!.lines[0]!.quantity >= 2);
});

test("a trip with an offer fills the same basket, and what the offer takes off is the order's discount", () => {
  const shop = livingShop(history.life.state);
  const trips = history.life.plans.filter((plan) => plan.kind === "shop").slice(0, 50);
  for (const trip of trips) {
    const orderOf = (given?: number) => ofType(play(trip, shop, history.life.state, given).records, "order")[0]!;
    const [without, free, cheaper] = [orderOf(), orderOf(0), orderOf(321)];
    const basket = ({ lines }: typeof without) => lines.map(({ sku, quantity, amount }) => [sku, quantity, amount]);
    assert.deepEqual([basket(free), basket(cheaper)], [basket(without), basket(without)]);
    assert.deepEqual([free.discount, cheaper.discount, cheaper.id], [undefined, 321, without.id]);
  }
});
