import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hmacSha256 } from "../signatures.ts";
import { standard } from "./standard.ts";

// The worked example of the specification's reference libraries.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const example = {
  raw: Buffer.from('{"test": 2432232314}'),
  path: "/v1/webhooks/x",
  headers: {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
};
const sentAt = new Date(1_614_265_330_000);

test("the specification's own example is signed, and nothing that differs from it in one place", () => {
  assert.equal(standard.isSigned(example, secret), true);
  const signature = example.headers["webhook-signature"];
  const changed = [
    { ...example, raw: Buffer.from('{"test":2432232314}') },
    { ...example, raw: Buffer.from('{"test": 2432232315}') },
    { ...example, headers: { ...example.headers, "webhook-id": "msg_other" } },
    { ...example, headers: { ...example.headers, "webhook-timestamp": "1614265331" } },
    { ...example, headers: { ...example.headers, "webhook-signature": signature.slice(3) } },
    { ...example, headers: { ...example.headers, "webhook-signature": `v1a,${signature.slice(3)}` } },
    { ...example, headers: { ...example.headers, "webhook-signature": "v1," } },
    { ...example, headers: {} },
  ];
  for (const request of changed) assert.equal(standard.isSigned(request, secret), false, JSON.stringify(request));
  assert.equal(standard.isSigned(example, `whsec_${Buffer.alloc(24).toString("base64")}`), false);
});

test("while a sender changes its secret it signs with both, and one that fits is enough", () => {
  const signatures = `v1,${Buffer.alloc(32).toString("base64")} ${example.headers["webhook-signature"]}`;
  const both = { ...example, headers: { ...example.headers, "webhook-signature": signatures } };
  assert.equal(standard.isSigned(both, secret), true);
});

test("the end of an id cannot be read as the time", () => {
  const raw = Buffer.from("{}");
  const signed = (id: string, timestamp: string) => ({
    ...{ raw, path: "/" },
    headers: {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${hmacSha256(Buffer.from(secret.slice(6), "base64"), `${id}.${timestamp}.`, raw).toString("base64")}`,
    },
  });
  assert.equal(standard.isSigned(signed("a", "1614265330"), secret), true);
  assert.equal(standard.isSigned(signed("a.1", "1614265330"), secret), false);
});

test("five minutes are fresh, before and after", () => {
  const at = (seconds: number) => standard.isFresh(example, undefined, new Date(sentAt.getTime() + seconds * 1000));
  assert.deepEqual([-301, -300, 0, 300, 301].map(at), [false, true, true, true, false]);
  const never = { ...example, headers: { ...example.headers, "webhook-timestamp": "1614265330e3" } };
  assert.equal(standard.isFresh(never, undefined, sentAt), false);
});

test("a secret has 24 to 64 bytes behind its prefix", () => {
  const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;
  assert.deepEqual(
    [23, 24, 64, 65].map((bytes) => standard.secretFault(of(bytes)) === undefined),
    [false, true, true, false],
  );
  assert.notEqual(standard.secretFault(of(32).slice(6)), undefined);
});

test("data is one record or several", () => {
  const context = { topic: "order.created", source: "shop", timeZone: "Europe/Berlin" };
  assert.deepEqual(standard.read({ data: { type: "order" } }, context), { records: [{ type: "order" }] });
  assert.deepEqual(standard.read({ data: { records: [1, 2] } }, context), { records: [1, 2] });
});

test("whatever is sent instead of a signature is no signature, and breaks nothing", () => {
  const header = fc.option(fc.string({ unit: "binary" }), { nil: undefined });
  fc.assert(
    fc.property(header, header, header, fc.uint8Array(), (id, timestamp, signature, raw) => {
      const headers = {
        ...(id !== undefined && { "webhook-id": id }),
        ...(timestamp !== undefined && { "webhook-timestamp": timestamp }),
        ...(signature !== undefined && { "webhook-signature": signature }),
      };
      assert.equal(standard.isSigned({ headers, raw: Buffer.from(raw), path: "/" }, secret), false);
      standard.isFresh({ headers, raw: Buffer.from(raw), path: "/" }, undefined, sentAt);
    }),
  );
});
