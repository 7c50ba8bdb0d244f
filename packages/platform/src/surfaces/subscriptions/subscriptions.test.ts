import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import fc from "fast-check";
import { returnRecorded } from "../../facts/returns/index.ts";
import { shopperRecorded } from "../../facts/shoppers/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { standard } from "../webhooks/senders/standard.ts";
import { forgetSendings, queueEvents, sendEvents, subscriptionOperations } from "./index.ts";
import { asksFor } from "./pattern.ts";
import { isPublic } from "./public-address.ts";
import type { createSubscription, testSubscription } from "./subscription.contract.ts";

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A receiver on a port of its own that answers as it is told to. */
const received: Received[] = [];
let answers: (number | "silent" | "never" | { status: number; headers: Record<string, string> })[] = [];
const receiver = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  received.push({ headers: request.headers as Record<string, string>, body });
  const answer = answers.shift() ?? 200;
  if (answer === "never") return;
  if (answer === "silent") return response.destroy();
  if (typeof answer === "number") return response.writeHead(answer).end("whatever");
  return response.writeHead(answer.status, answer.headers).end();
});

let facts: TestFacts;
let work: UnitOfWork;
let url: string;
before(async () => {
  facts = await testFacts(migrationFolders);
  work = openUnitOfWork(facts.database, facts.clock, [queueEvents(facts.clock)]);
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
});
after(async () => {
  await facts.close();
  await new Promise((closed) => receiver.close(closed));
});
beforeEach(async () => {
  received.length = 0;
  answers = [];
  await facts.database.pool.query("delete from webhook_sendings");
  await facts.database.pool.query("delete from webhook_subscriptions");
  // Who subscribes is kept in mind for some seconds.
  facts.clock.advance(10_000);
});

interface Output {
  readonly subscription: ContractOutput<typeof createSubscription>["subscription"];
  readonly secret: string;
  readonly items: readonly ContractOutput<typeof testSubscription>[];
  readonly sendingId: string;
  readonly state: string;
  readonly next?: string;
}

async function call(name: string, input: object): Promise<Output> {
  const operation = subscriptionOperations.find(({ contract }) => contract.name === name) as Operation;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor: operator, input, session, locale: "en" as const, client: "test" };
  return (await execute(operation, asked, { work, clock: facts.clock })).output as Output;
}
const subscribe = (types: readonly string[], to = url) => call("webhook-subscriptions.create", { url: to, types });
const list = async () => (await call("webhook-subscriptions.list", {})).items as unknown as Output["subscription"][];
const sendings = async (input = {}) => (await call("webhook-sendings.search", input)).items;
const send = async (allowInside = true) => {
  while ((await sendEvents({ work, clock: facts.clock, allowInside })) > 0);
};
const know = (history = false) => {
  const shopperId = newId<"shp">();
  const event = shopperRecorded({ subject: shopperId, at: facts.clock.now(), data: { shopperId, kind: "guest" } });
  return work.run("test", async (tx) => {
    await (history ? tx.appendHistory([event]) : tx.append(event));
    return shopperId;
  });
};

test("what happened is told to whoever asked for it, signed by Standard Webhooks, in the wire's own form", async () => {
  const { secret } = await subscribe(["shopper.*"]);
  await subscribe(["return.recorded"]);
  const shopperId = await know();
  await send();
  const [{ headers, body } = assert.fail(), ...others] = received;
  assert.equal(others.length, 0);
  assert.deepEqual(JSON.parse(body).data, { shopperId: toWire("shp", shopperId), kind: "guest" });
  assert.equal(JSON.parse(body).type, "shopper.recorded");
  const request = { headers, raw: Buffer.from(body), path: "/hooks" };
  assert.equal(standard.isSigned(request, secret), true, "our own reader takes it");
  assert.equal(standard.isFresh(request, undefined, facts.clock.real()), true);
  assert.match(headers["webhook-id"] ?? "", /^wsn_/);
});

test("what is rolled back is not told, and neither is a history", async () => {
  await subscribe(["*"]);
  const dies = work.run("test", async (tx) => {
    const shopperId = newId<"shp">();
    await tx.append(shopperRecorded({ subject: shopperId, at: facts.clock.now(), data: { shopperId, kind: "guest" } }));
    throw new Error("died");
  });
  await assert.rejects(dies, /died/);
  await know(true);
  await send();
  assert.equal(received.length, 0);
});

test("a receiver that is away is tried again, later each time, under the same id, and given up after three days", async () => {
  await subscribe(["*"]);
  answers = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 500 : "silent"));
  await know();
  const waited: number[] = [];
  for (let tries = 1; tries <= 9; tries++) {
    await send();
    const [{ state, dueAt } = assert.fail()] = await sendings();
    assert.equal(state, "queued");
    const wait = Date.parse(String(dueAt)) - facts.clock.real().getTime();
    waited.push(wait / 1000);
    facts.clock.advance(wait + 1);
  }
  await send();
  const [{ state, attempts, failure } = assert.fail()] = await sendings();
  assert.deepEqual([state, attempts], ["failed", 10]);
  assert.match(failure ?? "", /socket hang up|ECONNRESET/);
  assert.deepEqual(
    waited,
    waited.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(received.map(({ headers }) => headers["webhook-id"])).size, 1);
  assert.equal(new Set(received.map(({ body }) => body)).size, 1);
});

test("a receiver may ask for more time, redirects nowhere, and is left alone when it says that it is gone", async () => {
  await subscribe(["*"]);
  answers = [
    { status: 429, headers: { "retry-after": "7200" } },
    { status: 302, headers: { location: `${url}/other` } },
    410,
  ];
  await know();
  await send();
  const [first] = await sendings();
  assert.ok(Date.parse(String(first?.dueAt)) - facts.clock.real().getTime() >= 7_200_000);
  facts.clock.advance(8_000_000);
  await send();
  assert.equal((await sendings())[0]?.answered, 302);
  assert.equal(received.length, 2);
  facts.clock.advance(8_000_000);
  await send();
  assert.deepEqual([(await list())[0]?.disabledBecause, (await sendings())[0]?.state], ["gone", "failed"]);
  facts.clock.advance(10_000);
  await know();
  assert.equal((await sendings()).length, 1, "nothing is written for it any more");
});

test("two who send at once tell each event once; one that died leaves its event to the next, under the same id", async () => {
  await subscribe(["*"]);
  for (let n = 0; n < 30; n++) await know();
  await Promise.all([send(), send(), send()]);
  assert.equal(new Set(received.map(({ headers }) => headers["webhook-id"])).size, 30);
  assert.equal(received.length, 30);
  await know();
  await facts.database.pool.query(
    "update webhook_sendings set state = 'sending', attempts = 1, lease_until = $1 where state = 'queued'",
    [new Date(facts.clock.real().getTime() + 60_000)],
  );
  await send();
  assert.equal(received.length, 30, "left alone until its lease ends");
  facts.clock.advance(61_000);
  await send();
  assert.equal(received.length, 31);
});

test("a receiver that never answers is left alone for a minute, and holds up nobody who does", async () => {
  await subscribe(["*"], url.replace("/hooks", "/dead"));
  answers = ["never"];
  await know();
  const patient = { work, clock: facts.clock, allowInside: true, answerWithinMs: 50 };
  assert.equal(await sendEvents(patient), 1);
  await subscribe(["*"]);
  facts.clock.advance(10_000);
  await know();
  assert.equal(await sendEvents(patient), 1, "nothing for the one that is silent");
  assert.deepEqual((await sendings()).map(({ state }) => state).toSorted(), ["queued", "queued", "sent"]);
  facts.clock.advance(60_000);
  assert.equal(await sendEvents(patient), 2);
});

test("a secret is changed without a gap: for a day both sign", async () => {
  const { subscription, secret } = await subscribe(["*"]);
  const { subscriptionId } = subscription;
  const { secret: next } = await call("webhook-subscriptions.rotate-secret", { subscriptionId });
  await call("webhook-subscriptions.test", { subscriptionId });
  await send();
  const signedBy = (key: string) => {
    const { headers, body } = received.at(-1)!;
    const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const mac = createHmac("sha256", Buffer.from(key.slice(6), "base64"))
      .update(content)
      .digest("base64");
    return headers["webhook-signature"]!.split(" ").includes(`v1,${mac}`);
  };
  assert.deepEqual([signedBy(secret), signedBy(next)], [true, true]);
  facts.clock.advance(86_400_001);
  await call("webhook-subscriptions.test", { subscriptionId });
  await send();
  assert.deepEqual([signedBy(secret), signedBy(next)], [false, true]);
});

test("nobody is led into our own network, by an address or by a name", async () => {
  await subscribe(["*"]);
  await subscribe(["*"], url.replace("127.0.0.1", "localhost"));
  await know();
  await send(false);
  assert.equal(received.length, 0);
  for (const { failure } of await sendings()) assert.match(failure ?? "", /no public address/);
  for (const address of [
    "10.1.2.3",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "::ffff:192.168.1.1",
    "100.64.0.1",
    "nonsense",
  ])
    assert.equal(isPublic(address), false, address);
  for (const address of ["9.9.9.9", "2620:fe::fe"]) assert.equal(isPublic(address), true, address);
});

test("who disables it is told nothing more; who changes it is told again; what was told can be told once more", async () => {
  const { subscription } = await subscribe(["*"]);
  const { subscriptionId } = subscription;
  await know();
  await call("webhook-subscriptions.disable", { subscriptionId });
  await send();
  assert.deepEqual([received.length, (await sendings())[0]?.failure], [0, "disabled"]);
  await call("webhook-subscriptions.change", { subscriptionId, url, types: ["shopper.recorded"] });
  const [{ sendingId } = assert.fail()] = await sendings();
  assert.equal((await call("webhook-sendings.replay", { sendingId })).state, "queued");
  await send();
  assert.deepEqual([received.length, (await sendings())[0]?.state], [1, "sent"]);
});

test("what was told is listed page by page, and forgotten after a month", async () => {
  await subscribe(["*"]);
  for (let n = 0; n < 5; n++) await know();
  await send();
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call("webhook-sendings.search", { limit: 2, ...(cursor !== undefined && { cursor }) });
    ids.push(...page.items.map(({ sendingId }) => sendingId));
    cursor = page.next;
  } while (cursor !== undefined);
  assert.equal(new Set(ids).size, 5);
  assert.equal(await forgetSendings({ work, clock: facts.clock }), 0);
  facts.clock.advance(31 * 86_400_000);
  assert.equal(await forgetSendings({ work, clock: facts.clock }), 5);
});

test("what makes no sense is named by its field", async () => {
  for (const [given, field] of [
    [{ url: "ftp://x.test", types: ["*"] }, "url"],
    [{ url: "https://me@x.test/", types: ["*"] }, "url"],
    [{ url, types: [] }, "types"],
    [{ url, types: ["Return Recorded"] }, "types/0"],
  ] as const)
    await assert.rejects(
      call("webhook-subscriptions.create", given),
      (error: unknown) => error instanceof Problem && error.status === 400 && error.fields[0]?.field === field,
    );
});

test("every type can be looked up with its schema, and is asked for by its name, its beginning or a star", async () => {
  const { items } = (await call("webhook-event-types.list", {})) as unknown as {
    items: { type: string; schema: object }[];
  };
  const types = items.map(({ type }) => type);
  assert.ok(types.includes(returnRecorded.type));
  assert.ok(items.every(({ schema }) => "type" in schema || "anyOf" in schema || "oneOf" in schema));
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.constantFrom(...types), (one, other) => {
      assert.equal(asksFor(["*"], one) && asksFor([one], one), true);
      assert.equal(asksFor([one], other), one === other);
      const [start = ""] = one.split(".");
      assert.equal(asksFor([`${start}.*`], other), other.startsWith(`${start}.`));
    }),
  );
});
