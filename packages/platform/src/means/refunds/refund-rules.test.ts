import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { newId } from "../../foundation/ids/index.ts";
import { ceilingOf, paidElsewhere } from "./ceiling.ts";
import { lateRefundParts, shareOf } from "./partial-amount.ts";
import { refundLeg } from "./refund-leg.ts";
import { splitTenders, type Tender } from "./split-tenders.ts";

const minor = fc.bigInt(0n, 10n ** 12n);
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const tenders = fc.array(
  fc.record({
    paymentId: fc.uuid(),
    method: fc.constantFrom("card", "wallet", "bank", "invoice", "cash", "gift-card", "store-credit", "other"),
    at: fc.integer({ min: 0, max: 5 }).map((time) => new Date(time)),
    left: fc.bigInt(0n, 100_000n),
  }),
  { minLength: 1, maxLength: 8 },
);

test("what can be given back is what was paid less all that went back, whichever way, and never below nothing", () => {
  fc.assert(
    fc.property(fc.array(minor, { maxLength: 4 }), minor, minor, minor, (payments, orderTotal, elsewhere, intended) => {
      const ceiling = ceilingOf({ payments, orderTotal, elsewhere, intended });
      assert.equal(ceiling.paid, payments.length > 0 ? sum(payments) : orderTotal);
      assert.ok(ceiling.available >= 0n);
      if (ceiling.available > 0n) assert.equal(ceiling.available + elsewhere + intended, ceiling.paid);
      else assert.ok(elsewhere + intended >= ceiling.paid);
    }),
  );
});

test("a part that names a return pays for it; all other money of that return was given elsewhere", () => {
  const [first, second] = [newId<"ret">(), newId<"ret">()];
  const returned = [
    { returnId: first, line: 1, amount: 500n },
    { returnId: first, line: 1, amount: 300n },
    { returnId: second, line: 1, amount: 200n },
  ];
  const goods = (amount: bigint, returnId?: typeof first): RefundPart => ({
    ...{ kind: "goods", line: 1, quantity: 1, amount },
    ...(returnId && { returnId }),
  });
  assert.equal(paidElsewhere(returned, []), 1000n);
  assert.equal(paidElsewhere(returned, [goods(800n)]), 1000n, "refunded as lost, and handed out at the till as well");
  assert.equal(paidElsewhere(returned, [goods(600n, first)]), 400n);
  assert.equal(paidElsewhere(returned, [goods(900n, first), goods(900n, first)]), 200n, "more is not taken off others");
  assert.equal(paidElsewhere(returned, [goods(800n, first), goods(200n, second)]), 0n);
});

test("trap 19: a split is the whole amount to the unit, within each tender, or none at all", () => {
  fc.assert(
    fc.property(tenders, fc.bigInt(1n, 300_000n), (given, amount) => {
      const legs = splitTenders(amount, given);
      const left = sum(given.map((tender) => tender.left));
      if (amount > left) {
        assert.equal(legs, undefined);
        return;
      }
      assert.equal(sum(legs!.map((leg) => leg.amount)), amount);
      for (const leg of legs!) {
        const tender = given.find(({ paymentId }) => paymentId === leg.paymentId)!;
        assert.ok(leg.amount > 0n && leg.amount <= tender.left);
      }
    }),
  );
});

test("trap 22: money goes back before credit, the latest payment first, whatever order the tenders come in", () => {
  fc.assert(
    fc.property(
      tenders.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      fc.bigInt(1n, 300_000n),
      ([given, shuffled], amount) => {
        const legs = splitTenders(amount, given);
        assert.deepEqual(splitTenders(amount, shuffled), legs);
        const used = (legs ?? []).map((leg) => given.find(({ paymentId }) => paymentId === leg.paymentId)!);
        const credit = (tender: Tender) => Number(["gift-card", "store-credit"].includes(tender.method));
        for (const [index, tender] of used.entries()) {
          const before = used[index - 1];
          if (!before) continue;
          assert.ok(credit(before) <= credit(tender));
          if (credit(before) === credit(tender)) assert.ok(before.at >= tender.at);
        }
      },
    ),
  );
});

test("trap 6: partial splits one after the other never exceed a tender, and the last leaves nothing", () => {
  const shares = fc.array(fc.bigInt(1n, 50_000n), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(tenders, shares, (given, wanted) => {
      let now = given;
      const take = (amount: bigint) => {
        const legs = splitTenders(amount, now);
        if (!legs) return false;
        now = now.map((tender) => {
          const taken = sum(legs.filter((leg) => leg.paymentId === tender.paymentId).map((leg) => leg.amount));
          return { ...tender, left: tender.left - taken };
        });
        assert.ok(now.every(({ left }) => left >= 0n));
        return true;
      };
      for (const amount of wanted) take(amount);
      const rest = sum(now.map(({ left }) => left));
      if (rest > 0n) assert.ok(take(rest));
      assert.equal(sum(now.map(({ left }) => left)), 0n);
    }),
  );
});

test("who pays back follows from how it was paid", () => {
  const at = new Date(0);
  const providerOf = (method: string) =>
    splitTenders(1n, [{ paymentId: newId(), method, at, left: 1n }])?.[0]?.provider;
  assert.deepEqual(
    ["card", "wallet", "bank", "other", "cash", "invoice", "gift-card", "store-credit"].map(providerOf),
    ["local", "local", "local", "local", "till", "manual", "gift-card", "store-credit"],
  );
});

test("a share of a sum is exact, rounded down, and never more than the sum", () => {
  fc.assert(
    fc.property(minor, fc.integer({ min: 0, max: 10_000 }), (total, basisPoints) => {
      const share = shareOf(total, basisPoints);
      assert.ok(share * 10_000n <= total * BigInt(basisPoints));
      assert.ok((share + 1n) * 10_000n > total * BigInt(basisPoints));
      assert.ok(share >= 0n && share <= total);
    }),
  );
  assert.equal(shareOf(999n, 1_000), 99n);
  for (const wrong of [-1, 10_001, 0.5, Number.NaN]) assert.throws(() => shareOf(100n, wrong), RangeError);
});

test("trap 1: money back for a late order is postage first and then goodwill, within what is left; nothing is nothing", () => {
  fc.assert(
    fc.property(minor, minor, minor, minor, (wanted, shippingPaid, refunded, available) => {
      const shippingRefunded = refunded < shippingPaid ? refunded : shippingPaid;
      const parts = lateRefundParts({ wanted, shippingPaid, shippingRefunded, available });
      const given = sum(parts.map(({ amount }) => amount));
      assert.equal(given, wanted < available ? wanted : available);
      assert.ok(parts.every(({ amount }) => amount > 0n));
      const shipping = sum(parts.filter(({ kind }) => kind === "shipping").map(({ amount }) => amount));
      assert.ok(shipping <= shippingPaid - shippingRefunded);
      if (shipping < given) assert.equal(shipping, shippingPaid - shippingRefunded);
    }),
  );
  assert.deepEqual(lateRefundParts({ wanted: 500n, shippingPaid: 0n, shippingRefunded: 0n, available: 0n }), []);
  assert.deepEqual(lateRefundParts({ wanted: 0n, shippingPaid: 490n, shippingRefunded: 0n, available: 900n }), []);
});

test("a leg that ended is never sent again, and one that nobody can tell of cannot be called off", () => {
  for (const state of ["failed", "cancelled"] as const) assert.ok(refundLeg.isFinal(state));
  assert.throws(() => refundLeg.next("succeeded", "submit"), { type: "illegal-transition" });
  assert.throws(() => refundLeg.next("submitted", "cancel"), { type: "illegal-transition" });
  assert.throws(() => refundLeg.next("unknown", "cancel"), { type: "illegal-transition" });
  assert.equal(refundLeg.next("succeeded", "fall-back"), "failed");
});
