import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import { loadHolidays, nextDeliveryDay, type Origin, type Service } from "../../../facts/shipping/index.ts";
import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import type { ArrivalOutlook } from "../model/arrival-outlook.ts";
import { type Knowledge, type Question, quoteService } from "./quote-service.ts";
import { quoteClaims, quoteOf } from "./quote-token.ts";
import { statedOutlook } from "./stated-outlook.ts";

const origin: Origin = {
  ...{ key: "bremen", title: "Bremen", country: "DE", subdivision: "HB", timeZone: "Europe/Berlin", cutOff: "14:00" },
  ...{ workingDays: [1, 2, 3, 4, 5], observesHolidays: true, handlingDays: 1, closed: false },
};
const standard: Service = {
  ...{ key: "standard", title: { en: "Standard" }, kind: "standard", origin: "bremen", countries: ["DE"] },
  ...{ deliveryDays: [1, 2, 3, 4, 5, 6], price: 490n, currency: "EUR", freeFrom: 5000n },
  ...{ statedP50: 2, statedP90: 4, rank: 0, active: true },
};
const window: Service = {
  ...{ ...standard, key: "window", kind: "slot", statedP50: 1, statedP90: 2 },
  slot: { hours: 2, bookDaysAhead: 3, from: "08:00", until: "20:00", capacity: 5 },
};
const ignorant: Knowledge = { model: { outlook: () => undefined }, isFull: () => false, onShelf: false };
const ask = (at: string, more: Partial<Question> = {}): Question => ({
  ...{ at: new Date(at), country: "DE", zone: "22", amount: undefined, estimatedOn: undefined },
  ...more,
});
before(() => loadHolidays([origin, { country: "DE" }], [2025, 2026, 2027]));

const days = (choice: ReturnType<typeof quoteService>) =>
  choice && [choice.startsOn, choice.earliest, choice.likely, choice.latest].map(dayText);

test("without deliveries the retailer's own days are told, from the hand-over on and on days of delivery", () => {
  const choice = quoteService(standard, origin, ask("2026-11-25T09:00:00Z"), ignorant);
  // Starts on Wednesday, is handed over on Thursday; four days later is Monday.
  assert.deepEqual(days(choice), ["2026-11-25", "2026-11-27", "2026-11-28", "2026-11-30"]);
  assert.equal(choice?.basis, "stated");
  assert.ok(Math.abs((choice?.confidence ?? 0) - 0.9) < 1e-4);
  assert.deepEqual([choice?.q50, choice?.q90], [3, 5]);
  assert.equal(choice?.orderBefore.toISOString(), "2026-11-25T13:00:00.000Z");
  assert.deepEqual(days(quoteService(standard, origin, ask("2026-11-25T14:00:00Z"), ignorant))?.[0], "2026-11-26");
});

test("what was learned counts from the start, and the confidence is that of the day it was moved to", () => {
  const outlook: ArrivalOutlook = {
    ...{ chances: Float32Array.from([0, 0.1, 0.5, 0.8, 0.95, 1]), early: 1, likely: 2, late: 4, promise: 3 },
    ...{ journeys: 812, basis: "learned" },
  };
  const asked: unknown[] = [];
  const learned: Knowledge = {
    ...ignorant,
    model: {
      outlook(...question) {
        asked.push(question);
        return outlook;
      },
    },
  };
  // Starts on Thursday; three days later is Sunday, so Monday is promised.
  const choice = quoteService(
    standard,
    origin,
    ask("2026-11-26T09:00:00Z", { estimatedOn: dayNumber("2026-11-30") }),
    learned,
  );
  assert.deepEqual(days(choice), ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-30"]);
  assert.ok(Math.abs((choice?.confidence ?? 0) - 0.95) < 1e-6);
  assert.deepEqual([choice?.basis, choice?.journeys, choice?.q50, choice?.q90], ["learned", 812, 2, 4]);
  const lane = { service: "standard", origin: "bremen", country: "DE", zone: "22" };
  assert.deepEqual(asked, [[lane, dayNumber("2026-11-26"), 4]]);
});

test("from some amount on there is nothing to pay; a basket without amounts pays", () => {
  const price = (amount: bigint | undefined) =>
    quoteService(standard, origin, ask("2026-11-25T09:00:00Z", { amount }), ignorant)?.price;
  assert.deepEqual([price(undefined), price(4999n), price(5000n)], [490n, 490n, 0n]);
});

test("windows are offered from some days on, where the goods are there for certain, and only those that are free", () => {
  const at = "2026-11-25T09:00:00Z";
  const choice = quoteService(window, origin, ask(at), ignorant);
  const first = choice?.slots?.[0]?.from.toISOString();
  // Handed over on Thursday; 97 in 100 are there by Sunday, and Monday is the first day of delivery from then on.
  assert.equal(first, "2026-11-30T07:00:00.000Z");
  assert.equal(choice?.slots?.length, 12);
  assert.ok((choice?.confidence ?? 0) >= 0.97);
  assert.deepEqual(days(choice)?.slice(1), ["2026-11-30", "2026-11-30", "2026-11-30"]);
  const monday = quoteService(window, origin, ask(at), {
    ...ignorant,
    isFull: (service, { from }) => service === "window" && from < new Date("2026-12-01T00:00:00Z"),
  });
  assert.equal(monday?.slots?.[0]?.from.toISOString(), "2026-12-01T07:00:00.000Z");
  assert.equal(quoteService(window, origin, ask(at), { ...ignorant, isFull: () => true }), undefined);
  assert.equal(quoteService({ ...window, statedP90: 60 }, origin, ask(at), ignorant), undefined);
});

test("what lies on the shelf can be collected once it has been handed over", () => {
  const pickup: Service = { ...standard, key: "pickup", kind: "pickup", statedP50: 3, statedP90: 5 };
  const collect = (onShelf: boolean) =>
    days(quoteService(pickup, origin, ask("2026-11-25T09:00:00Z"), { ...ignorant, onShelf }));
  assert.deepEqual(collect(true)?.slice(1), ["2026-11-26", "2026-11-26", "2026-11-26"]);
  assert.deepEqual(collect(false)?.[3], "2026-12-01");
});

test("what is stated comes out again, and chances rise", () => {
  fc.assert(
    fc.property(fc.nat({ max: 90 }), fc.nat({ max: 30 }), (p50, more) => {
      const { chances, early, likely, late } = statedOutlook(p50, p50 + more);
      assert.equal(late, p50 + more);
      assert.ok(early <= likely && likely <= late);
      assert.ok(likely <= p50);
      // Where both lie close together, even the smallest doubt moves the earlier one.
      if ((p50 + more + 0.5) / (p50 + 0.5) > 1.3) assert.equal(likely, p50);
      for (let day = 1; day < chances.length; day++) assert.ok(chances[day]! >= chances[day - 1]!);
    }),
  );
});

/** Chances that rise to 1, with the days that stand for them. */
const outlooks: fc.Arbitrary<ArrivalOutlook> = fc
  .tuple(fc.array(fc.nat({ max: 100 }), { minLength: 2, maxLength: 40 }), fc.integer({ min: 50, max: 99 }))
  .map(([weights, share]) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0) + 1;
    const upTo = (day: number) => weights.slice(0, day + 1).reduce((sum, weight) => sum + weight, 0);
    const chances = Float32Array.from([...weights.map((_, day) => upTo(day) / total), 1]);
    const by = (wanted: number) => chances.findIndex((chance) => chance >= wanted - 1e-6);
    return {
      ...{ chances, early: by(0.05), likely: by(0.5), late: by(0.9), promise: by(share / 100) },
      ...{ journeys: 100, basis: "learned" },
    };
  });
const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 10, 1) }).map((ms) => new Date(ms));
const services = fc.record({
  deliveryDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  kind: fc.constantFrom("standard" as const, "slot" as const),
  statedP50: fc.nat({ max: 10 }),
  more: fc.nat({ max: 10 }),
});
const serviceOf = ({
  deliveryDays,
  kind,
  statedP50,
  more,
}: {
  deliveryDays: number[];
  kind: "standard" | "slot";
  statedP50: number;
  more: number;
}): Service => ({
  ...(kind === "slot" ? window : standard),
  ...{ deliveryDays, statedP50, statedP90: statedP50 + more },
});

test("whatever is known, the days stand in order, the latest is one of delivery, and its confidence is no more than was learned", () => {
  fc.assert(
    fc.property(services, fc.option(outlooks, { nil: undefined }), instants, (given, outlook, at) => {
      const service = serviceOf(given);
      const knowledge = { ...ignorant, model: { outlook: () => outlook } };
      const choice = quoteService(service, origin, ask(at.toISOString()), knowledge);
      if (!choice) return;
      const { startsOn, earliest, likely, latest, confidence } = choice;
      assert.ok(startsOn <= earliest && earliest <= likely && likely <= latest);
      assert.equal(nextDeliveryDay(service.deliveryDays, { country: "DE" }, latest), latest);
      assert.ok(confidence >= 0 && confidence <= 1);
      const chance = outlook?.chances[Math.min(latest - startsOn, outlook.chances.length - 1)];
      if (chance !== undefined) assert.ok(confidence <= chance + 1e-5 && chance - confidence < 0.0011);
      assert.deepEqual(
        quoteService(service, origin, ask(at.toISOString()), knowledge),
        choice,
        "the same cart, the same answer",
      );
    }),
    { numRuns: 300 },
  );
});

test("who asks later is promised nothing earlier, and a holiday makes nothing sooner", () => {
  fc.assert(
    fc.property(services, instants, fc.nat({ max: 10 * 86_400_000 }), (given, at, later) => {
      const service = serviceOf({ ...given, kind: "standard" });
      const latest = (when: Date, place = origin, country = "DE") =>
        quoteService(service, place, ask(when.toISOString(), { country }), ignorant)?.latest ?? Number.NaN;
      assert.ok(latest(new Date(at.getTime() + later)) >= latest(at));
      assert.ok(latest(at) >= latest(at, { ...origin, observesHolidays: false }, "QQ"));
    }),
    { numRuns: 300 },
  );
});

test("a token says the same as what was shown", () => {
  fc.assert(
    fc.property(services, fc.option(outlooks, { nil: undefined }), instants, (given, outlook, at) => {
      const choice = quoteService(serviceOf(given), origin, ask(at.toISOString()), {
        ...ignorant,
        model: { outlook: () => outlook },
      });
      const shown = { quoteId: "q", shownAt: at, country: "DE", zone: undefined, currency: "EUR", modelId: "m" };
      const read = quoteOf(quoteClaims(shown, choice ? [choice] : [], at));
      const { choices, ...rest } = read ?? { choices: [] };
      assert.deepEqual(rest, shown);
      assert.equal(choices.length, choice ? 1 : 0);
      const [terms] = choices;
      if (!terms || !choice) return;
      assert.deepEqual(
        [terms.service, terms.startsOn, terms.earliest, terms.latest, terms.price],
        [choice.service.key, choice.startsOn, choice.earliest, choice.latest, choice.price],
      );
      assert.deepEqual(
        terms.slots,
        (choice.slots ?? []).map(({ from }) => from),
      );
      assert.equal(terms.confidence, choice.confidence);
    }),
  );
  assert.equal(quoteOf({ use: "order", order: "x", expiresAt: 1 }), undefined);
});
