import {
  addWorkingDays,
  nextDeliveryDay,
  type Origin,
  type Place,
  type Service,
} from "../../../facts/shipping/index.ts";
import type { PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { ArrivalOutlook } from "../model/arrival-outlook.ts";
import type { PromiseModel } from "../model/promise-model.ts";
import { statedOutlook } from "./stated-outlook.ts";

/** When something arrives, in days after a day. */
export interface Expectation {
  readonly from: PlainDayNumber;
  readonly outlook: ArrivalOutlook;
}

/** What is on its way, and from when on. */
interface Journey {
  readonly startsOn: PlainDayNumber;
  readonly country: string;
  readonly zone: string | undefined;
  /** The day that the shop itself would tell. */
  readonly estimatedOn: PlainDayNumber | undefined;
  /** Of a service that is collected: whether all of it lies in the store already. */
  readonly onShelf: boolean;
}

/** What was learned holds from the start, what the retailer states from the hand-over. */
export function expectArrival(
  model: Pick<PromiseModel, "outlook">,
  service: Service,
  origin: Origin,
  { startsOn, country, zone, estimatedOn, onShelf }: Journey,
): Expectation {
  const handedOver = addWorkingDays(origin, startsOn, origin.handlingDays);
  if (onShelf) return { from: handedOver, outlook: statedOutlook(0, 0) };
  const planned = estimatedOn === undefined ? undefined : Math.max(0, estimatedOn - startsOn);
  const learned = model.outlook({ service: service.key, origin: origin.key, country, zone }, startsOn, planned);
  if (learned) return { from: startsOn, outlook: learned };
  return { from: handedOver, outlook: statedOutlook(service.statedP50, service.statedP90) };
}

/** To the next day, this one or a later, on which a service brings something to a country, or on which it can be collected. */
export function bringingDays({ kind, deliveryDays }: Service, origin: Place, country: string) {
  const place: Place = kind === "pickup" ? origin : { country };
  return (day: PlainDayNumber) => nextDeliveryDay(deliveryDays, place, day);
}

/** Days between which something arrives. */
export interface ArrivalWindow {
  readonly earliest: PlainDayNumber;
  readonly likely: PlainDayNumber;
  readonly latest: PlainDayNumber;
  /** To have arrived by the end of the latest day. */
  readonly confidence: number;
}

/** The window that is promised. @param push to a day on which something can arrive: the confidence is that of the day it was moved to */
export function windowOf(expected: Expectation, push: (day: PlainDayNumber) => PlainDayNumber): ArrivalWindow {
  const { from, outlook } = expected;
  const earliest = push(from + Math.floor(outlook.early));
  const likely = Math.max(earliest, push(from + Math.ceil(outlook.likely)));
  const latest = Math.max(likely, push(from + Math.ceil(outlook.promise)));
  return { earliest, likely, latest, confidence: arrivedBy(expected, latest) };
}

/** The chance to have arrived by the end of a day. */
export function arrivedBy({ from, outlook: { chances } }: Expectation, day: PlainDayNumber): number {
  if (day < from) return 0;
  const chance = Math.min(1, chances[Math.min(day - from, chances.length - 1)] ?? 0);
  // Whole thousandths, downwards; what lies just below one only because it was stored as a short number is that one.
  return Math.floor(chance * 1000 + 0.01) / 1000;
}
