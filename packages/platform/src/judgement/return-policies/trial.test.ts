import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { returnPolicyOperations } from "./index.ts";
import { PolicyDocument, usualPolicy } from "./policy.schema.ts";
import { readyPolicy } from "./ready-policy.ts";
import type { tryReturnPolicy } from "./trial.contract.ts";
import { TrialAssumptions } from "./trial.contract.ts";
import { treat } from "./trial-case.ts";

type Trial = ContractOutput<typeof tryReturnPolicy>;

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
  await updateRetailer({ db: facts.database.kysely }, { timeZone: "Europe/Berlin" });
  facts.clock.set(new Date("2026-06-01T10:00:00Z"));
  const order = (id: string, shopper: string, at: string, more: object = {}): IntakeRecordJson =>
    ({
      ...{ type: "order", id, shopper, at, channel: "online", currency: "EUR", contact: { country: "DE" } },
      ...{ lines: [{ sku: "SHIRT", quantity: 1, amount: 5_000 }], ...more },
    }) as IntakeRecordJson;
  const back = (id: string, shopper: string, at: string, of: string, reason: string): IntakeRecordJson => ({
    ...{ type: "return", id, shopper, at, order: of, channel: "online", currency: "EUR" },
    lines: [{ sku: "SHIRT", quantity: 1, amount: 5_000, reason }],
  });
  const records: IntakeRecordJson[] = [
    { type: "shopper", id: "anna" },
    { type: "shopper", id: "ben" },
    order("O-1", "anna", "2026-03-01T10:00:00Z"),
    order("O-2", "ben", "2026-03-01T10:00:00Z"),
    order("O-3", "ben", "2026-03-01T11:00:00Z"),
    { type: "parcel", id: "P-1", order: "O-1", shippedAt: "2026-03-02T10:00:00Z", deliveredAt: "2026-03-04T10:00:00Z" },
    { type: "parcel", id: "P-2", order: "O-2", shippedAt: "2026-03-02T10:00:00Z", deliveredAt: "2026-03-04T10:00:00Z" },
    { type: "parcel", id: "P-3", order: "O-3", shippedAt: "2026-03-02T10:00:00Z", deliveredAt: "2026-03-04T10:00:00Z" },
    back("R-1", "anna", "2026-03-10T10:00:00Z", "O-1", "changed-mind"),
    back("R-2", "ben", "2026-03-30T10:00:00Z", "O-2", "changed-mind"),
    back("R-3", "ben", "2026-04-01T10:00:00Z", "O-3", "damaged-or-defective"),
    order("O-4", "ben", "2026-03-01T10:00:00Z", { currency: "USD" }),
    { ...back("R-4", "ben", "2026-04-02T10:00:00Z", "O-4", "changed-mind"), currency: "USD" } as IntakeRecordJson,
    // What was called off before it left never came back.
    order("O-5", "anna", "2026-04-01T10:00:00Z"),
    { type: "cancellation", id: "C-5", order: "O-5", at: "2026-04-01T12:00:00Z" },
  ];
  await facts.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      records.map((record) => IntakeRecord.parse(record)),
      { history: true, now: facts.clock.now() },
    ),
  );
});
after(() => facts.close());

async function trial(document: object, more: object = {}): Promise<Trial> {
  const operation = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.try") as Operation;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor: operator, input: { document, ...more }, session, locale: "en" as const, client: "test" };
  return (await execute(operation, asked, { work: facts.work, clock: facts.clock })).output as Trial;
}
const documentOf = (usual: object, more: object = {}) => {
  const standing = PolicyDocument.encode(usualPolicy);
  return { ...standing, usual: { ...standing.usual, ...usual }, ...more };
};
const all = ({ groups }: Trial) => groups.find(({ by }) => by === "all")!;

test("the policy in force tried as a draft changes nothing", async () => {
  const found = await trial(documentOf({}));
  assert.deepEqual([found.of, found.seen, found.leftOut, found.changed, found.examples], [4, 4, 1, 0, []]);
  assert.deepEqual(all(found).draft, all(found).inForce);
  assert.equal(all(found).draft.contentment, 3 * (1 - 6 * 0.01));
});

test("a fee and a shorter window: what it would keep, whom it would refuse, and where the law would not let it", async () => {
  const found = await trial(documentOf({ logisticsFee: 900, windowDays: 20 }, { costOfSending: 500 }));
  const { inForce, draft } = all(found);
  // Within the fortnight of the law no more than it costs; after twenty days not at all; broken goods free and always.
  assert.deepEqual([inForce.fees, draft.fees], [0, 500]);
  assert.deepEqual([inForce.refused, draft.refused, draft.accepted], [0, 5_000, 2]);
  assert.equal(found.changed, 3);
  // Its price, and what it costs now that the money is sent before the goods were looked at.
  const refused = found.examples[0]!;
  assert.deepEqual([refused.number, refused.costs, refused.reason], ["R-2", -5_002, "changed-mind"]);
  const isOpen = refused.changes.find(({ what }) => what === "isOpen")!;
  assert.deepEqual([isOpen.inForce, isOpen.draft, isOpen.because], [true, false, { by: "usual" }]);
  assert.deepEqual(found.raised, [
    { what: "logisticsFee", added: 2, ended: 0, same: 0 },
    { what: "windowDays", added: 1, ended: 0, same: 0 },
    // What is broken is cured after the window: the law says so, and nothing of the draft does.
    { what: "resolutions", added: 1, ended: 0, same: 0 },
  ]);
  assert.ok(draft.contentment < inForce.contentment);
});

test("what is brought back to a store is not charged for sending", async () => {
  const { pool } = facts.database;
  await pool.query("update returns set channel = 'store' where key = 'R-1'");
  const { draft } = all(await trial(documentOf({ logisticsFee: 900 }, { costOfSending: 500 })));
  await pool.query("update returns set channel = 'online' where key = 'R-1'");
  // The second is sent after the fortnight of the law.
  assert.equal(draft.fees, 900);
});

test("of ways with prices of their own the cheapest is reckoned with, and what changes is told way by way", async () => {
  const priced = { "drop-off": 700, locker: 400, "home-pick-up": 900 };
  const found = await trial(
    documentOf({ logisticsFee: priced, methods: ["store", "drop-off", "home-pick-up"] }, { costOfSending: 700 }),
  );
  assert.equal(all(found).draft.fees % 700, 0);
  assert.ok(all(found).draft.fees > 0);
  const change = found.examples[0]?.changes.find(({ what }) => what === "logisticsFee");
  assert.deepEqual([change?.inForce, change?.draft], [0, { ...priced, "home-pick-up": 700 }]);
});

test("a rule is tried on the shopper as they were then, and named as the reason", async () => {
  const rule = { name: "new-ones", layer: "segment", when: 'segment == "new" && orders < 2.0' };
  const found = await trial(documentOf({}, { rules: [{ ...rule, grants: { refundTiming: "instant" } }] }));
  // Ben had two orders in euros and one in dollars when his first parcel came back.
  assert.deepEqual(
    found.examples.map(({ number }) => number),
    ["R-1"],
  );
  assert.deepEqual(found.examples[0]?.changes[0]?.because, { by: "rule", rule: "new-ones" });
  assert.equal(all(found).draft.timing - all(found).inForce.timing, found.examples[0]?.costs);
});

test("parts add up to the whole", async () => {
  const document = documentOf({ bonusPercent: 10, logisticsFee: 300 }, { costOfSending: 500 });
  const whole = await trial(document);
  let sum = { seen: 0, changed: 0, fees: 0, bonus: 0 };
  let cursor: string | undefined;
  do {
    const part: Trial = await trial(document, { limit: 1, ...(cursor !== undefined && { cursor }) });
    const { fees = 0, bonus = 0 } = part.groups.find(({ by }) => by === "all")?.draft ?? {};
    sum = {
      seen: sum.seen + part.seen,
      changed: sum.changed + part.changed,
      fees: sum.fees + fees,
      bonus: sum.bonus + bonus,
    };
    cursor = part.next;
  } while (cursor !== undefined);
  const { fees, bonus } = all(whole).draft;
  assert.deepEqual(sum, { seen: whole.seen, changed: whole.changed, fees, bonus });
  assert.equal(bonus, 3 * 100);
});

test("a document whose conditions make no sense is refused with their place", async () => {
  const rules = [{ name: "x", layer: "tier", when: "tier ==", grants: {} }];
  await assert.rejects(
    trial(documentOf({}, { rules })),
    (error: unknown) => error instanceof Problem && error.fields[0]?.field === "document/rules/0/when",
  );
});

test("whatever a policy grants, its fees never exceed what comes back, and contentment lies between none and all", () => {
  const profile = { orders: 0, unitsBought: 0, reasons: [] } as never;
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 100_000n }), { minLength: 1, maxLength: 4 });
  const grants = fc.record({
    windowDays: fc.integer({ min: 0, max: 90 }),
    logisticsFee: fc.integer({ min: 0, max: 50_000 }),
    restockingPercent: fc.integer({ min: 0, max: 50 }),
    refundTiming: fc.constantFrom("instant", "first-scan", "received", "inspected"),
  });
  fc.assert(
    fc.property(
      amounts,
      grants,
      fc.constantFrom("DE", "US"),
      fc.integer({ min: 0, max: 60 }),
      (paid, usual, country, days) => {
        const policy = readyPolicy(PolicyDocument.parse(documentOf(usual)));
        assert.ok("rules" in policy);
        const past = {
          ...{ id: "x" as never, orderId: "y" as never, number: "R", placedAt: new Date("2026-03-01T10:00:00Z") },
          ...{
            at: new Date(Date.UTC(2026, 2, 3 + days)),
            channel: "online",
            isBrought: false,
            country,
            currency: "EUR",
            orderTotal: 1n,
          },
          ...{ deliveredAt: new Date("2026-03-02T10:00:00Z"), profile },
          lines: paid.map((amount) => ({
            ...{ sku: "S", category: null, reason: null, amount, listed: amount, discount: 0n, paid: amount },
          })),
        };
        const assume = TrialAssumptions.parse({});
        const told = treat(past, policy, { timeZone: "UTC", isHoliday: () => false, assume });
        const sum = Number(paid.reduce((one, other) => one + other, 0n));
        assert.ok(told.fees >= 0 && told.fees <= sum - told.refused);
        assert.ok(told.contentment >= 0 && told.contentment <= 1);
      },
    ),
    { numRuns: 500 },
  );
});

test("where the law decides under the policy in force as well is told apart from what the draft changes", async () => {
  const document = documentOf({ logisticsFee: 900, restockingPercent: 10 }, { costOfSending: 500 });
  const row = { version: 1, published_at: facts.clock.now(), published_by: "test", note: "test" };
  const inForce = { ...row, document: JSON.stringify(document) };
  await facts.database.kysely.insertInto("return_policies").values(inForce).execute();
  const raised = async (draft: object) =>
    (await trial(draft)).raised.map(({ what, added, ended, same }) => [what, added, ended, same]);
  assert.deepEqual(await raised(document), [
    ["logisticsFee", 0, 0, 2],
    ["restockingPercent", 0, 0, 2],
  ]);
  assert.deepEqual(await raised(documentOf({ restockingPercent: 10, windowDays: 20 }, { costOfSending: 500 })), [
    ["logisticsFee", 0, 2, 0],
    ["windowDays", 1, 0, 0],
    ["resolutions", 1, 0, 0],
    ["restockingPercent", 0, 0, 2],
  ]);
  await facts.database.kysely.deleteFrom("return_policies").execute();
});
