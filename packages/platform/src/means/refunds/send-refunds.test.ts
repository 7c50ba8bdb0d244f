import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import fc from "fast-check";
import { newId, toUuid } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { intendRefund } from "./intend-refund.ts";
import { localProvider } from "./local-provider.ts";
import { recordProviderNews } from "./record-provider-news.ts";
import { sendRefunds } from "./send-refunds.ts";
import { type Behaviour, type RefundSeen, type TestTill, testProvider, testTill } from "./testing.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.audit();
  await till.close();
});

const keyOf = (refund: RefundSeen, leg = 0) => toUuid("rfl", refund.legs[leg]!.legId);
const paidFor = (refund: RefundSeen) =>
  till.provider.paid.filter(({ key }) => refund.legs.some((_, leg) => keyOf(refund, leg) === key));
const askedFor = (refund: RefundSeen) =>
  till.provider.asked.filter(({ key }) => key === keyOf(refund)).map(({ how }) => how);

/** Treats the first calls as said, and answers from then on. */
function behave(...behaviours: Behaviour[]): void {
  const left = [...behaviours];
  till.provider.behave = () => left.shift() ?? "answers";
}

const news = (refund: RefundSeen, status: "succeeded" | "failed" | "pending", reference: string, withKey = false) =>
  till.work.run("provider", (tx) =>
    recordProviderNews(tx, till.clock, {
      ...{ provider: "local", status, reference },
      ...(withKey && { key: keyOf(refund) }),
    }),
  );

test("trap 14: what was not committed is never sent", async () => {
  const order = toUuid("ord", await till.buy());
  const before = till.provider.asked.length;
  const dies = till.work.run("test", async (tx) => {
    const wanted = { orderId: order, amount: 5000n, destination: "original", reason: "lost" } as const;
    await intendRefund(tx, till.clock, { ...wanted, reference: "x", actor: "test" });
    await till.send();
    throw new Error("the process died here");
  });
  await assert.rejects(dies, /died here/);
  await till.send();
  assert.equal(till.provider.asked.length, before);
});

test("trap 15: an answer that is lost is asked for again under the same key, and paid once", async () => {
  for (const first of ["loses-answer", "silent"] as const) {
    behave(first);
    const refund = await till.issue(await till.buy(), 5000);
    await till.send();
    const { state, legs } = await till.see(refund);
    assert.deepEqual([state, legs[0]?.state], ["on-its-way", "submitted"]);
    await till.send();
    assert.deepEqual(askedFor(refund), ["refund"], "left alone until its lease ends");
    await till.sendAgain();
    assert.equal((await till.see(refund)).state, "arrived");
    assert.deepEqual(askedFor(refund), ["refund", "find"]);
    assert.equal(paidFor(refund).length, 1);
  }
});

test("a provider that was not reached is sent the same key once more", async () => {
  behave("not-reached");
  const refund = await till.issue(await till.buy(), 5000);
  await till.send();
  assert.match((await till.see(refund)).legs[0]?.failure ?? "", /no route/);
  await till.sendAgain();
  assert.deepEqual(askedFor(refund), ["refund", "find", "refund"]);
  const seen = await till.see(refund);
  assert.deepEqual([seen.state, seen.legs[0]?.failure, paidFor(refund).length], ["arrived", undefined, 1]);
});

test("a sender that dies after the provider paid and before it wrote so leaves nothing to be paid twice", async () => {
  const refund = await till.issue(await till.buy(), 5000);
  const dying = {
    ...till.work,
    run: async <T>(actor: string, work: Parameters<typeof till.work.run<T>>[1]): Promise<T> => {
      if (paidFor(refund).length > 0) throw new Error("the process died here");
      return till.work.run(actor, work);
    },
  };
  behave();
  await assert.rejects(sendRefunds({ work: dying, clock: till.clock, providers: [till.provider] }), /died here/);
  assert.deepEqual([(await till.see(refund)).state, paidFor(refund).length], ["on-its-way", 1]);
  await till.sendAgain();
  assert.deepEqual([(await till.see(refund)).state, paidFor(refund).length], ["arrived", 1]);
});

test("a key that the provider has forgotten is not sent again: it stays unknown until a person says what became of it", async () => {
  const own = await testTill(migrationFolders, testProvider(3_600_000));
  own.provider.behave = () => "loses-answer";
  const refund = await own.issue(await own.buy(), 5000);
  await own.send();
  own.provider.forget();
  own.provider.behave = () => "answers";
  await own.sendAgain();
  const stuck = await own.see(refund);
  assert.deepEqual([stuck.state, stuck.legs[0]?.state, stuck.missing], ["stuck", "unknown", 0]);
  assert.equal(own.provider.paid.length, 1);
  await assert.rejects(own.cancel(refund), { type: "illegal-transition" });
  await assert.rejects(own.retry(refund), { type: "refund-nothing-missing" });
  assert.equal((await own.report(stuck.legs[0], "succeeded", "statement of May")).state, "arrived");
  await own.audit();
  await own.close();
});

test("a provider that never answers is asked six times, each later than the one before, and then a person", async () => {
  till.provider.behave = () => "loses-answer";
  const refund = await till.issue(await till.buy(), 5000);
  let minutes = 0;
  while ((await till.see(refund)).legs[0]?.state !== "unknown" && minutes < 600) {
    await till.send();
    till.clock.advance(3 * 60_000);
    minutes += 3;
  }
  assert.deepEqual(askedFor(refund), ["refund", "find", "find", "find", "find", "find"]);
  assert.ok(minutes > 120 && minutes < 180, `${minutes} minutes`);
  const { legs } = await till.see(refund);
  await assert.rejects(till.report({ legId: (await till.issue(await till.buy(), 5)).legs[0]!.legId }, "succeeded"), {
    type: "illegal-transition",
  });
  assert.equal((await till.report(legs[0], "failed")).missing, 5000);
  behave();
  assert.equal((await till.retry(refund)).missing, 0);
  await till.send();
  assert.equal((await till.see(refund)).state, "arrived");
});

test("a refund that the provider is still working on is asked for every quarter of an hour, for days if need be", async () => {
  behave("pending");
  const refund = await till.issue(await till.buy(), 5000);
  await till.send();
  for (let time = 0; time < 30; time++) {
    till.clock.advance(16 * 60_000);
    await till.send();
  }
  assert.equal((await till.see(refund)).legs[0]?.state, "submitted");
  assert.ok(askedFor(refund).length > 25);
  till.provider.finish(keyOf(refund), "succeeded");
  await till.sendAgain();
  assert.deepEqual([(await till.see(refund)).state, paidFor(refund).length], ["arrived", 1]);
});

test("what was declined stays owed, and is paid anew under a new key or as store credit", async () => {
  behave("declines");
  const order = await till.buy();
  const refund = await till.issue(order, 5000);
  await till.send();
  const stuck = await till.see(refund);
  assert.deepEqual([stuck.state, stuck.missing, stuck.legs[0]?.failure], ["stuck", 5000, "card closed"]);
  assert.equal(await till.owed(order), 5000n);
  assert.equal((await till.balance(order)).available, 5000, "it is still promised");
  const retried = await till.retry(refund, "store-credit");
  await assert.rejects(till.retry(refund), { type: "refund-nothing-missing" });
  await till.send();
  const arrived = await till.see(refund);
  assert.deepEqual([arrived.state, arrived.legs.length, retried.legs.length], ["arrived", 2, 2]);
  assert.equal(await till.owed(order), 0n);
});

test("what failed altogether can be called off instead, so that it is free to go another way", async () => {
  behave("declines");
  const order = await till.buy();
  const refund = await till.issue(order, 10_000);
  await till.send();
  assert.equal((await till.cancel(refund)).state, "cancelled");
  assert.equal((await till.balance(order)).available, 10_000);
  assert.equal(await till.owed(order), 0n);
});

test("trap 21: a refund that falls back weeks later is owed again, and is paid anew", async () => {
  behave();
  const order = await till.buy();
  const refund = await till.issue(order, 5000);
  await till.send();
  const { legs } = await till.see(refund);
  const reference = legs[0]!.providerReference!;
  till.clock.advance(21 * 86_400_000);
  assert.equal(await news(refund, "failed", reference), true);
  const reopened = await till.see(refund);
  assert.deepEqual([reopened.state, reopened.missing, reopened.settledAt], ["stuck", 5000, undefined]);
  assert.equal(await till.owed(order), 5000n);
  await assert.rejects(till.issue(order, 5001), { type: "refund-exceeds-paid" });
  for (const status of ["failed", "succeeded", "pending"] as const) await news(refund, status, reference);
  assert.deepEqual(await till.see(refund), reopened, "said again, and an older answer that comes late, change nothing");
  await till.retry(refund);
  await till.send();
  assert.deepEqual([(await till.see(refund)).state, await till.owed(order)], ["arrived", 0n]);
  assert.equal(paidFor(await till.see(refund)).length, 2);
  const { rows } = await till.database.pool.query<{ type: string; reopened: boolean | null }>(
    `select type, (data->>'reopened')::boolean as reopened from events
     where data->>'orderId' = $1 and type <> 'refund.intended' and type like 'refund.%' order by seq`,
    [order],
  );
  assert.deepEqual(
    rows.map(({ type, reopened: again }) => [type, again]),
    [
      ["refund.succeeded", null],
      ["refund.failed", true],
      ["refund.succeeded", null],
    ],
  );
});

test("trap 21: the provider's own news can come before its answer, twice and at once, and is recorded once", async () => {
  behave("loses-answer");
  const refund = await till.issue(await till.buy(), 5000);
  await till.send();
  const reference = `re_${newId()}`;
  await Promise.all(Array.from({ length: 8 }, () => news(refund, "succeeded", reference, true)));
  assert.deepEqual([(await till.see(refund)).state], ["arrived"]);
  const { rows } = await till.database.pool.query<{ count: bigint }>(
    "select count(*) from ledger_entries where kind = 'refund-paid' and reference like $1",
    [`refund-leg/${refund.legs[0]!.legId}/%`],
  );
  assert.equal(rows[0]?.count, 1n);
  assert.equal(await news(refund, "succeeded", "re_of-somebody-else"), false);
});

test("a provider that gives two refunds one name does not make both count as paid", async () => {
  behave();
  const [first, second] = [await till.issue(await till.buy(), 5000), await till.issue(await till.buy(), 700)];
  await till.send();
  const { legs } = await till.see(first);
  await assert.rejects(
    till.work.run("provider", (tx) =>
      tx.db
        .updateTable("refund_legs")
        .set({ provider_reference: legs[0]!.providerReference! })
        .where("id", "=", keyOf(second))
        .execute(),
    ),
    /duplicate key/,
  );
});

test("the local provider pays each key once, and finds what it paid", async () => {
  const provider = localProvider(till.database, till.clock);
  const key = newId();
  const { signal } = new AbortController();
  const asked = { key, amount: 500n, currency: "EUR", reason: "lost", signal };
  assert.equal(await provider.find({ key, signal }), "never-seen");
  const answers = await Promise.all(Array.from({ length: 8 }, () => provider.refund(asked)));
  for (const answer of answers) assert.deepEqual(answer, await provider.find({ key, signal }));
  await assert.rejects(provider.refund({ ...asked, amount: 501n }), /another sum/);
  const refund = await till.issue(await till.buy(), 900);
  await sendRefunds({ work: till.work, clock: till.clock, providers: [provider] });
  assert.equal((await till.see(refund)).state, "arrived");
});

test("a leg whose provider is not set up waits, and says so", async () => {
  const refund = await till.issue(await till.buy(), 900);
  // As often as it would take for a leg to be given up.
  for (let tries = 0; tries < 9; tries++) {
    await sendRefunds({ work: till.work, clock: till.clock, providers: [] });
    till.clock.advance(24 * 60 * 60_000);
  }
  const [leg] = (await till.see(refund)).legs;
  assert.match(leg?.failure ?? "", /no payment provider named local/);
  assert.equal(leg?.state, "intended");
  behave();
  await till.sendAgain();
  assert.equal((await till.see(refund)).state, "arrived");
});

test("1,000 refunds by a provider that loses answers, keeps silent, is not reached and works slowly: each is paid exactly once", async () => {
  const own = await testTill(migrationFolders);
  const random = seededRandom(7);
  const orders = await Promise.all(
    Array.from({ length: 20 }, () => own.buy({ lines: Array.from({ length: 50 }, (_, index) => 100 + index) })),
  );
  const refundsOf = async (order: string) => {
    const seen: RefundSeen[] = [];
    for (let line = 1; line <= 50; line++) seen.push(await own.issue(order, 99 + line, { reference: `line ${line}` }));
    return seen;
  };
  const refunds = (await Promise.all(orders.map(refundsOf))).flat();
  const kinds: Behaviour[] = ["answers", "loses-answer", "not-reached", "pending", "answers"];
  let calls = 0;
  own.provider.behave = () => {
    calls++;
    if (calls % 97 === 0) return "silent";
    return calls < 4000 ? kinds[random.int(kinds.length)]! : "answers";
  };
  const worker = async () => {
    while ((await sendRefunds({ work: own.work, clock: own.clock, providers: [own.provider], answerWithinMs: 5 })) > 0);
  };
  const open = async () => {
    const { rows } = await own.database.pool.query<{ id: string }>(
      "select id from refund_legs where state = 'submitted' and provider_reference is not null",
    );
    return rows.map(({ id }) => id);
  };
  for (let round = 0; round < 8; round++) {
    // Three processes at once, and some of what was slow is done by the next round.
    await Promise.all([worker(), worker(), worker()]);
    for (const key of await open()) {
      if (!own.provider.paid.some((paid) => paid.key === key)) own.provider.finish(key, "succeeded");
    }
    own.clock.advance(5 * 3_600_000);
  }
  own.provider.behave = () => "answers";
  await worker();
  const paid = Map.groupBy(own.provider.paid, ({ key }) => key);
  for (const [, times] of paid) assert.equal(times.length, 1);
  const { rows } = await own.database.pool.query<{ id: string; state: string }>("select id, state from refund_legs");
  assert.equal(rows.length, refunds.length);
  // One that was never heard of in six tries may have been paid or not: it waits for a person, and is not paid again.
  for (const { id, state } of rows) assert.ok(state === "unknown" || (state === "succeeded" && paid.has(id)), state);
  const arrived = rows.filter(({ state }) => state === "succeeded").length;
  assert.ok(arrived > 950, `${arrived} arrived`);
  await own.audit();
  await own.close();
});

test("whatever is promised, sent, declined, taken back, retried and called off, in any order: the books add up after each step", async () => {
  const own = await testTill(migrationFolders);
  const step = fc.record({
    act: fc.constantFrom("issue", "issue", "send", "cancel", "retry", "fall-back", "comeBack", "report"),
    order: fc.nat({ max: 2 }),
    amount: fc.integer({ min: 1, max: 9000 }),
    pick: fc.nat({ max: 5 }),
    behaviour: fc.constantFrom<Behaviour>("answers", "declines", "loses-answer", "pending", "not-reached"),
    credit: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const orders = [
        await own.buy({
          lines: [6000, 4000],
          currency: "EUR",
          payments: [
            ["gift-card", 1000],
            ["cash", 2000],
            ["card", 7000],
          ],
        }),
        await own.buy({ lines: [5000], currency: "JPY" }),
        await own.buy({ lines: [8000], currency: "KWD", payments: [] }),
      ];
      const issued: RefundSeen[] = [];
      const refusals = new Set<string>();
      const attempt = async (work: Promise<unknown> | undefined) => {
        await work?.catch((problem: { type?: string }) => {
          if (problem.type === undefined) throw problem;
          refusals.add(problem.type);
        });
      };
      for (const { act, order, amount, pick, behaviour, credit } of steps) {
        const refund = issued[pick % Math.max(1, issued.length)];
        own.provider.behave = () => behaviour;
        if (act === "issue") {
          const more = credit ? { destination: "store-credit" } : {};
          const wanted = own.issue(orders[order]!, amount, more);
          await attempt(wanted.then((seen) => issued.push(seen)));
        } else if (act === "send") await own.sendAgain();
        else if (act === "comeBack") await own.comeBack(orders[order]!, 1, 1).catch(() => {});
        else if (refund && act === "cancel") await attempt(own.cancel(refund));
        else if (refund && act === "retry") await attempt(own.retry(refund, credit ? "store-credit" : undefined));
        else if (refund && act === "report") {
          await attempt(own.report((await own.see(refund)).legs.at(-1), credit ? "succeeded" : "failed"));
        } else if (refund) {
          const leg = (await own.see(refund)).legs.find(({ providerReference }) => providerReference !== undefined);
          if (leg?.provider !== "local") continue;
          const said = { provider: "local", reference: leg.providerReference!, status: "failed" } as const;
          await attempt(own.work.run("provider", (tx) => recordProviderNews(tx, own.clock, said)));
        }
        await own.audit();
        for (const id of orders) {
          const { paid, refunded, inFlight, elsewhere, available } = await own.balance(id);
          assert.ok(refunded + inFlight <= paid);
          assert.equal(available, Math.max(0, paid - elsewhere - refunded - inFlight));
        }
      }
    }),
    { numRuns: 12 },
  );
  await own.close();
});
