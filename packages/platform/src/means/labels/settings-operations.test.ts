import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestHouse, testHouse } from "../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const days = { earliest: 1, latest: 3 };
const returnTo = { name: "Shop", lines: ["Weg 1"], postCode: "53113", city: "Bonn", country: "DE" };

async function save(payload: object, role: "manager" | "agent" = "manager") {
  const headers = await house.authorization(role);
  return house.server.inject({ method: "PUT", url: "/v1/return-label-settings", headers, payload });
}

test("ways and the address are saved as a whole and read again; what was not said is as usual", async () => {
  const headers = await house.authorization("agent");
  const read = async () =>
    (await house.server.inject({ method: "GET", url: "/v1/return-label-settings", headers })).json();
  const usual = (await read()) as { ways: { carrier: string; price?: number }[]; returnTo?: object };
  assert.deepEqual([usual.returnTo, usual.ways[0]?.carrier, usual.ways[0]?.price], [undefined, "Post", undefined]);
  const saved = await save({ returnTo, ways: [{ method: "locker", carrier: "DHL", price: 375, days }] });
  assert.equal(saved.statusCode, 200, saved.body);
  assert.deepEqual(await read(), {
    ...{ returnTo, validDays: 28, parcelGrams: 1500 },
    ways: [{ method: "locker", provider: "local", carrier: "DHL", price: 375, days, boxless: false }],
  });
  assert.equal((await save({ ways: [] }, "agent")).statusCode, 403);
});

test("what makes no sense is refused by the name of its field", async () => {
  const way = { method: "drop-off", carrier: "DHL", days };
  for (const [settings, field] of [
    [{ ways: [way, { ...way, provider: "nobody" }] }, "ways/1/provider"],
    [{ ways: [{ ...way, method: "keep-it" }] }, "ways/0/method"],
    [{ ways: [{ ...way, price: -1 }] }, "ways/0/price"],
    [{ ways: [{ ...way, days: { earliest: 3, latest: 1 } }] }, "ways/0/days/latest"],
    [{ ways: [way], returnTo: { ...returnTo, country: "Germany" } }, "returnTo/country"],
  ] as const) {
    const refused = await save(settings);
    assert.equal(refused.statusCode, 400, refused.body);
    assert.equal((refused.json() as { fields: { field: string }[] }).fields[0]?.field, field);
  }
});
