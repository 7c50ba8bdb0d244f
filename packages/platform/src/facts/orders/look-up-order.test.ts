import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anonymous } from "../../foundation/actors/index.ts";
import { openSigned, rotateSigningKey } from "../../foundation/auth/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { lookUpOrderOperation } from "./look-up-order.ts";
import type { lookUpOrder } from "./order.contract.ts";

const clock = testClock();
let database: TestDatabase;
let runtime: Runtime;
before(async () => {
  database = await testDatabase(migrationFolders);
  runtime = { work: openUnitOfWork(database, clock, []), clock };
});
after(() => database.close());

interface Person {
  kind?: "account" | "guest";
  key?: string;
  email?: string;
  postCode?: string;
  mergedInto?: string;
  erased?: boolean;
}

async function person({ kind = "account", key = newId(), email, postCode, mergedInto, erased }: Person) {
  const id = newId<"shp">();
  const erased_at = erased ? clock.now() : null;
  await database.kysely
    .insertInto("shoppers")
    .values({ id, kind, source: "test", key, merged_into: mergedInto ?? null, erased_at })
    .execute();
  if (!erased && (email ?? postCode) !== undefined) {
    const contact = { shopper_id: id, name: null, email: email ?? null, post_code: postCode ?? null };
    await database.kysely.insertInto("shopper_contacts").values(contact).execute();
  }
  return id;
}

let numbers = 0;

/** An order of a new person; answers its number. */
async function order(of: Person, number = `A-${++numbers}`, source = "test") {
  const shopperId = await person({ ...of, ...(of.kind === "guest" && { key: number }) });
  const id = newId<"ord">();
  const money = { currency: "EUR", shipping: 0n, total: 0n };
  await database.kysely
    .insertInto("orders")
    .values({
      id,
      shopper_id: shopperId,
      source,
      key: number,
      placed_at: clock.now(),
      channel: "online",
      store_id: null,
      ...money,
    })
    .execute();
  return { id, shopperId, number };
}

let clients = 0;

async function lookUp(number: string, proof: string, client = `client ${++clients}`) {
  const output = await callAs(runtime, anonymous, lookUpOrderOperation, { number, proof }, client);
  return output as ContractOutput<typeof lookUpOrder>;
}

async function refusal(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail("expected a problem");
}

test("number and e-mail answer a signed link for that order, in capitals or not", async () => {
  const { id, shopperId, number } = await order({ email: "Jo@Example.org" });
  const found = await lookUp(number.toLowerCase(), " jo@example.ORG ");
  assert.equal(found.link, `/l/${found.token}`);
  assert.equal(Date.parse(found.expiresAt) - clock.real().getTime(), 30 * 86_400_000);
  const claims = await openSigned(database.kysely, found.token, clock.real());
  assert.deepEqual([claims?.["orderId"], claims?.["shopperId"]], [id, shopperId]);
});

test("where the shop has no e-mail, post code or customer number will do; where it has one, they will not", async () => {
  const without = await order({ key: "17850", postCode: "1011 AB" });
  await lookUp(without.number, "1011ab");
  await lookUp(without.number, "17850");
  const withEmail = await order({ key: "17851", postCode: "20095", email: "a@example.org" });
  assert.equal((await refusal(lookUp(withEmail.number, "20095"))).type, "order-not-found");
  assert.equal((await refusal(lookUp(withEmail.number, "17851"))).type, "order-not-found");
});

test("a guest's order is not proved by its own number", async () => {
  const { number } = await order({ kind: "guest" });
  assert.equal((await refusal(lookUp(number, number))).type, "order-not-found");
});

test("a guest who became an account is known by either address", async () => {
  const account = await person({ email: "new@example.org" });
  const { number } = await order({ kind: "guest", email: "old@example.org", mergedInto: account });
  await lookUp(number, "new@example.org");
  await lookUp(number, "old@example.org");
});

test("the answer is the same for a wrong proof, an unknown order and an erased shopper", async () => {
  const known = await order({ email: "a@example.org" });
  const erased = await order({ key: "4711", erased: true });
  const guestOfErased = await order({ kind: "guest", email: "b@example.org", mergedInto: erased.shopperId });
  const refusals = [
    await refusal(lookUp(known.number, "b@example.org")),
    await refusal(lookUp("NO-SUCH", "b@example.org")),
    await refusal(lookUp(erased.number, "4711")),
    await refusal(lookUp(guestOfErased.number, "b@example.org")),
  ];
  for (const { type, status, params, fields } of refusals) {
    assert.deepEqual(
      { type, status, params, fields },
      { type: "order-not-found", status: 404, params: {}, fields: [] },
    );
  }
});

test("of two orders with one number the proof decides, and a proof that fits both proves neither", async () => {
  const first = await order({ email: "a@example.org" }, "TWICE", "one");
  await order({ email: "b@example.org" }, "TWICE", "two");
  const { token } = await lookUp("TWICE", "a@example.org");
  assert.equal((await openSigned(database.kysely, token, clock.real()))?.["orderId"], first.id);
  await order({ email: "a@example.org" }, "TWICE", "three");
  assert.equal((await refusal(lookUp("TWICE", "a@example.org"))).type, "order-not-found");
});

test("thirty tries from one client are enough, and for one order thirty in an hour and sixty in a day from anywhere", async () => {
  for (let i = 0; i < 30; i++) await refusal(lookUp(`X-${i}`, "no", "one client"));
  const tooMany = await refusal(lookUp("X-30", "no", "one client"));
  assert.deepEqual([tooMany.status, tooMany.retryAfter], [429, 600]);

  const { number } = await order({ email: "a@example.org" });
  const right = () => lookUp(number, "a@example.org");
  for (let i = 0; i < 30; i++) await refusal(lookUp(number, `${i}@example.org`));
  assert.equal((await refusal(right())).retryAfter, 3600);
  clock.advance(3_600_000);
  for (let i = 0; i < 30; i++) await right();
  clock.advance(3_600_000);
  assert.equal((await refusal(right())).retryAfter, 22 * 3600);
  clock.advance(22 * 3_600_000);
  await right();
});

test("a link outlives a rotated key for as long as the key is trusted, and no link of a leaked key is good", async () => {
  const { number } = await order({ email: "a@example.org" });
  const { token } = await lookUp(number, "a@example.org");
  const rotate = (trustedUntil: Date) =>
    runtime.work.run("test", (tx) => rotateSigningKey(tx, clock.real(), trustedUntil));
  await rotate(new Date(clock.real().getTime() + 1000));
  const opened = () => openSigned(database.kysely, token, clock.real());
  assert.ok(await opened());
  clock.advance(1000);
  assert.equal(await opened(), undefined);
  const { token: fresh } = await lookUp(number, "a@example.org");
  await rotate(clock.real());
  assert.equal(await openSigned(database.kysely, fresh, clock.real()), undefined);
});
