import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { migrationFolders } from "../../migrations.ts";
import type { Actor } from "../actors/index.ts";
import { testClock } from "../clock/index.ts";
import { contract } from "../contracts/index.ts";
import { testDatabase } from "../database/testing.ts";
import { openUnitOfWork } from "../events/index.ts";
import { MoneyAmount } from "../money/index.ts";
import { Problem } from "../problems/index.ts";
import { anything, type Call, execute, forgetAnswers, fromText, openApiDocument, operation } from "./index.ts";

const store = { role: "associate", id: "anna", scope: { storeId: "north" } } as const satisfies Actor;
const session = { token: undefined, start: () => {}, end: () => {} };

async function setUp() {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, []);
  let runs = 0;
  const give = operation(
    contract("test.give", {
      summary: "Gives an amount.",
      http: "POST /v1/things/:thing/gifts",
      input: z.strictObject({ thing: z.string(), amount: MoneyAmount, storeId: z.string().optional() }),
      output: z.object({ runs: z.int(), amount: MoneyAmount }),
    }),
    {
      by: {
        associate: {
          name: "of own store",
          allows: ({ actor }, { storeId }) => storeId === undefined || storeId === actor.scope["storeId"],
        },
        service: anything,
      },
      limits: [{ name: "test", calls: 100, perSeconds: 60, key: (client) => client }],
      async run({ tx }, { amount }) {
        if (amount === 0n) throw new Error("fails after the key was claimed");
        await tx.db.selectFrom("events").select("seq").execute();
        return { runs: ++runs, amount };
      },
    },
  );
  const call = (input: unknown, more: Partial<Call> = {}) =>
    execute(give, { actor: store, input, locale: "en", client: "test", session, ...more }, { work, clock });
  return { database, clock, work, give, call };
}

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail("expected a problem"),
    (error: unknown) => (error instanceof Problem ? error : assert.fail(String(error))),
  );

test("one key and one body give one effect and one answer, in turn and all at once; another body is a 409", async () => {
  const { database, call } = await setUp();
  const input = { thing: "a", amount: 12 };
  const first = await call(input, { idempotencyKey: "k1" });
  assert.deepEqual(first, { output: { runs: 1, amount: 12 }, replayed: false });
  assert.deepEqual(await call({ amount: 12, thing: "a" }, { idempotencyKey: "k1" }), { ...first, replayed: true });

  const reused = await problemOf(call({ thing: "a", amount: 13 }, { idempotencyKey: "k1" }));
  assert.equal(reused.type, "idempotency-key-reused");
  assert.equal(reused.status, 409);

  const atOnce = await Promise.all(Array.from({ length: 8 }, () => call(input, { idempotencyKey: "k2" })));
  assert.equal(new Set(atOnce.map(({ output }) => JSON.stringify(output))).size, 1);
  assert.equal(atOnce.filter(({ replayed }) => !replayed).length, 1);

  const twoKeys = await Promise.all([call(input, { idempotencyKey: "k3" }), call(input, { idempotencyKey: "k4" })]);
  assert.equal(twoKeys.filter(({ replayed }) => replayed).length, 0);
  await database.close();
});

test("an answer is kept for thirty days and no longer: the key is free again, and what was answered is gone", async () => {
  const { database, work, clock, call } = await setUp();
  const input = { thing: "a", amount: 12 };
  await call(input, { idempotencyKey: "old" });
  const days = (many: number) => new Date(clock.real().getTime() + many * 86_400_000);
  const forget = (now: Date) => work.run("test", (tx) => forgetAnswers(tx, now));
  assert.equal(await forget(days(29)), 0);
  assert.equal((await call(input, { idempotencyKey: "old" })).replayed, true);
  assert.equal(await forget(days(31)), 1);
  assert.equal((await call(input, { idempotencyKey: "old" })).replayed, false);
  await database.close();
});

test("a failed call leaves its key free and no audit line; each success leaves one, without the rest of the input", async () => {
  const { database, call } = await setUp();
  await assert.rejects(call({ thing: "a", amount: 0 }, { idempotencyKey: "k" }));
  assert.equal((await database.kysely.selectFrom("idempotency_keys").selectAll().execute()).length, 0);
  await call({ thing: "a", amount: 5 }, { idempotencyKey: "k" });
  const lines = await database.kysely.selectFrom("audit_lines").selectAll().execute();
  assert.equal(lines.length, 1);
  assert.deepEqual(
    { ...lines[0], id: 0, at: 0 },
    {
      id: 0,
      at: 0,
      actor: "anna",
      role: "associate",
      operation: "test.give",
      target: { thing: "a" },
      idempotency_key: "k",
    },
  );
  await database.close();
});

test("who may not call learns nothing else: nobody 401, another role 403, another store 403, before the input is judged", async () => {
  const { database, call } = await setUp();
  assert.equal((await problemOf(call({}, { actor: { role: "anonymous", id: "-", scope: {} } }))).status, 401);
  assert.equal((await problemOf(call({}, { actor: { role: "agent", id: "x", scope: {} } }))).status, 403);
  assert.equal((await problemOf(call({ thing: "a", amount: 1, storeId: "south" }))).status, 403);
  await call({ thing: "a", amount: 1, storeId: "north" });
  await database.close();
});

test("bad input names every field in the caller's language", async () => {
  const { database, call } = await setUp();
  const problem = await problemOf(call({ thing: 7, amount: "much", extra: true }, { locale: "de" }));
  assert.equal(problem.type, "bad-input");
  assert.deepEqual(
    problem.fields.map(({ field }) => field),
    ["thing", "amount", ""],
  );
  assert.match(problem.fields[0]?.message ?? "", /Ungültige Eingabe/);
  await database.close();
});

test("a NUL character, which no column can hold, is refused by the name of its field", async () => {
  const { database, call } = await setUp();
  const problem = await problemOf(call({ thing: "a\u0000", amount: 1 }));
  assert.deepEqual(problem.fields, [{ field: "thing", message: "U+0000" }]);
  await database.close();
});

test("a rate limit counts failed calls too, and opens again when its window ends", async () => {
  const { database, clock, call } = await setUp();
  for (let n = 0; n < 100; n++) await call({ thing: "a", amount: 0 }).catch(() => {});
  const problem = await problemOf(call({ thing: "a", amount: 1 }));
  assert.equal(problem.status, 429);
  assert.equal(problem.retryAfter, 60);
  await call({ thing: "a", amount: 1 }, { client: "another" });
  clock.advance(60_000);
  await call({ thing: "a", amount: 1 });
  await database.close();
});

test("an operation appears in OpenAPI with its path, key header, roles and wire types, and reads text flags", async () => {
  const { database, give } = await setUp();
  const document = openApiDocument([give], "1") as { paths: Record<string, Record<string, unknown>> };
  const entry = document.paths["/v1/things/{thing}/gifts"]?.["post"];
  const text = JSON.stringify(entry);
  assert.match(text, /"operationId":"test.give"/);
  assert.match(text, /Idempotency-Key/);
  assert.match(text, /associate \(of own store\), service \(anything\)/);
  assert.match(text, /"amount":\{"type":"integer"/);
  assert.deepEqual(fromText(give.contract, { thing: "7", amount: "7" }), { thing: "7", amount: 7 });
  assert.deepEqual(fromText(give.contract, { amount: "seven" }), { amount: "seven" });
  await database.close();
});
