import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "../../../foundation/actors/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { toUuid } from "../../../foundation/ids/index.ts";
import { Problem } from "../../../foundation/problems/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { payInsteadOperation } from "../../exchanges/index.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { returnOptionsOperation } from "./return-options.ts";
import type { createReturnRequest, returnOptions } from "./return-request.contract.ts";

type Request = ContractOutput<typeof createReturnRequest>;
type Options = ContractOutput<typeof returnOptions>;

const dayMs = 86_400_000;
let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(() => till.close());

const units = (line: number, reason = "damaged-or-defective") => ({ line, quantity: 1, reason });
const options = async (orderId: string, ...lines: object[]) =>
  (await till.call(returnOptionsOperation, { orderId, lines })) as Options;
const announce = async (orderId: string, resolution: string, ...lines: object[]) =>
  (await till.call(createReturnRequestOperation, { orderId, lines, resolution, method: "drop-off" })) as Request;

async function problemOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.type;
  }
  return "none";
}

async function shopperOf(orderId: string): Promise<Actor> {
  const id = await till.shopperOf(orderId);
  return { role: "shopper", id, scope: { orderId: toUuid("ord", orderId) } } as Actor;
}

test("after the window a fault is cured: no money is offered for it or can be chosen, and nothing else is announced with it", async () => {
  const orderId = await till.buy({ lines: [5_000, 3_000] });
  till.clock.advance(120 * dayMs);
  const { resolutions, lines } = await options(orderId, units(1));
  assert.deepEqual([resolutions.map(({ resolution }) => resolution), lines[0]?.isCureOnly], [["exchange"], true]);
  assert.equal(await problemOf(announce(orderId, "refund", units(1))), "bad-input");
  assert.equal(await problemOf(options(orderId, units(1), units(2, "too-small"))), "fault-goes-apart");
  assert.equal(await problemOf(announce(orderId, "refund", units(2, "too-small"), units(1))), "fault-goes-apart");
  assert.equal((await options(orderId, units(1), units(2))).lines.length, 2);
});

test("money instead of a replacement that the guarantee grants is for a person to give, and for the shopper only in the window", async () => {
  const early = await till.buy({ lines: [5_000] });
  const inWindow = await announce(early, "exchange", units(1));
  assert.equal(inWindow.isCureOnly, false);
  const instead = ({ returnRequestId }: Request, actor?: Actor) =>
    problemOf(till.call(payInsteadOperation, { returnRequestId }, actor));
  const late = await till.buy({ lines: [5_000] });
  till.clock.advance(120 * dayMs);
  const request = await announce(late, "exchange", units(1));
  assert.equal(request.isCureOnly, true);
  assert.equal(await instead(request, await shopperOf(late)), "cure-comes-first");
  assert.equal(await instead(request), "none");
  assert.equal(await instead(inWindow, await shopperOf(early)), "none");
});
