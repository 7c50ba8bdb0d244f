import { type SeededRandom, seededRandom } from "@aftercare/learn";
import {
  buy,
  type Customer,
  guestChannel,
  leavingChance,
  momentOf,
  type Purchase,
  type Storms,
  shelvesOf,
  stormsOf,
} from "../behaviour/index.ts";
import { homeMoment, type OpenCalendar, openCalendar } from "../calendar/index.ts";
import { sampleCatalogue } from "../catalogue/index.ts";
import { chance, exponential } from "../distributions.ts";
import { personOf } from "../people/index.ts";
import { Numbers } from "../records/numbers.ts";
import { recordOf } from "../records/timeline.ts";
import type { SampleRecord } from "../sample-record.ts";
import { followUp } from "./follow-up.ts";
import type { LifeState, Plan, PlannedScene, PlannedTrip, Scene } from "./plan.ts";
import { nextTrip } from "./trips.ts";

/** What does not change while people live: the range, the calendar and the weather. */
export interface LivingShop {
  readonly shelves: ReturnType<typeof shelvesOf>;
  readonly calendar: OpenCalendar;
  readonly storms: Storms;
}

export interface Played {
  /** What a shop would send now. */
  readonly records: readonly SampleRecord[];
  /** What will come of it; a plan with the key of another takes its place. */
  readonly plans: readonly Plan[];
  readonly state: LifeState;
}

/** New people on an ordinary day, for each account holder of the history: about as many as came in its last months. */
const joiningPerDay = 1 / 840;
const guestsPerDay = 1 / 610;

export function livingShop({ seed, growth }: Pick<LifeState, "seed" | "growth">): LivingShop {
  return { shelves: shelvesOf(sampleCatalogue(seed)), calendar: openCalendar(growth), storms: stormsOf(seed) };
}

/**
 * Lets one plan happen. The same plan in the same state gives the same records and plans.
 * @param given what the offer of a trip takes off, in cents; without it the trip is made without the offer. The basket is the same
 */
export function play(plan: PlannedScene, shop: LivingShop, state: LifeState, given?: number): Played {
  const random = seededRandom(`${state.seed}/${plan.key}/${plan.at}`);
  const numbers = new Numbers(state.numbers);
  const { records = [], plans = [] } = happen(plan, { random, numbers, shop, state, given });
  return { records, plans, state: { ...state, numbers: numbers.counts } };
}

interface Stage {
  readonly random: SeededRandom;
  readonly numbers: Numbers;
  readonly shop: LivingShop;
  readonly state: LifeState;
  readonly given: number | undefined;
}

type Result = { readonly records?: readonly SampleRecord[]; readonly plans?: readonly Plan[] };

function happen(plan: PlannedScene, stage: Stage): Result {
  switch (plan.kind) {
    case "day":
      return { plans: newcomers(plan.at, stage) };
    case "join":
      return join(plan, stage);
    case "guest":
      return buyAsGuest(plan, stage);
    case "shop":
      return goShopping(plan, stage);
    case "wait": {
      const { role, number } = plan.who;
      const person = personOf(stage.state.seed, role, number);
      return { plans: [nextTrip(stage.random, stage.shop.calendar, plan.who, person, plan.at)] };
    }
    case "tell":
      return { records: [plan.record] };
    case "give-back": {
      const id = stage.numbers.ofReturn();
      const asks = plan.who && ({ key: `ask/${id}`, at: plan.at, kind: "ask", who: plan.who, returnId: id } as const);
      return { records: [{ type: "return", id, ...plan.record }], plans: asks ? [asks] : [] };
    }
  }
}

type Of<Kind extends Scene["kind"]> = Extract<PlannedScene, { kind: Kind }>;

function newcomers(at: number, { random, numbers, shop, state }: Stage): Plan[] {
  const day = shop.calendar.dayOf(at);
  const joining = howMany(random, state.shoppers * joiningPerDay * day.pull);
  const guests = howMany(random, state.shoppers * guestsPerDay * day.pull);
  const joins = Array.from({ length: joining }, (): Plan => {
    const number = state.shoppers + numbers.count("person");
    return { key: `join/${number}`, at: homeMoment(random, day), kind: "join", number };
  });
  const visits = Array.from({ length: guests }, (): Plan => {
    const number = laterGuests + numbers.count("visitor");
    const channel = guestChannel(random, personOf(state.seed, "guest", number), day);
    return { key: `guest/${number}`, at: momentOf(random, channel, day), kind: "guest", number, channel };
  });
  const tomorrow = shop.calendar.next(day);
  return [...joins, ...visits, { key: "day", at: tomorrow.start, kind: "day" }];
}

/** Guests of the history have smaller numbers. */
const laterGuests = 1_000_000;

/** Poisson: how many waiting times fit into a day. */
function howMany(random: SeededRandom, mean: number): number {
  let count = 0;
  for (let time = exponential(random, 1 / mean); time < 1; time += exponential(random, 1 / mean)) count++;
  return count;
}

function join({ at, number }: Of<"join">, { numbers, state }: Stage): Result {
  const customer: Customer = { kind: "account", person: personOf(state.seed, "account", number) };
  const record = recordOf({ kind: "customer", at, customer }, numbers);
  const who = { role: "account", number, id: record.id, loyal: false } as const;
  const first = { kind: "shop", who, channel: "online", first: true, extra: false } as const;
  return { records: [record], plans: [{ key: `shop/${who.id}`, at: at + 60_000, ...first }] };
}

function buyAsGuest({ at, number, channel }: Of<"guest">, { random, numbers, shop, state }: Stage): Result {
  const person = personOf(state.seed, "guest", number);
  const day = shop.calendar.dayOf(at);
  const purchase = { ...buy(random, { person, customer: undefined, channel, first: false }, shop.shelves, day), at };
  return followUp(random, numbers, { purchase, person, storms: shop.storms }, undefined);
}

function goShopping({ at, ...trip }: PlannedTrip, { random, numbers, shop, state, given }: Stage): Result {
  const { who, channel, first, extra, offer } = trip;
  const person = personOf(state.seed, who.role, who.number);
  const customer: Customer = { kind: "account", person };
  numbers.remember(customer, who.id);
  const day = shop.calendar.dayOf(at);
  const bought = { ...buy(random, { person, customer, channel, first }, shop.shelves, day), at };
  const lines = offer?.kind === "bogo" ? withSecondOfTheSame(bought.lines) : bought.lines;
  // An offer takes the place of a voucher that the person had.
  const purchase = given === undefined ? bought : { ...bought, lines, discount: given };
  const { records, plans, goods } = followUp(random, numbers, { purchase, person, storms: shop.storms }, who);
  const leaves = chance(random, leavingChance(person, goods, who.loyal));
  if (!extra && !leaves) plans.push(nextTrip(random, shop.calendar, who, person, at));
  return { records, plans };
}

/** Whoever gets a second for nothing takes it. */
function withSecondOfTheSame([first, ...others]: Purchase["lines"]): Purchase["lines"] {
  if (first === undefined || first.quantity > 1) return first === undefined ? [] : [first, ...others];
  return [{ ...first, quantity: 2, amount: first.amount * 2, discount: first.discount * 2 }, ...others];
}
