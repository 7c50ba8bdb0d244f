import assert from "node:assert/strict";
import { test } from "node:test";
import { migrationFolders } from "../../migrations.ts";
import { testClock } from "../clock/index.ts";
import { testDatabase } from "../database/testing.ts";
import { newId, toUuid } from "../ids/index.ts";
import {
  actorOfApiKey,
  actorOfSession,
  createAccount,
  createApiKey,
  endSession,
  logInWithPassword,
  openSigned,
  revokeApiKey,
  rotateSigningKey,
  signed,
  startSession,
} from "./index.ts";

const hour = 3_600_000;

test("a login opens a session that ends by log-out or after a shift; its token is stored nowhere", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const { kysely } = database;
  const token = await database.transaction(async (tx) => {
    await createAccount(
      tx,
      { login: "Anna", password: "correct horse", role: "associate", scope: { storeId: "s" } },
      clock.real(),
    );
    const account = await logInWithPassword(tx, "anna", "correct horse");
    return (await startSession(tx, account.id, clock.real())).token;
  });
  assert.deepEqual((await actorOfSession(kysely, token, clock.real()))?.scope, { storeId: "s" });
  assert.equal(JSON.stringify(await kysely.selectFrom("sessions").selectAll().execute()).includes(token), false);
  assert.equal(await actorOfSession(kysely, `${token}x`, clock.real()), undefined);
  clock.advance(13 * hour);
  assert.equal(await actorOfSession(kysely, token, clock.real()), undefined);

  const next = await database.transaction(async (tx) => {
    const account = await logInWithPassword(tx, "anna", "correct horse");
    return (await startSession(tx, account.id, clock.real())).token;
  });
  await database.transaction((tx) => endSession(tx, next));
  assert.equal(await actorOfSession(kysely, next, clock.real()), undefined);
  await database.close();
});

test("an unknown login, a wrong password and a disabled account are told apart by nobody", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  await database.transaction((tx) =>
    createAccount(tx, { login: "anna", password: "right", role: "agent" }, clock.real()),
  );
  const attempt = (login: string, password: string) =>
    database
      .transaction((tx) => logInWithPassword(tx, login, password))
      .then(
        () => "in",
        (error: Error) => error.message,
      );
  const answers = [await attempt("nobody", "right"), await attempt("anna", "wrong")];
  await database.kysely.updateTable("accounts").set({ disabled_at: clock.real() }).execute();
  answers.push(await attempt("anna", "right"));
  assert.equal(new Set(answers).size, 1);
  assert.match(answers[0] ?? "", /wrong-login/);
  await database.close();
});

test("an API key works until it is revoked; a wrong secret or another key's secret opens nothing", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const [one, two] = await database.transaction(async (tx) => [
    await createApiKey(tx, { label: "shop", role: "service" }, clock.real()),
    await createApiKey(tx, { label: "shop, next", role: "service" }, clock.real()),
  ]);
  const on = { client: database.pool };
  assert.equal((await actorOfApiKey(on, one ?? ""))?.role, "service");
  const [id = "", secret = ""] = (one ?? "").split(".");
  for (const wrong of [
    `${id}.${"A".repeat(43)}`,
    `${(two ?? "").split(".")[0]}.${secret}`,
    id,
    "",
    "key_x.y",
    `key_${"z".repeat(26)}.${secret}`,
  ]) {
    assert.equal(await actorOfApiKey(on, wrong), undefined, wrong);
  }
  await database.transaction((tx) => revokeApiKey(tx, toUuid("key", id), clock.real()));
  assert.equal(await actorOfApiKey(on, one ?? ""), undefined);
  assert.equal((await actorOfApiKey(on, two ?? ""))?.role, "service");
  await database.close();
});

test("a rotated key: old links stay good for the grace period, new ones are signed anew, a leaked key ends at once", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const { kysely } = database;
  const make = () =>
    database.transaction((tx) =>
      signed(tx, { expiresAt: clock.real().getTime() + 1000 * hour, orderId: newId() }, clock.real()),
    );
  const open = (text: string) => openSigned(kysely, text, clock.real());
  const old = await make();
  assert.ok(await open(old));
  await database.transaction((tx) => rotateSigningKey(tx, clock.real(), new Date(clock.real().getTime() + 24 * hour)));
  const fresh = await make();
  assert.ok(await open(old));
  assert.ok(await open(fresh));
  clock.advance(25 * hour);
  assert.equal(await open(old), undefined);
  assert.ok(await open(fresh));
  await database.transaction((tx) => rotateSigningKey(tx, clock.real(), clock.real()));
  assert.equal(await open(fresh), undefined);
  await database.close();
});

test("a signed link that is altered, cut, over or not ours opens nothing", async () => {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const text = await database.transaction((tx) =>
    signed(tx, { expiresAt: clock.real().getTime() + hour, orderId: "a" }, clock.real()),
  );
  const [payload = "", mac = ""] = text.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  const forged = Buffer.from(JSON.stringify({ ...claims, orderId: "b" })).toString("base64url");
  for (const bad of [
    `${forged}.${mac}`,
    payload,
    `${payload}.`,
    `${payload}.${mac.slice(1)}`,
    `${text}.x`,
    "",
    ".",
    "null.x",
    `${Buffer.from("null").toString("base64url")}.x`,
  ]) {
    assert.equal(await openSigned(database.kysely, bad, clock.real()), undefined, bad);
  }
  clock.advance(hour);
  assert.equal(await openSigned(database.kysely, text, clock.real()), undefined);
  await database.close();
});
