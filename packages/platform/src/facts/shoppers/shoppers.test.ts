import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { operator } from "../../foundation/actors/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { recordBatch } from "../intake/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { erasePersonalData, joinShoppers, mergeShoppers, readShopper, readTimeline } from "./index.ts";
import { getTimeline, ShopperView } from "./shopper.contract.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

type Shopper = Id<"shp">;
const now = () => facts.clock.now();
const read = (id: Shopper) => facts.work.run("test", (tx) => readShopper(tx, id, now()));
const timeline = (id: Shopper, page: { cursor?: string | undefined; limit: number } = { limit: 50 }) =>
  facts.work.run("test", (tx) => readTimeline(tx, id, page));
const join = (guestId: Shopper, accountId: Shopper) =>
  facts.work.run("test", (tx) => joinShoppers(tx, { guestId, accountId, at: now() }));
const erase = (id: Shopper) => facts.work.run("test", (tx) => erasePersonalData(tx, id, now()));
const isProblem = (type: string) => (error: unknown) => error instanceof Problem && error.type === type;
const line = { sku: "A", quantity: 2, paid: 1000n };

test("a shopper is read with contact and profile; what the shop never sent is absent", async () => {
  const id = await facts.shopper({ number: "C-1", name: "Ada Byron" });
  await facts.order(id, { lines: [line] });
  const shopper = await read(id);
  assert.equal(shopper.number, "C-1");
  assert.equal(shopper.name, "Ada Byron");
  assert.equal(shopper.email, undefined);
  assert.equal(shopper.profile.spent, 1000n);
  const wire = z.encode(ShopperView, shopper);
  assert.equal(wire.profile.spent, 1000);
  assert.match(wire.shopperId, /^shp_/);
  await assert.rejects(read("018f0000-0000-7000-8000-000000000000" as Shopper), isProblem("not-found"));
});

test("the timeline shows what happened, latest first, page by page, with links and sums", async () => {
  const id = await facts.shopper();
  const orderId = await facts.order(id, { at: "2026-01-01T10:00:00Z", lines: [line], number: "R-7" });
  await facts.comeBack(id, {
    at: "2026-01-05T10:00:00Z",
    lines: [{ sku: "A", quantity: 1, amount: 500n, of: [orderId, 1] }],
  });
  for (const hour of ["11", "12", "12"]) await facts.order(id, { at: `2026-01-05T${hour}:00:00Z`, lines: [line] });
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await timeline(id, { cursor, limit: 2 });
    pages.push(page.items);
    cursor = page.next;
  } while (cursor);
  assert.deepEqual(
    pages.map((items) => items.length),
    [2, 2, 1],
  );
  const all = pages.flat();
  assert.deepEqual(all, (await timeline(id)).items, "pages together are the whole, ties included");
  const [first, second] = all.toReversed();
  assert.equal(first?.type, "order.placed");
  assert.match(first?.subject ?? "", /^ord_/);
  assert.deepEqual(first?.amount, { amount: 1000n, currency: "EUR" });
  assert.deepEqual(first?.values, { number: "R-7", channel: "online", lines: 1, units: 2 });
  assert.match(second?.subject ?? "", /^ret_/);
  assert.deepEqual(second?.amount, { amount: 500n, currency: "EUR" });
  z.encode(getTimeline.output, { items: all });
  await assert.rejects(timeline(id, { cursor: "nonsense", limit: 2 }), isProblem("bad-input"));
});

test("a merged guest and its account are one person: one profile, one timeline, whoever is asked for", async () => {
  const account = await facts.shopper({ number: "C-2", name: "Grace Hopper" });
  const guest = await facts.shopper({ kind: "guest", name: "G. Hopper" });
  await facts.order(account, { lines: [line] });
  await facts.order(guest, { lines: [line], at: "2026-01-01T00:00:00Z" });
  await join(guest, account);
  await facts.order(guest, { lines: [line], at: "2026-02-01T00:00:00Z" });
  assert.equal((await read(account)).profile.orders, 3);
  assert.deepEqual((await read(guest)).profile, (await read(account)).profile);
  assert.equal((await read(guest)).mergedInto, account);
  const types = (await timeline(account)).items.map((entry) => entry.type);
  assert.deepEqual(types, ["shopper.merged", "order.placed", "order.placed", "order.placed"]);
  assert.deepEqual(await timeline(guest), await timeline(account));
});

test("merging into itself, twice, the wrong way round or with nobody is a problem that says so", async () => {
  const [a, b] = [await facts.shopper(), await facts.shopper()];
  const guest = await facts.shopper({ kind: "guest" });
  await assert.rejects(join(a, a), isProblem("not-mergeable"));
  await assert.rejects(join(guest, guest), isProblem("not-mergeable"));
  await assert.rejects(join(a, guest), isProblem("not-mergeable"));
  await assert.rejects(join(a, b), isProblem("not-mergeable"));
  await assert.rejects(join(guest, "018f0000-0000-7000-8000-000000000000" as Shopper), isProblem("not-found"));
  await join(guest, a);
  await assert.rejects(join(guest, a), isProblem("already-merged"));
  await assert.rejects(join(guest, b), isProblem("already-merged"));
});

test("of two merges of one guest at the same time one succeeds and the guest belongs to one account", async () => {
  const [a, b] = [await facts.shopper(), await facts.shopper()];
  const guest = await facts.shopper({ kind: "guest" });
  await facts.order(guest, { lines: [line] });
  const outcomes = await Promise.allSettled([join(guest, a), join(guest, b)]);
  const failed = outcomes.filter((outcome) => outcome.status === "rejected");
  assert.equal(failed.length, 1);
  assert.ok(isProblem("already-merged")(failed[0]?.reason));
  const orders = [(await read(a)).profile.orders, (await read(b)).profile.orders];
  assert.deepEqual(orders.toSorted(), [0, 1]);
});

test("erasing takes the names of a whole person, happens once, and leaves history true", async () => {
  const account = await facts.shopper({ name: "Mary Shelley", email: "mary@example.test", postCode: "1011" });
  const guest = await facts.shopper({ kind: "guest", name: "M. Shelley" });
  await facts.order(account, { lines: [line] });
  await join(guest, account);
  const before = (await read(account)).profile;
  const first = await erase(guest);
  facts.clock.advance(60_000);
  assert.deepEqual(await erase(account), first);
  for (const id of [account, guest]) {
    const { name, email, postCode, erasedAt } = await read(id);
    assert.deepEqual(
      { name, email, postCode, erasedAt },
      { name: undefined, email: undefined, postCode: undefined, erasedAt: first },
    );
  }
  const { orders, spent } = (await read(account)).profile;
  assert.deepEqual({ orders, spent }, { orders: 1, spent: before.spent });
  const erasures = (await timeline(account)).items.filter((entry) => entry.type === "shopper.erased");
  assert.equal(erasures.length, 1);
  const left = await facts.database.kysely
    .selectFrom("events")
    .select("data")
    .where("subject", "in", [account, guest])
    .execute();
  assert.ok(!JSON.stringify(left).includes("Shelley"), "no event ever held the name");
});

test("no later intake brings back a contact that was erased, not even one at the same time", async () => {
  const send = (id: string) => {
    const record = { type: "shopper" as const, id, kind: "account" as const, name: "Anne Brontë", country: "NL" };
    return facts.work.run("intake", (tx) => recordBatch(tx, "test", [record], { history: false, now: now() }));
  };
  for (let round = 0; round < 5; round++) {
    const number = `A-${round}`;
    const id = await facts.shopper({ number });
    await Promise.all([send(number), erase(id), facts.order(id, { lines: [line] })]);
    assert.equal((await read(id)).name, undefined);
    await send(number);
    assert.equal((await read(id)).name, undefined);
  }
});

test("an answer kept for repeated requests forgets the name too, and the command stays done", async () => {
  const id = await facts.shopper({ name: "Charlotte Corday", number: "C-9" });
  const guestId = toWire("shp", await facts.shopper({ kind: "guest" }));
  const call = { actor: operator, input: { shopperId: toWire("shp", id), guestId }, idempotencyKey: "merge-1" };
  const send = () =>
    execute(
      mergeShoppers as Operation,
      { ...call, locale: "en", client: "local", session: { token: undefined, start: () => {}, end: () => {} } },
      { work: facts.work, clock: facts.clock },
    );
  assert.match(JSON.stringify((await send()).output), /Corday/);
  await erase(id);
  const again = await send();
  assert.equal(again.replayed, true);
  assert.doesNotMatch(JSON.stringify(again.output), /Corday/);
});

test("a guest merged into an erased account is erased with it", async () => {
  const account = await facts.shopper({ name: "Jane Austen" });
  const guest = await facts.shopper({ kind: "guest", name: "J. Austen" });
  await erase(account);
  await join(guest, account);
  assert.equal((await read(guest)).name, undefined);
  assert.ok((await read(guest)).erasedAt);
});
