import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { maySend, type Sending } from "./may-send.ts";

const hour = 3_600_000;
const day = 24 * hour;
const noon = new Date("2026-03-02T11:00:00Z");
const ago = (ms: number) => new Date(noon.getTime() - ms);

const mail: Sending = {
  ...{ purpose: "care", channel: "email", enabled: true, erased: false, hasAddress: true, suppressed: false },
  ...{ permission: undefined, gate: { allowed: true }, cap: { perDay: 1, perWeek: 3 }, sentLately: [], now: noon },
  quietHours: { from: "21:00", until: "08:00" },
  zones: { possible: ["Europe/Berlin"], retailer: "Europe/Berlin" },
};

const sending = fc.record({
  purpose: fc.constantFrom("service", "care", "guide", "marketing"),
  channel: fc.constantFrom("email", "sms", "inbox"),
  enabled: fc.boolean(),
  erased: fc.boolean(),
  hasAddress: fc.boolean(),
  suppressed: fc.boolean(),
  permission: fc.constantFrom(true, false, undefined),
  notAfter: fc.option(
    fc.integer({ min: -3, max: 9 }).map((days) => ago(-days * day)),
    { nil: undefined },
  ),
  gate: fc.constantFrom(
    { allowed: true } as const,
    { allowed: false, because: "goods-on-their-way", until: ago(-9 * day) } as const,
  ),
  cap: fc.constantFrom({ perDay: 1, perWeek: 3 }, { perWeek: 2 }, {}),
  sentLately: fc.array(fc.integer({ min: 0, max: 7 * 24 }).map((hours) => ago(hours * hour))),
  now: fc.integer({ min: 0, max: 48 }).map((hours) => ago(-hours * hour)),
});
const of = (given: object): Sending => ({ ...mail, ...given });

test("a message that is held is sent or dropped after some more looks: nothing waits for ever", () => {
  fc.assert(
    fc.property(sending, (given) => {
      let one = of(given);
      for (let looks = 0; looks < 12; looks++) {
        const verdict = maySend(one);
        if (verdict.say !== "hold") return;
        assert.ok(verdict.until > one.now);
        const opened = one.gate.allowed || (one.gate.until ?? one.now) <= verdict.until;
        one = { ...one, now: verdict.until, ...(opened && { gate: { allowed: true } }) };
      }
      assert.fail("still held");
    }),
    { numRuns: 2_000 },
  );
});

test("nothing is sold without consent, and nothing while goods are on their way", () => {
  fc.assert(
    fc.property(sending, (given) => {
      const one = of({ ...given, purpose: "marketing" });
      if (maySend(one).say !== "send") return;
      assert.equal(one.permission, true);
      assert.equal(one.gate.allowed, true);
    }),
  );
});

test("a service message is stopped by no permission and no cap", () => {
  fc.assert(
    fc.property(sending, (given) => {
      const told = maySend(of({ ...given, purpose: "service" }));
      if (told.say === "drop") assert.ok(!["unsubscribed", "no-consent"].includes(told.because));
      if (told.say === "hold") assert.equal(told.because, "quiet-hours");
    }),
  );
});

test("care goes unless it was refused; each reason to drop is told by its name", () => {
  assert.deepEqual(maySend(mail), { say: "send" });
  const because = (given: object) => {
    const told = maySend(of(given));
    return told.say === "drop" ? told.because : told.say;
  };
  assert.equal(because({ permission: false }), "unsubscribed");
  assert.equal(because({ purpose: "marketing" }), "no-consent");
  assert.equal(because({ purpose: "marketing", permission: true }), "send");
  assert.equal(because({ enabled: false }), "disabled");
  assert.equal(because({ erased: true }), "erased");
  assert.equal(because({ hasAddress: false }), "no-address");
  assert.equal(because({ suppressed: true, purpose: "service" }), "suppressed");
  assert.equal(because({ notAfter: noon }), "over");
  assert.equal(because({ notAfter: ago(-1) }), "send");
});

test("the second care message of a day waits until the first is a day old, the fourth of a week until the first is a week old", () => {
  const heldFor = (sentLately: readonly Date[]) => {
    const told = maySend({ ...mail, sentLately });
    return told.say === "hold" ? [told.because, told.until.toISOString()] : told.say;
  };
  assert.deepEqual(heldFor([ago(5 * hour)]), ["frequency-cap", ago(5 * hour - day).toISOString()]);
  assert.equal(heldFor([ago(day)]), "send");
  const three = [ago(6 * day), ago(4 * day), ago(2 * day)];
  assert.deepEqual(heldFor(three), ["frequency-cap", ago(6 * day - 7 * day).toISOString()]);
});

test("at night a text message waits whatever it says, mail only where it is not about one's own purchase, an inbox never", () => {
  const now = new Date("2026-03-02T22:00:00Z");
  const at = (given: object) => maySend(of({ ...given, now })).say;
  assert.equal(at({ channel: "sms", purpose: "service" }), "hold");
  assert.equal(at({ channel: "email", purpose: "service" }), "send");
  assert.equal(at({ channel: "email", purpose: "care" }), "hold");
  assert.equal(at({ channel: "inbox", purpose: "care" }), "send");
});
