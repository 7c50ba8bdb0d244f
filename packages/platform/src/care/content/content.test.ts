import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { locales } from "@aftercare/messages";
import { sql } from "kysely";
import { messageKinds, reactions, timers } from "../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import type { Actor, Role } from "../../foundation/actors/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { sellingGateOf } from "../../judgement/contact/index.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { contentOperations } from "./index.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
  await record(
    { type: "product", id: "TENT", title: "Tent", category: "Tents", variants: [{ sku: "TENT-2" }] },
    {
      ...{ type: "product", id: "SOCK", title: "Socks", category: "Socks", attributes: { material: "merino" } },
      variants: [{ sku: "SOCK-M" }],
    },
  );
});
after(() => house.close());

const dayMs = 86_400_000;
const at = (days = 0) => new Date(house.clock.now().getTime() + days * dayMs).toISOString();

async function record(...records: IntakeRecordJson[]) {
  const parsed = records.map((one) => IntakeRecord.parse(one));
  const { work, clock } = house;
  const { outcomes } = await work.run("test", (tx) =>
    recordBatch(tx, "test", parsed, { history: false, now: clock.now() }),
  );
  for (const { outcome } of outcomes) assert.notEqual(outcome, "rejected");
}

/** All that is due happens: reactions, timers, messages. */
async function settle() {
  const { work, clock } = house;
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  const timersByName = new Map(timers.map((timer) => [timer.name, timer]));
  const transports = [outboxTransport("email")];
  const office = { work, clock, kinds: messageKinds, transports, publicUrl: "https://shop.test" };
  for (let busy = 1; busy > 0; ) {
    busy = await deliverReactions(work, clock, byName);
    busy += await fireTimers(work, clock, timersByName);
    busy += await sendMessages(office);
  }
}

async function call<Answer = Record<string, unknown>>(
  name: string,
  input: unknown,
  { role = "admin", scope = {} }: { role?: Role; scope?: Actor["scope"] } = {},
): Promise<Answer> {
  const operation = contentOperations.find(({ contract }) => contract.name === name) as Operation;
  const actor = { role, id: role, scope };
  return (await callAs({ work: house.work, clock: house.clock }, actor, operation, input)) as Answer;
}

interface Saved {
  readonly item: { readonly contentId: string };
  readonly warnings: readonly { readonly what: string }[];
}

const text = (title: string) => ({ title, summary: `About ${title}.`, body: "# Hello\n\n- one" });

async function save(key: string, given: Record<string, unknown>): Promise<string> {
  const usual = { kind: "guide", language: "en", texts: { en: text(key) } };
  return (await call<Saved>("content.save", { key, ...usual, ...given })).item.contentId;
}

/** Each test leaves none of its guides to the next. */
async function retireAll() {
  const { items } = await call<{ items: { contentId: string }[] }>("content.list", { retired: "no" });
  for (const { contentId } of items) await call("content.retire", { contentId });
}

/** Somebody who ordered a tent and socks. */
async function bought(language: "en" | "nl" = "en") {
  const name = newId().slice(-12);
  await record(
    { type: "shopper", id: name, email: `${name}@example.test`, language },
    {
      ...{ type: "order", id: `O-${name}`, at: at(), shopper: name, channel: "online", currency: "EUR" },
      lines: [
        { sku: "TENT-2", quantity: 1, amount: 40_000 },
        { sku: "SOCK-M", quantity: 2, amount: 4_000 },
      ],
    },
  );
  const order = await house.database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("key", "=", `O-${name}`)
    .executeTakeFirstOrThrow();
  const orderId = toWire("ord", order.id);
  const parcel = (rest: Partial<IntakeRecordJson> & { readonly id?: string } = {}) =>
    record({ type: "parcel", id: `P-${name}`, order: `O-${name}`, shippedAt: at(), ...rest } as IntakeRecordJson);
  const asShopper = { role: "shopper" as const, scope: { orderId: order.id, shopperId: order.shopper_id } };
  return { name, orderId, uuid: order.id, shopperId: order.shopper_id, parcel, asShopper };
}

/** The next noon: nobody is written to at night. */
function untilNoon() {
  const hours = (36 - house.clock.now().getUTCHours()) % 24;
  house.clock.advance((hours || 24) * 3_600_000);
}

async function mailsTo(name: string) {
  const rows = await house.database.kysely
    .selectFrom("message_contents as c")
    .innerJoin("messages as m", "m.id", "c.message_id")
    .select(["m.kind", "m.state", "c.body", "c.html", "c.subject"])
    .where("c.address", "=", `${name}@example.test`)
    .orderBy("m.queued_at")
    .execute();
  return rows.map((row) => ({ ...row, body: row.body, kind: row.kind }));
}

async function openIncident({ uuid, shopperId }: { readonly uuid: string; readonly shopperId: string }) {
  await house.database.kysely
    .insertInto("incidents")
    .values({
      ...{ id: newId(), order_id: uuid, shopper_id: shopperId, parcel_id: null, promise_id: null, kind: "late" },
      ...{ fault: "carrier", opened_at: house.clock.now(), predicted: true, chance_late: 0.8, promised_latest: null },
      ...{ new_earliest: null, new_latest: null, because: "[]", decision_id: null, closed_at: null, outcome: null },
    })
    .execute();
}

test("guides come when they are of use: on its way, on arrival, a week later; each once", async () => {
  await save("tent-prepare", { moment: "before-arrival", targets: [{ match: "category", value: "Tents" }] });
  await save("tent-begin", { moment: "on-arrival", targets: [{ match: "product", value: "TENT" }] });
  await save("wool-care", {
    ...{ moment: "week-later", kind: "care" },
    targets: [{ match: "attribute", attribute: "material", value: "merino" }],
  });
  const one = await bought();
  await settle();
  assert.deepEqual(await mailsTo(one.name), [], "nothing has left yet");
  await one.parcel();
  await settle();
  await settle();
  assert.deepEqual(
    (await mailsTo(one.name)).map(({ kind }) => kind),
    ["content.before-arrival"],
  );
  house.clock.advance(2 * dayMs);
  await one.parcel({ deliveredAt: at() });
  await settle();
  const mails = await mailsTo(one.name);
  assert.deepEqual(
    mails.map(({ kind }) => kind),
    ["content.before-arrival", "content.on-arrival"],
  );
  assert.match(mails[1]!.body, /tent-begin/);
  assert.match(mails[1]!.body, /https:\/\/shop\.test\/l\/[\w.-]+\/content\/cnt_/);
  house.clock.advance(6 * dayMs);
  await settle();
  assert.equal((await mailsTo(one.name)).length, 2);
  house.clock.advance(1.5 * dayMs);
  await settle();
  house.clock.advance(0.5 * dayMs);
  await settle();
  assert.match((await mailsTo(one.name))[2]!.body, /wool-care/);
  const sent = await house.database.pool.query(
    "select data from events where type = 'content.sent' and subject = $1 order by seq",
    [one.shopperId],
  );
  assert.deepEqual(
    sent.rows.map(({ data }) => [data.moment, data.contentIds.length]),
    [
      ["before-arrival", 1],
      ["on-arrival", 1],
      ["week-later", 1],
    ],
  );
  await retireAll();
});

test("two parcels whose contents are known bring the guides of their own goods", async () => {
  await save("tent-begin", { moment: "on-arrival", targets: [{ match: "category", value: "Tents" }] });
  await save("sock-begin", { moment: "on-arrival", targets: [{ match: "category", value: "Socks" }] });
  const one = await bought();
  await one.parcel({ id: `T-${one.name}`, lines: [{ sku: "TENT-2", quantity: 1 }], deliveredAt: at() } as never);
  await one.parcel({ id: `S-${one.name}`, lines: [{ sku: "SOCK-M", quantity: 2 }] } as never);
  await settle();
  assert.match((await mailsTo(one.name))[0]!.body, /tent-begin/);
  assert.doesNotMatch((await mailsTo(one.name))[0]!.body, /sock-begin/);
  house.clock.advance(2 * dayMs);
  await one.parcel({ id: `S-${one.name}`, deliveredAt: at() });
  await settle();
  const [, second] = await mailsTo(one.name);
  assert.match(second!.body, /sock-begin/);
  assert.doesNotMatch(second!.body, /tent-begin/);
  await retireAll();
});

test("nothing cheerful beside trouble, neither by mail nor on the page; nor of goods that came back", async () => {
  await save("prepare", { moment: "before-arrival", targets: [{ match: "all" }] });
  await save("care", { moment: "week-later", kind: "care", targets: [{ match: "category", value: "Tents" }] });
  const waiting = await bought();
  await openIncident(waiting);
  await waiting.parcel();
  await settle();
  assert.deepEqual(await mailsTo(waiting.name), []);
  const page = () => call<{ items: unknown[] }>("content.of-order", { orderId: waiting.orderId });
  assert.deepEqual((await page()).items, []);
  await sql`update incidents set closed_at = now(), outcome = 'late'`.execute(house.database.kysely);
  assert.equal((await page()).items.length, 1);

  const held = await bought();
  untilNoon();
  house.clock.advance(9.5 * 3_600_000);
  await held.parcel();
  await settle();
  assert.deepEqual(await mailsTo(held.name), [], "it is night");
  await openIncident(held);
  house.clock.advance(dayMs / 2);
  await settle();
  const [message] = await house.database.kysely
    .selectFrom("messages")
    .selectAll()
    .where("shopper_id", "=", held.shopperId)
    .execute();
  assert.deepEqual([message?.state, message?.dropped_because], ["dropped", "over"]);

  const back = await bought();
  await back.parcel({ deliveredAt: at() });
  const line = { sku: "TENT-2", quantity: 1 };
  await record({
    ...{ type: "return", id: `R-${back.name}`, at: at(), order: `O-${back.name}`, channel: "store", currency: "EUR" },
    lines: [line],
  });
  house.clock.advance(8 * dayMs);
  await settle();
  assert.deepEqual(await mailsTo(back.name), []);
  await retireAll();
});

test("a guide sells nothing: it goes while goods are on their way, holds no amount and no code, and leads to its order alone", async () => {
  await save("prepare", { moment: "before-arrival", targets: [{ match: "all" }] });
  const one = await bought();
  await one.parcel();
  const gate = await house.work.run("test", (tx) => sellingGateOf(tx, one.shopperId, house.clock.now()));
  assert.equal(gate.allowed, false);
  await settle();
  const [mail] = await mailsTo(one.name);
  assert.equal(mail?.state, "sent");
  const links = [...(mail?.html ?? "").matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
  assert.ok(links.length > 0);
  for (const href of links) assert.match(href, /^https:\/\/shop\.test\/(l\/[^/]+\/content\/cnt_|u\/)/);
  const kinds = messageKinds.filter(({ name }) => name.startsWith("content."));
  assert.equal(kinds.length, 3);
  for (const { purpose } of kinds) assert.equal(purpose, "guide");
  for (const { name } of kinds) {
    for (const locale of locales) {
      const url = `/v1/message-kinds/${name}/preview?locale=${locale}`;
      const answer = await house.server.inject({ url, headers: await house.authorization("admin") });
      const { text: words } = answer.json() as { text: string };
      assert.doesNotMatch(words, /€|EUR|%/, words);
    }
  }
  await retireAll();
});

test("who refused guides gets none, and is still told what goes wrong", async () => {
  await save("prepare", { moment: "before-arrival", targets: [{ match: "all" }] });
  const one = await bought();
  const url = `/v1/shoppers/${toWire("shp", one.shopperId as Id<"shp">)}/message-permissions`;
  const headers = { ...(await house.authorization("agent")), "content-type": "application/json" };
  const payload = { channel: "email", purpose: "guide", granted: false };
  assert.equal((await house.server.inject({ method: "PUT", url, headers, payload })).statusCode, 200);
  await one.parcel();
  await settle();
  assert.deepEqual(await mailsTo(one.name), []);
  const said = (await house.server.inject({ url, headers })).json() as { items: { purpose: string }[] };
  assert.deepEqual(
    said.items.map(({ purpose }) => purpose),
    ["guide"],
  );
  await retireAll();
});

test("visits are counted once in half an hour, two tabs are one, and staff are no readers; asking for help is said once", async () => {
  const contentId = await save("unpack", { moment: "before-arrival", targets: [{ match: "all" }] });
  const one = await bought();
  const input = { orderId: one.orderId, contentId };
  const open = () => call<{ opens: number }>("content.open", input, one.asShopper);
  const both = await Promise.all([open(), open()]);
  assert.deepEqual(
    both.map(({ opens }) => opens),
    [1, 1],
  );
  house.clock.advance(29 * 60_000);
  assert.equal((await open()).opens, 1);
  house.clock.advance(31 * 60_000);
  assert.equal((await open()).opens, 2);
  await assert.rejects(call("content.open", input), (error) => error instanceof Problem && error.status === 403);
  const first = await call("content.ask-help", input, one.asShopper);
  house.clock.advance(60_000);
  assert.deepEqual(await call("content.ask-help", input, one.asShopper), first);
  const facts = await house.database.pool.query(
    "select type, count(*)::int as n from events where type like 'content.%' and subject = $1 group by 1 order by 1",
    [one.shopperId],
  );
  assert.deepEqual(facts.rows, [
    { type: "content.help-asked", n: 1 },
    { type: "content.opened", n: 2 },
  ]);
  const got = await call<{ results: object }>("content.get", { contentId });
  assert.deepEqual(got.results, {
    ...{ sent: 0, opened: 0, found: 1, helpAsked: 1 },
    cameBack: { opened: { units: 0, returned: 0 }, unopened: { units: 0, returned: 0 } },
  });
  await call("content.retire", { contentId });
  assert.deepEqual(await call("content.of-order", { orderId: one.orderId }), { items: [] });
  const read = await call("content.read", input, one.asShopper);
  assert.equal(read["body"], "# Hello\n\n- one", "who has read it still can");
  const stranger = await bought();
  await assert.rejects(
    call("content.read", { orderId: stranger.orderId, contentId }, stranger.asShopper),
    (error) => error instanceof Problem && error.status === 404,
  );
});

test("the reader's language, else the item's own", async () => {
  const texts = { de: text("Aufbau"), nl: text("Opzetten") };
  await save("pitch", { moment: "before-arrival", language: "de", texts, targets: [{ match: "all" }] });
  const [dutch, english] = [await bought("nl"), await bought("en")];
  untilNoon();
  for (const one of [dutch, english]) await one.parcel();
  await settle();
  assert.match((await mailsTo(dutch.name))[0]!.body, /Opzetten/);
  assert.match((await mailsTo(english.name))[0]!.body, /Aufbau/);
  await retireAll();
});

test("what came of a guide: opened of those it was sent to, and what came back by whether it was", async () => {
  const contentId = await save("put-on", { moment: "on-arrival", targets: [{ match: "category", value: "Socks" }] });
  for (const opens of [true, false]) {
    const one = await bought();
    untilNoon();
    await one.parcel({ deliveredAt: at() });
    await settle();
    if (opens) await call("content.open", { orderId: one.orderId, contentId }, one.asShopper);
    const line = { sku: "SOCK-M", quantity: opens ? 1 : 2 };
    await record({
      ...{ type: "return", id: `R-${one.name}`, at: at(), order: `O-${one.name}`, channel: "store", currency: "EUR" },
      lines: [line],
    });
  }
  const { results } = await call<{ results: Record<string, unknown> }>("content.get", { contentId });
  const { openedShare, ...counts } = results;
  assert.deepEqual(counts, {
    ...{ sent: 2, opened: 1, found: 0, helpAsked: 0 },
    cameBack: { opened: { units: 2, returned: 1 }, unopened: { units: 2, returned: 2 } },
  });
  assert.equal((openedShare as { value: number }).value, 0.5);
  await retireAll();
});

test("what cannot be read, or whose owner nobody could name, is refused by its field; what fits nothing is said", async () => {
  const usual = { key: "k", kind: "video", moment: "on-arrival", language: "en", targets: [{ match: "all" }] };
  const bare = { en: { title: "T", summary: "S" } };
  const faults: [Record<string, unknown>, string][] = [
    [{ texts: { de: text("T") } }, "texts/en"],
    [{ texts: bare }, "texts/en/body"],
    [{ texts: bare, provider: "YouTube" }, "texts/en/body"],
    [{ texts: { en: text("T") }, provider: "YouTube" }, "provider"],
    [{ texts: bare, url: "http://example.test/v" }, "url"],
    [{ texts: bare, url: "javascript:alert(1)" }, "url"],
    [{ texts: { en: text("T") }, targets: [] }, "targets"],
    [{ texts: { en: text("T") }, targets: [{ match: "sku", value: "a\u0000" }] }, "targets/0/value"],
    [{ texts: { en: { ...text("T"), body: "a\u0000b" } } }, "texts/en/body"],
    [{ texts: { en: { ...text("T"), body: "\ud800" } } }, "texts/en/body"],
    [{ texts: { en: { ...text("T\n2") } } }, "texts/en/title"],
    [{ texts: { en: text("T") }, key: "Not a key" }, "key"],
  ];
  for (const [given, field] of faults) {
    await assert.rejects(call("content.save", { ...usual, ...given }), (error) => {
      assert.ok(error instanceof Problem);
      assert.equal(error.fields[0]?.field, field);
      return true;
    });
  }
  const targets = [
    { match: "category", value: "Tent" },
    { match: "sku", value: "TENT-2" },
    { match: "attribute", attribute: "material", value: "cotton" },
  ];
  const texts = Object.fromEntries(locales.map((locale) => [locale, text(locale)]));
  const { warnings } = await call<Saved>("content.save", { ...usual, texts, targets });
  assert.deepEqual(warnings, [{ what: "fits-nothing", targets: [targets[2], targets[0]] }]);
  const again = await call<Saved>("content.save", { ...usual, texts: { en: text("again") } });
  assert.deepEqual(again.warnings, [{ what: "languages-missing", languages: ["de", "nl", "zh"] }]);
  await retireAll();
});
