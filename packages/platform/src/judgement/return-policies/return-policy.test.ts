import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { returnPolicyOperations } from "./index.ts";
import { PolicyDocument, usualPolicy } from "./policy.schema.ts";
import type { returnTermsOfOrder } from "./return-policy.contract.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
  await updateRetailer({ db: facts.database.kysely }, { timeZone: "Europe/Berlin" });
});
after(() => facts.close());

type Terms = ContractOutput<typeof returnTermsOfOrder>;

async function call<Output>(name: string, input: object, locale: "en" | "de" | "zh" = "en"): Promise<Output> {
  const operation = returnPolicyOperations.find(({ contract }) => contract.name === name) as Operation;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor: operator, input, session, locale, client: "test" };
  return (await execute(operation, asked, { work: facts.work, clock: facts.clock })).output as Output;
}
const record = (...records: IntakeRecordJson[]) =>
  facts.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      records.map((one) => IntakeRecord.parse(one)),
      { history: false, now: facts.clock.now() },
    ),
  );
let orders = 0;
async function order(given: object = {}, deliveredAt?: string): Promise<string> {
  const id = `T-${++orders}`;
  const lines = [{ sku: "SHIRT", quantity: 2, amount: 9_800 }];
  const contact = { country: "DE" };
  await record({
    ...{ type: "order", id, at: "2026-02-20T10:00:00Z", channel: "online", currency: "EUR", lines, contact },
    ...given,
  } as IntakeRecordJson);
  if (deliveredAt !== undefined)
    await record({ type: "parcel", id: `P-${id}`, order: id, shippedAt: "2026-02-21T10:00:00Z", deliveredAt });
  const row = await facts.database.kysely
    .selectFrom("orders")
    .select("id")
    .where("key", "=", id)
    .executeTakeFirstOrThrow();
  return toWire("ord", row.id);
}
const terms = async (orderId: string, more: object = {}, locale: "en" | "de" | "zh" = "en") =>
  call<Terms>("return-terms.of-order", { orderId, ...more }, locale);
const documentOf = (change: object) => ({ ...PolicyDocument.encode(usualPolicy), ...change });
const publish = (document: object, after: number) =>
  call<{ version: number }>("return-policy.publish", { document, after });

test("without a policy of their own, everybody has thirty days from the arrival, free", async () => {
  facts.clock.set(new Date("2026-03-01T10:00:00Z"));
  const found = await terms(await order({}, "2026-02-24T23:30:00Z"));
  const [line = assert.fail()] = found.lines;
  assert.deepEqual([found.arrival, line.until, line.isOpen, line.logisticsFee], ["known", "2026-03-27", true, 0]);
  assert.deepEqual([line.law.isDue, line.law.until, line.refundBy], [true, "2026-03-11", "2026-03-15"]);
  assert.ok(line.because.every(({ by }) => by === "usual"));
});

test("goods on their way have no end yet; where nobody says when they came, an arrival is taken for granted and said to be", async () => {
  const travelling = await order();
  const key = `T-${orders}`;
  await record({ type: "parcel", id: `P-${key}`, order: key, shippedAt: "2026-02-28T10:00:00Z" });
  const onItsWay = await terms(travelling);
  assert.deepEqual(
    [onItsWay.arrival, onItsWay.lines[0]?.until, onItsWay.lines[0]?.isOpen],
    ["on-its-way", undefined, true],
  );
  const unknown = await terms(await order());
  assert.deepEqual([unknown.arrival, unknown.lines[0]?.until], ["assumed", "2026-04-07"]);
  const old = await terms(await order({ at: "2024-02-20T10:00:00Z" }));
  assert.equal(old.lines[0]?.isOpen, false);
});

test("a policy that was published holds, with its reasons in the reader's words, and the law above it", async () => {
  const sale = {
    ...{ name: "sale", layer: "situation", when: 'discount > 0.3 || category == "sale"' },
    ...{ grants: { windowDays: 5, restockingPercent: 10 } },
    says: { en: "because it was in the sale", de: "weil es im Angebot war" },
  };
  const fee = { ...documentOf({}).usual, logisticsFee: 1_200 };
  const document = documentOf({ usual: fee, costOfSending: 495, rules: [sale] });
  assert.equal((await publish(document, 0)).version, 1);
  const lines = [{ sku: "SALE", quantity: 1, amount: 2_000, listed: 4_000, discount: 2_000 }];
  const bought = await order(
    { lines: lines.map(({ listed: _, discount: __, ...line }) => line) },
    "2026-02-24T10:00:00Z",
  );
  await facts.database.pool.query(
    "update order_lines set listed = 4000, discount = 2000, paid = 2000 where sku = 'SALE'",
  );
  const [line = assert.fail()] = (await terms(bought)).lines;
  assert.deepEqual([line.until, line.logisticsFee, line.restockingPercent], ["2026-03-10", 495, 0]);
  const inYen = await terms(await order({ currency: "JPY" }, "2026-02-24T10:00:00Z"));
  assert.deepEqual([inYen.currency, inYen.lines[0]?.logisticsFee], ["JPY", 0], "a fee in euros is no fee in yen");
  assert.deepEqual(
    line.because.filter(({ by }) => by === "law").map(({ what }) => what),
    ["window", "logisticsFee", "restockingPercent"],
  );
  facts.clock.set(new Date("2026-02-27T10:00:00Z"));
  const store = await order({ channel: "store", lines: lines.map(({ listed: _, discount: __, ...line }) => line) });
  await facts.database.pool.query(
    "update order_lines set listed = 4000, discount = 2000, paid = 2000 where sku = 'SALE'",
  );
  const [sold = assert.fail()] = (await terms(store, {}, "de")).lines;
  assert.deepEqual([sold.isOpen, sold.restockingPercent, sold.until], [false, 10, "2026-02-25"]);
  assert.equal(sold.because.find(({ what }) => what === "window")?.says, "weil es im Angebot war");
  const [chinese = assert.fail()] = (await terms(store, {}, "zh")).lines;
  assert.equal(chinese.because.find(({ what }) => what === "window")?.says, "because it was in the sale");
  const [broken = assert.fail()] = (await terms(store, { reason: "damaged-or-defective" })).lines;
  assert.deepEqual([broken.isOpen, broken.logisticsFee, broken.until], [true, 0, "2028-02-20"]);
});

test("of two who publish at once one does; what was made from an older version is refused, and so is what makes no sense", async () => {
  const results = await Promise.allSettled([publish(documentOf({}), 1), publish(documentOf({}), 1)]);
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await assert.rejects(
    publish(documentOf({}), 1),
    (error: unknown) => error instanceof Problem && error.status === 409,
  );
  const rule = { name: "x", layer: "tier", when: "tier >", grants: {} };
  await assert.rejects(
    publish(documentOf({ rules: [rule] }), 2),
    (error: unknown) => error instanceof Problem && error.fields[0]?.field === "document/rules/0/when",
  );
  const { faults } = await call<{ faults: object[] }>("return-policy.check", {
    document: documentOf({ rules: [rule] }),
  });
  assert.equal(faults.length, 1);
  assert.equal((await call<{ version: number }>("return-policy.get", { version: 1 })).version, 1);
  assert.equal((await call<{ version: number }>("return-policy.get", {})).version, 2);
  await assert.rejects(
    call("return-policy.get", { version: 9 }),
    (error: unknown) => error instanceof Problem && error.status === 404,
  );
});

test("everything that is wrong with a document is named at once: what is missing beside conditions that make no sense", async () => {
  const broken = { name: "x", layer: "tier", when: "tier ==", grants: {} };
  const document = documentOf({ usual: { ...documentOf({}).usual, windowDays: null }, rules: [broken] });
  const { faults } = await call<{ faults: { path: string; at?: object }[] }>("return-policy.check", { document });
  assert.deepEqual(
    faults.map(({ path }) => path),
    ["usual/windowDays", "rules/0/when"],
  );
  assert.deepEqual(faults[1]?.at !== undefined, true);
});

test("a price of one way that is wrong or missing is named by its place, whoever checks, and the document reads as it was written", async () => {
  const priced = { "drop-off": 495, locker: 395, "home-pick-up": 895 };
  const written = (logisticsFee: unknown) => documentOf({ usual: { ...documentOf({}).usual, logisticsFee } });
  const check = async (fee: unknown) => {
    const document = written(fee);
    const { faults } = await call<{ faults: { path: string; message: string }[] }>("return-policy.check", { document });
    return faults.map(({ path }) => path);
  };
  assert.deepEqual(await check(priced), []);
  assert.deepEqual(await check({ ...priced, locker: -1 }), ["usual/logisticsFee/locker"]);
  assert.deepEqual(await check({ "drop-off": 1, locker: 2 }), ["usual/logisticsFee/home-pick-up"]);
  assert.deepEqual(await check(null), ["usual/logisticsFee"]);
  assert.deepEqual(await check({ ...priced, "carrier-pigeon": 1 }), ["usual/logisticsFee"]);
  const { version } = await call<{ version: number }>("return-policy.get", {});
  await assert.rejects(
    call("return-policy.publish", { document: written({ ...priced, locker: -1 }), after: version }),
    (error: unknown) => error instanceof Problem && error.fields[0]?.field === "document/usual/logisticsFee/locker",
  );
  await publish(written(priced), version);
  const { document } = await call<{ document: { usual: { logisticsFee: unknown } } }>("return-policy.get", {});
  assert.deepEqual(document.usual.logisticsFee, priced);
});

interface Draft {
  readonly revision: number;
  readonly madeFrom: number;
  readonly document?: object;
}

test("two people at one draft: the second is refused and loses nothing; publishing it as it stands ends it, and every version says why", async () => {
  const draft = () => call<Draft>("return-policy.draft", {});
  const begun = await draft();
  assert.equal(begun.document, undefined);
  const document = documentOf({ costOfSending: 450 });
  const save = (revision: number, costOfSending: number) =>
    call<Draft>("return-policy.save-draft", {
      ...{ document: { ...document, costOfSending }, madeFrom: begun.madeFrom, revision },
    });
  const results = await Promise.allSettled([save(begun.revision, 450), save(begun.revision, 450)]);
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await assert.rejects(
    save(begun.revision, 460),
    (error: unknown) => error instanceof Problem && error.type === "return-policy-draft-changed",
  );
  const { revision } = await draft();
  await publish(documentOf({ costOfSending: 999 }), begun.madeFrom);
  assert.deepEqual((await draft()).document, document, "a draft of something else stays");
  const note = "The carrier raised its prices";
  await call("return-policy.publish", { document, after: begun.madeFrom + 1, note });
  const ended = await draft();
  assert.deepEqual([ended.document, ended.madeFrom], [undefined, begun.madeFrom + 2]);
  await assert.rejects(save(revision, 450), (error: unknown) => error instanceof Problem && error.status === 409);
  assert.equal((await save(ended.revision, 470)).madeFrom, begun.madeFrom);
  const { revision: last } = await draft();
  assert.equal((await call<Draft>("return-policy.discard-draft", { revision: last })).document, undefined);
  const { items } = await call<{ items: { note: string; version: number }[] }>("return-policy.versions", {});
  assert.deepEqual([items[0]?.note, items[0]?.version, items.at(-1)?.version], [note, begun.madeFrom + 2, 1]);
});

test("what came back already cannot be given back again", async () => {
  facts.clock.set(new Date("2026-03-01T10:00:00Z"));
  const bought = await order({}, "2026-02-24T10:00:00Z");
  await record({
    ...{
      type: "return",
      id: "R-1",
      at: "2026-02-28T10:00:00Z",
      order: `T-${orders}`,
      channel: "online",
      currency: "EUR",
    },
    lines: [{ sku: "SHIRT", quantity: 2, amount: 9_800 }],
  } as IntakeRecordJson);
  const [line = assert.fail()] = (await terms(bought)).lines;
  assert.deepEqual([line.units, line.isOpen], [0, false]);
});
