import {
  cutOffOf,
  effectiveDay,
  type Origin,
  type Service,
  type SlotTime,
  slotsOn,
} from "../../../facts/shipping/index.ts";
import { dayAt, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { ArrivalOutlook } from "../model/arrival-outlook.ts";
import type { PromiseModel } from "../model/promise-model.ts";
import { type ArrivalWindow, arrivedBy, bringingDays, expectArrival, windowOf } from "./arrival-window.ts";

/** What is to be brought where, and when it is bought. */
export interface Question {
  readonly at: Date;
  readonly country: string;
  readonly zone: string | undefined;
  /** Minor units of the service's currency; undefined where the basket was sent without amounts. */
  readonly amount: bigint | undefined;
  /** The day that the shop itself would tell. */
  readonly estimatedOn: PlainDayNumber | undefined;
}

/** What there is to answer from. */
export interface Knowledge {
  readonly model: Pick<PromiseModel, "outlook">;
  readonly isFull: (service: string, slot: SlotTime) => boolean;
  /** Of a service that is collected: whether all of it lies in the store already. */
  readonly onShelf: boolean;
}

/** One way for the goods to come, and when they would. */
export interface Choice extends ArrivalWindow {
  readonly service: Service;
  /** The day on which the origin begins with it. */
  readonly startsOn: PlainDayNumber;
  /** Days after the start within which half and nine tenths arrive. */
  readonly q50: number;
  readonly q90: number;
  readonly price: bigint;
  /** Whoever buys later gets another answer. */
  readonly orderBefore: Date;
  /** Windows that are free, earliest first. */
  readonly slots: readonly SlotTime[] | undefined;
  readonly basis: ArrivalOutlook["basis"];
  readonly journeys: number;
}

/** A window is offered only where it is this certain that the goods are there before it begins. */
const certainEnough = 0.97;
/** Days from the first one with a slot that are looked at, and slots that are offered. */
const slotDays = 14;
const mostSlots = 12;

/**
 * When goods come by a service: from what was learned on its lane, else from what the retailer states. Every day is moved on to the next one on
 * which the carrier delivers there, and the confidence is that of the day it was moved to.
 * @returns undefined where the service takes no order now: its windows are all taken, or too uncertain
 */
export function quoteService(
  service: Service,
  origin: Origin,
  question: Question,
  knowledge: Knowledge,
): Choice | undefined {
  const startsOn = effectiveDay(origin, question.at);
  const { country, zone, estimatedOn, amount } = question;
  const { model, onShelf } = knowledge;
  const expected = expectArrival(model, service, origin, { startsOn, country, zone, estimatedOn, onShelf });
  const { from, outlook } = expected;
  const push = bringingDays(service, origin, country);
  const rest = {
    service,
    startsOn,
    q50: from - startsOn + outlook.likely,
    q90: from - startsOn + outlook.late,
    price: priceOf(service, amount),
    orderBefore: cutOffOf(origin, startsOn),
    basis: outlook.basis,
    journeys: outlook.journeys,
  };
  if (!service.slot) return { ...rest, ...windowOf(expected, push), slots: undefined };
  const arrived = (day: PlainDayNumber) => arrivedBy(expected, day);
  const slots = freeSlots(service, origin, question, startsOn, { push, arrived, isFull: knowledge.isFull });
  const [first] = slots;
  if (!first) return undefined;
  const day = dayAt(first.from, origin.timeZone).day;
  return { ...rest, earliest: day, likely: day, latest: day, confidence: arrived(day), slots };
}

function priceOf({ price, freeFrom }: Service, amount: bigint | undefined): bigint {
  return freeFrom !== undefined && amount !== undefined && amount >= freeFrom ? 0n : price;
}

interface SlotRules {
  readonly push: (day: PlainDayNumber) => PlainDayNumber;
  readonly arrived: (day: PlainDayNumber) => number;
  readonly isFull: (service: string, slot: SlotTime) => boolean;
}

function freeSlots(
  { key, slot: hours }: Service,
  { timeZone }: Origin,
  { at }: Question,
  startsOn: PlainDayNumber,
  { push, arrived, isFull }: SlotRules,
): SlotTime[] {
  const free: SlotTime[] = [];
  if (!hours) return free;
  const first = startsOn + hours.bookDaysAhead;
  for (let day = push(first); day < first + slotDays && free.length < mostSlots; day = push(day + 1)) {
    if (arrived(day) < certainEnough) continue;
    free.push(...slotsOn(hours, day, timeZone).filter((slot) => slot.from > at && !isFull(key, slot)));
  }
  return free.slice(0, mostSlots);
}
