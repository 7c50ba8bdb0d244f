import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { anonymous, operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { execute } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { erasePersonalData, joinShoppers } from "../shoppers/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { findPurchases } from "./index.ts";
import type { findPurchases as contract } from "./order.contract.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

const session = { token: undefined, start: () => {}, end: () => {} };
type Found = z.infer<(typeof contract)["output"]>;

async function find(q: string, page: { cursor?: string | undefined; limit?: number } = {}): Promise<Found> {
  const call = { actor: operator, input: { q, ...page }, locale: "en" as const, client: "local", session };
  const { output } = await execute(findPurchases as never, call, { work: facts.work, clock: facts.clock });
  const wire: ContractOutput<typeof contract> = output as ContractOutput<typeof contract>;
  return z.decode(findPurchases.contract.output, wire) as Found;
}
const numbers = async (q: string) => (await find(q)).items.map((item) => `${item.matchedBy} ${item.number}`);
const line = { sku: "LAMP", quantity: 3, paid: 3000n, title: "Lamp" };

test("an exact number comes before those that only begin with it, then the latest first", async () => {
  const shopper = await facts.shopper();
  await facts.order(shopper, { number: "N10", at: "2026-01-01T00:00:00Z" });
  await facts.order(shopper, { number: "N101", at: "2026-01-02T00:00:00Z" });
  await facts.order(shopper, { number: "N102", at: "2026-01-03T00:00:00Z" });
  await facts.order(shopper, { number: "XN10", at: "2026-01-04T00:00:00Z" });
  assert.deepEqual(await numbers("n10"), ["order N10", "order N102", "order N101"]);
});

test("a customer number finds the orders of the account and of the guests it was", async () => {
  const account = await facts.shopper({ number: "C77" });
  const guest = await facts.shopper({ kind: "guest", number: "G1" });
  await facts.order(account, { number: "P1", at: "2026-01-01T00:00:00Z" });
  await facts.order(guest, { number: "P2", at: "2026-01-02T00:00:00Z" });
  await facts.work.run("test", (tx) => joinShoppers(tx, { guestId: guest, accountId: account, at: facts.clock.now() }));
  assert.deepEqual(await numbers("c77"), ["customer P2", "customer P1"]);
  assert.equal((await find("C77")).items[0]?.shopper?.number, "C77", "a guest's order is labelled with the account");
  assert.deepEqual(await numbers("G1"), [], "a guest has no customer number");
});

test("a name is found by the beginning of any of its words, in any case and script", async () => {
  const shopper = await facts.shopper({ name: "Käthe van Müller-O'Brien" });
  await facts.order(shopper, { number: "K1" });
  const chinese = await facts.shopper({ name: "王小明" });
  await facts.order(chinese, { number: "K2" });
  for (const q of ["käthe", "KÄ", "müll", "van mül", "brien", "o'b", "Müller-O'Brien"])
    assert.deepEqual(await numbers(q), ["name K1"], q);
  assert.deepEqual(await numbers("王小"), ["name K2"]);
  assert.deepEqual(await numbers("üller"), [], "the middle of a word is not its beginning");
  assert.deepEqual(await numbers("käthe meier"), [], "every word must fit");
});

test("an erased shopper is never found by name, their purchases still are by number", async () => {
  const shopper = await facts.shopper({ name: "Virginia Woolf", number: "C88" });
  await facts.order(shopper, { number: "W1" });
  assert.deepEqual(await numbers("woolf"), ["name W1"]);
  await facts.work.run("test", (tx) => erasePersonalData(tx, shopper, facts.clock.now()));
  assert.deepEqual(await numbers("woolf"), []);
  assert.deepEqual(await numbers("W1"), ["order W1"]);
  assert.equal((await find("W1")).items[0]?.shopper?.name, undefined);
});

test("a barcode and a stock code find what was bought, that line's title first, with what can still come back", async () => {
  await facts.variant("MUG", "Mug", "4006381333931");
  const store = await facts.store("Old Town");
  const shopper = await facts.shopper();
  const order = await facts.order(shopper, {
    ...{ number: "B1", storeId: store },
    lines: [line, { sku: "MUG", quantity: 2, paid: 1000n }, { sku: "PLATE", quantity: 1, paid: 500n }],
  });
  await facts.comeBack(shopper, { lines: [{ sku: "LAMP", quantity: 2, amount: 2000n, of: [order, 1] }] });
  const [byBarcode] = (await find("4006381333931")).items;
  assert.equal(byBarcode?.matchedBy, "barcode");
  assert.deepEqual(byBarcode?.titles, ["Mug", "Lamp", "PLATE"]);
  assert.equal(byBarcode?.storeName, "Old Town");
  assert.deepEqual([byBarcode?.units, byBarcode?.returnableUnits, byBarcode?.total], [6, 4, 4500n]);
  assert.deepEqual(await numbers("mug"), ["sku B1"]);
  assert.deepEqual((await find("plate")).items[0]?.titles, ["PLATE", "Lamp", "Mug"]);
});

test("pages of a search hold every purchase once, exact hits before the others, also across kinds of match", async () => {
  const shopper = await facts.shopper({ name: "Zoe Zebra", number: "ZZ" });
  for (let n = 0; n < 9; n++) {
    const at = `2026-01-0${1 + (n % 3)}T00:00:00Z`;
    await facts.order(shopper, {
      number: n % 2 ? `ZZ${n}` : `Q-${n}`,
      at,
      lines: n % 4 ? [] : [{ ...line, sku: "ZZ" }],
    });
  }
  const other = await facts.shopper({ name: "ZZ Top" });
  for (let n = 0; n < 3; n++) await facts.order(other, { number: `T-${n}` });
  const whole = (await find("zz", { limit: 100 })).items;
  const paged = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await find("zz", { cursor, limit: 2 });
    paged.push(...items);
    cursor = next;
  } while (cursor);
  assert.deepEqual(paged, whole);
  assert.equal(whole.length, 12);
  assert.deepEqual(new Set(whole.slice(0, 9).map((item) => item.matchedBy)), new Set(["customer"]));
  assert.deepEqual(new Set(whole.slice(9).map((item) => item.matchedBy)), new Set(["name"]));
});

test("whatever is typed is a text to look for, never part of a query", async () => {
  const marks = fc.constantFrom(
    "'",
    "\\",
    "%",
    "_",
    "&",
    "|",
    "!",
    ":*",
    "(",
    ")",
    "<->",
    " ",
    "--",
    ";",
    '"',
    "ä",
    "1",
    "a",
  );
  const typed = fc.oneof(
    fc.array(marks, { maxLength: 8 }).map((parts) => `x${parts.join("")}`),
    fc.string({ maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (q) => {
      try {
        await find(q);
      } catch (error) {
        assert.ok(error instanceof Problem && error.status === 400, String(error));
      }
    }),
    { numRuns: 200 },
  );
  const shopper = await facts.shopper();
  await facts.order(shopper, { number: "50%_off" });
  await facts.order(shopper, { number: "50xyoff" });
  assert.deepEqual(await numbers("50%_"), ["order 50%_off"]);
});

test("only staff and services may search", async () => {
  assert.deepEqual(Object.keys(findPurchases.by).toSorted(), ["admin", "agent", "associate", "manager", "service"]);
  const call = { actor: anonymous, input: { q: "a" }, locale: "en" as const, client: "local", session };
  await assert.rejects(execute(findPurchases as never, call, { work: facts.work, clock: facts.clock }), Problem);
});
