import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cuped, matrixFromRows, seededRandom } from "@aftercare/learn";
import fc from "fast-check";
import { anytimeReach, shoppersToProof } from "./anytime.ts";
import { effectOf } from "./effect.ts";
import { startMeasurement } from "./measure.ts";
import type { MeasuredRow } from "./measured-row.ts";
import { outlookOf } from "./outlook.ts";
import { startTally } from "./tally.ts";
import { tallyOf, watchWorld } from "./testing.ts";

const dayMs = 86_400_000;
const nothing = { goal: 0, margin: 0, revenue: 0, visits: 0 };

/** A decision of day `day` about shopper `i` that earned `margin`. */
function row(i: number, margin: number, change: Partial<MeasuredRow> & { day?: number } = {}): MeasuredRow {
  const { day = 0, ...rest } = change;
  return {
    ...{ shopper: `s${i}`, arm: "treated", holdoutShare: 0.5, decidedAt: day * dayMs, horizonDays: 30 },
    outcome: { goal: margin, margin, revenue: 2 * margin, visits: margin > 0 ? 1 : 0 },
    ...{ contact: nothing, before: { margin: 0, revenue: 0, chance: 0 } },
    ...rest,
  };
}

const arms = ["treated", "holdout"] as const;

describe("the estimate", () => {
  test("is CUPED's where every shopper is decided about once", () => {
    const random = seededRandom("cuped");
    const rows = Array.from({ length: 400 }, (_, i) => {
      const before = { margin: random.int(900), revenue: 0, chance: random.next() };
      const arm = arms[random.int(2)]!;
      return row(i, before.margin / 2 + 100 * before.chance + random.int(500) + (arm === "treated" ? 40 : 0), {
        ...{ before, arm },
      });
    });
    const found = effectOf(tallyOf(rows), "margin");
    const expected = cuped(
      {
        outcome: rows.map(({ outcome }) => outcome.margin),
        treated: rows.map(({ arm }) => (arm === "treated" ? 1 : 0)),
      },
      matrixFromRows(rows.map(({ before }) => [before.margin, before.chance])),
    );
    close(found?.perDecision.value, expected.effect, 1e-8);
    // The smaller arm's variance is at least the larger one's, which here is chance alone.
    assert.ok(Math.abs((found?.standardError ?? 0) / expected.standardError - 1) < 0.06);
    assert.ok(found!.varianceReduction > 0.3);
  });

  test("takes a shopper's decisions as one observation, however many there are", () => {
    const random = seededRandom("clusters");
    const once = Array.from({ length: 300 }, (_, i) => row(i, random.int(3) * 100, { arm: arms[i % 2]! }));
    const thrice = once.flatMap((each) => [0, 40, 80].map((day) => ({ ...each, decidedAt: day * dayMs })));
    const [one, three] = [once, thrice].map((rows) => effectOf(tallyOf(rows), "margin"));
    close(three?.perDecision.value, one?.perDecision.value);
    close(three?.standardError, one?.standardError);
    close(three?.total.value, 3 * one!.total.value);
  });

  test("compares like with like when the holdout was larger in a better season", () => {
    const seasons = [
      { share: 0.5, margin: 1_000, day: 0 },
      { share: 0.1, margin: 100, day: 60 },
    ];
    const rows = seasons.flatMap(({ share, margin, day }, season) =>
      Array.from({ length: 1_000 }, (_, i) =>
        row(season * 1_000 + i, margin + (i % 3), {
          day,
          holdoutShare: share,
          arm: i < share * 1_000 ? "holdout" : "treated",
        }),
      ),
    );
    // Means of the arms differ by some 400; nothing was added.
    assert.ok(Math.abs(effectOf(tallyOf(rows), "margin")!.perDecision.value) < 0.1);
  });

  test("counts no purchase twice, and every contact", () => {
    const contact = { ...nothing, goal: 7, margin: 7 };
    const of = (days: readonly number[], i: number) =>
      days.map((day) => row(i, i % 2 === 0 ? 93 : 0, { day, contact, arm: i < 100 ? "treated" : "holdout" }));
    const rows = Array.from({ length: 200 }, (_, i) => (i < 100 ? of([0, 10], i) : of([0], i))).flat();
    const effect = effectOf(tallyOf(rows.toSorted((a, b) => a.decidedAt - b.decidedAt)), "margin");
    close(effect?.withProgram, 46.5 - 7);
    close(effect?.total.value, -700);
  });

  test("leaves out what was decided without a holdout, and says so", () => {
    const measurement = startMeasurement({ grouped: false });
    for (let i = 0; i < 50; i++)
      measurement.add({ ...row(i, 100, { holdoutShare: 0 }), group: null, week: "2026-01-05" });
    const { withoutHoldout, figures, decisions } = measurement.overall();
    assert.deepEqual([withoutHoldout, decisions.treated, figures.margin.outlook], [50, 0, { state: "no-holdout" }]);
    assert.deepEqual(measurement.weeks(), []);
  });

  test("does not hang on the unit of money, and turns around with the arms", () => {
    const amounts = fc.array(fc.tuple(fc.nat(500), fc.nat(500), fc.nat(3)), { minLength: 130, maxLength: 160 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 1_000 }), (given, factor) => {
        const rows = given.map(([margin, before, repeat], i) =>
          row(repeat === 0 ? i : Math.max(0, i - 4), margin + 1, {
            ...{
              day: i,
              arm: arms[(repeat === 0 ? i : Math.max(0, i - 4)) % 2]!,
              before: { margin: before, revenue: 0, chance: 0.5 },
            },
          }),
        );
        const scaled = rows.map((each) => ({
          ...each,
          outcome: { ...each.outcome, margin: each.outcome.margin * factor },
          before: { ...each.before, margin: each.before.margin * factor },
        }));
        const swapped = rows.map((each) => ({
          ...each,
          arm: each.arm === "treated" ? ("holdout" as const) : ("treated" as const),
        }));
        const [plain, large, back] = [rows, scaled, swapped].map((each) => effectOf(tallyOf(each), "margin")!);
        close(large!.perDecision.value, factor * plain!.perDecision.value, 1e-6);
        close(large!.standardError, factor * plain!.standardError, 1e-6);
        close(back!.perDecision.value, -plain!.perDecision.value, 1e-6);
      }),
      { numRuns: 30 },
    );
  });

  test("groups and weeks are parts of the whole", () => {
    const measurement = startMeasurement({ grouped: true });
    const random = seededRandom("groups");
    for (let i = 0; i < 600; i++) {
      const group = ["north", "south", null][i % 3]!;
      const week = i < 300 ? "2026-01-05" : "2026-01-12";
      measurement.add({ ...row(i, random.int(100), { arm: arms[random.int(2)]!, day: i / 50 }), group, week });
    }
    const { decisions, figures } = measurement.overall();
    const groups = measurement.groups();
    assert.equal(
      groups.reduce((sum, { measured }) => sum + measured.decisions.treated, 0),
      decisions.treated,
    );
    assert.deepEqual(groups.map(({ group }) => group).toSorted(), ["north", null, "south"].toSorted());
    const weeks = measurement.weeks();
    assert.deepEqual(
      weeks.map(({ week, shoppers }) => [week, shoppers]),
      [
        ["2026-01-05", 300],
        ["2026-01-12", 600],
      ],
    );
    assert.deepEqual(weeks[1]?.effects.margin, figures.margin.effect);
  });
});

describe("the interval", () => {
  test("is that of the asymptotic confidence sequence", () => {
    // python3: a = .05; r = (−2·log a + log(1 − 2·log a))/2000; √(2(tr + 1)/(tr)·log(√(tr + 1)/a)) for t = 100, 2000, 1e6
    close(anytimeReach(100), 4.718793463117083);
    close(anytimeReach(2_000), 3.035, 1e-3);
    close(anytimeReach(1_000_000), 3.7790675609103888);
  });

  test("watched daily in worlds without any effect hardly ever leaves out 0", () => {
    const runs = 100;
    let wrong = 0;
    for (let run = 0; run < runs; run++)
      wrong += Number(
        watchWorld(`null ${run}`, { acts: false }).some(({ interval }) => interval.low > 0 || interval.high < 0),
      );
    assert.ok(wrong <= 0.05 * runs, `${wrong} of ${runs}`);
  });

  test("holds the truth of worlds with an effect on every day, and finds some large effects", () => {
    const runs = 40;
    let missed = 0;
    let proven = 0;
    for (let run = 0; run < runs; run++) {
      const looks = watchWorld(`effect ${run}`, { acts: true, size: 2 });
      missed += Number(looks.some(({ interval, truth }) => interval.low > truth || interval.high < truth));
      proven += Number(looks.some(({ interval }) => interval.low > 0));
    }
    assert.ok(missed <= 0.05 * runs, `${missed} of ${runs}`);
    assert.ok(proven > 0, `${proven} of ${runs}`);
  });
});

describe("how much longer", () => {
  test("is when the interval would leave 0 out", () => {
    const needed = shoppersToProof(1, 1, 400)!;
    const reach = (n: number) => Math.sqrt(400 / n) * anytimeReach(n);
    assert.ok(reach(needed) < 1 && reach(needed - 1) >= 1, String(needed));
    assert.equal(shoppersToProof(10, 1, 400), 400);
    assert.equal(shoppersToProof(0, 1, 400), undefined);
  });

  test("is told in shoppers, and in days where new ones come", () => {
    assert.deepEqual(outlookOf(startTally(), undefined), { state: "nothing-yet" });
    // Ten a day, half of them withheld: after two days 10 in the smaller arm of 30 that are needed.
    const early = tallyOf(Array.from({ length: 21 }, (_, i) => row(i, 10, { day: i / 10, arm: arms[i % 2]! })));
    const outlook = outlookOf(early, effectOf(early, "margin"));
    assert.deepEqual([outlook.state, outlook.shoppers], ["too-early", 42]);
    assert.equal(outlook.days, 4);
    const random = seededRandom("open");
    const open = tallyOf(
      Array.from({ length: 400 }, (_, i) =>
        row(i, random.int(100) + (i % 2 === 0 ? 3 : 0), { day: i / 10, arm: arms[i % 2]! }),
      ),
    );
    const later = outlookOf(open, effectOf(open, "margin"));
    assert.equal(later.state, "open");
    assert.ok(Math.abs(later.days! - later.shoppers! / 10) <= later.shoppers! / 100, JSON.stringify(later));
  });
});

function close(actual: number | undefined, expected: number | undefined, tolerance = 1e-9): void {
  const scale = Math.max(1, Math.abs(expected ?? Number.NaN));
  assert.ok(
    Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN)) <= tolerance * scale,
    `${actual}, not ${expected}`,
  );
}
