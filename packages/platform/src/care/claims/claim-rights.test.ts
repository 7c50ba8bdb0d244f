import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { type TestTill, testTill } from "../../means/refunds/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import type { ClaimView, claimOptions, claimRights } from "./claim.contract.ts";
import { claimOptionsOperation, claimRightsOperation } from "./claim-rights.ts";
import { reportClaimOperation } from "./report-claim.ts";

const dayMs = 86_400_000;
const reason = "damaged-or-defective";
let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
  till.clock.set(new Date("2026-09-01T10:00:00Z"));
});
after(() => till.close());

const rightsOf = async (orderId: string) =>
  (await till.call(claimRightsOperation, { orderId })) as ContractOutput<typeof claimRights>;
const optionsOf = async (orderId: string, quantity = 1) =>
  (await till.call(claimOptionsOperation, { orderId, lines: [{ line: 1, quantity, reason }] })) as ContractOutput<
    typeof claimOptions
  >;
const atOnce = ({ remedies }: ContractOutput<typeof claimOptions>) =>
  remedies.filter(({ doubts }) => doubts.length === 0).map(({ remedy }) => remedy);

test("what is told before a claim is what becomes of it: each remedy with the doubts that it then has", async () => {
  const orderId = await till.buy({ lines: [9_000], quantity: 12 });
  const early = await optionsOf(orderId);
  assert.deepEqual(atOnce(early), ["repair", "replacement", "refund"]);
  for (const days of [90, 330, 400]) {
    till.clock.advance(days * dayMs);
    const told = await optionsOf(orderId);
    for (const { remedy, doubts } of told.remedies) {
      const lines = [{ line: 1, quantity: 1, reason }];
      const claim = (await till.call(reportClaimOperation, { orderId, lines, remedy })) as ClaimView;
      assert.deepEqual([claim.doubts, claim.law.isPresumed], [doubts, told.law.isPresumed], `${remedy}, ${days}`);
      assert.equal(claim.law.until, told.law.until);
    }
  }
});

test("of each line as many units can be claimed as are with the shopper and not claimed, and the law's days stand beside them", async () => {
  const orderId = await till.buy({ lines: [9_000, 1_000], quantity: 3 });
  await till.comeBack(orderId, 2, 3);
  const { lines, arrival } = await rightsOf(orderId);
  assert.deepEqual([arrival, lines.map(({ units }) => units)], ["assumed", [3, 0]]);
  const { standing, isPresumed, presumedUntil = "", until = "" } = lines[0]!.law;
  assert.deepEqual([standing, isPresumed, presumedUntil < until], ["owed", true, true]);
  await till.call(reportClaimOperation, { orderId, lines: [{ line: 1, quantity: 2, reason }], remedy: "repair" });
  assert.equal((await rightsOf(orderId)).lines[0]!.units, 1);
  await assert.rejects(
    optionsOf(orderId, 2),
    (error) => error instanceof Problem && error.type === "units-not-claimable",
  );
  const no = till.call(claimOptionsOperation, { orderId, lines: [{ line: 1, quantity: 1, reason: "too-small" }] });
  await assert.rejects(no, (error) => error instanceof Problem && error.type === "bad-input");
});
