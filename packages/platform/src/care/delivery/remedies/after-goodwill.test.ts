import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions, timers } from "../../../capabilities.ts";
import { incidentChanged } from "../../../facts/delivery/index.ts";
import { promiseRevised } from "../../../facts/promises/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { testHouse } from "../../../testing.ts";
import { type Sold, someActions, type Troubles, troubles } from "./testing.ts";

const day = 86_400_000;
let house: Troubles;
before(async () => {
  house = await troubles(await testHouse(), { reactions, timers, messageKinds }, { actions: someActions });
});
after(() => house.close());

/** In trouble, and given credit since nobody answered. */
async function comforted(
  key: string,
  country: string,
): Promise<{ readonly sold: Sold; readonly incidentId: Id<"inc"> }> {
  const sold = await house.sell({ key, country, at: house.clock.now().toISOString() });
  const incidentId = await house.open(sold, { promisedLatest: null, newLatest: dateIn(20) });
  house.clock.advance(3 * day);
  await house.settle();
  assert.equal((await house.choices(sold)).chosenBy, "default");
  return { sold, incidentId };
}

const dateIn = (days: number) => new Date(house.clock.now().getTime() + days * day).toISOString().slice(0, 10);

/** Expected on another day from now on. */
async function revise({ orderId, shopperId }: Sold, incidentId: Id<"inc">, latest: string): Promise<void> {
  await house.work.run("test", async (tx) => {
    await tx.db.updateTable("incidents").set({ new_latest: latest }).where("id", "=", incidentId).execute();
    const days = { number: 1, earliest: latest, latest, chanceLate: 1, cause: "weather" };
    const data = { promiseId: newId<"prm">(), orderId, shopperId, ...days };
    await tx.append(promiseRevised({ subject: shopperId, at: house.clock.now(), data }));
  });
  await house.settle();
}

async function lose({ orderId, shopperId }: Sold, incidentId: Id<"inc">): Promise<void> {
  await house.work.run("test", async (tx) => {
    await tx.db.updateTable("incidents").set({ kind: "lost" }).where("id", "=", incidentId).execute();
    const data = { incidentId, orderId, shopperId, from: "late", to: "lost" } as const;
    await tx.append(incidentChanged({ subject: shopperId, at: house.clock.now(), data }));
  });
  await house.settle();
}

test("goodwill that was given keeps back no notice that the law asks for, as silence cancels only what was asked", async () => {
  const { sold, incidentId } = await comforted("uma", "US");
  const before = await house.mails(sold);
  await revise(sold, incidentId, dateIn(60));
  const [notice, ...more] = (await house.mails(sold)).slice(before.length);
  assert.deepEqual([notice?.kind, notice?.state, more.length], ["delivery.legal-notice", "sent", 0]);
  assert.match(notice?.body ?? "", /cancel/i);
  assert.doesNotMatch(notice?.body ?? "", /credit/i, "goodwill is given once");
});

test("what is lost after goodwill was given is told, with what is owed for it", async () => {
  const { sold, incidentId } = await comforted("vera", "DE");
  const before = await house.mails(sold);
  await lose(sold, incidentId);
  const [told, ...more] = (await house.mails(sold)).slice(before.length);
  assert.deepEqual([told?.kind, told?.state, more.length], ["delivery.delay", "sent", 0]);
  assert.match(told?.body ?? "", /money back|refund/i);
  assert.doesNotMatch(told?.body ?? "", /credit/i);
});

test("a delivery that seemed in time and is late again brings no second goodwill", async () => {
  const { sold, incidentId } = await comforted("wim", "DE");
  await house.end(sold, incidentId, "in-time");
  const again = await house.open(sold, { newLatest: dateIn(20) });
  house.clock.advance(3 * day);
  await house.settle();
  const shown = await house.choices(sold);
  assert.deepEqual([shown.state, shown.options.map(({ kind }) => kind)], ["offered", ["wait"]]);
  assert.equal((await house.choose(sold, again, "credit-5")).status, 400);
  assert.equal(await house.creditOf(sold.shopperId), 500n);
  await lose(sold, again);
  assert.deepEqual(
    (await house.choices(sold)).options.map(({ kind }) => kind),
    ["reship", "cancel-refund", "wait"],
    "what is owed is no goodwill",
  );
});
