import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { TrialPart } from "./policy-types.ts";
import { figuresOf, sumOfParts, type TrialExample } from "./trial-sum.ts";

const assumed = {} as TrialPart["assumed"];
const sums = fc
  .integer({ min: 0, max: 1_000 })
  .map((n) => ({ accepted: 1, refused: 0, fees: n, bonus: 2 * n, timing: 0, cost: n, days: 6, contentment: 0.5 }));
const group = fc.record({
  by: fc.constantFrom("segment" as const, "tier" as const),
  key: fc.constantFrom("", "gold", "new"),
  returns: fc.constant(1),
  paid: fc.integer({ min: 0, max: 9_000 }),
  ...{ inForce: sums, draft: sums },
});
const part = fc
  .record({ groups: fc.array(group, { maxLength: 6 }), costs: fc.array(fc.integer({ min: -99, max: 99 })) })
  .map(
    ({ groups, costs }): TrialPart => ({
      ...{ currency: "EUR", policyVersion: 1, seen: groups.length, leftOut: 1, changed: 2, groups, assumed },
      raised: [{ what: "windowDays", added: 3, ended: 1, same: 2 }],
      examples: costs.map((each) => ({ costs: each, contentment: 0 }) as TrialExample),
    }),
  );

test("parts in any order say the same together, and every sum is the sum of its parts", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const [one, other] = [sumOfParts(parts), sumOfParts(parts.toReversed())];
      const bySum = ({ groups }: typeof one) => new Map(groups.map((each) => [`${each.by} ${each.key}`, each]));
      assert.deepEqual(bySum(one), bySum(other));
      const fees = (groups: TrialPart["groups"]) => groups.reduce((sum, { draft }) => sum + draft.fees, 0);
      assert.equal(fees(one.groups), fees(parts.flatMap(({ groups }) => groups)));
      assert.equal(one.changed, 2 * parts.length);
      const [raised] = one.raised;
      const times = (count: number) => (parts.length === 0 ? undefined : count * parts.length);
      assert.deepEqual([raised?.added, raised?.ended, raised?.same], [times(3), times(1), times(2)]);
      const costs = one.examples.map((each) => Math.abs(each.costs));
      assert.deepEqual(
        costs,
        costs.toSorted((a, b) => b - a),
      );
    }),
    { numRuns: 200 },
  );
});

test("a group in which everybody is refused waits no days", () => {
  const none = { accepted: 0, refused: 100, fees: 0, bonus: 0, timing: 0, cost: -100, days: 0, contentment: 0 };
  const taken = { ...none, accepted: 2, refused: 0, cost: 0, days: 12, contentment: 1.8 };
  const figures = figuresOf({ by: "all", key: "", returns: 2, paid: 100, inForce: taken, draft: none });
  assert.deepEqual([figures.daysBefore, figures.daysAfter, figures.costs], [6, undefined, -100]);
  assert.deepEqual([figures.contentBefore, figures.contentAfter], [0.9, 0]);
});
