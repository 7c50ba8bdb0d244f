import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eraseShopper } from "../../facts/shoppers/index.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { type TestTill, testTill } from "../../means/refunds/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import {
  cancelReturnRequestOperation,
  getReturnRequestOperation,
  receiveReturnOperation,
} from "../returns/requests/index.ts";
import type { getReturnRequest } from "../returns/requests/return-request.contract.ts";
import type { ClaimView, searchClaims } from "./claim.contract.ts";
import { acceptClaimOperation, declineClaimOperation } from "./decide-claim.ts";
import { claimReactions } from "./index.ts";
import { claimsOfOrderOperation, getClaimOperation, searchClaimsOperation } from "./read-claims.ts";
import { reportClaimOperation } from "./report-claim.ts";
import { settleClaimOperation } from "./settle-claim.ts";

type Claim = Omit<ClaimView, "amount"> & { readonly amount?: number };
type Request = ContractOutput<typeof getReturnRequest>;

const dayMs = 86_400_000;
let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
  // Sold since a repair lets a fault count longer.
  till.clock.set(new Date("2026-09-01T10:00:00Z"));
});
after(() => till.close());

/** Calls as the house does: what happened is heard of by whoever waits for it. */
async function call(operation: object, input: unknown): Promise<unknown> {
  const work = openUnitOfWork(till.database, till.clock, [enqueueReactions(claimReactions, till.clock)]);
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor: operator, input, locale: "en", client: "local", session } as const;
  const { output } = await execute(operation as Operation, asked, { work, clock: till.clock });
  const byName = new Map(claimReactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, till.clock, byName)) > 0);
  return output;
}

async function report(orderId: string, remedy: string, more: object = {}, quantity = 1): Promise<Claim> {
  const lines = [{ line: 1, quantity, reason: "damaged-or-defective", said: "It hums and stops." }];
  return (await call(reportClaimOperation, { orderId, lines, remedy, ...more })) as Claim;
}

const see = async ({ claimId }: Claim) => (await call(getClaimOperation, { claimId })) as Claim;
const requestOf = async ({ returnRequestId }: Claim) =>
  (await till.call(getReturnRequestOperation, { returnRequestId })) as Request;
const receive = ({ returnRequestId }: Claim) =>
  call(receiveReturnOperation, { returnRequestId, lines: [{ line: 1, quantity: 1 }] });

async function problemOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.type;
  }
  return "none";
}

/** Long after the window in which anything can be given back. */
function later(months: number): void {
  till.clock.advance(months * 30 * dayMs);
}

test("within the first year a repair is accepted at once, free of charge; finished, the guarantee runs a year longer", async () => {
  const orderId = await till.buy({ lines: [9_900] });
  later(6);
  const claim = await report(orderId, "repair");
  assert.deepEqual([claim.state, claim.doubts, claim.law.isPresumed], ["accepted", [], true]);
  const request = await requestOf(claim);
  assert.deepEqual([request.resolution, request.fee, request.state], ["repair", 0, "open"]);
  assert.equal(request.lines[0]!.detail, "It hums and stops.");
  await receive(claim);
  assert.equal((await see(claim)).state, "in-cure");
  assert.equal((await till.balance(orderId)).available, 9_900);
  const done = (await call(settleClaimOperation, { claimId: claim.claimId })) as Claim;
  assert.equal(done.state, "settled");
  // It is the shopper's again: a second fault, even after the two years, may have its price back, and all of it.
  later(20);
  const again = await report(orderId, "refund");
  assert.deepEqual([again.doubts, again.state], [["not-presumed"], "reported"]);
  assert.ok(again.law.until! > claim.law.until!);
  const accepted = (await call(acceptClaimOperation, { claimId: again.claimId })) as Claim;
  assert.equal(accepted.state, "accepted");
  await receive(accepted);
  assert.equal((await see(again)).state, "settled");
  assert.equal((await requestOf(accepted)).settled, 9_900);
  await till.send();
  await till.audit();
});

test("what the law does not carry by itself waits for a person, and says why", async () => {
  const orderId = await till.buy({ lines: [4_000], quantity: 5 });
  later(4);
  assert.deepEqual((await report(orderId, "refund")).doubts, ["cure-comes-first"]);
  assert.deepEqual((await report(orderId, "price-reduction")).doubts, ["sum-to-agree", "cure-comes-first"]);
  later(10);
  const old = await report(orderId, "replacement");
  assert.deepEqual([old.doubts, old.state], [["not-presumed"], "reported"]);
  const queue = (await call(searchClaimsOperation, { state: "reported", q: old.number })) as ContractOutput<
    typeof searchClaims
  >;
  assert.deepEqual(
    queue.items.map(({ claimId }) => claimId),
    [old.claimId],
  );
  later(14);
  assert.deepEqual((await report(orderId, "repair")).doubts, ["guarantee-over"]);
  // A person may grant what no law wants any more.
  const kept = await report(orderId, "repair");
  assert.equal(((await call(acceptClaimOperation, { claimId: kept.claimId })) as Claim).state, "accepted");
});

test("while it could be given back anyway, its price is paid back without asking anybody", async () => {
  const orderId = await till.buy({ lines: [2_500] });
  till.clock.advance(5 * dayMs);
  const claim = await report(orderId, "refund");
  assert.deepEqual([claim.state, claim.doubts], ["accepted", []]);
  await receive(claim);
  assert.deepEqual([(await see(claim)).state, (await requestOf(claim)).settled], ["settled", 2_500]);
});

test("a price reduction is an agreed sum of the goods that stay, under what was paid for them and for the order", async () => {
  const orderId = await till.buy({ lines: [6_000, 5_000], quantity: 2 });
  const claim = await report(orderId, "price-reduction");
  const accept = (amount?: number) => call(acceptClaimOperation, { claimId: claim.claimId, amount });
  assert.equal(await problemOf(accept()), "bad-input");
  assert.equal(await problemOf(accept(3_001)), "bad-input");
  const reduced = (await accept(1_000)) as Claim;
  assert.deepEqual([reduced.state, reduced.amount, reduced.returnRequestId], ["settled", 1_000, undefined]);
  assert.equal((await till.balance(orderId)).available, 10_000);
  assert.equal(await problemOf(accept(1_000)), "illegal-transition");
  // Given back later, it is paid back as reduced.
  const back = await report(orderId, "refund", {}, 2);
  await call(receiveReturnOperation, { returnRequestId: back.returnRequestId, lines: [{ line: 1, quantity: 2 }] });
  assert.equal((await requestOf(back)).settled, 5_000);
  await till.send();
  await till.audit();
});

test("a person declines in words that stay; the next claim of the same goods is a person's too", async () => {
  const orderId = await till.buy({ lines: [2_500] });
  later(3);
  const claim = await report(orderId, "price-reduction");
  const answer = "It was dropped, as the dent shows.";
  const declined = (await call(declineClaimOperation, { claimId: claim.claimId, answer })) as Claim;
  assert.deepEqual([declined.state, declined.answer], ["declined", answer]);
  const told = await till.database.kysely
    .selectFrom("messages")
    .select("kind")
    .where("key", "like", "claim/%")
    .execute();
  assert.ok(told.some(({ kind }) => kind === "claim.received") && told.some(({ kind }) => kind === "claim.answered"));
  assert.deepEqual((await report(orderId, "repair")).doubts, ["declined-before"]);
});

test("of sixteen who claim the only unit at once one does; different units are claimed side by side; one that lapsed can be claimed again", async () => {
  const orderId = await till.buy({ lines: [2_500] });
  later(2);
  const attempt = () => till.call(reportClaimOperation, claimOf(orderId));
  const all = await Promise.all(Array.from({ length: 16 }, () => problemOf(attempt())));
  assert.deepEqual(all.filter((type) => type === "none").length, 1);
  assert.deepEqual(new Set(all), new Set(["none", "units-not-claimable"]));
  const { items } = (await call(claimsOfOrderOperation, { orderId })) as { items: Claim[] };
  await call(cancelReturnRequestOperation, { returnRequestId: items[0]!.returnRequestId });
  assert.equal((await see(items[0]!)).state, "lapsed");
  assert.equal((await report(orderId, "repair")).state, "accepted");
  const two = await till.buy({ lines: [2_500], quantity: 2 });
  const both = await Promise.all([1, 2].map(() => problemOf(till.call(reportClaimOperation, claimOf(two)))));
  assert.deepEqual(both, ["none", "none"]);
});

function claimOf(orderId: string) {
  return { orderId, lines: [{ line: 1, quantity: 1, reason: "damaged-or-defective" }], remedy: "repair" };
}

test("the table refuses a unit that two claims are about, whatever the code above believes", async () => {
  const orderId = await till.buy({ lines: [2_500], quantity: 2 });
  const [one, other] = [await report(orderId, "repair"), await report(orderId, "repair")];
  const ids = [one, other].map(({ claimId }) => toUuid("clm", claimId));
  const rows = await till.database.kysely
    .selectFrom("claimed_units")
    .selectAll()
    .where("claim_id", "in", ids)
    .execute();
  assert.deepEqual(rows.map(({ unit }) => unit).sort(), [1, 2]);
  await assert.rejects(
    till.database.kysely.updateTable("claimed_units").set({ unit: 1 }).where("claim_id", "=", ids[1]!).execute(),
    /claimed_units_pkey/,
  );
});

test("what was written goes with the person, and that it was claimed stays", async () => {
  const orderId = await till.buy({ lines: [2_500] });
  const claim = await report(orderId, "price-reduction");
  await call(declineClaimOperation, { claimId: claim.claimId, answer: "It was dropped." });
  await call(eraseShopper, { shopperId: toWire("shp", await till.shopperOf(orderId)) });
  const seen = await see(claim);
  assert.deepEqual([seen.state, seen.answer, seen.lines[0]!.said], ["declined", undefined, undefined]);
});

test("the same claim sent many times is one; what is no fault, and no line, is refused", async () => {
  const orderId = await till.buy({ lines: [2_500], quantity: 3 });
  const claimId = toWire("clm", newId<"clm">());
  const sent = { ...claimOf(orderId), claimId };
  const all = (await Promise.all(Array.from({ length: 8 }, () => till.call(reportClaimOperation, sent)))) as Claim[];
  assert.equal(new Set(all.map(({ number }) => number)).size, 1);
  const line = { line: 1, quantity: 1, reason: "too-small" };
  assert.equal(await problemOf(call(reportClaimOperation, { orderId, lines: [line], remedy: "refund" })), "bad-input");
  const none = { line: 7, quantity: 1, reason: "damaged-or-defective" };
  assert.equal(await problemOf(call(reportClaimOperation, { orderId, lines: [none], remedy: "refund" })), "not-found");
  const other = await till.buy();
  assert.equal(await problemOf(call(reportClaimOperation, { ...claimOf(other), claimId })), "bad-input");
});
