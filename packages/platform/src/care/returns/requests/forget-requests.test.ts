import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, recordBatch } from "../../../facts/intake/index.ts";
import { erasePersonalData, joinShoppers } from "../../../facts/shoppers/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { deliverReactions, enqueueReactions } from "../../../foundation/reactions/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { forgetRequests } from "./forget-requests.ts";
import { getReturnRequestOperation } from "./read-requests.ts";
import type { createReturnRequest } from "./return-request.contract.ts";

type View = ContractOutput<typeof createReturnRequest>;

let till: TestTill;
let work: UnitOfWork;
before(async () => {
  till = await testTill(migrationFolders);
  work = openUnitOfWork(till.database, till.clock, [enqueueReactions(forgetRequests, till.clock)]);
});
after(() => till.close());

/** A guest who said why. */
async function announce(): Promise<{ readonly guestId: Id<"shp">; readonly request: View }> {
  const orderId = await till.buy({ lines: [2_000] });
  const lines = [{ line: 1, quantity: 1, reason: "too-small", detail: "For my son Jan" }];
  const wanted = { orderId, lines, method: "drop-off", resolution: "refund" };
  const request = (await till.call(createReturnRequestOperation, wanted)) as View;
  return { guestId: await till.shopperOf(orderId), request };
}

async function account(id: string): Promise<Id<"shp">> {
  const record = IntakeRecord.parse({ type: "shopper", id });
  await work.run("test", (tx) => recordBatch(tx, "test", [record], { history: false, now: till.clock.now() }));
  const query = till.database.kysely.selectFrom("shoppers").select("id").where("key", "=", id);
  return (await query.executeTakeFirstOrThrow()).id as Id<"shp">;
}

async function saidIn({ returnRequestId }: View): Promise<string | undefined> {
  const byName = new Map(forgetRequests.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, till.clock, byName)) > 0);
  return ((await till.call(getReturnRequestOperation, { returnRequestId })) as View).lines[0]!.detail;
}

const erase = (id: Id<"shp">) => work.run("test", (tx) => erasePersonalData(tx, id, till.clock.now()));
const merge = (guestId: Id<"shp">, accountId: Id<"shp">) =>
  work.run("test", (tx) => joinShoppers(tx, { guestId, accountId, at: till.clock.now() }));

test("what was said of a return goes with the person", async () => {
  const { guestId, request } = await announce();
  assert.equal(await saidIn(request), "For my son Jan");
  await erase(guestId);
  assert.equal(await saidIn(request), undefined);
});

test("a guest who turns out to be somebody erased before is forgotten too, and nobody else's words are", async () => {
  const [gone, living] = [await account("gone"), await account("living")];
  const [one, other] = [await announce(), await announce()];
  await erase(gone);
  await merge(one.guestId, gone);
  await merge(other.guestId, living);
  assert.equal(await saidIn(one.request), undefined);
  assert.equal(await saidIn(other.request), "For my son Jan");
});
