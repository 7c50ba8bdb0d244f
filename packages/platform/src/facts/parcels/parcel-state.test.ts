import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isEstimate, type ParcelState, parcelState, type StateScan } from "./parcel-state.ts";
import { ParcelProblem, ScanStatus } from "./status.schema.ts";
import { phaseOf, rankOf } from "./status.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 0, 5) + hours * 3_600_000);
const scan = (key: string, status: StateScan["status"], hours: number, more: Partial<StateScan> = {}): StateScan => ({
  ...{
    key,
    source: "test",
    code: status ?? "X_999",
    status,
    at: at(hours),
    fault: null,
    retracts: null,
    ignored: null,
  },
  ...{ estimatedFrom: null, estimatedUntil: null },
  ...more,
});
const day = (hours: number, status: StateScan["status"]) => scan(`${hours}`, status, hours);

/** Few instants and every status, so that ties and gaps are common; some scans take others back. */
const anyScan = fc.record({
  status: fc.option(fc.constantFrom(...ScanStatus.options), { freq: 8 }),
  hours: fc.integer({ min: 0, max: 90 }),
  estimate: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 3 }),
  ignored: fc.constantFrom(null, null, null, null, "future"),
});
const plainScans = fc
  .array(anyScan, { maxLength: 14 })
  .map((all) =>
    all.map(({ status, hours, estimate, ignored }, index) =>
      scan(`test:${index}`, status, hours, { ignored, ...(estimate === null ? {} : { estimatedUntil: at(estimate) }) }),
    ),
  );
const scansWithRetractions = fc
  .tuple(plainScans, fc.array(fc.tuple(fc.nat(16), fc.boolean()), { maxLength: 3 }))
  .map(([scans, taken]) => [
    ...scans,
    ...taken.map(([which, whole], index) =>
      scan(`test:r${index}`, null, 50, { retracts: whole ? `test:${which}` : `${which}` }),
    ),
  ]);

test("in whatever order scans come and however often each, the state is the same", () => {
  const shuffled = scansWithRetractions.chain((scans) =>
    fc.tuple(
      fc.constant(scans),
      fc.shuffledSubarray([...scans, ...scans, ...scans], { minLength: scans.length * 3, maxLength: scans.length * 3 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([scans, others]) => {
      assert.deepEqual(parcelState(others), parcelState(scans));
    }),
    { numRuns: 1_500 },
  );
});

test("further scans never lower the phase, nor the count of attempts, nor the latest sighting", () => {
  fc.assert(
    fc.property(plainScans, plainScans, (some, news) => {
      const [before, after] = [
        parcelState(some),
        parcelState([...some, ...news.map((s) => ({ ...s, key: `n${s.key}` }))]),
      ];
      assert.ok(after.phase >= before.phase);
      assert.ok(after.attempts >= before.attempts);
      assert.ok((after.lastScanAt ?? 0) >= (before.lastScanAt ?? 0));
    }),
    { numRuns: 1_500 },
  );
});

test("an older scan that comes late changes no status where a later one of the phase is there", () => {
  fc.assert(
    fc.property(plainScans, anyScan, (scans, { status, hours }) => {
      const before = parcelState(scans);
      fc.pre(before.statusAt !== null && status !== null && status !== "returning");
      const late = scan("late", status, hours - 200);
      fc.pre(phaseOf(late.status as ScanStatus) <= before.phase);
      const after = parcelState([...scans, late]);
      assert.deepEqual([after.status, after.statusAt, after.phase], [before.status, before.statusAt, before.phase]);
    }),
    { numRuns: 1_500 },
  );
});

test("a scan that was taken back was never there, and what takes it back says nothing itself", () => {
  fc.assert(
    fc.property(plainScans, fc.nat(13), (scans, which) => {
      fc.pre(which < scans.length);
      const back = scan("test:back", "lost", 1_000, { retracts: `${which}` });
      assert.deepEqual(parcelState([...scans, back]), parcelState(scans.toSpliced(which, 1)));
    }),
    { numRuns: 1_500 },
  );
});

test("a code that nobody knows moves the latest sighting and nothing else; an estimate not even that", () => {
  fc.assert(
    fc.property(plainScans, fc.integer({ min: 0, max: 300 }), (scans, hours) => {
      const before = parcelState(scans);
      const seen = parcelState([...scans, scan("unknown", null, hours)]);
      assert.deepEqual({ ...seen, lastScanAt: null }, { ...before, lastScanAt: null });
      assert.deepEqual(seen.lastScanAt, new Date(Math.max(before.lastScanAt?.getTime() ?? 0, at(hours).getTime())));
      const told = parcelState([...scans, scan("edd", null, 1_000, { code: "edd_carrier", estimatedUntil: at(7) })]);
      assert.deepEqual(told, { ...before, estimatedFrom: null, estimatedUntil: at(7) });
      assert.ok(isEstimate("edd_carrier"));
    }),
    { numRuns: 1_000 },
  );
});

const problems = (state: ParcelState) => [state.status, state.phase, state.problem, state.fault];

test("nothing is known of a parcel without scans", () => {
  assert.deepEqual(parcelState([]), {
    ...{ status: "unknown", phase: 0, statusAt: null, pickedUpAt: null, deliveredAt: null, returnedAt: null },
    ...{ lastScanAt: null, problem: null, fault: null, attempts: 0, estimatedFrom: null, estimatedUntil: null },
  });
});

test("a depot's scan that comes after delivery does not take the delivery back", () => {
  const scans = [day(1, "picked_up"), day(50, "delivered"), day(60, "in_transit")];
  assert.deepEqual(problems(parcelState(scans)), ["delivered", 2, null, null]);
  assert.deepEqual(parcelState(scans).lastScanAt, at(60));
});

test("refused, damaged and lost parcels can still be delivered; how often it was tried is counted by days", () => {
  const fault = { fault: "consignee" } as const;
  const scans = [
    day(1, "in_transit"),
    scan("a", "attempt_failed", 26, fault),
    scan("b", "attempt_failed", 30, fault),
    scan("c", "attempt_failed", 49, fault),
    scan("d", "refused", 50, fault),
  ];
  assert.deepEqual(problems(parcelState(scans)), ["refused", 1, "refused", "consignee"]);
  assert.equal(parcelState(scans).attempts, 2);
  const found = parcelState([...scans, day(80, "lost"), day(90, "delivered")]);
  assert.deepEqual(problems(found), ["delivered", 2, null, null]);
});

test("delivered after it turned back is at the sender's door; before that it was the shopper's", () => {
  const way = [day(1, "picked_up"), day(20, "delivered"), day(40, "returning")];
  assert.deepEqual(problems(parcelState(way)), ["returning", 3, null, null]);
  const back = parcelState([...way, day(60, "delivered")]);
  assert.deepEqual(
    [back.status, back.phase, back.deliveredAt, back.returnedAt],
    ["returned_to_sender", 4, at(20), at(60)],
  );
  const called = scan("off", null, 61, { retracts: "40" });
  assert.deepEqual(problems(parcelState([...way, called])).slice(0, 2), ["delivered", 2]);
});

test("a label alone is an announcement, a parcel that is called off has none of its way behind it", () => {
  assert.deepEqual(problems(parcelState([day(1, "label_created")])), ["label_created", 0, null, null]);
  assert.deepEqual(problems(parcelState([day(1, "label_created"), day(2, "cancelled")])), ["cancelled", 0, null, null]);
  const lost = parcelState([day(1, "label_created"), day(200, "lost")]);
  assert.deepEqual([lost.status, lost.pickedUpAt], ["lost", null]);
});

test("at one instant the status that lies further on the way counts", () => {
  assert.equal(parcelState([day(5, "out_for_delivery"), scan("x", "in_transit", 5)]).status, "out_for_delivery");
  assert.ok(rankOf("delivered") > rankOf("attempt_failed") && rankOf(null) < rankOf("label_created"));
});

test("every problem belongs to the moving phase", () => {
  for (const problem of ParcelProblem.options) assert.equal(phaseOf(problem), 1, problem);
});
