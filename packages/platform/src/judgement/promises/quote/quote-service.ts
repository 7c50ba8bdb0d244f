import {
  addWorkingDays,
  cutOffOf,
  effectiveDay,
  nextDeliveryDay,
  type Origin,
  type Place,
  type Service,
  type SlotTime,
  slotsOn,
} from "../../../facts/shipping/index.ts";
import type { PlainDayNumber } from "../../../foundation/calendar/index.ts";
import { dayAt } from "../../../foundation/calendar/index.ts";
import type { ArrivalOutlook } from "../model/arrival-outlook.ts";
import type { PromiseModel } from "../model/promise-model.ts";
import { statedOutlook } from "./stated-outlook.ts";

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
export interface Choice {
  readonly service: Service;
  /** The day on which the origin begins with it. */
  readonly startsOn: PlainDayNumber;
  readonly earliest: PlainDayNumber;
  readonly likely: PlainDayNumber;
  readonly latest: PlainDayNumber;
  /** To have arrived by the end of the latest day. */
  readonly confidence: number;
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
  const { from, outlook } = outlookOf(service, origin, question, knowledge, startsOn);
  const to: Place = service.kind === "pickup" ? origin : { country: question.country };
  const push = (day: PlainDayNumber) => nextDeliveryDay(service.deliveryDays, to, day);
  const arrived = (day: PlainDayNumber) => arrivedBy(outlook, day - from);
  const rest = {
    service,
    startsOn,
    q50: from - startsOn + outlook.likely,
    q90: from - startsOn + outlook.late,
    price: priceOf(service, question.amount),
    orderBefore: cutOffOf(origin, startsOn),
    basis: outlook.basis,
    journeys: outlook.journeys,
  };
  if (service.slot) {
    const slots = freeSlots(service, origin, question, startsOn, { push, arrived, isFull: knowledge.isFull });
    const [first] = slots;
    if (!first) return undefined;
    const day = dayAt(first.from, origin.timeZone).day;
    return { ...rest, earliest: day, likely: day, latest: day, confidence: arrived(day), slots };
  }
  const earliest = push(from + Math.floor(outlook.early));
  const likely = Math.max(earliest, push(from + Math.ceil(outlook.likely)));
  const latest = Math.max(likely, push(from + Math.ceil(outlook.promise)));
  return { ...rest, earliest, likely, latest, confidence: arrived(latest), slots: undefined };
}

/** What is known of how long it takes, in days from a day on: what was learned holds from the start, what is stated from the hand-over. */
function outlookOf(
  service: Service,
  origin: Origin,
  { country, zone, estimatedOn }: Question,
  { model, onShelf }: Knowledge,
  startsOn: PlainDayNumber,
): { readonly from: PlainDayNumber; readonly outlook: ArrivalOutlook } {
  const handedOver = addWorkingDays(origin, startsOn, origin.handlingDays);
  if (onShelf) return { from: handedOver, outlook: statedOutlook(0, 0) };
  const planned = estimatedOn === undefined ? undefined : Math.max(0, estimatedOn - startsOn);
  const learned = model.outlook({ service: service.key, origin: origin.key, country, zone }, startsOn, planned);
  if (learned) return { from: startsOn, outlook: learned };
  return { from: handedOver, outlook: statedOutlook(service.statedP50, service.statedP90) };
}

function arrivedBy({ chances }: ArrivalOutlook, days: number): number {
  if (days < 0) return 0;
  const chance = Math.min(1, chances[Math.min(days, chances.length - 1)] ?? 0);
  // Whole thousandths, downwards; what lies just below one only because it was stored as a short number is that one.
  return Math.floor(chance * 1000 + 0.01) / 1000;
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
