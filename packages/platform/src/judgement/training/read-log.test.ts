import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecidedRow, loggedRow } from "./read-log.ts";

const row: DecidedRow = {
  ...{ shopper_id: "s", decided_at: new Date(0), chosen: "ten", policy: "p", base_log_odds: 0, features: {} },
  stakes: {
    basket: { amount: 5_000, marginRate: 0.4, oneProduct: 0.5 },
    weights: { margin: 1, revenue: 0, visits: 0, points: 0 },
  },
  alternatives: [
    {
      ...{ action: "ten", eligible: true, propensity: 0.5 },
      cost: { discountRate: 0.1, onOutcome: 30, atOnce: 0, savedShare: 0.1 },
    },
  ],
  ...{ visits: 1, revenue: 9_000, margin: 3_600 },
};
const givenOf = (change: Partial<DecidedRow>) => loggedRow({ ...row, ...change }, ["none", "ten"], [])?.given;

test("what was given is what the redemption said, also nothing; where nobody knows, whoever bought used it in full", () => {
  assert.equal(givenOf({ given: 417 }), 417);
  assert.equal(givenOf({ given: 0 }), 0);
  // A tenth of what was there before it: 9,000 are left of 10,000.
  assert.equal(givenOf({ given: null }), 1_030);
  assert.equal(givenOf({ given: null, visits: 0, revenue: 0 }), 0);
});

test("what was bought in the visit is known of decisions in a store; one from before it could be weighed did not count it", () => {
  const read = (change: Partial<DecidedRow>) => loggedRow({ ...row, ...change }, ["none", "ten"], [])!;
  assert.equal(read({ same_visit: 0 }).sameVisit, 0);
  assert.equal("sameVisit" in read({ same_visit: null }), false);
  assert.equal(read({}).weights.sameVisit, 0);
});
