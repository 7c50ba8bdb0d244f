import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { recordScans } from "../../facts/parcels/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { runPolling } from "../workers/index.ts";
import { aftershipSource, easypostSource, pollSilent } from "./index.ts";

const hour = 3_600_000;
/** Speaks as both services do, knows what it is told, and is not to be had now and then. */
const trackings = new Map<string, object>();
const trackers = new Map<string, object>();
const asked: string[] = [];
let refusing = false;
const service = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://service.test");
  const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
  if (refusing) return answer(429, {});
  if (url.pathname === "/v2/trackers") {
    const number = url.searchParams.get("tracking_code") ?? "";
    const found = trackers.get(number);
    if (request.headers.authorization !== `Basic ${Buffer.from("EZ1:").toString("base64")}`) return answer(401, {});
    return answer(200, { trackers: found ? [found] : [] });
  }
  if (request.headers["as-api-key"] !== "asat_1") return answer(401, { meta: { code: 401 } });
  const numbers = (url.searchParams.get("tracking_numbers") ?? "").split(",");
  asked.push(...numbers);
  const found = numbers.flatMap((number) => trackings.get(number) ?? []);
  return answer(200, { meta: { code: 200 }, data: { trackings: found } });
});

let facts: TestFacts;
let url: string;
before(async () => {
  facts = await testFacts(migrationFolders);
  await new Promise<void>((listening) => service.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
after(async () => {
  await facts.close();
  await new Promise((closed) => service.close(closed));
});

const errors: string[] = [];
const polling = (keys = { aftership: "asat_1", easypost: "EZ1" }) =>
  pollSilent({
    ...{ work: facts.work, clock: facts.clock, onError: (error: unknown) => errors.push(String(error)) },
    sources: [aftershipSource({ apiKey: keys.aftership, url }), easypostSource({ apiKey: keys.easypost, url })],
  });
const parcel = (trackingNumber: string) => {
  const at = facts.clock.now();
  const scans = [{ key: `${trackingNumber}-1`, source: "test", code: "x", status: "picked_up" as const, at }];
  return facts.work.run("test", (tx) =>
    recordScans(tx, [{ carrier: "DHL", trackingNumber, scans }], { history: false, now: at }),
  );
};
const statusOf = async (number: string) =>
  (
    await facts.database.kysely.selectFrom("parcels").select("status").where("tracking_number", "=", number).execute()
  ).map(({ status }) => status);
const time = (hours: number) => new Date(facts.clock.now().getTime() + hours * hour).toISOString();

test("parcels that nobody speaks of are asked about, once in six hours, and what is answered counts once", async () => {
  await parcel("AS100000001");
  await parcel("EZ100000001");
  const poll = polling();
  assert.equal(await poll(), 0, "heard of just now");
  facts.clock.advance(7 * hour);
  const checkpoint = { checkpoint_time: time(-1), tag: "OutForDelivery", subtag: "OutForDelivery_001", hash: "h1" };
  const tracking = { id: "t1", tracking_number: "AS100000001", slug: "dhl", checkpoints: [checkpoint] };
  trackings.set("AS100000001", tracking);
  const detail = { status: "delivered", status_detail: "arrived_at_destination", datetime: time(-1) };
  const tracker = { id: "trk_1", object: "Tracker", tracking_code: "EZ100000001", carrier: "DHL", status: "delivered" };
  trackers.set("EZ100000001", { ...tracker, updated_at: time(0), tracking_details: [detail] });
  assert.equal(await poll(), 2);
  assert.deepEqual(
    [await statusOf("AS100000001"), await statusOf("EZ100000001")],
    [["out_for_delivery"], ["delivered"]],
  );
  asked.length = 0;
  assert.equal(await poll(), 0);
  facts.clock.advance(7 * hour);
  assert.equal(await poll(), 1, "what has arrived is asked about no more");
  assert.deepEqual(asked, ["AS100000001"]);
  const scans = await facts.database.pool.query("select count(*)::int as n from scans where key like 'aftership:h1%'");
  assert.equal(scans.rows[0]?.n, 1);
});

test("a service that is not to be had, or refuses our key, is told of, loses nothing, and holds up no other", async () => {
  await parcel("AS200000002");
  facts.clock.advance(7 * hour);
  refusing = true;
  errors.length = 0;
  const poll = polling();
  await poll();
  assert.equal(errors.length, 2);
  assert.match(errors[0] ?? "", /answered 429/);
  refusing = false;
  errors.length = 0;
  asked.length = 0;
  await poll();
  assert.equal(asked.length, 0, "not at once");
  facts.clock.advance(hour / 4);
  await poll();
  assert.ok(asked.includes("AS200000002"), "soon");
  await parcel("AS300000003");
  facts.clock.advance(7 * hour);
  const detail = { status: "delivered", status_detail: "arrived_at_destination", datetime: time(-1) };
  const tracker = { id: "trk_2", object: "Tracker", tracking_code: "AS300000003", carrier: "DHL", status: "delivered" };
  trackers.set("AS300000003", { ...tracker, updated_at: time(0), tracking_details: [detail] });
  await polling({ aftership: "a-secret", easypost: "EZ1" })();
  assert.deepEqual(await statusOf("AS300000003"), ["delivered"]);
  assert.equal(errors.length, 1);
  assert.ok(!errors[0]?.includes("a-secret"));
});

test("what a service cannot bear keeps nobody behind it waiting, and no service is asked more often than once a minute", async () => {
  facts.clock.advance(7 * hour);
  const numbers = Array.from({ length: 60 }, (_, i) => `BX${String(400_000_000 + i)}`);
  for (const number of numbers) await parcel(number);
  facts.clock.advance(7 * hour);
  const batches: string[][] = [];
  const failing = {
    ask: async (batch: readonly string[]) => {
      batches.push([...batch]);
      throw new Error("one of them is none");
    },
  };
  const { work, clock } = facts;
  const poll = pollSilent({ work, clock, sources: [failing], onError: () => {} });
  while ((await poll()) > 0);
  const askedOf = batches.flat();
  assert.deepEqual(
    numbers.filter((number) => !askedOf.includes(number)),
    [],
  );
  assert.equal(new Set(askedOf).size, askedOf.length);
  batches.length = 0;
  const polling = runPolling({ work, clock, sources: [failing], onError: () => {} });
  while (batches.length === 0) await facts.database.pool.query("select");
  for (let round = 0; round < 50; round++) await facts.database.pool.query("select");
  await polling.stop();
  assert.equal(batches.length, 1);
});
