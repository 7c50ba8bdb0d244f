import assert from "node:assert/strict";
import { test } from "node:test";
import { WaitingPlans } from "../life/index.ts";
import { liveThrough } from "../life/testing.ts";
import type { OrderRecord, ParcelRecord, SampleRecord, ScanRecord } from "../sample-record.ts";
import { sampleHistory } from "../sample-retailer.ts";
import { stormsOf } from "./storms.ts";

const day = 86_400_000;
const until = new Date("2026-11-01T20:00:00Z");
const history = sampleHistory({ seed: "test", until, months: 14 });
const lived = liveThrough(history.life, until.getTime() + 60 * day);

function within(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value.toFixed(3)} is not between ${low} and ${high}`);
}
const share = <Item>(items: readonly Item[], fits: (item: Item) => unknown) => items.filter(fits).length / items.length;
const ofType = <Type extends SampleRecord["type"]>(records: readonly SampleRecord[], type: Type) =>
  records.filter((record): record is Extract<SampleRecord, { type: Type }> => record.type === type);

const orders = ofType(history.records, "order").filter(({ delivery }) => delivery !== undefined);
const parcels = ofType(history.records, "parcel");
const scans = ofType(lived.records, "scan");

test("every order that travels says how, whereto and by when; some are for an occasion", () => {
  const online = ofType(history.records, "order").filter(({ store }) => store === undefined);
  assert.equal(orders.length, online.length);
  for (const { at, delivery } of orders) {
    assert.ok(
      at.slice(0, 10) <= delivery!.promised.earliest && delivery!.promised.earliest <= delivery!.promised.latest,
    );
  }
  within(
    share(orders, ({ delivery }) => delivery!.service === "standard"),
    0.7,
    0.84,
    "standard",
  );
  within(
    share(orders, ({ delivery }) => delivery!.occasion),
    0.015,
    0.05,
    "occasions",
  );
});

test("about one parcel in ten comes later than the shop has told; express is faster than what takes its time", () => {
  const promised = new Map(orders.map(({ id, delivery }) => [id, delivery!]));
  const arrived = parcels.filter(({ deliveredAt }) => deliveredAt !== undefined);
  const isLate = ({ order, deliveredAt }: ParcelRecord) =>
    deliveredAt!.slice(0, 10) > promised.get(order)!.promised.latest;
  within(share(arrived, isLate), 0.07, 0.2, "late");
  const days = (service: string) => {
    const own = arrived.filter((parcel) => parcel.service === service);
    return (
      own.reduce((sum, one) => sum + Date.parse(one.deliveredAt!) - Date.parse(one.shippedAt), 0) / own.length / day
    );
  };
  assert.ok(days("express") < days("standard") - 0.5 && days("standard") < days("saver") - 0.5);
});

test("the weather is the seed's: the same for whoever asks, another for another seed, worse in winter", () => {
  const [one, again, other] = [stormsOf("a"), stormsOf("a"), stormsOf("b")];
  const days = Array.from({ length: 4 * 365 }, (_, index) => index * day);
  const stormy = (storms: typeof one, of = days) => of.filter((instant) => storms("DE", instant));
  assert.deepEqual(stormy(one), stormy(again, days.toReversed()).toReversed());
  assert.notDeepEqual(stormy(one), stormy(other));
  within(stormy(one).length / days.length, 0.005, 0.08, "stormy days");
});

test("what a carrier says of a parcel lies between its label and its arrival, in order of time, each said once", () => {
  const arrivals = new Map(
    ofType(lived.records, "parcel").flatMap(({ id, deliveredAt }) =>
      deliveredAt === undefined ? [] : [[id, deliveredAt]],
    ),
  );
  const left = new Map(ofType(lived.records, "parcel").map(({ id, shippedAt }) => [id, shippedAt]));
  assert.ok(scans.length > 1_000);
  for (const scan of scans) {
    const parcel = scan.parcel ?? assert.fail(`${scan.id} is of no parcel`);
    assert.ok(scan.at < (arrivals.get(parcel) ?? "9"), scan.id);
    const shippedAt = left.get(parcel);
    if (scan.status !== "label_created" && shippedAt !== undefined) assert.ok(scan.at > shippedAt, scan.id);
  }
  assert.equal(new Set(scans.map(({ id }) => id)).size, scans.length);
  const told = lived.records.filter(({ type }) => type === "scan" || type === "order") as (ScanRecord | OrderRecord)[];
  assert.deepEqual(
    told.map(({ at }) => at),
    told.map(({ at }) => at).toSorted(),
  );
});

test("troubles are of every kind, and most parcels have none", () => {
  const seen = new Set(scans.map(({ status }) => status));
  for (const status of [
    "label_created",
    "in_transit",
    "customs",
    "delayed",
    "buyer_action",
    "attempt_failed",
  ] as const) {
    assert.ok(seen.has(status), status);
  }
  assert.ok(scans.some(({ fault }) => fault === "weather"));
  const bySame = Map.groupBy(scans, ({ parcel }) => parcel);
  const isTroubled = (own: ScanRecord[]) => own.some(({ status }) => /delayed|action|failed|lost/.test(status));
  within(share([...bySame.values()], isTroubled), 0.05, 0.3, "parcels with trouble");
});

test("a life that is taken up with parcels on their way tells the rest of what their carriers say", () => {
  const plans = new WaitingPlans(history.life.plans).all();
  const waiting = plans.filter((plan) => plan.kind === "tell" && plan.record.type === "scan");
  assert.ok(waiting.length > 20);
  for (const { at } of waiting) assert.ok(at >= until.getTime());
});
