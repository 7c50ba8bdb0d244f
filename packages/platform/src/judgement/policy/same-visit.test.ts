import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ProgramDocument, weightsFor } from "../programs/index.ts";
import {
  bestArm,
  fitProgramModel,
  type LoggedRow,
  predictedValues,
  rewardOf,
  sameVisitShare,
  statedSameVisitShare,
} from "./index.ts";
import { loadProgramModel } from "./load-program-model.ts";
import { logActions as actions, logFeatures as features, log } from "./testing.ts";

/** Decided in stores: the coupon makes fewer buy, but everything at once; otherwise most is bought another day. */
const inStore = (rows: readonly LoggedRow[]) =>
  rows.map((row, i) => ({ ...row, sameVisit: row.arm === 2 || i % 10 === 0 ? row.margin : 0 }));
const rows = log(3_000, "in a store", (arm) => (arm === 2 ? -0.4 : 0));
const learned = fitProgramModel(inStore(rows), actions, features);
const plain = rows[0]!;

describe("what is bought in the visit of a return", () => {
  test("is learned for each action, and is what is stated where there was no purchase after a return in a store", () => {
    const [none, ten, coupon] = actions.map((_, arm) => sameVisitShare(learned.baskets, arm));
    assert.ok(none! > 0.05 && none! < 0.18 && Math.abs(ten! - none!) < 0.06, `${none} ${ten}`);
    assert.ok(coupon! > 0.95 && coupon! <= 1, `${coupon}`);
    const online = fitProgramModel(rows, actions, features);
    assert.equal(online.baskets.sameVisit, undefined);
    assert.equal(sameVisitShare(online.baskets, 2), statedSameVisitShare);
    assert.deepEqual({ ...learned.baskets, sameVisit: undefined }, { ...online.baskets, sameVisit: undefined });
  });

  test("is taken for what all actions do, and that for what is stated, as long as little was seen", () => {
    const few = rows.map((row, i) => ({ ...row, ...(i < 30 && row.arm < 2 && { sameVisit: row.margin }) }));
    const shares = fitProgramModel(few, actions, features).baskets.sameVisit!;
    assert.ok(shares.every((share) => share > statedSameVisitShare && share < 0.9));
    assert.ok(shares[2]! < shares[0]!, `${shares}`);
  });

  test("decides by the goal's weight on it: for what makes people buy at once, and for nothing without the weight", () => {
    const best = (weights: Partial<LoggedRow["weights"]>) =>
      bestArm(predictedValues(learned, { ...plain, weights: { ...plain.weights, ...weights } }), plain.eligible);
    assert.deepEqual(
      [best({}), best({ sameVisit: 2 })].map((arm) => actions[arm]),
      ["none", "coupon"],
    );
  });

  test("changes nothing where the goal does not weigh it", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const weight = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({ margin: weight, revenue: weight, visits: weight, points: weight }),
        fc.array(share, { minLength: 3, maxLength: 3 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.nat(rows.length - 1),
        (others, sameVisit, bought, place) => {
          const row = { ...rows[place]!, weights: { ...others, sameVisit: 0 } };
          const { sameVisit: _, ...baskets } = learned.baskets;
          assert.equal(rewardOf({ ...row, sameVisit: bought }), rewardOf(row));
          assert.deepEqual(
            predictedValues({ ...learned, baskets: { ...baskets, sameVisit } }, row),
            predictedValues({ ...learned, baskets }, row),
          );
        },
      ),
    );
  });

  test("counts beside what it counts as margin, at the weight of the store's region, and nowhere else", () => {
    const document = ProgramDocument.parse({
      ...{ name: "a", title: "A", moment: "test.moment", actions: [{ id: "b", terms: { kind: "bogo" } }] },
      regions: [{ name: "north", stores: ["HAM"] }],
      goal: { horizonDays: 60, weights: { sameVisit: 2 }, regions: [{ region: "north", weights: { sameVisit: 3 } }] },
    });
    const weightsIn = (store?: string) => weightsFor({ document, regionOf: new Map([["HAM", "north"]]) }, store);
    assert.deepEqual(
      [weightsIn("HAM"), weightsIn("MUC"), weightsIn()].map(({ sameVisit }) => sameVisit),
      [3, 2, 0],
    );
    const bought = { ...plain, margin: 500, sameVisit: 200, revenue: 0, visits: 0 };
    assert.equal(rewardOf({ ...bought, weights: weightsIn("HAM") }), 500 + 3 * 200);
    assert.equal(rewardOf({ ...bought, weights: weightsIn() }), 500);
  });

  test("comes back with a stored model; one that is no share for each action is damaged", () => {
    const stored = JSON.parse(JSON.stringify(learned)) as typeof learned;
    assert.deepEqual(loadProgramModel(stored)?.baskets, learned.baskets);
    const withShares = (sameVisit: unknown) =>
      loadProgramModel({ ...stored, baskets: { ...stored.baskets, sameVisit } });
    assert.equal(withShares([0.5, 0.5]), undefined);
    assert.equal(withShares([0.5, 0.5, 1.5]), undefined);
    const { sameVisit: _, ...older } = stored.baskets;
    assert.deepEqual(loadProgramModel({ ...stored, baskets: older })?.baskets, older);
  });
});
