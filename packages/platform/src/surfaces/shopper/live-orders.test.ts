import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type LiveOrders, liveOrders } from "./live-orders.ts";

let facts: TestFacts;
let live: LiveOrders;
const errors: unknown[] = [];
before(async () => {
  facts = await testFacts(migrationFolders);
  live = liveOrders(facts.database, (error) => errors.push(error), 5);
});
after(async () => {
  live.close();
  await facts.close();
  assert.deepEqual(errors, []);
});

/** Placing an order is a fact of its shopper. */
const happen = (shopperId: Id<"shp">) => facts.order(shopperId);

type Stream = NonNullable<Awaited<ReturnType<LiveOrders["follow"]>>>;

/** Waits until a stream has said so much. */
async function said(stream: Stream, pattern: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (pattern.test(text)) return text;
  }
  return text;
}

test("a page is told of what happens to its shopper, and not of what happens to others", async () => {
  const [shopper, other] = [await facts.shopper(), await facts.shopper()];
  await happen(shopper);
  const seen = await live.newest(shopper);
  const stream = await live.follow(shopper, seen);
  assert.ok(stream);
  assert.equal(await said(stream, /retry/), "retry: 5000\n\n");
  await happen(other);
  await happen(shopper);
  const news = await said(stream, /changed/);
  assert.equal(news, `event: changed\nid: ${await live.newest(shopper)}\ndata:\n\n`);
  stream.destroy();
});

test("what happened while the browser was away is told at once, whether to the account or to a guest that was merged into it", async () => {
  const [account, guest] = [await facts.shopper(), await facts.shopper({ kind: "guest" })];
  await facts.database.kysely.updateTable("shoppers").set({ merged_into: account }).where("id", "=", guest).execute();
  const seen = await live.newest(guest);
  await happen(account);
  const stream = await live.follow(guest, seen);
  assert.ok(stream);
  assert.match(await said(stream, /changed/), /event: changed/);
  stream.destroy();
});

test("one shopper holds eight pages open and no more; one that is closed makes room; at the end all are ended", async () => {
  const shopper = await facts.shopper();
  const streams: (Stream | undefined)[] = [];
  for (let pages = 0; pages < 9; pages++) streams.push(await live.follow(shopper, undefined));
  assert.deepEqual(
    streams.map((stream) => stream !== undefined),
    [...Array.from({ length: 8 }, () => true), false],
  );
  const [first] = streams;
  first!.destroy();
  await new Promise((resolve) => first!.once("close", resolve));
  const next = await live.follow(shopper, undefined);
  assert.ok(next);
  live.close();
  assert.equal(await said(next, /never/), "retry: 5000\n\n");
});
