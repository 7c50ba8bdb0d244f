import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { openCalendar } from "../calendar/index.ts";
import { personOf } from "../people/index.ts";
import { type ResponseType, responseType, responseTypes } from "../world/index.ts";
import { answerOffer, responseDays } from "./answer-offer.ts";
import { responseTo } from "./answers.ts";
import type { OfferTerms, Plan } from "./plan.ts";
import { chanceUntouched, nextTrip } from "./trips.ts";

const seed = "responses";
const calendar = openCalendar(1);
const day = 86_400_000;
const at = Date.parse("2027-03-02T11:00:00Z");
const expiresAt = at + 31 * day;

const offers: readonly OfferTerms[] = [
  { kind: "percent-off", percent: 10 },
  { kind: "percent-off", percent: 20 },
  { kind: "bogo" },
  { kind: "product-coupon", percent: 15 },
];

/** People who brought something back; one in four has left. */
const people = Array.from({ length: 8_000 }, (_, i) => {
  const number = i + 1;
  const who = { role: "account", number, id: `C-${number}`, loyal: true } as const;
  const person = personOf(seed, "account", number);
  const next = number % 4 === 0 ? undefined : nextTrip(seededRandom(`${seed}/${number}`), calendar, who, person, at);
  const untouched = next && chanceUntouched(calendar, person, at, responseDays);
  const chances = offers.map((terms) => responseTo(seed, person, terms, untouched));
  const type = responseType([chances[0]!.untouched, ...chances.map(({ offered }) => offered)]);
  return { who, next, chances, type };
});
type SomeBody = (typeof people)[number];

function answer({ who, next }: SomeBody, terms: OfferTerms): Plan[] {
  const asked = { kind: "ask", who, returnId: `R-${who.number}` } as const;
  return answerOffer({ state: { seed }, calendar, asked, at, expiresAt, code: "X", terms, next });
}

/** What the person ends up doing: their own plan, unless the answer puts another in its place, and what it adds. */
function purchases(body: SomeBody, terms?: OfferTerms): Plan[] {
  const plans = new Map(body.next ? [[body.next.key, body.next]] : []);
  if (terms) for (const plan of answer(body, terms)) plans.set(plan.key, plan);
  return [...plans.values()].filter((plan) => plan.kind === "shop" && plan.at <= at + responseDays * day);
}

function share(of: readonly SomeBody[], fits: (body: SomeBody) => boolean): number {
  return of.filter(fits).length / of.length;
}

const ofType = (type: ResponseType) => people.filter((body) => body.type === type);

test("all four kinds of people come back to this shop", () => {
  for (const type of responseTypes) assert.ok(ofType(type).length > 200, `${type}: ${ofType(type).length}`);
});

test("who buys is what the hidden chances say, untouched and under every offer", () => {
  for (const [i, terms] of [undefined, ...offers].entries()) {
    const present = terms === undefined ? people.filter(({ next }) => next) : people;
    const truth = present.map(({ chances }) => (terms === undefined ? chances[0]!.untouched : chances[i - 1]!.offered));
    // Those who have left have a small chance in the arithmetic alone; it shows as a change only.
    const absent = terms === undefined ? 0 : people.filter(({ next }) => !next).length * 0.03;
    const expected = (truth.reduce((sum, chance) => sum + chance, 0) - absent) / present.length;
    const bought = share(present, (body) => purchases(body, terms).length > 0);
    assert.ok(Math.abs(bought - expected) < 0.017, `offer ${i}: ${bought.toFixed(3)}, expected ${expected.toFixed(3)}`);
  }
});

test("persuadables come for an offer, sleeping dogs stay away because of it, sure things and lost causes hardly move", () => {
  const change = (type: ResponseType) => {
    const body = ofType(type);
    const moved = offers.map((terms) => share(body, (each) => purchases(each, terms).length > 0));
    return (
      moved.reduce((sum, each) => sum + each, 0) / moved.length - share(body, (each) => purchases(each).length > 0)
    );
  };
  assert.ok(change("persuadable") > 0.07, `persuadables: ${change("persuadable")}`);
  assert.ok(change("sleeping-dog") < -0.01, `sleeping dogs: ${change("sleeping-dog")}`);
  for (const type of ["sure-thing", "lost-cause"] as const)
    assert.ok(Math.abs(change(type)) < 0.05, `${type}: ${change(type)}`);
});

test("an offer is used by many of those who buy in time, and by nobody after its last day", () => {
  const terms = offers[1]!;
  const bought = people.flatMap((body) => purchases(body, terms));
  const uses = (plan: Plan) => plan.kind === "shop" && plan.offer !== undefined;
  const inTime = bought.filter((plan) => plan.at <= expiresAt);
  assert.equal(
    bought.some((plan) => plan.at > expiresAt && uses(plan)),
    false,
  );
  const used = inTime.filter(uses).length / inTime.length;
  assert.ok(used > 0.6 && used < 0.95, `${used}`);
});

test("deeper discounts pull harder, and a word nobody knows works like a friendly one", () => {
  const mean = (terms: OfferTerms) =>
    people.reduce(
      (sum, { who }) => sum + responseTo(seed, personOf(seed, "account", who.number), terms, 0.4).offered,
      0,
    ) / people.length;
  const [five, ten, thirty, word] = [
    mean({ kind: "percent-off", percent: 5 }),
    mean({ kind: "percent-off", percent: 10 }),
    mean({ kind: "percent-off", percent: 30 }),
    mean({ kind: "something new" }),
  ];
  assert.ok(word < five && five < ten && ten < thirty, [word, five, ten, thirty].join(" "));
  assert.equal(mean({ kind: "percent-off", percent: 30, most: 1_300 }), ten);
});
