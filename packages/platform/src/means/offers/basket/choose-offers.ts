import type { ActionTerms } from "../../../facts/actions/index.ts";
import { type BasketLine, leftIn, type OpenBasket, openBasket } from "./open-basket.ts";
import { basketAfter, type NoUse, takeOff } from "./take-off.ts";

/** An offer that somebody wants to use; all of its kind that may be used together name the same group. */
export interface WantedOffer {
  readonly code: string;
  readonly terms: ActionTerms | undefined;
  /** One without a group stands alone. */
  readonly group: string | undefined;
  /** What is new to the shopper it was given to. */
  readonly isNew: (sku: string) => boolean;
}

export interface UsedOffer {
  readonly code: string;
  /** Taken off each line of the basket, in their order. */
  readonly off: readonly bigint[];
  readonly given: bigint;
}

export interface Choice {
  /** In the order in which they are taken off. */
  readonly used: readonly UsedOffer[];
  /** Every other one, and why it is not used. */
  readonly unused: ReadonlyMap<string, NoUse | "not-with-others">;
  /** What is left to pay for each line. */
  readonly left: readonly bigint[];
}

/**
 * The offers to use for a basket: of all combinations that their groups allow the one that leaves the shopper least to pay; of
 * equal ones that with the dearer services, then that with the fewest offers, so that none is used up for nothing. As every
 * combination without an offer stays possible with it, showing one more never makes a purchase dearer.
 * @param offers few: every way to combine them is tried
 */
export function chooseOffers(offers: readonly WantedOffer[], lines: readonly BasketLine[]): Choice {
  const basket = openBasket(lines);
  const sorted = [...offers].sort(inOrder);
  const alone = new Map(sorted.map((offer) => [offer.code, takeOff(offer.terms, basket, offer.isNew)]));
  const useful = sorted.filter(({ code }) => typeof alone.get(code) !== "string");
  let best: Tried = { offers: [], used: [], basket };
  for (const together of combinations(useful)) {
    const tried = use(together, basket);
    if (tried && isBetter(tried, best)) best = tried;
  }
  const used = new Set(best.used.map(({ code }) => code));
  return {
    used: best.used,
    unused: new Map(
      sorted.flatMap(({ code }) => {
        const why = alone.get(code);
        return used.has(code) ? [] : [[code, typeof why === "string" ? why : "not-with-others"] as const];
      }),
    ),
    left: best.basket.lines.map(({ left }) => left),
  };
}

interface Tried {
  readonly offers: readonly WantedOffer[];
  readonly used: readonly UsedOffer[];
  readonly basket: OpenBasket;
}

/** One by one; undefined where one of them finds nothing left to take. */
function use(together: readonly WantedOffer[], whole: OpenBasket): Tried | undefined {
  const used: UsedOffer[] = [];
  let basket = whole;
  for (const { code, terms, isNew } of together) {
    const taken = takeOff(terms, basket, isNew);
    if (typeof taken === "string") return undefined;
    used.push({ code, off: taken.off, given: taken.off.reduce((sum, each) => sum + each, 0n) });
    basket = basketAfter(basket, taken);
  }
  return { offers: together, used, basket };
}

function isBetter(tried: Tried, best: Tried): boolean {
  const cheaper = leftIn(best.basket) - leftIn(tried.basket);
  if (cheaper !== 0n) return cheaper > 0n;
  const services = servicesOf(tried) - servicesOf(best);
  if (services !== 0) return services > 0;
  return tried.offers.length < best.offers.length;
}

/** What is given beside the basket, by what it costs. */
function servicesOf({ offers }: Tried): number {
  return offers.reduce((sum, { terms }) => sum + besideCost(terms), 0);
}

function besideCost(terms: ActionTerms | undefined): number {
  if (terms?.kind === "free-shipping") return terms.most;
  return terms && "cost" in terms ? terms.cost : 0;
}

/** Every offer alone, and every part of a group. */
function combinations(offers: readonly WantedOffer[]): WantedOffer[][] {
  const groups = Map.groupBy(offers, ({ code, group }) => (group === undefined ? `alone ${code}` : `group ${group}`));
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: 2 ** group.length - 1 }, (_, which) =>
      group.filter((_, place) => ((which + 1) >> place) % 2 === 1),
    ),
  );
}

/**
 * The order in which offers are taken off: free units, products, then shares of what is left, then sums. It is the best one for the
 * shopper, as a share taken after a sum would be a share of less; and it does not depend on which code was typed first.
 */
const order: readonly ActionTerms["kind"][] = [
  ...(["free-service", "free-trial", "free-shipping", "bogo", "combination", "product-coupon"] as const),
  // What takes nothing off any basket need not be here: it is never used.
  ...(["percent-off", "amount-off", "credit"] as const),
];

function inOrder(a: WantedOffer, b: WantedOffer): number {
  const rank = ({ terms }: WantedOffer) => (terms ? order.indexOf(terms.kind) : order.length);
  return rank(a) - rank(b) || (a.code < b.code ? -1 : 1);
}
