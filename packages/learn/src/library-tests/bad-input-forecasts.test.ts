import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrivalHistory,
  arrivalQuantile,
  autoBasket,
  autoComplements,
  basketLog,
  basketLogFromLines,
  chanceLater,
  companionRanking,
  coPurchaseRanking,
  decayedFrequency,
  fitArrivals,
  fitConformalBand,
  fitGroupedConformal,
  fitIntents,
  fitSoftmax,
  fitSplitConformal,
  fitTfIdf,
  globalTopFrequency,
  groupedConformalQuantile,
  itemRelations,
  type Journeys,
  LearnError,
  loadIntents,
  logBefore,
  meanGapDay,
  observeAdaptive,
  personalTopFrequency,
  predictArrivals,
  readText,
  replenishment,
  sparseRows,
  splitConformalInterval,
  startAdaptive,
  tifuKnn,
  upCf,
  userKnn,
  WORD_VIEWS,
  weightedConformalQuantile,
} from "../index.ts";
import { fitBoostingOnWorkers } from "../workers/index.ts";
import { badInput, ofTreatments, shorter, with4th } from "./bad-input.ts";

const predicted = Float64Array.from({ length: 40 }, (_, i) => i % 7);
const came = predicted.map((each, i) => each + Math.sin(i));
const level = { level: 0.8 };

badInput(
  "fitSplitConformal",
  [
    ["NaN", "predictions", () => fitSplitConformal(with4th(predicted, Number.NaN), came, level)],
    ["NaN", "outcomes", () => fitSplitConformal(predicted, with4th(came, Number.NaN), level)],
    ["NaN", "prediction", () => splitConformalInterval(fitSplitConformal(predicted, came, level), Number.NaN)],
    ["infinite", "outcomes", () => fitSplitConformal(predicted, with4th(came, Number.POSITIVE_INFINITY), level)],
    [
      "infinite",
      "options.scales[3]",
      () =>
        fitSplitConformal(predicted, came, {
          ...level,
          scales: with4th(
            came.map(() => 1),
            Infinity,
          ),
        }),
    ],
    ["empty", "predictions", () => fitSplitConformal([], [], level)],
    ["lengths differ", "outcomes", () => fitSplitConformal(predicted, shorter(came), level)],
    ["constant outcome", () => assert.equal(fitSplitConformal(predicted, predicted, level).reach, 0)],
  ],
  [...ofTreatments, "one class", "unknown category"],
);

badInput(
  "fitConformalBand",
  [
    ["NaN", "upper", () => fitConformalBand(predicted, with4th(predicted, Number.NaN), came, level)],
    ["infinite", "lower", () => fitConformalBand(with4th(predicted, Number.NEGATIVE_INFINITY), predicted, came, level)],
    ["empty", "lower", () => fitConformalBand([], [], [], level)],
    ["lengths differ", "upper", () => fitConformalBand(predicted, shorter(predicted), came, level)],
    ["lengths differ", "outcomes", () => fitConformalBand(predicted, predicted, shorter(came), level)],
    ["constant outcome", () => assert.equal(fitConformalBand(predicted, predicted, predicted, level).above, 0)],
  ],
  [...ofTreatments, "one class", "unknown category"],
);

const groups = Array.from(predicted, (_, i) => (i % 2 === 0 ? "home" : "abroad"));
badInput(
  "fitGroupedConformal",
  [
    ["NaN", "scores", () => fitGroupedConformal(with4th(predicted, Number.NaN), groups, level)],
    ["infinite", "scores", () => fitGroupedConformal(with4th(predicted, Number.POSITIVE_INFINITY), groups, level)],
    ["empty", "scores", () => fitGroupedConformal([], [], level)],
    ["lengths differ", "groups", () => fitGroupedConformal(predicted, groups.slice(1), level)],
    [
      "one class",
      () =>
        assert.equal(
          fitGroupedConformal(
            predicted,
            groups.map(() => "home"),
            level,
          ).groups.length,
          1,
        ),
    ],
    [
      "constant outcome",
      () =>
        assert.equal(
          fitGroupedConformal(
            predicted.map(() => 2),
            groups,
            level,
          ).pooled,
          2,
        ),
    ],
    [
      "unknown category",
      () => {
        const model = fitGroupedConformal(predicted, groups, level);
        assert.equal(groupedConformalQuantile(model, "the moon"), model.pooled);
      },
    ],
  ],
  ofTreatments,
);

badInput(
  "weighted and adaptive conformal quantiles",
  [
    ["NaN", "scores", () => weightedConformalQuantile([Number.NaN], [1], 1, 0.5)],
    ["NaN", "weights", () => weightedConformalQuantile([1], [Number.NaN], 1, 0.5)],
    ["NaN", "score", () => observeAdaptive(startAdaptive(level), Number.NaN)],
    ["infinite", "ownWeight", () => weightedConformalQuantile([1], [1], Number.POSITIVE_INFINITY, 0.5)],
    ["infinite", "score", () => observeAdaptive(startAdaptive(level), Number.POSITIVE_INFINITY)],
    ["empty", "scores", () => weightedConformalQuantile([], [], 1, 0.5)],
    ["lengths differ", "weights", () => weightedConformalQuantile([1, 2], [1], 1, 0.5)],
    ["constant outcome", () => assert.equal(weightedConformalQuantile([3, 3, 3], [1, 1, 1], 1, 0.5), 3)],
  ],
  [...ofTreatments, "one class", "unknown category"],
);

const days = Array.from({ length: 60 }, (_, i) => i);
const journeys: Journeys = {
  starts: days,
  ends: days.map((day) => day + 2 + (day % 3)),
  planned: days.map(() => 3),
  features: { rows: 60, columns: 1, values: Float64Array.from(days, (day) => day % 2) },
  categorical: [0],
};
const history = (changed: Partial<Journeys>) => arrivalHistory({ ...journeys, ...changed }, { horizon: 10 });
badInput(
  "arrivalHistory and fitArrivals",
  [
    ["NaN", "journeys.starts", () => history({ starts: with4th(days, Number.NaN) })],
    [
      "NaN",
      () =>
        assert.equal(
          history({
            ends: with4th(
              days.map((day) => day + 2),
              Number.NaN,
            ),
          }).first,
          0,
          "still under way",
        ),
    ],
    [
      "infinite",
      "journeys.ends",
      () =>
        history({
          ends: with4th(
            days.map((day) => day + 2),
            Number.POSITIVE_INFINITY,
          ),
        }),
    ],
    [
      "infinite",
      "journeys.features",
      () => history({ features: { ...journeys.features, values: with4th(days, Infinity) } }),
    ],
    ["empty", "journeys.starts", () => history({ starts: [], ends: [], planned: [] })],
    ["lengths differ", "journeys.planned", () => history({ planned: [3] })],
    [
      "lengths differ",
      "journeys.features.values",
      () => history({ features: { rows: 1, columns: 1, values: new Float64Array(1) } }),
    ],
    ["one class", "options.asOf", () => fitArrivals(history({ ends: days.map(() => Number.NaN) }), { asOf: 50 })],
    ["constant outcome", () => assert.ok(fitArrivals(history({ ends: days.map((day) => day + 2) }), { asOf: 50 }))],
    [
      "unknown category",
      () => {
        const model = fitArrivals(history({}), { asOf: 50 });
        const later = history({ features: { ...journeys.features, values: with4th(days, 77) } });
        const chances = predictArrivals(model, later, [3]);
        assert.ok(chances.values.every(Number.isFinite));
        refuses("rows", () => predictArrivals(model, later, [60]), "predictArrivals");
        refuses("row", () => arrivalQuantile(chances, 1, 0.5), "arrivalQuantile");
        refuses("row", () => chanceLater(chances, 1, 3), "chanceLater");
        refuses("days", () => chanceLater(chances, 0, Number.NaN), "chanceLater");
      },
    ],
  ],
  ofTreatments,
);

const log = basketLog(
  Array.from({ length: 12 }, (_, s) => [[s % 4, 4], [4], [s % 3, 5]]),
  6,
  Array.from({ length: 12 }, (_, s) => [s, s + 7, s + 15]),
);
badInput(
  "basketLog and basketLogFromLines",
  [
    ["NaN", "histories", () => basketLog([[[Number.NaN]]], 3)],
    ["NaN", "days", () => basketLog([[[1]]], 3, [[Number.NaN]])],
    ["NaN", "days", () => basketLogFromLines(["ann"], ["tea"], [Number.NaN])],
    ["infinite", "days", () => basketLogFromLines(["ann"], ["tea"], [Number.POSITIVE_INFINITY])],
    ["infinite", "items", () => basketLog([[[1]]], Number.POSITIVE_INFINITY)],
    ["empty", "histories", () => basketLog([], 3)],
    ["empty", "histories", () => basketLog([[[]]], 3)],
    ["empty", "shoppers", () => basketLogFromLines([], [], [])],
    ["lengths differ", "items", () => basketLogFromLines(["ann", "bo"], ["tea"], [1, 2])],
    ["lengths differ", "days", () => basketLog([[[1]]], 3, [])],
    ["unknown category", "histories", () => basketLog([[[3]]], 3)],
  ],
  [...ofTreatments, "one class", "constant outcome"],
);

test("rankers: a shopper or an item of another number is refused, one without baskets gets what is popular", () => {
  const rankers = [
    globalTopFrequency(log),
    personalTopFrequency(log),
    decayedFrequency(log, 0.9),
    tifuKnn(log),
    upCf(log),
    userKnn(log),
    autoBasket(log),
  ];
  for (const ranker of rankers) {
    for (const shopper of [-1, 12, 0.5, Number.NaN]) refuses("shopper", () => ranker.rank(shopper, 3), ranker.name);
    for (const count of [-1, 0.5, Number.NaN]) refuses("count", () => ranker.rank(0, count), ranker.name);
    assert.equal(ranker.rank(0, 0).length, 0);
  }
  for (const companions of [
    coPurchaseRanking(log),
    companionRanking(log, 30, { halfLife: 9, size: 0, prior: 1, repeat: 1 }),
    autoComplements(log),
  ]) {
    for (const item of [-1, 6, 0.5, Number.NaN]) refuses("item", () => companions.rank(item, 3), companions.name);
    refuses("count", () => companions.rank(0, Number.NaN), companions.name);
  }
  const due = replenishment(log);
  for (const shopper of [-1, 12, 0.5, Number.NaN]) {
    refuses("shopper", () => due.nextPurchase(shopper), "nextPurchase");
    refuses("shopper", () => due.runOut(shopper, 1), "runOut");
    refuses("shopper", () => meanGapDay(log, shopper, 30), "meanGapDay");
  }
  refuses("item", () => due.runOut(0, 6), "runOut");
  refuses("item", () => itemRelations(log)(6), "itemRelations");
  refuses("log", () => replenishment(basketLog([[[1], [1]]], 2)), "without days");
  refuses("log", () => logBefore(basketLog([[[1], [1]]], 2), 7), "without days");
  refuses("options.now", () => replenishment(log, { now: Number.NaN }), "no day");
  refuses("options.now", () => autoBasket(log, { now: Number.NaN }), "no day");
  refuses("options.now", () => autoComplements(log, { now: Number.NaN }), "no day");
});

const texts = ["where is it", "when is it here", "i want to return it", "how to return shoes"];
const rows = sparseRows(
  texts.map((text) => readText(fitTfIdf(texts, WORD_VIEWS, 1), text)),
  fitTfIdf(texts, WORD_VIEWS, 1).idf.length,
);
badInput(
  "fitIntents, fitSoftmax and fitTfIdf",
  [
    ["NaN", "labels", () => fitSoftmax(rows, [0, 1, Number.NaN, 1], 2, { cost: 1 })],
    [
      "NaN",
      "x",
      () => fitSoftmax({ ...rows, values: rows.values.map(() => Number.NaN) }, [0, 1, 0, 1], 2, { cost: 1 }),
    ],
    [
      "infinite",
      "x",
      () => fitSoftmax({ ...rows, values: rows.values.map(() => Infinity) }, [0, 1, 0, 1], 2, { cost: 1 }),
    ],
    ["infinite", "options.cost", () => fitSoftmax(rows, [0, 1, 0, 1], 2, { cost: Number.POSITIVE_INFINITY })],
    ["empty", "examples", () => fitIntents([])],
    ["empty", "examples[0].text", () => fitIntents([{ text: " ", intent: "track" }])],
    ["empty", "texts", () => fitTfIdf([], WORD_VIEWS, 1)],
    ["lengths differ", "labels", () => fitSoftmax(rows, [0, 1], 2, { cost: 1 })],
    ["one class", "examples", () => fitIntents(texts.map((text) => ({ text, intent: "track" })))],
    [
      "constant outcome",
      () => assert.ok(fitSoftmax(rows, [0, 0, 0, 0], 1, { cost: 1 }).weights.every(Number.isFinite)),
    ],
    [
      "unknown category",
      () => {
        const intents = fitIntents(texts.map((text, i) => ({ text, intent: i < 2 ? "track" : "return" })));
        assert.equal(loadIntents(intents).predict("🦕").answer, null, "nothing in it is known");
      },
    ],
    ["unknown category", "labels", () => fitSoftmax(rows, [0, 1, 2, 1], 2, { cost: 1 })],
  ],
  ofTreatments,
);

test("fitBoostingOnWorkers refuses what fitBoosting refuses", async () => {
  const x = { rows: 4, columns: 1, values: Float64Array.of(1, 2, 3, Number.POSITIVE_INFINITY) };
  const refused = (argument: string) => (error: unknown) => error instanceof LearnError && error.argument === argument;
  await assert.rejects(fitBoostingOnWorkers(x, [0, 1, 0, 1], { loss: "squared", workers: 1 }), refused("x"));
  await assert.rejects(fitBoostingOnWorkers(x, [0, 1], { loss: "squared", workers: 0 }), refused("options.workers"));
});

function refuses(argument: string, call: () => unknown, name: string): void {
  assert.throws(call, (error) => error instanceof LearnError && error.argument === argument, `${name}: ${argument}`);
}
