import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { type Actor, operator } from "../../foundation/actors/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { reportCollectionOperation, retryCollectionOperation } from "./collection-operations.ts";
import {
  beginCollection,
  callOffCollection,
  captureDeposit,
  collectionFor,
  expireCollection,
  localCollector,
  lookAtCollection,
  openCollection,
  stripeCollector,
  takeCollectionSteps,
} from "./index.ts";

interface Intent {
  readonly id: string;
  status: "requires_capture" | "succeeded" | "canceled" | "processing";
  readonly latest_charge: { payment_method_details: { card: { capture_before: number | null } } };
}
interface Session {
  readonly id: string;
  status: "open" | "complete" | "expired";
  readonly url: string;
  payment_intent: Intent | null;
  readonly form: URLSearchParams;
}

/** Speaks Stripe's checkout pages, authorisations and refunds: keys are remembered with their answer; misbehaves on command. */
const sessions: Session[] = [];
const refunds: URLSearchParams[] = [];
const captures: URLSearchParams[] = [];
const byKey = new Map<string, { readonly status: number; readonly body: object }>();
let losesNext = 0;
let failsNext = 0;
const captureBefore = 4_000_000_000;

const stripe = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://stripe.test");
  if (request.headers.authorization !== "Bearer sk_test_1") return send(response, 401, {});
  const form = new URLSearchParams(await bodyOf(request));
  const key = request.headers["idempotency-key"] as string | undefined;
  if (request.method === "POST" && failsNext > 0) {
    failsNext--;
    return send(response, 500, { error: { type: "api_error" } });
  }
  const known = key === undefined ? undefined : byKey.get(key);
  const { status, body } = known ?? answerTo(request.method ?? "", pathname, form);
  if (key !== undefined) byKey.set(key, { status, body });
  if (request.method === "POST" && losesNext > 0) {
    losesNext--;
    return response.destroy();
  }
  return send(response, status, body);
});

function answerTo(method: string, path: string, form: URLSearchParams): { status: number; body: object } {
  const [, , thing, ...rest] = path.split("/");
  if (thing === "refunds") {
    refunds.push(form);
    return { status: 200, body: { id: `re_${refunds.length}`, status: "succeeded" } };
  }
  if (thing === "payment_intents") {
    const [id, what] = rest;
    const intent = sessions.find(({ payment_intent: each }) => each?.id === id)?.payment_intent;
    if (!intent) return { status: 404, body: {} };
    if (method === "GET") return { status: 200, body: intent };
    if (intent.status !== "requires_capture") return { status: 400, body: { error: { code: "unexpected_state" } } };
    if (what === "capture") captures.push(form);
    intent.status = what === "capture" ? "succeeded" : "canceled";
    return { status: 200, body: intent };
  }
  const [, id, what] = rest;
  if (method === "POST" && id === undefined) {
    const name = `cs_${sessions.length + 1}`;
    const session: Session = { id: name, status: "open", url: `https://pay.test/${name}`, payment_intent: null, form };
    sessions.push(session);
    return { status: 200, body: session };
  }
  const session = sessions.find((each) => each.id === id)!;
  if (what === "expire") {
    if (session.status !== "open") return { status: 400, body: {} };
    session.status = "expired";
  }
  return { status: 200, body: { ...session, url: session.status === "open" ? session.url : null } };
}

function send(response: ServerResponse, status: number, body: object) {
  return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

let facts: TestFacts;
let url: string;
let asked = 0;
let purpose: string;
const hour = 3_600_000;

before(async () => {
  facts = await testFacts(migrationFolders);
  await new Promise<void>((listening) => stripe.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(stripe.address() as AddressInfo).port}`;
});
after(async () => {
  const { rows } = await facts.database.pool.query(
    "select sum(amount)::int as sum from ledger_lines having sum(amount) <> 0",
  );
  assert.deepEqual(rows, []);
  await facts.close();
  await new Promise((closed) => stripe.close(closed));
});
beforeEach(() => {
  purpose = `test/${++asked}`;
  losesNext = 0;
  failsNext = 0;
});

const local = () => localCollector({ db: facts.database.kysely });
const ofStripe = () => stripeCollector({ secretKey: "sk_test_1", url });
async function open(kind: "payment" | "hold", amount = 1_500n, currency = "EUR"): Promise<Id<"col">> {
  const until = new Date(facts.clock.now().getTime() + 24 * hour);
  const wanted = { purpose, kind, shopperId: newId<"shp">(), orderId: newId<"ord">(), amount, currency, until };
  const { id } = await facts.work.run("test", (tx) => openCollection(tx, facts.clock, wanted));
  return id as Id<"col">;
}
const begin = (collectionId: string, collector = ofStripe()) =>
  beginCollection(
    { work: facts.work, clock: facts.clock, collector },
    { collectionId, title: "The rest", backTo: "https://s.test/" },
  );
const step = () =>
  takeCollectionSteps({
    work: facts.work,
    clock: facts.clock,
    collectors: [local(), ofStripe()],
    answerWithinMs: 500,
  });
const look = (id: string) => facts.work.run("test", (tx) => lookAtCollection(tx, facts.clock, id));
const off = (stays = 0n) => facts.work.run("test", (tx) => callOffCollection(tx, facts.clock, purpose, stays));
const capture = (amount = 5_000n) => facts.work.run("test", (tx) => captureDeposit(tx, facts.clock, purpose, amount));
const seen = () => facts.work.run("test", (tx) => collectionFor(tx, purpose));
const state = async () => (await seen())?.state;
const report = (id: Id<"col">, outcome: string) =>
  callAs(facts, operator, reportCollectionOperation, { collectionId: toWire("col", id), outcome });
const reportIn = (id: Id<"col">, storeId: Id<"sto">, outcome: string, storeSaid: Id<"sto"> = storeId) => {
  const associate: Actor = { role: "associate", id: newId(), scope: { storeId } };
  const input = { collectionId: toWire("col", id), storeId: toWire("sto", storeSaid), outcome };
  return callAs(facts, associate, reportCollectionOperation, input);
};
const expire = () => fireTimers(facts.work, facts.clock, new Map([[expireCollection.name, expireCollection]]));
async function books(id: string): Promise<Record<string, number>> {
  const { rows } = await facts.database.pool.query<{ account: string; amount: number }>(
    `select l.account, sum(l.amount)::int as amount from ledger_lines l join ledger_entries e on e.id = l.entry_id
     where e.reference like 'collection/' || $1 || '/%' group by 1`,
    [id],
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}
async function told(): Promise<string[]> {
  const { rows } = await facts.database.pool.query<{ what: string }>(
    `select type || coalesce(':' || (data ->> 'outcome'), '') as what from events
     where data ->> 'purpose' = $1 order by recorded_at, id`,
    [purpose],
  );
  return rows.map(({ what }) => what);
}
/** The shopper pays on the page that is open. */
function pays(kind: "payment" | "hold"): Session {
  const session = sessions.at(-1)!;
  session.status = "complete";
  session.payment_intent = {
    id: `pi_${session.id}`,
    status: kind === "hold" ? "requires_capture" : "succeeded",
    latest_charge: { payment_method_details: { card: { capture_before: kind === "hold" ? captureBefore : null } } },
  };
  return session;
}

describe("money that a shopper is asked for", () => {
  test("trap 25: nobody is charged by asking; it is paid on a page, heard of once, and booked", async () => {
    const id = await open("payment");
    assert.equal(await open("payment"), id);
    assert.equal((await seen())?.link?.startsWith("/orders/ord_"), true);
    assert.deepEqual(await books(id), {});
    const before = sessions.length;
    assert.equal(await begin(id), `https://pay.test/cs_${before + 1}`);
    const { form } = sessions.at(-1)!;
    assert.equal(form.get("line_items[0][price_data][unit_amount]"), "1500");
    assert.equal(form.get("payment_intent_data[capture_method]"), null);
    pays("payment");
    assert.equal(await look(id), true);
    await look(id);
    await step();
    await step();
    assert.equal(await state(), "paid");
    assert.deepEqual(await books(id), { "provider-clearing": 1_500, collected: -1_500 });
    assert.deepEqual(await told(), ["collection.opened", "collection.made"]);
  });

  test("two tabs are one page, and so is a page whose answer was lost", async () => {
    const id = await open("payment");
    const before = sessions.length;
    losesNext = 1;
    await assert.rejects(begin(id));
    const pages = await Promise.all([begin(id), begin(id), begin(id)]);
    assert.equal(new Set(pages).size, 1);
    assert.equal(sessions.length, before + 1);
    assert.equal(await begin(id), pages[0]);
  });

  test("a page that has run out gives way to another; one that was paid unheard is not asked for again", async () => {
    const id = await open("payment");
    await begin(id);
    sessions.at(-1)!.status = "expired";
    const before = sessions.length;
    assert.equal(await begin(id), `https://pay.test/cs_${before + 1}`);
    pays("payment");
    assert.equal(await begin(id), undefined);
    assert.equal(await state(), "paid");
    assert.equal(sessions.length, before + 1);
  });

  test("yen have no cents, and an amount that cannot be taken to the last unit is not asked for", async () => {
    await begin(await open("payment", 700n, "JPY"));
    assert.equal(sessions.at(-1)!.form.get("line_items[0][price_data][unit_amount]"), "700");
    purpose += "/dinar";
    await assert.rejects(begin(await open("payment", 1_001n, "KWD")), /last unit/);
  });

  test("who does not pay in time is not waited for; what they pay all the same goes back by itself, once", async () => {
    const id = await open("payment");
    await begin(id);
    facts.clock.advance(25 * hour);
    pays("payment");
    await expire();
    assert.equal(await state(), "expired");
    const before = refunds.length;
    losesNext = 2;
    await step();
    await step();
    facts.clock.advance(hour);
    await step();
    facts.clock.advance(hour);
    await step();
    facts.clock.advance(hour);
    await step();
    assert.equal(await state(), "returned");
    assert.equal(refunds.length, before + 1);
    assert.deepEqual(await books(id), { "provider-clearing": 0, collected: 0 });
    assert.deepEqual((await told()).slice(1), [
      "collection.ended:expired",
      "collection.made",
      "collection.ended:returned",
    ]);
  });

  test("what is called off closes the page; what was paid goes back", async () => {
    const id = await open("payment");
    await begin(id);
    await off();
    await off();
    await step();
    assert.equal(sessions.at(-1)!.status, "expired");
    assert.equal(await begin(id), undefined);
    purpose += "/paid";
    const other = await open("payment");
    await begin(other);
    pays("payment");
    await look(other);
    await step();
    await Promise.all([off(), off(), off()]);
    const before = refunds.length;
    await step();
    await step();
    assert.equal(refunds.length, before + 1);
    assert.equal(refunds.at(-1)?.get("amount"), "1500");
    assert.equal(await state(), "returned");
  });

  test("a provider that does not answer is asked again, and in the end a person is told", async () => {
    const id = await open("payment");
    await begin(id);
    pays("payment");
    await look(id);
    await step();
    await off();
    failsNext = 7;
    for (let tries = 0; tries < 8; tries++) {
      await step();
      facts.clock.advance(5 * hour);
    }
    const { state: now, stuck } = (await seen())!;
    assert.deepEqual([now, stuck], ["returning", "Stripe answered 500"]);
    await callAs(facts, operator, retryCollectionOperation, { collectionId: toWire("col", id) });
    await step();
    assert.equal(await state(), "returned");
  });
});

describe("a deposit", () => {
  async function held(): Promise<Id<"col">> {
    const id = await open("hold", 5_000n);
    await begin(id);
    assert.equal(sessions.at(-1)!.form.get("payment_intent_data[capture_method]"), "manual");
    pays("hold");
    await look(id);
    await step();
    assert.equal(await state(), "held");
    return id;
  }

  test("is no payment: it is released, and nothing was ever booked", async () => {
    const id = await held();
    assert.equal((await seen())?.lapsesAt?.getTime(), captureBefore * 1_000);
    await off();
    losesNext = 1;
    await step();
    facts.clock.advance(hour);
    await step();
    assert.equal(await state(), "released");
    assert.equal(sessions.at(-1)!.payment_intent?.status, "canceled");
    assert.deepEqual(await books(id), {});
  });

  test("is kept once, also by a provider whose answer was lost, and given back when it was kept for nothing", async () => {
    const id = await held();
    assert.deepEqual((await Promise.all([capture(), capture()])).toSorted(), [false, true]);
    losesNext = 1;
    await step();
    facts.clock.advance(hour);
    await step();
    assert.equal(await state(), "captured");
    assert.deepEqual(await books(id), { "provider-clearing": 5_000, collected: -5_000 });
    await off();
    await step();
    assert.equal(await state(), "returned");
    assert.deepEqual(await books(id), { "provider-clearing": 0, collected: 0 });
  });

  test("is kept in part, the rest let go; and given back in parts, each once and under a key of its own", async () => {
    const id = await held();
    const [taken, given] = [captures.length, refunds.length];
    await capture(2_000n);
    losesNext = 1;
    await step();
    facts.clock.advance(hour);
    await step();
    assert.deepEqual(
      captures.slice(taken).map((form) => form.get("amount_to_capture")),
      ["2000"],
    );
    assert.deepEqual([await state(), (await seen())?.kept], ["captured", 2_000n]);
    assert.deepEqual(await books(id), { "provider-clearing": 2_000, collected: -2_000 });
    // So much is still at stake: nothing goes back, however often it is said.
    await off(2_000n);
    await off(3_000n);
    assert.equal(await state(), "captured");
    await Promise.all([off(500n), off(500n)]);
    assert.equal(await state(), "returning");
    losesNext = 1;
    await step();
    facts.clock.advance(hour);
    await step();
    assert.deepEqual([await state(), (await seen())?.kept], ["captured", 500n]);
    assert.deepEqual(await books(id), { "provider-clearing": 500, collected: -500 });
    await off();
    await step();
    assert.equal(await state(), "returned");
    assert.deepEqual(await books(id), { "provider-clearing": 0, collected: 0 });
    const made = refunds.slice(given);
    assert.deepEqual(
      made.map((form) => form.get("amount")),
      ["1500", "500"],
    );
    assert.equal(new Set(made.map((form) => form.get("metadata[aftercare_leg]"))).size, 2);
  });

  test("of which nothing is at stake is released, and one that is at stake stays set aside", async () => {
    const id = await held();
    await off(1n);
    assert.equal(await state(), "held");
    assert.equal(await capture(0n), true);
    await step();
    assert.equal(await state(), "released");
    assert.deepEqual(await books(id), {});
  });

  test("that has run out at its provider is nobody's: keeping it says so", async () => {
    await held();
    sessions.at(-1)!.payment_intent!.status = "canceled";
    assert.equal(await capture(), true);
    await step();
    assert.equal(await state(), "lapsed");
    assert.equal((await told()).at(-1), "collection.ended:lapsed");
  });

  test("released and kept at once ends in one way, the same here as at the provider", async () => {
    await held();
    await Promise.all([off(), capture()]);
    await step();
    const how = `${await state()} ${sessions.at(-1)!.payment_intent?.status}`;
    assert.ok(how === "released canceled" || how === "captured succeeded", how);
    assert.equal((await told()).filter((what) => what.startsWith("collection.ended")).length, 1);
  });
});

describe("a shop without a provider", () => {
  test("is paid at a till, and hands back what it holds by hand", async () => {
    const id = await open("payment");
    assert.equal(await begin(id, local()), undefined);
    await report(id, "made");
    await assert.rejects(report(id, "made"), { type: "illegal-transition" });
    assert.deepEqual(await books(id), { "till-cash": 1_500, collected: -1_500 });
    await assert.rejects(report(id, "handed-back"), { type: "illegal-transition" });
    await off();
    await step();
    assert.equal(await state(), "returning");
    await report(id, "handed-back");
    assert.equal(await state(), "returned");
    assert.deepEqual(await books(id), { "till-cash": 0, collected: 0 });
  });

  test("is paid at the own till of whoever says so, and handed back by that till alone", async () => {
    const id = await open("payment");
    const [altona, mitte] = [newId<"sto">(), newId<"sto">()];
    const place = { source: "test", region: null, country: null, time_zone: null };
    await facts.database.kysely
      .insertInto("stores")
      .values([
        { id: altona, key: "altona", name: "Altona", ...place },
        { id: mitte, key: "mitte", name: "Mitte", ...place },
      ])
      .execute();
    await assert.rejects(reportIn(id, mitte, "made", altona), { type: "forbidden" });
    await reportIn(id, altona, "made");
    assert.deepEqual([(await seen())?.via, (await seen())?.storeId], ["till", altona]);
    await off();
    await assert.rejects(reportIn(id, mitte, "handed-back"), { type: "forbidden" });
    assert.equal(await state(), "returning");
    await reportIn(id, altona, "handed-back");
    assert.equal(await state(), "returned");
  });

  test("is tried out in the sample retailer, where whoever presses the button has paid", async () => {
    await facts.work.run("test", (tx) => updateRetailer(tx, { origin: "sample" }));
    const id = await open("hold");
    assert.equal(await begin(id, local()), "https://s.test/");
    await look(id);
    await step();
    assert.equal(await state(), "held");
    await capture();
    await step();
    assert.equal(await state(), "captured");
    await facts.work.run("test", (tx) => updateRetailer(tx, { origin: "import" }));
  });

  test("keeps a part of a deposit in its till, and hands back the rest by hand", async () => {
    const id = await open("hold", 5_000n);
    await report(id, "made");
    await capture(1_200n);
    assert.deepEqual([await state(), (await seen())?.kept], ["returning", 1_200n]);
    assert.deepEqual(await books(id), { "till-cash": 5_000, collected: -5_000 });
    await report(id, "handed-back");
    assert.deepEqual([await state(), (await seen())?.kept], ["captured", 1_200n]);
    assert.deepEqual(await books(id), { "till-cash": 1_200, collected: -1_200 });
    await off();
    await report(id, "handed-back");
    assert.equal(await state(), "returned");
    assert.deepEqual(await books(id), { "till-cash": 0, collected: 0 });
  });

  test("of sixteen reports of one payment one is taken", async () => {
    const id = await open("payment");
    const tried = await Promise.allSettled(Array.from({ length: 16 }, () => report(id, "made")));
    assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  });
});
