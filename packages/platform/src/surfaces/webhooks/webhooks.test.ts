import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FastifyInstance } from "fastify";
import { forgetAllBodies, forgetBodies } from "../../foundation/webhooks/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { readDeliveries } from "./index.ts";
import { signedHeaders, type TestIntake, testIntake } from "./testing.ts";

let intake: TestIntake<TestHouse>;
before(async () => {
  intake = await testIntake(await testHouse());
});
after(() => intake.close());

let counter = 0;
const unique = (mark: string) => `${mark}-${++counter}`;
const day = 86_400_000;

interface Sent {
  readonly id?: string;
  readonly at?: Date;
  readonly server?: FastifyInstance;
  readonly secret?: string;
  readonly contentType?: string;
}

async function send(endpoint: { path: string; secret: string }, body: string, sent: Sent = {}) {
  const { id = unique("evt"), at = intake.house.clock.real(), server = intake.server } = sent;
  const headers = signedHeaders(sent.secret ?? endpoint.secret, body, { id, at });
  if (sent.contentType !== undefined) headers["content-type"] = sent.contentType;
  return server.inject({ method: "POST", url: endpoint.path, headers, payload: body });
}

const scanEvent = (trackingNumber: string, status = "in_transit", order?: string) => {
  const at = intake.house.clock.now().toISOString();
  const data = { type: "scan", id: unique("scan"), carrier: "DHL", trackingNumber, at, status, order };
  return JSON.stringify({ type: "scan.recorded", timestamp: at, data });
};

const deliveries = async (endpointId: string) => {
  const url = `/v1/webhook-deliveries?endpointId=${endpointId}`;
  const answer = await intake.server.inject({ url, headers: await intake.house.authorization("manager") });
  return answer.json<{ items: { deliveryId: string; state: string; eventKey: string; summary?: object }[] }>().items;
};

const readAll = async () => {
  while ((await readDeliveries(intake.house)) > 0);
};

async function parcel(trackingNumber: string) {
  const row = await intake.house.database.kysely
    .selectFrom("parcels")
    .selectAll()
    .where("tracking_number", "=", trackingNumber)
    .executeTakeFirst();
  return row ?? assert.fail(`no parcel ${trackingNumber}`);
}

test("an event is committed before it is acknowledged, and read later", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const number = unique("JD0000");
  const answer = await send(endpoint, scanEvent(number));
  assert.deepEqual([answer.statusCode, answer.body], [200, "{}"]);
  // On a connection of its own: what another can see is committed.
  const [stored] = await deliveries(endpoint.id);
  assert.equal(stored?.state, "stored");
  await readAll();
  assert.equal((await parcel(number)).status, "in_transit");
  const [read] = await deliveries(endpoint.id);
  assert.deepEqual([read?.state, read?.summary], ["read", { taken: 1, known: 0, rejected: [] }]);
});

test("nobody is answered before the commit, and those who come meanwhile share the next", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const { pool } = intake.house.database;
  const holder = await pool.connect();
  await holder.query("begin");
  // Nothing can be inserted until this ends.
  await holder.query("lock table webhook_deliveries in share mode");
  let answered = 0;
  const ask = () => send(endpoint, scanEvent(unique("JD0000"))).finally(() => answered++);
  const first = ask();
  const blocked =
    "select 1 from pg_locks l join pg_class c on c.oid = l.relation where not l.granted and c.relname = $1";
  const waits = async () => (await pool.query(blocked, ["webhook_deliveries"])).rows.length > 0;
  while (!(await waits()));
  const others = Array.from({ length: 30 }, ask);
  assert.deepEqual([answered, await waits()], [0, true]);
  await holder.query("rollback");
  holder.release();
  const answers = await Promise.all([first, ...others]);
  assert.ok(answers.every(({ statusCode }) => statusCode === 200));
  const { rows } = await pool.query(
    `select count(*)::int as events, count(distinct d.xmin::text)::int as commits
    from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id where e.secret = $1`,
    [endpoint.secret],
  );
  assert.equal(rows[0].events, 31);
  assert.ok(rows[0].commits <= 4, `${rows[0].commits} commits`);
  await readAll();
});

test("what is not signed with the secret is refused and not kept, and counted", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const body = scanEvent("NOBODY");
  const other = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const wrong = await send(endpoint, body, { secret: other });
  assert.deepEqual([wrong.statusCode, wrong.json<{ type: string }>().type], [401, "/problems/webhook-signature"]);
  const bare = await intake.server.inject({ method: "POST", url: endpoint.path, payload: body });
  assert.equal(bare.statusCode, 401);
  const headers = signedHeaders(endpoint.secret, body, { id: "x", at: intake.house.clock.real() });
  const altered = `${body} `;
  const changed = await intake.server.inject({ method: "POST", url: endpoint.path, headers, payload: altered });
  assert.equal(changed.statusCode, 401);
  const nowhere = endpoint.path.replace(/.{4}$/, "0000");
  assert.equal((await send({ ...endpoint, path: nowhere }, body)).statusCode, 401);
  assert.equal((await send({ ...endpoint, path: "/v1/webhooks/nonsense" }, body)).statusCode, 401);
  assert.deepEqual(await deliveries(endpoint.id), []);
  const listed = await intake.server.inject({
    url: "/v1/webhook-endpoints",
    headers: await intake.house.authorization("admin"),
  });
  const { items } = listed.json<{ items: { endpointId: string; refused: number }[] }>();
  assert.equal(items.find(({ endpointId }) => endpointId === endpoint.id)?.refused, 1, "the first at once");
});

test("what was signed long ago is refused and not kept", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const real = intake.house.clock.real().getTime();
  for (const offset of [-301_000, 301_000]) {
    const answer = await send(endpoint, scanEvent("STALE"), { at: new Date(real + offset) });
    assert.deepEqual([answer.statusCode, answer.json<{ type: string }>().type], [401, "/problems/webhook-stale"]);
  }
  assert.deepEqual(await deliveries(endpoint.id), []);
});

test("what is signed and no event is refused, and kept to be looked at", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const bodies = ['{"type": "x", "data"', "[1]", '"text"', "", '{"type": 5, "data": {}}', '{"type": "x"}', "\u0000"];
  for (const body of bodies) {
    const answer = await send(endpoint, body);
    assert.deepEqual(
      [answer.statusCode, answer.json<{ type: string }>().type],
      [400, "/problems/webhook-malformed"],
      body,
    );
  }
  const kept = await deliveries(endpoint.id);
  assert.equal(kept.length, bodies.length);
  assert.ok(kept.every(({ state }) => state === "malformed"));
  const admin = await intake.house.authorization("admin");
  const url = `/v1/webhook-deliveries/${kept.at(-1)?.deliveryId}`;
  const one = (await intake.server.inject({ url, headers: admin })).json<{ body: string; headers: object }>();
  assert.equal(one.body, bodies[0]);
  const replay = await intake.server.inject({ method: "POST", url: `${url}/replays`, headers: admin });
  assert.equal(replay.statusCode, 409);
  assert.equal((await send(endpoint, bodies[0]!)).statusCode, 400);
  assert.equal((await deliveries(endpoint.id)).length, bodies.length, "the same again is the same");
});

test("the bytes are what counts, whatever they are called", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  for (const contentType of ["text/plain", "application/x-www-form-urlencoded", "application/cloudevents+json; a=b"])
    assert.equal((await send(endpoint, scanEvent(unique("JD0000")), { contentType })).statusCode, 200, contentType);
  const spaced = JSON.stringify(JSON.parse(scanEvent(unique("JD0000"))), null, 3);
  assert.equal((await send(endpoint, spaced)).statusCode, 200);
  assert.equal((await deliveries(endpoint.id)).length, 4);
});

test("the same event twice, and from two processes at once, is stored once and acknowledged each time", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const other = await intake.another();
  const number = unique("JD0000");
  const events = Array.from({ length: 20 }, () => ({ id: unique("evt"), body: scanEvent(number) }));
  const answers = await Promise.all(
    events.flatMap(({ id, body }) =>
      [intake.server, other, intake.server, other].map((server) => send(endpoint, body, { id, server })),
    ),
  );
  assert.ok(answers.every(({ statusCode }) => statusCode === 200));
  assert.equal((await deliveries(endpoint.id)).length, events.length);
  // Two workers at once, each with a share.
  const tried = await Promise.all([readDeliveries(intake.house), readDeliveries(intake.house)]);
  assert.equal(tried[0] + tried[1] >= events.length, true);
  await readAll();
  const { id } = await parcel(number);
  const { rows } = await intake.house.database.pool.query(
    "select count(*)::int as count from scans where parcel_id = $1",
    [id],
  );
  assert.equal(rows[0].count, events.length);
  assert.ok((await deliveries(endpoint.id)).every(({ state }) => state === "read"));
});

test("two senders may call their events alike", async () => {
  const [one, two] = [
    await intake.endpoint("standard", unique("shop")),
    await intake.endpoint("standard", unique("shop")),
  ];
  for (const endpoint of [one, two])
    assert.equal((await send(endpoint, scanEvent(unique("JD0000")), { id: "evt-alike" })).statusCode, 200);
  assert.deepEqual([(await deliveries(one.id)).length, (await deliveries(two.id)).length], [1, 1]);
});

test("a parcel whose order nobody knows is kept, and matched when the order comes", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const [number, key] = [unique("JD0000"), unique("ORDER")];
  await send(endpoint, scanEvent(number, "out_for_delivery", key));
  await readAll();
  assert.equal((await parcel(number)).shopper_id, null);
  const at = intake.house.clock.now().toISOString();
  const order = { type: "order", id: key, at, channel: "online", currency: "EUR" };
  const lines = [{ sku: "MUG", quantity: 1, amount: 1000 }];
  await send(endpoint, JSON.stringify({ type: "order.created", timestamp: at, data: { ...order, lines } }));
  await readAll();
  assert.notEqual((await parcel(number)).shopper_id, null);
});

test("records that are no good are told with their place, and those beside them taken", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const good = JSON.parse(scanEvent(unique("JD0000"))) as { data: object };
  const body = JSON.stringify({ type: "many", timestamp: "", data: { records: [{ type: "wish" }, good.data] } });
  await send(endpoint, body);
  await readAll();
  const [read] = await deliveries(endpoint.id);
  const { taken = 0, rejected = [] } = (read?.summary ?? {}) as {
    taken?: number;
    rejected?: { index: number; field: string }[];
  };
  assert.deepEqual(
    [read?.state, taken, rejected.map(({ index, field }) => [index, field])],
    ["read", 1, [[0, "type"]]],
  );
});

test("one that cannot be read holds up nobody, is tried again later and parked in the end; a person has it read again", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const { database, clock } = intake.house;
  const [bad, good] = [unique("JD0000"), unique("JD0000")];
  await send(endpoint, scanEvent(bad), { id: "bad" });
  await send(endpoint, scanEvent(good));
  const set = (sender: string, source: string) =>
    database.kysely.updateTable("webhook_endpoints").set({ sender }).where("source", "=", source).execute();
  const { source } = await database.kysely
    .selectFrom("webhook_endpoints")
    .select("source")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  await set("gone", source);
  assert.equal(await readDeliveries(intake.house), 2);
  assert.equal(await readDeliveries(intake.house), 0, "not at once again");
  for (let tries = 1; tries < 12; tries++) {
    clock.advance(7_200_000);
    assert.equal(await readDeliveries(intake.house), 2);
  }
  const parked = await deliveries(endpoint.id);
  assert.ok(parked.every(({ state }) => state === "parked"));
  await set("standard", source);
  const manager = await intake.house.authorization("manager");
  for (const { deliveryId } of parked) {
    const url = `/v1/webhook-deliveries/${deliveryId}/replays`;
    assert.equal((await intake.server.inject({ method: "POST", url, headers: manager })).statusCode, 200);
  }
  await readAll();
  assert.deepEqual([(await parcel(bad)).status, (await parcel(good)).status], ["in_transit", "in_transit"]);
});

test("a worker that dies while reading leaves the events to the next, and nothing of what it did", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const number = unique("JD0000");
  await send(endpoint, scanEvent(number));
  const { work, clock, database } = intake.house;
  const dying = {
    ...work,
    run: <T>(actor: string, run: Parameters<typeof work.run<T>>[1]) =>
      work.run(actor, async (tx) => {
        await run(tx);
        throw new Error("pulled the plug");
      }),
  };
  await assert.rejects(readDeliveries({ work: dying, clock }), /plug/);
  const { rows } = await database.pool.query("select 1 from parcels where tracking_number = $1", [number]);
  assert.equal(rows.length, 0);
  assert.equal((await deliveries(endpoint.id))[0]?.state, "stored");
  await readAll();
  assert.equal((await parcel(number)).status, "in_transit");
});

test("a changed secret is good at once in this process's next look, the one before for a day, and a disabled address for nothing", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const { clock } = intake.house;
  const admin = await intake.house.authorization("admin");
  assert.equal((await send(endpoint, scanEvent(unique("JD0000")))).statusCode, 200);
  const url = `/v1/webhook-endpoints/${endpoint.id}`;
  const rotated = await intake.server.inject({ method: "POST", url: `${url}/secrets`, headers: admin, payload: {} });
  const { secret } = rotated.json<{ secret: string }>();
  clock.advance(6_000);
  for (const each of [secret, endpoint.secret])
    assert.equal((await send(endpoint, scanEvent(unique("JD0000")), { secret: each })).statusCode, 200);
  clock.advance(day);
  const both = [secret, endpoint.secret].map((each) =>
    send(endpoint, scanEvent(unique("JD0000")), { secret: each }).then(({ statusCode }) => statusCode),
  );
  assert.deepEqual(await Promise.all(both), [200, 401]);
  assert.equal((await intake.server.inject({ method: "DELETE", url, headers: admin })).statusCode, 200);
  clock.advance(6_000);
  assert.equal((await send(endpoint, scanEvent(unique("JD0000")), { secret })).statusCode, 401);
});

test("one source has one address of a sender at a time, and a secret must be one", async () => {
  const headers = await intake.house.authorization("admin");
  const source = unique("shop");
  const { id } = await intake.endpoint("standard", source);
  const create = (payload: object) =>
    intake.server.inject({ method: "POST", url: "/v1/webhook-endpoints", headers, payload });
  const again = await create({ sender: "standard", source });
  assert.deepEqual([again.statusCode, again.json<{ type: string }>().type], [409, "/problems/webhook-endpoint-exists"]);
  await intake.server.inject({ method: "DELETE", url: `/v1/webhook-endpoints/${id}`, headers });
  assert.equal((await create({ sender: "standard", source })).statusCode, 200);
  const bad = await create({ sender: "standard", source: unique("shop"), secret: "not a secret of theirs" });
  assert.deepEqual([bad.statusCode, bad.json<{ fields: { field: string }[] }>().fields[0]?.field], [400, "secret"]);
});

test("bodies go once they were read three days ago, or when somebody is erased; what came of them stays", async () => {
  const endpoint = await intake.endpoint("standard", unique("shop"));
  const { work, clock, database } = intake.house;
  const left = async () => {
    const { rows } = await database.pool.query(
      `select d.state, d.body is not null as body from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where e.sender = 'standard' and d.event_key = any($1) order by d.id`,
      [["first", "second", "third"]],
    );
    return rows.map(({ state, body }) => `${state} ${body}`);
  };
  await send(endpoint, scanEvent(unique("JD0000")), { id: "first" });
  await readAll();
  clock.advance(2 * day);
  await send(endpoint, scanEvent(unique("JD0000")), { id: "second" });
  await readAll();
  clock.advance(1.5 * day);
  await send(endpoint, scanEvent(unique("JD0000")), { id: "third" });
  const forget = () => work.run("test", (tx) => forgetBodies(tx, clock.real()));
  while ((await forget()) > 0);
  assert.deepEqual(await left(), ["read false", "read true", "stored true"]);
  await work.run("test", forgetAllBodies);
  assert.deepEqual(await left(), ["read false", "read false", "stored true"]);
});
