import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { defaultScheme } from "./scheme.ts";
import { directionOf, nextTier, reviewTier, tierOf } from "./tier.ts";

const scheme = defaultScheme("EUR");
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const review = (held: Parameters<typeof reviewTier>[0], spent: bigint, now: string, periodEnd = "2027-06-30") =>
  reviewTier(held, spent, { now: at(now), periodEnd: at(periodEnd), scheme });

test("a threshold counts from its first cent", () => {
  assert.deepEqual(
    [0n, 49_999n, 50_000n, 149_999n, 150_000n].map((spent) => tierOf(spent, scheme).id),
    [...["member", "member", "silver", "silver", "gold"]],
  );
});

test("a tier is reached at once, and held until the end of its period whatever comes back", () => {
  const silver = review({ tier: "member", since: at("2026-01-01") }, 50_000n, "2026-06-30");
  assert.deepEqual(silver, { tier: "silver", since: at("2026-06-30"), until: at("2027-06-30") });
  assert.deepEqual(review(silver, 0n, "2027-06-29"), silver);
  assert.deepEqual(review(silver, 0n, "2027-06-30"), { tier: "member", since: at("2027-06-30"), until: undefined });
});

test("at the end of a period the sum of the last twelve months keeps a tier, lifts it, or lowers it by as much as it must", () => {
  const gold = { tier: "gold", since: at("2025-06-30"), until: at("2026-06-30") };
  assert.deepEqual(review(gold, 150_000n, "2026-06-30"), { ...gold, until: at("2027-06-30") });
  assert.equal(review(gold, 60_000n, "2026-06-30").tier, "silver");
  assert.equal(review(gold, 10n, "2026-06-30").tier, "member");
  assert.equal(review({ ...gold, tier: "silver" }, 150_000n, "2026-06-30").tier, "gold");
});

test("nobody falls before the end of the period, and nobody waits for a tier that is reached", () => {
  const spent = fc.bigInt({ min: 0n, max: 300_000n });
  fc.assert(
    fc.property(fc.constantFrom("member", "silver", "gold"), spent, fc.boolean(), (tier, sum, over) => {
      const held = { tier, since: at("2025-01-01"), until: at(over ? "2026-01-01" : "2026-12-01") };
      const now = review(held, sum, "2026-06-01");
      if (directionOf(tier, now.tier, scheme) === "down") assert.ok(over);
      assert.ok(directionOf(now.tier, tierOf(sum, scheme).id, scheme) !== "up");
    }),
  );
});

test("somebody who becomes known has the tier of what they spent before", () => {
  assert.equal(review(undefined, 70_000n, "2026-06-30").tier, "silver");
  assert.equal(review(undefined, 0n, "2026-06-30").until, undefined);
});

test("a tier that the scheme no longer has gives way to the one that is reached", () => {
  const held = { tier: "platinum", since: at("2026-01-01"), until: at("2027-01-01") };
  assert.equal(review(held, 60_000n, "2026-06-30").tier, "silver");
});

test("the next tier says what is missing", () => {
  assert.equal(nextTier(20_000n, "member", scheme)?.missing, 30_000n);
  assert.equal(nextTier(20_000n, "silver", scheme)?.missing, 130_000n);
  assert.equal(nextTier(0n, "gold", scheme), undefined);
});
