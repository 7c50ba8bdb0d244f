import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { operations } from "../../capabilities.ts";
import { roles } from "../../foundation/actors/index.ts";
import { testHouse } from "../../testing.ts";

const urlOf = (path: string, fill = "x") => path.replace(/:\w+/g, fill);

test("every operation as every role that it does not name: 401 for nobody, 403 for the rest, and nothing else is said", async () => {
  const house = await testHouse();
  const tried: string[] = [];
  for (const role of roles) {
    const headers = role === "anonymous" ? {} : await house.authorization(role);
    for (const { contract, by } of operations) {
      if (by[role]) continue;
      const response = await house.server.inject({ method: contract.method, url: urlOf(contract.path), headers });
      const expected = role === "anonymous" ? 401 : 403;
      assert.equal(response.statusCode, expected, `${contract.name} as ${role}`);
      assert.equal(response.headers["content-type"], "application/problem+json; charset=utf-8");
      tried.push(contract.name);
    }
  }
  assert.ok(tried.length > operations.length);
  await house.close();
});

test("a forged, cut or revoked key is refused even where nobody at all would be let in", async () => {
  const house = await testHouse();
  for (const authorization of ["Bearer x", "Bearer ", "Basic abc", `Bearer key_${"0".repeat(26)}.${"a".repeat(43)}`]) {
    const response = await house.server.inject({ method: "GET", url: "/v1/session", headers: { authorization } });
    assert.equal(response.statusCode, 401, authorization);
  }
  await house.close();
});

const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

test("malformed, huge, deeply nested and wrong-type bodies to every route are 4xx problem documents, never 5xx", async () => {
  const house = await testHouse();
  const admin = await house.authorization("admin");
  const service = await house.authorization("service");
  const json = { "content-type": "application/json" };
  const bodies = [
    "{",
    "null",
    "[]",
    '"text"',
    "1e400",
    deep(20_000),
    `[${"[".repeat(50_000)}`,
    `{"q":"${"x".repeat(200_000)}"}`,
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{}}}',
    '{"a":"\\u0000"}',
    "\u0000",
    "\ud800",
  ];
  for (const { contract, by } of operations) {
    const headers = by.admin ? admin : service;
    for (const payload of bodies) {
      for (const contentType of [json, { "content-type": "text/plain" }, {}]) {
        const response = await house.server.inject({
          method: contract.method,
          url: urlOf(contract.path),
          headers: { ...headers, ...contentType },
          payload,
        });
        assert.ok(response.statusCode < 500, `${contract.name} ${payload.slice(0, 40)} → ${response.statusCode}`);
      }
    }
  }
  const huge = await house.server.inject({
    method: "POST",
    url: "/v1/session",
    headers: json,
    payload: `{"a":"${"x".repeat(9_000_000)}"}`,
  });
  assert.equal(huge.statusCode, 413);
  await house.close();
});

test("any JSON whatever, in body, query and path of every operation, never breaks anything", async () => {
  const house = await testHouse();
  const headers = { admin: await house.authorization("admin"), service: await house.authorization("service") };
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      "ret_01h455vb4pex5vsknk084sn02q",
      "ord_01h455vb4pex5vsknk084sn02q",
      "shp_01h455vb4pex5vsknk084sn02q",
      "sto_01h455vb4pex5vsknk084sn02q",
      "dec_01h455vb4pex5vsknk084sn02q",
      "return.incentive",
      "2026-01-01T00:00:00Z",
      "9".repeat(40),
    ),
    fc.jsonValue(),
  );
  for (const { contract, by } of operations) {
    const fields = Object.keys((contract.input as unknown as { shape?: Record<string, unknown> }).shape ?? {});
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] }),
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 40 }),
          fc.constantFrom(
            "ret_01h455vb4pex5vsknk084sn02q",
            "ord_01h455vb4pex5vsknk084sn02q",
            "shp_01h455vb4pex5vsknk084sn02q",
            "dec_01h455vb4pex5vsknk084sn02q",
            "ABCD-EFGH-JKLM",
          ),
        ),
        async (input, inPath) => {
          const hasBody = contract.method === "POST" || contract.method === "PUT";
          const query = new URLSearchParams(
            Object.entries(input).map(([name, given]): [string, string] => [
              name,
              typeof given === "string" ? given : JSON.stringify(given),
            ]),
          );
          const response = await house.server.inject({
            method: contract.method,
            url: `${urlOf(contract.path, encodeURIComponent(inPath.toWellFormed()))}${hasBody ? "" : `?${query}`}`,
            headers: {
              ...(by.admin ? headers.admin : headers.service),
              ...(hasBody ? { "content-type": "application/json" } : {}),
            },
            ...(hasBody ? { payload: JSON.stringify(input) } : {}),
          });
          assert.ok(response.statusCode < 500, `${contract.name} → ${response.statusCode} ${response.body}`);
          if (response.statusCode >= 400) {
            const problem = response.json() as { type: string; title: string; detail: string; status: number };
            assert.match(problem.type, /^\/problems\/[a-z-]+$/);
            assert.equal(problem.status, response.statusCode);
            assert.ok(problem.title.length > 0 && problem.detail.length > 0);
          }
        },
      ),
      { numRuns: 25 },
    );
  }
  await house.close();
});

test("another site cannot make a browser act: a cookie with a foreign Origin changes nothing", async () => {
  const house = await testHouse();
  const log = (origin: string | undefined) =>
    house.server.inject({
      method: "DELETE",
      url: "/v1/session",
      headers: { cookie: "aftercare_session=abc", host: "shop.test", ...(origin === undefined ? {} : { origin }) },
    });
  assert.equal((await log("https://evil.test")).statusCode, 403);
  assert.equal((await log("null")).statusCode, 403);
  assert.equal((await log("http://shop.test")).statusCode, 200);
  await house.close();
});

test("answers carry a strict content security policy and the usual headers; unknown routes are problems too", async () => {
  const house = await testHouse();
  const response = await house.server.inject({
    method: "GET",
    url: "/nothing/here",
    headers: { "accept-language": "nl" },
  });
  assert.equal(response.statusCode, 404);
  assert.equal((response.json() as { title: string }).title, "Deze pagina bestaat niet");
  const policy = String(response.headers["content-security-policy"]);
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(response.headers["x-content-type-options"], "nosniff");
  const malformed = await house.server.inject({
    method: "GET",
    url: "/v1/%E0%A4%A",
    headers: { "accept-language": "de" },
  });
  assert.equal(malformed.statusCode, 400);
  assert.equal((malformed.json() as { type: string }).type, "/problems/malformed-url");
  assert.equal(malformed.headers["x-content-type-options"], "nosniff");
  const health = await house.server.inject({ method: "GET", url: "/healthz" });
  assert.deepEqual(health.json(), { status: "ok" });
  await house.close();
});
