import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { returnPhotoReactions } from "../../care/returns/photos/index.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { forgetPictures } from "../../foundation/files/index.ts";
import { aJpeg, aPng, aWebp, exif } from "../../foundation/files/testing.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

let orders = 0;

async function anOrder() {
  const number = `O-${++orders}`;
  const records: IntakeRecordJson[] = [
    { type: "shopper", id: number },
    {
      ...{ type: "order", id: number, at: "2026-01-10T10:00:00Z", shopper: number, channel: "online", currency: "EUR" },
      lines: [
        { sku: "A", quantity: 2, amount: 4000 },
        { sku: "B", quantity: 1, amount: 1000 },
      ],
    },
  ];
  return house.work.run("test", async (tx) => {
    const parsed = records.map((record) => IntakeRecord.parse(record));
    await recordBatch(tx, "test", parsed, { history: true, now: house.clock.now() });
    const row = await tx.db
      .selectFrom("orders")
      .select(["id", "shopper_id"])
      .where("key", "=", number)
      .executeTakeFirstOrThrow();
    return {
      orderId: row.id,
      scope: { orderId: row.id, shopperId: row.shopper_id },
      url: `/v1/orders/${toWire("ord", row.id)}`,
    };
  });
}

interface Sent {
  readonly line?: string;
  readonly photo?: Uint8Array;
  readonly called?: string;
  readonly field?: string;
}

function formOf({ line = "1", photo = aPng(), called = "photo.png", field = "photo" }: Sent): FormData {
  const form = new FormData();
  form.set("line", line);
  form.set(field, new Blob([new Uint8Array(photo)], { type: "text/html" }), called);
  return form;
}

async function photograph(
  { url, scope }: Awaited<ReturnType<typeof anOrder>>,
  sent: Sent = {},
  role: "shopper" | "agent" = "shopper",
) {
  const headers = await house.authorization(role, role === "shopper" ? scope : {});
  return house.server.inject({ method: "POST", url: `${url}/return-photos`, headers, payload: formOf(sent) });
}

const typeOf = (response: { json(): unknown }) => (response.json() as { type: string }).type;

test("a photo is kept without what the camera wrote, and answered as what it is and nothing that could act", async () => {
  const order = await anOrder();
  const secret = "50.44N 7.5E";
  const sent = await photograph(order, {
    photo: aJpeg({ exif: exif({ orientation: 6, text: secret }) }),
    called: "x.html",
  });
  assert.equal(sent.statusCode, 200, sent.body);
  const { photoId, ...rest } = sent.json() as { photoId: string };
  assert.deepEqual(rest, { line: 1, by: "shopper", at: house.clock.now().toISOString() });
  const headers = await house.authorization("shopper", order.scope);
  const answer = await house.server.inject({ method: "GET", url: `/v1/return-photos/${photoId}`, headers });
  assert.equal(answer.statusCode, 200);
  assert.ok(!answer.rawPayload.includes(secret));
  assert.deepEqual([...answer.rawPayload.subarray(0, 2)], [0xff, 0xd8]);
  assert.equal(answer.headers["content-type"], "image/jpeg");
  assert.equal(answer.headers["x-content-type-options"], "nosniff");
  assert.equal(answer.headers["content-disposition"], `inline; filename="${photoId}.jpeg"`);
  assert.match(String(answer.headers["content-security-policy"]), /default-src 'none'.*sandbox/);
  const stranger = await house.authorization("shopper", (await anOrder()).scope);
  for (const other of [stranger, {}]) {
    const refused = await house.server.inject({ method: "GET", url: `/v1/return-photos/${photoId}`, headers: other });
    assert.ok(refused.statusCode === 404 || refused.statusCode === 401);
  }
});

test("what is no picture, too large a one, none at all, and one for a line that is not there are each refused by name", async () => {
  const order = await anOrder();
  for (const [sent, status, type] of [
    [{ photo: Buffer.from("<html><script>alert(1)</script>"), called: "a.png" }, 400, "/problems/not-a-picture"],
    [{ photo: aPng().subarray(0, 30) }, 400, "/problems/not-a-picture"],
    [{ photo: Buffer.concat([aPng(), Buffer.alloc(4 * 1024 * 1024)]) }, 413, "/problems/picture-too-large"],
    [{ field: "another" }, 400, "/problems/bad-input"],
    [{ line: "7" }, 404, "/problems/not-found"],
    [{ line: "first" }, 400, "/problems/bad-input"],
    [{ line: "1".repeat(30_000) }, 400, "/problems/bad-input"],
  ] as const) {
    const refused = await photograph(order, sent);
    assert.equal(refused.statusCode, status, refused.body);
    assert.equal(typeOf(refused), type);
  }
  const headers = await house.authorization("shopper", order.scope);
  const call = (payload: FormData | object) =>
    house.server.inject({ method: "POST", url: `${order.url}/return-photos`, headers, payload });
  const without = new FormData();
  without.set("line", "1");
  const missing = await call(without);
  assert.equal(missing.statusCode, 400);
  assert.equal((missing.json() as { fields: { field: string }[] }).fields[0]?.field, "photo");
  assert.equal((await call({ line: 1, photo: "bytes" })).statusCode, 415);
});

test("five photos of a line are kept by the shopper and five by staff, however many come at once; another line has its own", async () => {
  const order = await anOrder();
  const sent = await Promise.all(
    Array.from({ length: 8 }, (_, n) => photograph(order, { photo: n % 2 ? aPng() : aWebp() })),
  );
  assert.deepEqual(sent.map(({ statusCode }) => statusCode).toSorted(), [200, 200, 200, 200, 200, 409, 409, 409]);
  assert.equal((await photograph(order, { line: "2" })).statusCode, 200);
  assert.equal((await photograph(order, {}, "agent")).statusCode, 200);
  const shopper = await house.authorization("shopper", order.scope);
  const listed = async () =>
    (await house.server.inject({ method: "GET", url: `${order.url}/return-photos`, headers: shopper })).json() as {
      items: { photoId: string; by: string; line: number }[];
    };
  const { items } = await listed();
  assert.equal(items.length, 7);
  const remove = async (photoId: string | undefined) =>
    (await house.server.inject({ method: "DELETE", url: `/v1/return-photos/${photoId}`, headers: shopper })).statusCode;
  assert.equal(await remove(items.find(({ by }) => by === "staff")?.photoId), 403);
  assert.equal(await remove(items.find(({ by }) => by === "shopper")?.photoId), 200);
  assert.equal((await listed()).items.length, 6);
  assert.equal((await photograph(order)).statusCode, 200);
});

test("the same photo sent again under its key is one; another under it is refused", async () => {
  const order = await anOrder();
  const headers = { ...(await house.authorization("shopper", order.scope)), "idempotency-key": "one" };
  const send = (photo: Buffer) =>
    house.server.inject({ method: "POST", url: `${order.url}/return-photos`, headers, payload: formOf({ photo }) });
  const first = await send(aPng());
  const again = await send(aPng());
  assert.deepEqual([again.json(), again.headers["idempotent-replayed"]], [first.json(), "true"]);
  assert.equal((await send(aWebp())).statusCode, 409);
});

test("who may not call it is turned away before the form is read, and other routes take no forms", async () => {
  const order = await anOrder();
  const anonymous = await house.server.inject({
    method: "POST",
    url: `${order.url}/return-photos`,
    payload: formOf({}),
  });
  assert.equal(anonymous.statusCode, 401);
  const headers = await house.authorization("admin");
  const refused = await house.server.inject({ method: "PUT", url: "/v1/retailer", headers, payload: formOf({}) });
  assert.equal(refused.statusCode, 415);
});

test("a form that is cut off or nonsense is the sender's fault, and holds nothing up", async () => {
  const order = await anOrder();
  const headers = {
    ...(await house.authorization("shopper", order.scope)),
    "content-type": "multipart/form-data; boundary=x",
  };
  for (const payload of [
    "",
    "--x",
    "--x\r\n\r\n",
    "nonsense",
    `--x\r\ncontent-disposition: form-data; name="photo"; filename="a"\r\n\r\n`,
  ]) {
    const refused = await house.server.inject({ method: "POST", url: `${order.url}/return-photos`, headers, payload });
    assert.ok(
      refused.statusCode >= 400 && refused.statusCode < 500,
      `${payload} → ${refused.statusCode} ${refused.body}`,
    );
  }
  await house.server.listen({ port: 0, host: "127.0.0.1" });
  const address = house.server.server.address();
  assert.ok(address !== null && typeof address === "object");
  for (let gone = 0; gone < 20; gone++) {
    const socket = connect(address.port, "127.0.0.1");
    await once(socket, "connect");
    const lines = [
      `POST ${order.url}/return-photos HTTP/1.1`,
      "host: 127.0.0.1",
      `authorization: ${headers.authorization}`,
    ];
    socket.write(
      `${[...lines, `content-type: ${headers["content-type"]}`, "content-length: 100000"].join("\r\n")}\r\n\r\n--x\r\n`,
    );
    socket.destroy();
    await once(socket, "close");
  }
  assert.equal((await photograph(order)).statusCode, 200);
});

const byName = <One extends { readonly name: string }>(all: readonly One[]) =>
  new Map(all.map((one) => [one.name, one]));

async function passDays(days: number): Promise<void> {
  house.clock.advance(days * 86_400_000);
  while ((await fireTimers(house.work, house.clock, byName([forgetPictures]))) > 0);
}

test("photos go after half a year, and with the person", async () => {
  const [kept, forgotten] = [await anOrder(), await anOrder()];
  assert.equal((await photograph(kept)).statusCode, 200);
  assert.equal((await photograph(forgotten, {}, "agent")).statusCode, 200);
  const count = async (orderId: string) => {
    const { rows } = await house.database.pool.query(
      "select count(*)::int as n from return_photos p join files f on f.id = p.photo_id where p.order_id = $1",
      [orderId],
    );
    return rows[0]?.n;
  };
  const headers = await house.authorization("admin");
  const url = `/v1/shoppers/${toWire("shp", forgotten.scope.shopperId)}/personal-data`;
  assert.equal((await house.server.inject({ method: "DELETE", url, headers })).statusCode, 200);
  while ((await deliverReactions(house.work, house.clock, byName(returnPhotoReactions))) > 0);
  assert.deepEqual([await count(forgotten.orderId), await count(kept.orderId)], [0, 1]);
  await passDays(180);
  assert.equal(await count(kept.orderId), 1);
  await passDays(2);
  assert.equal(await count(kept.orderId), 0);
});

test("OpenAPI tells of files: what is answered by its media types, what is sent as a form", async () => {
  const document = (await house.server.inject({ method: "GET", url: "/openapi.json" })).json() as {
    paths: Record<
      string,
      Record<string, { requestBody?: { content: object }; responses: { 200: { content: object } } }>
    >;
  };
  const label = document.paths["/v1/return-requests/{returnRequestId}/label"]?.["get"];
  assert.deepEqual(label?.responses[200].content, { "application/pdf": {} });
  const add = document.paths["/v1/orders/{orderId}/return-photos"]?.["post"];
  assert.match(
    JSON.stringify(add?.requestBody?.content),
    /^{"multipart\/form-data":.*"photo":{"type":"string","contentMediaType":"application\/octet-stream"}/,
  );
});
