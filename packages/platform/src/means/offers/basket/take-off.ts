import type { ActionTerms } from "../../../facts/actions/index.ts";
import { allocate } from "../../../foundation/money/index.ts";
import { dearestLine, leftIn, type OpenBasket, type OpenLine, unitPrice } from "./open-basket.ts";

/** Why an offer gives nothing for a basket: handles, worded in the catalogues. */
export type NoUse =
  | "unknown-terms"
  | "works-by-itself"
  | "below-least-basket"
  | "no-second-of-the-same"
  | "no-such-product"
  | "not-all-products"
  | "nothing-left";

/** What an offer takes off each line, in their order, and of which it makes a unit free. */
interface TakenOff {
  readonly off: readonly bigint[];
  readonly freed?: number;
}

/**
 * What an offer takes off what is left of a basket, by its terms alone. A unit is a unit: an offer on one product covers one of it,
 * the dearest that it may.
 *
 * - A share of everything is rounded once, half up, and split over the lines by cumulative rounding.
 * - Of two of the same the second is free: the cheaper of the two dearest.
 * - Products bought together count once each.
 * - A service that stands in the basket is free; one that does not, and a trial, are given beside the basket.
 * - Postage is no line of the basket: the shop takes it off where it adds it.
 * - Credit that exceeds the basket is not paid out.
 * - Extra points need no till, nor does what is done about an order that is there already.
 */
export function takeOff(
  terms: ActionTerms | undefined,
  basket: OpenBasket,
  isNew: (sku: string) => boolean,
): TakenOff | NoUse {
  if (!terms) return "unknown-terms";
  switch (terms.kind) {
    case "percent-off": {
      const share = shareOf(leftIn(basket), terms.percent);
      return spread(basket, least(share, terms.most === undefined ? share : BigInt(terms.most)));
    }
    case "amount-off":
      if (basket.whole < BigInt(terms.leastBasket ?? 0)) return "below-least-basket";
      return spread(basket, least(leftIn(basket), BigInt(terms.amount)));
    case "credit":
      return spread(basket, least(leftIn(basket), BigInt(terms.amount)));
    case "bogo":
      return secondFree(basket);
    case "product-coupon": {
      const { percent, skus } = terms;
      const place = dearestLine(basket, skus ? (sku) => skus.includes(sku) : isNew);
      if (place === undefined) return "no-such-product";
      return offLine(basket, place, shareOf(unitPrice(basket.lines[place]!), percent));
    }
    case "combination":
      return together(basket, terms.percent, [...new Set(terms.skus)]);
    case "free-service": {
      const place = dearestLine(basket, (sku) => sku === terms.service);
      return place === undefined ? beside(basket) : freeUnit(basket, place);
    }
    case "free-trial":
    case "free-shipping":
      return beside(basket);
    case "extra-points":
    case "partial-refund":
    case "shipping-refund":
    case "reship":
    case "express-upgrade":
    case "pickup-redirect":
    case "cancel-refund":
    case "recommend":
    case "message":
      return "works-by-itself";
    default:
      return terms satisfies never;
  }
}

/** The basket after an offer. */
export function basketAfter({ whole, lines }: OpenBasket, { off, freed }: TakenOff): OpenBasket {
  return {
    whole,
    lines: lines.map((line, place): OpenLine => {
      const units = place === freed ? line.units - 1 : line.units;
      return { ...line, units, left: line.left - off[place]! };
    }),
  };
}

function secondFree(basket: OpenBasket): TakenOff | NoUse {
  let best: number | undefined;
  for (const sku of new Set(basket.lines.map((line) => line.sku))) {
    const place = secondDearest(basket, sku);
    if (place === undefined) continue;
    if (best === undefined || unitPrice(basket.lines[place]!) > unitPrice(basket.lines[best]!)) best = place;
  }
  return best === undefined ? "no-second-of-the-same" : freeUnit(basket, best);
}

/** The line of the second dearest unit of a product, which may stand on several lines. */
function secondDearest({ lines }: OpenBasket, sku: string): number | undefined {
  const units = lines.flatMap((line, place) =>
    line.sku === sku ? Array.from({ length: Math.min(2, line.units) }, () => place) : [],
  );
  return units.sort((a, b) => Number(unitPrice(lines[b]!) - unitPrice(lines[a]!)))[1];
}

function together(basket: OpenBasket, percent: number, skus: readonly string[]): TakenOff | NoUse {
  if (skus.some((sku) => basket.lines.every((line) => line.sku !== sku))) return "not-all-products";
  const prices = basket.lines.map(() => 0n);
  for (const sku of skus) {
    const place = dearestLine(basket, (each) => each === sku);
    if (place !== undefined) prices[place] = unitPrice(basket.lines[place]!);
  }
  const whole = prices.reduce((sum, price) => sum + price, 0n);
  return unlessNothing(allocate(shareOf(whole, percent), prices));
}

function freeUnit(basket: OpenBasket, place: number): TakenOff | NoUse {
  const taken = offLine(basket, place, unitPrice(basket.lines[place]!));
  return typeof taken === "string" ? taken : { ...taken, freed: place };
}

function offLine({ lines }: OpenBasket, place: number, sum: bigint): TakenOff | NoUse {
  return unlessNothing(lines.map((_, each) => (each === place ? sum : 0n)));
}

function spread({ lines }: OpenBasket, sum: bigint): TakenOff | NoUse {
  if (sum === 0n) return "nothing-left";
  return {
    off: allocate(
      sum,
      lines.map(({ left }) => left),
    ),
  };
}

function unlessNothing(off: readonly bigint[]): TakenOff | NoUse {
  return off.every((each) => each === 0n) ? "nothing-left" : { off };
}

function beside({ lines }: OpenBasket): TakenOff {
  return { off: lines.map(() => 0n) };
}

/** A percentage has at most four digits after its point here: what is finer could not be told from a rounding error. */
const hundred = 1_000_000n;

function shareOf(amount: bigint, percent: number): bigint {
  return (amount * BigInt(Math.round(percent * 10_000)) + hundred / 2n) / hundred;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
