import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../facts/intake/index.ts";
import { toWire } from "../../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
  const headers = await house.authorization("manager");
  const settings = {
    returnTo: { name: "Linnen", lines: ["Weg 1"], postCode: "53113", city: "Bonn", country: "DE" },
    ways: [{ method: "drop-off", carrier: "DHL", days: { earliest: 1, latest: 3 } }],
  };
  const saved = await house.server.inject({
    method: "PUT",
    url: "/v1/return-label-settings",
    headers,
    payload: settings,
  });
  assert.equal(saved.statusCode, 200, saved.body);
});
after(() => house.close());

let orders = 0;

/** An order of yesterday, and a return of it that its shopper announces. */
async function announced(method: "drop-off" | "store") {
  const number = `O-${++orders}`;
  const at = new Date(house.clock.now().getTime() - 86_400_000).toISOString();
  const records: IntakeRecordJson[] = [
    { type: "shopper", id: number, name: "Zoë Ł" },
    {
      ...{ type: "order", id: number, at, shopper: number, channel: "online", currency: "EUR" },
      lines: [{ sku: "A", title: "A shirt", quantity: 2, amount: 4000 }],
    },
  ];
  const order = await house.work.run("test", async (tx) => {
    const parsed = records.map((record) => IntakeRecord.parse(record));
    await recordBatch(tx, "test", parsed, { history: true, now: house.clock.now() });
    return tx.db.selectFrom("orders").selectAll().where("key", "=", number).executeTakeFirstOrThrow();
  });
  const headers = await house.authorization("shopper", { orderId: order.id, shopperId: order.shopper_id });
  const payload = { lines: [{ line: 1, quantity: 1, reason: "too-small" }], method, resolution: "refund" };
  const url = `/v1/orders/${toWire("ord", order.id)}/return-requests`;
  const made = await house.server.inject({ method: "POST", url, headers, payload });
  assert.equal(made.statusCode, 200, made.body);
  const request = made.json() as { returnRequestId: string; number: string };
  const get = (what: "label" | "qr", language = "en") =>
    house.server.inject({
      ...{ method: "GET", url: `/v1/return-requests/${request.returnRequestId}/${what}` },
      headers: { ...headers, "accept-language": language },
    });
  return { ...request, headers, get };
}

test("a shopper prints the label of their return and shows its code, in their language", async () => {
  const { number, get } = await announced("drop-off");
  const [english, chinese] = [await get("label"), await get("label", "zh")];
  for (const answer of [english, chinese]) {
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.headers["content-type"], "application/pdf");
    assert.equal(answer.headers["content-disposition"], `inline; filename="${number}.pdf"`);
    assert.doesNotMatch(String(answer.headers["content-security-policy"]), /sandbox/);
    assert.equal(answer.rawPayload.toString("latin1", 0, 5), "%PDF-");
  }
  assert.ok(chinese.rawPayload.includes("NotoSansSC"));
  assert.ok(!english.rawPayload.includes("NotoSansSC"));
  const code = await get("qr");
  assert.equal(code.headers["content-type"], "image/svg+xml");
  assert.match(code.body, /^<svg /);
});

test("what is brought to a store has a code and no label", async () => {
  const { get } = await announced("store");
  assert.match((await get("qr")).body, /^<svg /);
  const refused = await get("label");
  assert.deepEqual([refused.statusCode, (refused.json() as { type: string }).type], [409, "/problems/no-valid-label"]);
});

test("a return that was called off has no label any more, and one that is out of date is not printed", async () => {
  const [cancelled, late] = [await announced("drop-off"), await announced("drop-off")];
  const url = `/v1/return-requests/${cancelled.returnRequestId}/cancellation`;
  await house.server.inject({ method: "POST", url, headers: cancelled.headers, payload: {} });
  assert.equal((await cancelled.get("label")).statusCode, 409);
  assert.equal((await late.get("label")).statusCode, 200);
  house.clock.advance(28 * 86_400_000 + 1);
  const headers = await house.authorization("agent");
  const after = await house.server.inject({
    method: "GET",
    url: `/v1/return-requests/${late.returnRequestId}/label`,
    headers,
  });
  assert.equal(after.statusCode, 409, after.body);
});
