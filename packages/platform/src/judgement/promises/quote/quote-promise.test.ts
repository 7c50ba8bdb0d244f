import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSigned } from "../../../foundation/auth/index.ts";
import { newId, toWire } from "../../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";

let house: TestHouse;
let service: Record<string, string>;
let store: string;

const put = async (url: string, payload: object) => {
  const headers = await house.authorization("manager");
  const answer = await house.server.inject({ method: "PUT", url: `/v1/shipping/${url}`, headers, payload });
  assert.equal(answer.statusCode, 200, answer.body);
};

const standard = {
  ...{ title: { en: "Standard", de: "Standardversand" }, kind: "standard", origin: "hub", countries: ["DE", "AT"] },
  ...{ price: 490, currency: "EUR", freeFrom: 5000, statedP50: 2, statedP90: 3, rank: 1 },
};

before(async () => {
  house = await testHouse();
  service = await house.authorization("service");
  const key = await house.database.kysely
    .insertInto("stores")
    .values({ id: newId<"sto">(), source: "shop", key: "ALT", name: "Altona" })
    .returning("id")
    .executeTakeFirstOrThrow();
  store = key.id;
  const at = house.clock.now();
  await house.database.kysely
    .insertInto("store_stock")
    .values({ store_id: store, sku: "lamp", available: 3, at })
    .execute();
  await put("origins/hub", { title: "Hub", country: "DE", timeZone: "Europe/Berlin" });
  await put("services/standard", standard);
  await put("services/express", {
    ...standard,
    kind: "express",
    title: { en: "Express" },
    price: 990,
    statedP50: 1,
    statedP90: 1,
    rank: 0,
  });
  const collected = { kind: "pickup", storeId: toWire("sto", store), price: 0, freeFrom: 0 };
  await put("services/collect", { ...standard, ...collected, title: { en: "Collect" }, rank: 2 });
});
after(() => house.close());

const cart = {
  destination: { country: "DE", postCode: "22765" },
  currency: "EUR",
  lines: [{ sku: "lamp", quantity: 2, amount: 4000 }],
};
async function quote(payload: object, headers: object = service) {
  const answer = await house.server.inject({
    method: "POST",
    url: "/v1/promises/quotes",
    headers: { ...headers },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

test("a cart is told each service by rank, with days, confidence, price and until when to order", async () => {
  const { status, body } = await quote(cart, { ...service, "accept-language": "de" });
  assert.equal(status, 200, JSON.stringify(body));
  const [express, usual, collect] = body.choices;
  assert.deepEqual(usual, {
    ...{ service: "standard", kind: "standard", name: "Standardversand", price: 490 },
    // Monday, ten o'clock there.
    ...{ earliest: "2026-03-04", likely: "2026-03-04", latest: "2026-03-05", confidence: 0.9 },
    ...{ orderBefore: "2026-03-02T13:00:00.000Z", basis: "stated", journeys: 0 },
  });
  assert.equal(express.latest, "2026-03-03");
  assert.deepEqual(collect.pickUp, { storeId: toWire("sto", store), name: "Altona", onShelf: true });
  assert.equal(body.expiresAt, "2026-03-03T09:00:00.000Z");
  const row = await house.database.kysely
    .selectFrom("promise_quotes")
    .selectAll()
    .where("country", "=", "DE")
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.zone, row.accepted, row.choices.length], ["22", false, 3]);
  const claims = await openSigned(house.database.kysely, body.token, house.clock.real());
  assert.equal(claims?.["use"], "quote");
});

test("of what a store has too little, it is not said to lie there; a store can be asked for alone", async () => {
  const more = await quote({ ...cart, lines: [...cart.lines, { sku: "lamp", quantity: 2 }] });
  assert.equal(more.body.choices[2].pickUp.onShelf, false);
  assert.equal(more.body.choices[1].price, 490, "a line without an amount");
  const elsewhere = await quote({ ...cart, storeKey: "OTTENSEN" });
  assert.deepEqual(
    elsewhere.body.choices.map((choice: { service: string }) => choice.service),
    ["express", "standard"],
  );
});

test("where nothing goes it is said why", async () => {
  assert.deepEqual([(await quote({ ...cart, destination: { country: "FR" } })).body.because], ["not-to-country"]);
  assert.deepEqual((await quote({ ...cart, currency: "CHF" })).body.because, "not-in-currency");
});

test("a cart that cannot be read is refused with its field; shoppers do not ask", async () => {
  const wrong: readonly (readonly [string, object])[] = [
    ["destination/country", { ...cart, destination: { country: "Germany" } }],
    ["lines", { ...cart, lines: [] }],
    ["lines/0/quantity", { ...cart, lines: [{ sku: "lamp", quantity: 0 }] }],
    ["at", { ...cart, at: "2027-03-02T09:00:00Z" }],
    ["estimatedOn", { ...cart, estimatedOn: "soon" }],
  ];
  for (const [field, payload] of wrong) {
    const { status, body } = await quote(payload);
    assert.deepEqual([status, body.fields?.[0].field], [400, field]);
  }
  assert.equal((await quote(cart, await house.authorization("shopper", { orderId: newId() }))).status, 403);
});

test("many who ask at once each get their own answer; the same cart the same days", async () => {
  const countries = ["DE", "AT", "FR"];
  const asked = await Promise.all(
    Array.from({ length: 30 }, (_, i) => quote({ ...cart, destination: { country: countries[i % 3] } })),
  );
  assert.equal(new Set(asked.map(({ body }) => body.quoteId)).size, 30);
  const ofCountry = (wanted: number) =>
    new Set(asked.flatMap(({ body }, i) => (i % 3 === wanted ? [JSON.stringify(body.choices)] : [])));
  assert.deepEqual([ofCountry(0).size, ofCountry(1).size], [1, 1]);
  assert.deepEqual([...ofCountry(2)], ["[]"]);
});

test("a service that is saved is quoted at once as it stands, one that is closed no more", async () => {
  await put("services/express", { ...standard, kind: "express", price: 1290, statedP50: 1, statedP90: 1, rank: 0 });
  assert.equal((await quote(cart)).body.choices[0].price, 1290);
  await put("services/express", { ...standard, active: false });
  assert.equal((await quote(cart)).body.choices[0].service, "standard");
});

test("what nobody accepted is gone after a month, a little with each quote that is asked", async () => {
  const count = async () =>
    Number(
      (
        await house.database.pool.query("select count(*)::int as n from promise_quotes where shown_at < $1", [
          house.clock.now(),
        ])
      ).rows[0].n,
    );
  const before = await count();
  house.clock.advance(31 * 86_400_000);
  const all = await count();
  assert.ok(all > 10 && before <= all);
  await house.database.kysely
    .updateTable("promise_quotes")
    .set({ accepted: true })
    .where("id", "in", (is) => is.selectFrom("promise_quotes").select("id").limit(1))
    .execute();
  for (let i = 0; i < all / 2; i++) assert.equal((await quote(cart)).status, 200);
  house.clock.advance(1000);
  const left = await house.database.pool.query("select count(*)::int as n from promise_quotes where shown_at < $1", [
    new Date(house.clock.now().getTime() - 86_400_000),
  ]);
  assert.equal(left.rows[0].n, 1, "the accepted one stays");
});
