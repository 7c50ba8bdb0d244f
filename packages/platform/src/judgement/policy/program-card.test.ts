import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fitProgramModel, judgeCandidate, type LoggedRow, outOfFold, programCard } from "./index.ts";
import { log, logActions, logFeatures } from "./testing.ts";

/** The coupon brings back who is not loyal and puts off who is; how much that adds is known. */
const helpsHalf = (arm: number, loyal: number) => (arm === 2 ? (loyal ? -0.5 : 1.2) : 0);

function cardOf(rows: readonly LoggedRow[]) {
  const model = fitProgramModel(rows, logActions, logFeatures);
  const seen = outOfFold(rows, model);
  return programCard(rows, model, judgeCandidate(rows, model, undefined, seen), { seen });
}

describe("the card of a model", () => {
  const rows = log(6_000, "half", helpsHalf);
  const card = cardOf(rows);

  test("draws a curve that rises for the half who are helped and falls for the others", () => {
    const { points, worthwhile, area, rows: counted } = card.uplift!;
    assert.equal(counted, 6_000);
    assert.ok(Math.abs(worthwhile - 0.5) < 0.02, `worthwhile for ${worthwhile}`);
    const at = (share: number) => points.find((point) => Math.abs(point.share - share) < 1e-9)!;
    // The chance of 0.3543 becomes 0.6457 for the one half and 0.2497 for the other, and a margin of 0.4 one of 0.38 of 4,999.5.
    const half = 0.5 * 4_999.5 * (0.6457 * 0.38 - 0.3543 * 0.4);
    const all = half + 0.5 * 4_999.5 * (0.2497 * 0.38 - 0.3543 * 0.4);
    for (const [share, truth] of [
      [0.5, half],
      [1, all],
    ] as const) {
      const { value, low, high } = at(share);
      assert.ok(
        low <= truth && truth <= high && high - low < 160,
        `${share}: ${truth} in ${low} to ${high} (${value})`,
      );
    }
    assert.equal(at(0).value, 0);
    assert.ok(at(0.5).low > at(1).value);
    assert.ok(area.low > 0, JSON.stringify(area));
  });

  test("draws no hill where nobody is helped more than others", () => {
    const { area } = cardOf(log(4_000, "same", () => 0)).uplift!;
    assert.ok(area.low < 0 && area.high > 0, JSON.stringify(area));
  });

  test("holds the chances that were told against what came", () => {
    const { bins, error } = card.calibration!;
    assert.ok(error < 0.03, String(error));
    assert.equal(
      bins.reduce((sum, bin) => sum + bin.rows, 0),
      6_000,
    );
    assert.ok(bins.every(({ predicted, lower, upper }) => predicted > lower - 0.03 && predicted < upper + 0.03));
  });

  test("names what tells shoppers apart", () => {
    assert.equal(card.features?.[0]?.feature, "loyal");
    assert.ok(card.features[0].weight > 0.05, String(card.features[0].weight));
  });

  test("compares groups by what they would get and what it adds", () => {
    const grouped = rows.map((row) => ({ ...row, groups: row.input[0] === 1 ? { tier: "gold" } : {} }));
    const { tier, region } = cardOf(grouped).groups!;
    assert.equal(region, undefined);
    const gold = tier?.find(({ key }) => key === "gold");
    const others = tier?.find(({ key }) => key === undefined);
    assert.equal(gold!.rows + others!.rows, 6_000);
    assert.ok(others!.shares[2]! > 0.95 && gold!.shares[2]! < 0.1, JSON.stringify(tier));
    assert.ok(others!.added!.low > 0 && others!.expected > 100 && gold!.expected < 20, JSON.stringify(tier));
    for (const { realised } of tier!) assert.ok(realised!.low < realised!.value && realised!.value < realised!.high);
  });

  test("takes the decisions of one shopper together, and says nothing of a handful", () => {
    const alone = cardOf(rows).uplift!.points.at(-1)!;
    const twice = cardOf([...rows, ...rows]).uplift!.points.at(-1)!;
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    assert.ok(Math.abs(width(twice) / width(alone) - 1) < 0.1, `${width(twice)} for ${width(alone)}`);
    const few = cardOf(rows.slice(0, 20));
    assert.equal(few.uplift, undefined);
    const rarely = rows.flatMap((row) => (row.arm === 0 ? [{ ...row, propensities: [0.98, 0.01, 0.01] }] : []));
    const hardlyEver = [...rarely, ...rows.filter(({ arm }) => arm === 2).slice(0, 40)];
    assert.equal(cardOf(hardlyEver).uplift, undefined);
    const held = cardOf(rows.slice(0, 200).map((row) => ({ ...row, propensities: [1, 0, 0], arm: 0 })));
    assert.deepEqual([held.uplift, held.groups, held.judged.kind], [undefined, {}, "refused"]);
  });
});
