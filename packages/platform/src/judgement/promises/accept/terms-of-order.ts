import { effectiveDay, type Origin, type Service } from "../../../facts/shipping/index.ts";
import { dayAt, dayNumber, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { PromiseModel } from "../model/promise-model.ts";
import { arrivedBy, bringingDays, type Expectation, expectArrival, windowOf } from "../quote/arrival-window.ts";
import type { QuotedTerms } from "../quote/quote-token.ts";

/** When an order comes, and who says so. */
export interface OrderTerms {
  readonly basis: "quoted" | "shop" | "assumed";
  readonly startsOn: PlainDayNumber;
  readonly earliest: PlainDayNumber;
  readonly latest: PlainDayNumber;
  /** What the engine believes; undefined where it knows nothing. */
  readonly q50: number | undefined;
  readonly q90: number | undefined;
  /** To arrive by the latest day. */
  readonly confidence: number | undefined;
  readonly price: bigint | undefined;
}

/** What is known of an order when it has been placed. */
export interface PlacedOrder {
  readonly placedAt: Date;
  readonly service: Service | undefined;
  /** As the shop names it, where it is none that is known here. */
  readonly serviceKey: string | undefined;
  readonly origin: Origin | undefined;
  readonly originKey: string | undefined;
  readonly country: string | undefined;
  readonly zone: string | undefined;
  /** What it was shown. */
  readonly quoted: QuotedTerms | undefined;
  /** The shop's own days. */
  readonly promised: { readonly earliest: string | undefined; readonly latest: string } | undefined;
  /** Of the retailer, where the origin is not known. */
  readonly timeZone: string;
}

/** The day on which an order starts on its way: its origin's, or the day of purchase where that is not known. */
export function startOf({ placedAt, origin, quoted, timeZone }: PlacedOrder): PlainDayNumber {
  if (quoted) return quoted.startsOn;
  return origin ? effectiveDay(origin, placedAt) : dayAt(placedAt, timeZone).day;
}

/**
 * What is promised with an order: to the letter what was shown, else what the shop has told, else what the engine believes, so that every order
 * has a promise that can be kept or missed.
 * @returns undefined where nobody said anything and nothing is known
 */
export function termsOfOrder(order: PlacedOrder, model: Pick<PromiseModel, "outlook">): OrderTerms | undefined {
  const { quoted, promised } = order;
  if (quoted) {
    const { startsOn, earliest, latest, q50, q90, confidence, price } = quoted;
    return { basis: "quoted", startsOn, earliest, latest, q50, q90, confidence, price };
  }
  const startsOn = startOf(order);
  const believed = beliefOf(order, model, startsOn);
  if (!promised) {
    if (!believed) return undefined;
    const { expected: _, ...terms } = believed;
    return { basis: "assumed", startsOn, price: undefined, ...terms };
  }
  const latest = dayNumber(promised.latest);
  const told = promised.earliest === undefined ? (believed?.earliest ?? startsOn) : dayNumber(promised.earliest);
  return {
    ...{ basis: "shop", startsOn, earliest: Math.min(told, latest), latest, price: undefined },
    ...{ q50: believed?.q50, q90: believed?.q90, confidence: believed && arrivedBy(believed.expected, latest) },
  };
}

interface Belief extends Pick<OrderTerms, "earliest" | "latest" | "q50" | "q90" | "confidence"> {
  readonly expected: Expectation;
}

function beliefOf(
  order: PlacedOrder,
  model: Pick<PromiseModel, "outlook">,
  startsOn: PlainDayNumber,
): Belief | undefined {
  const { service, origin, country, promised } = order;
  const estimatedOn = promised && dayNumber(promised.latest);
  const known = service && origin && country !== undefined;
  const expected = known
    ? expectArrival(model, service, origin, { startsOn, country, zone: order.zone, estimatedOn, onShelf: false })
    : learnedOnly(order, model, startsOn, estimatedOn);
  if (!expected) return undefined;
  const { earliest, latest, confidence } = windowOf(
    expected,
    known ? bringingDays(service, origin, country) : (day) => day,
  );
  const { from, outlook } = expected;
  const [q50, q90] = [from - startsOn + outlook.likely, from - startsOn + outlook.late];
  return { earliest, latest, confidence, q50, q90, expected };
}

/** Of a service that the house does not know, only its journeys can tell anything. */
function learnedOnly(
  { serviceKey, originKey, country, zone }: PlacedOrder,
  model: Pick<PromiseModel, "outlook">,
  startsOn: PlainDayNumber,
  estimatedOn: PlainDayNumber | undefined,
): Expectation | undefined {
  const planned = estimatedOn === undefined ? undefined : Math.max(0, estimatedOn - startsOn);
  const outlook = model.outlook({ service: serviceKey, origin: originKey, country, zone }, startsOn, planned);
  return outlook && { from: startsOn, outlook };
}
