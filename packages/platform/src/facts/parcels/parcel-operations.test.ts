import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { getParcelOperation } from "./get-parcel.ts";
import type { GivenParcel, GivenScan } from "./given-parcel.ts";
import { listScanCodesOperation } from "./list-codes.ts";
import { mapScanCodeOperation, remapScans } from "./map-code.ts";
import { matchParcelOperation } from "./match-parcel.ts";
import { recordScans } from "./record-scans.ts";
import { searchParcelsOperation } from "./search-parcels.ts";
import type { ScanStatus } from "./status.schema.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

interface Parcel {
  parcelId: string;
  trackingNumber?: string;
  status: string;
  phase: number;
  fault?: string;
  orders: { orderId: string; number: string }[];
  waitsFor: string[];
  names: { source: string; key: string }[];
  lines: { line: number; quantity: number }[];
  scans: { key: string; status?: string; ignored?: string }[];
}
interface Code {
  source: string;
  code: string;
  status?: string;
  fault?: string;
  standsFor?: string;
  seen: number;
  parcels: number;
}
const call = <Output>(operation: Parameters<typeof callAs>[2], input: object): Promise<Output> =>
  callAs(facts, operator, operation as never, input) as Promise<Output>;
const get = (parcelId: string) => call<Parcel>(getParcelOperation as never, { parcelId });
const search = (input: object) => call<{ items: Parcel[]; next?: string }>(searchParcelsOperation as never, input);
const match = (parcelId: string, orderId: string) =>
  call<Parcel>(matchParcelOperation as never, { parcelId, orderId: toWire("ord", orderId) });
const codes = async (input: object = {}) =>
  (await call<{ items: Code[] }>(listScanCodesOperation as never, input)).items;
const map = (code: string, status: ScanStatus, more: object = {}) =>
  call<Code>(mapScanCodeOperation as never, { source: "aftership", code, status, ...more });

const at = (hours: number) => new Date(Date.UTC(2026, 0, 5, 8) + hours * 3_600_000);
const scan = (status: ScanStatus, hours: number): GivenScan => ({
  ...{ key: `test:${status}-${hours}`, source: "test", code: status, status, at: at(hours) },
});
const raw = (code: string, hours: number): GivenScan => ({
  source: "aftership",
  code,
  key: `aftership:${code}-${hours}`,
  at: at(hours),
});
const record = async (...given: GivenParcel[]): Promise<string[]> => {
  const now = facts.clock.now();
  const { parcels } = await facts.work.run("test", (tx) => recordScans(tx, given, { history: false, now }));
  return parcels.map(({ parcelId }) => toWire("pcl", parcelId));
};
const typesOf = async (subject: string) =>
  (
    await facts.database.pool.query<{ type: string }>(
      "select type from events where subject = $1 and type like 'parcel.%' order by seq",
      [subject],
    )
  ).rows.map(({ type }) => type);
const remap = async () => {
  facts.clock.advance(1000);
  while ((await fireTimers(facts.work, facts.clock, new Map([[remapScans.name, remapScans]]))) > 0);
};

test("a parcel shows its orders, what it waits for, and what was said of it, latest first", async () => {
  const shopper = await facts.shopper();
  const orderId = await facts.order(shopper, { number: "G-1", lines: [{ sku: "MUG", quantity: 3, paid: 300n }] });
  const [id = ""] = await record({
    ...{ name: { source: "shop", key: "P-1" }, carrier: "DHL Paket", trackingNumber: "get 000 001" },
    orders: [{ key: "G-1", lines: [{ sku: "MUG", quantity: 2 }] }, { key: "#G-2" }],
    scans: [
      scan("picked_up", 1),
      scan("delivered", 9),
      { ...scan("in_transit", 10), key: "test:back", retracts: "delivered-9" },
    ],
  });
  const parcel = await get(id);
  assert.deepEqual([parcel.trackingNumber, parcel.status, parcel.waitsFor], ["GET000001", "picked_up", ["G-2"]]);
  assert.deepEqual(parcel.orders, [{ orderId: toWire("ord", orderId), number: "G-1" }]);
  assert.deepEqual(parcel.names, [{ source: "shop", key: "P-1" }]);
  assert.deepEqual(
    parcel.lines.map(({ line, quantity }) => [line, quantity]),
    [[1, 2]],
  );
  assert.deepEqual(
    parcel.scans.map(({ key, ignored }) => [key, ignored]),
    [
      ["test:back", "retraction"],
      ["test:delivered-9", "retracted"],
      ["test:picked_up-1", undefined],
    ],
  );
  await assert.rejects(get(toWire("pcl", newId())), { type: "not-found" });
});

test("parcels are found by where they are, what is wrong, whose they are and by any of their numbers, page by page", async () => {
  const shopper = await facts.shopper();
  await facts.order(shopper, { number: "S-1" });
  const carrier = "Alpin-Bote";
  const ids = await record(
    { carrier, trackingNumber: "SEARCH00001", orders: [{ key: "S-1" }], scans: [scan("picked_up", 1)] },
    { carrier, trackingNumber: "SEARCH00002", orders: [{ key: "S-9" }], scans: [scan("lost", 1)] },
    { carrier, name: { source: "shop", key: "P-77" }, scans: [scan("delivered", 1)] },
  );
  const found = async (input: object) => (await search(input)).items.map(({ parcelId }) => ids.indexOf(parcelId));
  assert.deepEqual((await found({ carrier: "ALPIN BOTE" })).sort(), [0, 1, 2]);
  assert.deepEqual(await found({ carrier, status: "delivered" }), [2]);
  assert.deepEqual(await found({ carrier, problem: "lost" }), [1]);
  assert.deepEqual(await found({ carrier, matched: true }), [0]);
  assert.deepEqual(await found({ q: "search 00001" }), [0]);
  assert.deepEqual(await found({ q: "#S-1" }), [0]);
  assert.deepEqual(await found({ q: "S-9" }), [1]);
  assert.deepEqual(await found({ q: "P-77" }), [2]);
  assert.deepEqual(await found({ q: "%" }), []);
  const pages: string[] = [];
  for (let cursor: string | undefined, left = 9; left > 0; left--) {
    const { items, next } = await search({ carrier, limit: 2, ...(cursor && { cursor }) });
    pages.push(...items.map(({ parcelId }) => parcelId));
    cursor = next;
    if (next === undefined) break;
  }
  assert.deepEqual(pages, ids.toSorted().toReversed());
  await assert.rejects(search({ cursor: "nonsense" }), { type: "bad-input" });
});

test("the desk says whose a parcel is, and the facts follow; said again it changes nothing", async () => {
  const shopper = await facts.shopper();
  const [order, further] = [await facts.order(shopper), await facts.order(shopper)];
  const [id = ""] = await record({
    trackingNumber: "MATCH000001",
    orders: [{ key: "nobody knows" }],
    scans: [scan("delivered", 5)],
  });
  assert.deepEqual((await match(id, order)).orders.length, 1);
  assert.deepEqual(await typesOf(shopper), ["parcel.matched", "parcel.delivered"]);
  await match(id, order);
  assert.equal((await typesOf(shopper)).length, 2);
  assert.equal((await match(id, further)).orders.length, 2, "goods of two orders of one person");
  assert.deepEqual((await typesOf(shopper)).slice(2), ["parcel.matched"]);
  const stranger = await facts.order(await facts.shopper());
  await assert.rejects(match(id, stranger), { type: "parcel-matched-already", status: 409 });
  await assert.rejects(match(id, newId()), { type: "not-found" });
  await assert.rejects(match(toWire("pcl", newId()), order), { type: "not-found" });
});

test("a guest's and their account's orders are one person's", async () => {
  const [guest, account] = [await facts.shopper({ kind: "guest" }), await facts.shopper()];
  const [first, second] = [await facts.order(guest), await facts.order(account)];
  const [id = ""] = await record({ trackingNumber: "MERGED00001", scans: [scan("picked_up", 5)] });
  await match(id, first);
  await facts.database.kysely.updateTable("shoppers").set({ merged_into: account }).where("id", "=", guest).execute();
  assert.equal((await match(id, second)).orders.length, 2);
});

test("of eight people who say at once whose a parcel is, one is believed", async () => {
  const [id = ""] = await record({ trackingNumber: "MATCH000002", scans: [scan("picked_up", 5)] });
  const orders = await Promise.all(Array.from({ length: 8 }, async () => facts.order(await facts.shopper())));
  const answers = await Promise.allSettled(orders.map((order) => match(id, order)));
  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal((await get(id)).orders.length, 1);
});

test("what a code stands for can be said once for all parcels that have it, however many", async () => {
  const many = Array.from({ length: 501 }, (_, index) => ({
    ...{ trackingNumber: `CODE${String(index).padStart(6, "0")}`, scans: [raw("InTransit_002", 1), raw("Odd_001", 5)] },
  }));
  const [first = "", ...others] = await record(...many);
  const before = await get(first);
  assert.deepEqual([before.status, before.scans[0]?.status], ["picked_up", undefined]);
  const { standsFor: _, ...listed } = (await codes({ mapped: false })).find(({ code }) => code === "Odd_001")!;
  assert.equal(listed.seen, 501);
  const answer = await map("Odd_001", "damaged");
  assert.deepEqual([answer.parcels, answer.status, answer.fault], [501, "damaged", "carrier"]);
  await remap();
  for (const id of [first, others.at(-1) ?? ""]) {
    const { status, fault, phase } = await get(id);
    assert.deepEqual([status, fault, phase], ["damaged", "carrier", 1]);
  }
  const [late = ""] = await record({ trackingNumber: "CODE-LATE-1", scans: [raw("Odd_001", 9)] });
  assert.equal((await get(late)).status, "damaged");
  assert.deepEqual(
    (await codes({ mapped: false })).map(({ code }) => code),
    [],
  );
  await map("Odd_001", "delayed", { fault: "weather" });
  await remap();
  assert.deepEqual(
    [(await get(late)).status, (await get(late)).fault],
    ["delayed", "weather"],
    "a mapping can be mended",
  );
  await assert.rejects(map("Never_001", "lost"), { type: "not-found" });
});

test("a code that its parent spoke for is listed with what it stands for, and a person knows better", async () => {
  const [id = ""] = await record({
    trackingNumber: "PARENT00001",
    scans: [raw("InTransit_002", 1), raw("Exception_019", 5)],
  });
  assert.equal((await get(id)).status, "delayed");
  const listed = (await codes()).find(({ code }) => code === "Exception_019");
  assert.deepEqual([listed?.standsFor, listed?.status], ["delayed", undefined]);
  await map("Exception_019", "delivered");
  await remap();
  assert.equal((await get(id)).status, "delivered");
  const after = (await codes({ mapped: true })).find(({ code }) => code === "Exception_019");
  assert.deepEqual([after?.standsFor, after?.status], ["delayed", "delivered"]);
});

test("a code is mapped while scans of it come in: none is left behind", async () => {
  const [id = ""] = await record({ trackingNumber: "RACE0000000", scans: [raw("Race_001", 0)] });
  const given = Array.from({ length: 24 }, (_, n) => ({
    trackingNumber: `RACE${String(n).padStart(7, "0")}`,
    scans: [raw("Race_001", 1)],
  }));
  const [ids] = await Promise.all([Promise.all(given.map((one) => record(one))), map("Race_001", "lost")]);
  await remap();
  for (const one of [id, ...ids.flat()]) assert.equal((await get(one)).status, "lost", one);
});

test("staff and services read parcels, the desk searches and matches them, managers say what codes stand for", () => {
  const roles = (operation: { by: object }) => Object.keys(operation.by) as Actor["role"][];
  const desk = ["agent", "manager", "admin"];
  assert.deepEqual(roles(getParcelOperation), ["associate", ...desk, "service"]);
  assert.deepEqual(roles(searchParcelsOperation), desk);
  assert.deepEqual(roles(matchParcelOperation), [...desk, "service"]);
  assert.deepEqual(roles(listScanCodesOperation), desk);
  assert.deepEqual(roles(mapScanCodeOperation), desk.slice(1));
});
