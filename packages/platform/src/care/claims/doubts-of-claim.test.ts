import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ClaimRemedy, ClaimRemedy as Remedy } from "../../facts/claims/claim.schema.ts";
import { guaranteeRight } from "../../judgement/law/index.ts";
import { doubtsOfClaim } from "./doubts-of-claim.ts";

const aLine = fc.record({
  right: fc
    .record({
      country: fc.constantFrom("DE", "NL", "GB", "US", undefined),
      placedOn: fc.integer({ min: 18_000, max: 22_000 }),
      passed: fc.integer({ min: 0, max: 2_500 }),
      repaired: fc.boolean(),
    })
    .map(({ passed, ...of }) =>
      guaranteeRight({ ...of, receivedOn: of.placedOn + 2, statedOn: of.placedOn + 2 + passed }),
    ),
  isReturnable: fc.boolean(),
  wasDeclined: fc.boolean(),
});

test("a rule accepts only what the law presumes and grants, or what could be given back anyway", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<ClaimRemedy>(...Remedy.options),
      fc.array(aLine, { minLength: 1, maxLength: 4 }),
      (remedy, lines) => {
        const isOwed = lines.every(
          ({ right, isReturnable, wasDeclined }) =>
            (remedy === "refund" && isReturnable) ||
            (right.standing === "owed" && right.isPresumed && right.remedies.includes(remedy) && !wasDeclined),
        );
        assert.equal(doubtsOfClaim(remedy, lines).length === 0, isOwed && remedy !== "price-reduction");
      },
    ),
  );
});
