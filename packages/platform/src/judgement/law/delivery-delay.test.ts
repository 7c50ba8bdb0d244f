import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { additionalDays, delayRules } from "./delay-rules.ts";
import { type DelayCase, delayRights, delayRule } from "./delivery-delay.ts";

const day = (text: string) => Date.parse(text) / 86_400_000;
const placedOn = day("2026-03-02");
const agreedLatest = day("2026-03-10");

const late = (country: string, today: string, more: Partial<DelayCase> = {}) =>
  delayRights({
    ...{ country, today: day(today), placedOn, agreedLatest },
    ...{ shipped: false, essential: false, willNotCome: false, ...more },
  });
const kinds = (country: string, today: string, more: Partial<DelayCase> = {}) =>
  late(country, today, more).options.map(({ kind }) => kind);

test("in the EU and the UK a shopper sets a last day once what was agreed is over, and then can end the contract", () => {
  const additionalUntil = day("2026-03-17");
  for (const country of ["DE", "NL", "NO", "GB"]) {
    assert.deepEqual(kinds(country, "2026-03-10"), []);
    assert.deepEqual(kinds(country, "2026-03-11"), ["set-additional-period"]);
    assert.deepEqual(kinds(country, "2026-03-17", { additionalUntil }), []);
    assert.deepEqual(kinds(country, "2026-03-18", { additionalUntil }), ["terminate"]);
    assert.deepEqual(kinds(country, "2026-03-11", { essential: true }), ["terminate"]);
    assert.deepEqual(kinds(country, "2026-03-03", { willNotCome: true }), ["terminate"]);
    assert.deepEqual(kinds(country, "2026-03-11", { shipped: true }), ["set-additional-period"]);
  }
});

test("where no date was agreed it is thirty days", () => {
  const without = { agreedLatest: undefined };
  assert.deepEqual(kinds("FR", "2026-04-01", without), []);
  assert.deepEqual(kinds("FR", "2026-04-02", without), ["set-additional-period"]);
});

test("the last day that is proposed is the one expected, within what is appropriate", () => {
  const proposed = (expectedLatest?: string) => {
    const [option] = late("DE", "2026-03-11", {
      expectedLatest: expectedLatest === undefined ? undefined : day(expectedLatest),
    }).options;
    return option?.kind === "set-additional-period" ? option.until - day("2026-03-11") : undefined;
  };
  assert.equal(proposed("2026-03-16"), 5);
  assert.equal(proposed("2026-03-11"), additionalDays.least);
  assert.equal(proposed("2026-07-01"), additionalDays.most);
  assert.equal(proposed(), additionalDays.proposed);
});

test("in the US a shopper is asked before the time is over, and what silence means hangs on how long and how often", () => {
  const table: readonly [today: string, more: Partial<DelayCase>, silence: string | undefined, asked: boolean][] = [
    ["2026-03-05", {}, undefined, false],
    ["2026-03-05", { expectedLatest: day("2026-03-10") }, undefined, false],
    ["2026-03-05", { expectedLatest: day("2026-03-20") }, "consents 2026-03-20", true],
    ["2026-03-05", { expectedLatest: day("2026-04-09") }, "consents 2026-04-09", true],
    // 31 days later than what was agreed.
    ["2026-03-05", { expectedLatest: day("2026-04-10") }, "cancels 2026-04-09", true],
    ["2026-03-11", {}, "cancels 2026-04-09", true],
    ["2026-03-05", { willNotCome: true }, "cancels 2026-04-09", true],
    // Told already, and nothing new.
    ["2026-03-15", { toldLatest: day("2026-03-20"), expectedLatest: day("2026-03-20") }, "consents 2026-03-20", false],
    // A second delay: the day that was named first counts.
    ["2026-03-15", { toldLatest: day("2026-03-20"), expectedLatest: day("2026-03-25") }, "cancels 2026-03-20", true],
    ["2026-03-21", { toldLatest: day("2026-03-20"), expectedLatest: day("2026-03-20") }, "cancels 2026-03-20", true],
    // Who has said to wait is not asked again before that day.
    ["2026-03-15", { expectedLatest: day("2026-04-20"), consentedUntil: day("2026-04-20") }, undefined, false],
  ];
  for (const [today, more, silence, asked] of table) {
    const rights = late("US", today, more);
    const said =
      rights.silence &&
      `${rights.silence.means} ${new Date(rights.silence.on * 86_400_000).toISOString().slice(0, 10)}`;
    assert.deepEqual([said, rights.hasToBeAsked], [silence, asked], `${today} ${JSON.stringify(more)}`);
    const isLate = silence !== undefined || more.consentedUntil !== undefined;
    assert.deepEqual(
      rights.options.map(({ kind }) => kind),
      isLate ? ["consent", "terminate"] : [],
    );
  }
});

test("what has left in the US, and everything elsewhere, can be cancelled two weeks later by the house's own rule", () => {
  const shipped = { shipped: true };
  assert.deepEqual(kinds("US", "2026-03-24", shipped), []);
  assert.deepEqual(kinds("US", "2026-03-25", shipped), ["terminate"]);
  assert.deepEqual(kinds("CH", "2026-03-24"), []);
  assert.deepEqual(kinds("CH", "2026-03-25"), ["terminate"]);
  assert.deepEqual(kinds("CH", "2026-03-05", { willNotCome: true }), ["terminate"]);
});

test("rules hold from their day on, and every one says where it stands and whether anybody has read it there", () => {
  assert.equal(delayRule("DE", day("2014-06-12")).regime, "contract");
  assert.equal(delayRule("DE", day("2014-06-13")).regime, "eu");
  assert.equal(delayRule("GB", day("2015-09-30")).regime, "contract");
  assert.equal(delayRule("GB", day("2015-10-01")).regime, "uk");
  assert.equal(delayRule("US", day("2026-03-02")).regime, "us");
  assert.equal(delayRule(undefined, day("2026-03-02")).regime, "contract");
  for (const { source, countries } of delayRules) {
    assert.ok(source.length > 0);
    for (const country of countries ?? []) assert.match(country, /^[A-Z]{2}$/);
  }
});

test("time takes no right away: whoever could end the contract yesterday can today, as long as nothing else has changed", () => {
  const number = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
  const cases = fc.record({
    country: fc.constantFrom("DE", "GB", "US", "CH", undefined),
    today: fc.integer({ min: placedOn, max: placedOn + 90 }),
    agreedLatest: number(placedOn, placedOn + 40),
    expectedLatest: number(placedOn, placedOn + 90),
    shipped: fc.boolean(),
    essential: fc.boolean(),
    willNotCome: fc.boolean(),
    additionalUntil: number(placedOn, placedOn + 60),
    toldLatest: number(placedOn, placedOn + 60),
  });
  const mayEnd = (delay: DelayCase) => delayRights(delay).options.some(({ kind }) => kind === "terminate");
  fc.assert(
    fc.property(cases, (given) => {
      const before = { ...given, placedOn };
      const after = { ...before, today: before.today + 1 };
      if (mayEnd(before)) assert.ok(mayEnd(after));
      const { silence, options } = delayRights(before);
      // Silence is asked about only by whom one can answer.
      if (silence) assert.ok(options.length > 0);
    }),
    { numRuns: 2_000 },
  );
});
