import type { z } from "zod";
import type { StoredEvent } from "../../foundation/events/index.ts";
import { orderCancelled, orderLinesAdded, orderPlaced } from "../orders/index.ts";
import { pointsRedeemed, pointsTierChanged } from "../points/index.ts";
import { returnRecorded } from "../returns/index.ts";
import { dayOf, decay, type LastOrder, type Loyalty, type MoneySums, type ProfileState } from "./profile-state.ts";

type OrderPlaced = z.input<typeof orderPlaced.data>;
type LinesAdded = z.input<typeof orderLinesAdded.data>;
type OrderCancelled = z.input<typeof orderCancelled.data>;
type ReturnRecorded = z.input<typeof returnRecorded.data>;
type TierChanged = z.input<typeof pointsTierChanged.data>;

/** What the fold needs of an event; its data in wire form, which the fact's schema made when it was appended. */
export type FoldedEvent = Pick<StoredEvent, "type" | "at" | "data">;

/** The fact types that change a profile. */
export const foldedTypes: readonly string[] = [
  orderPlaced.type,
  orderLinesAdded.type,
  orderCancelled.type,
  returnRecorded.type,
  pointsRedeemed.type,
  pointsTierChanged.type,
];

/**
 * One step of the fold. Events of one person must come in the order (at, seq): then, and only then, the last purchase
 * day is all that must be remembered to count distinct days and gaps. Events of other types leave the state as it is.
 * @throws RangeError when a sum of money leaves the integers that JSON carries exactly
 */
export function foldEvent(state: ProfileState, event: FoldedEvent): ProfileState {
  switch (event.type) {
    case orderPlaced.type:
      return foldOrder(state, event.at.getTime(), event.data as OrderPlaced);
    case orderLinesAdded.type:
      return foldLines(state, event.data as LinesAdded);
    case orderCancelled.type:
      return foldCancelled(state, event.data as OrderCancelled);
    case returnRecorded.type:
      return foldReturn(state, event.at.getTime(), event.data as ReturnRecorded);
    case pointsRedeemed.type:
      return foldLoyalty(state, ({ redemptions }) => ({
        redemptions: redemptions + 1,
        lastRedeemedAt: event.at.getTime(),
      }));
    case pointsTierChanged.type:
      return foldLoyalty(state, () => ({ tier: (event.data as TierChanged).to }));
    default:
      return state;
  }
}

function foldOrder(state: ProfileState, at: number, order: OrderPlaced): ProfileState {
  const gap = state.lastOrderAt === null ? null : dayOf(at) - dayOf(state.lastOrderAt);
  const isNewDay = gap !== 0;
  const faded = state.lastOrderAt === null ? 0 : state.recentOrders * decay(at - state.lastOrderAt);
  const { orderId, currency } = order;
  return foldLines(
    {
      ...state,
      orders: state.orders + 1,
      purchaseDays: state.purchaseDays + (isNewDay ? 1 : 0),
      firstOrderAt: state.firstOrderAt ?? at,
      lastOrderAt: at,
      lastGapDays: isNewDay ? gap : state.lastGapDays,
      gapSquares: state.gapSquares + (gap ?? 0) ** 2,
      recentOrders: faded + 1,
      lastOrder: { orderId, currency, units: 0, paid: 0, unitsReturned: 0 },
      openReturns: 0,
      followedReturns: state.followedReturns + state.openReturns,
      money: withMoney(state.money, currency, { orders: 1, shipping: order.shipping }),
      channels: withTally(state.channels, order.channel, noChannel, { orders: 1 }),
    },
    order,
  );
}

/** Further lines enlarge an order that is already counted: they are no purchase of their own. */
function foldLines(state: ProfileState, { orderId, currency, lines }: LinesAdded | OrderPlaced): ProfileState {
  const units = total(lines, (line) => line.quantity);
  const paid = total(lines, (line) => line.paid);
  let categories = state.categories;
  for (const [category, bought] of sumBy(lines, (line) => line.category))
    categories = withTally(categories, category, noCategory, { bought });
  return {
    ...state,
    lines: state.lines + lines.length,
    unitsBought: state.unitsBought + units,
    lastOrder: updateLastOrder(state.lastOrder, orderId, (last) => ({
      units: last.units + units,
      paid: last.paid + paid,
    })),
    money: withMoney(state.money, currency, {
      listed: total(lines, (line) => line.listed),
      discount: total(lines, (line) => line.discount),
      paid,
    }),
    categories,
  };
}

/** What was called off was not bought in the end; that the order was placed stays so. */
function foldCancelled(state: ProfileState, { orderId, currency, lines }: OrderCancelled): ProfileState {
  const units = total(lines, (line) => line.quantity);
  const paid = total(lines, (line) => line.paid);
  let categories = state.categories;
  for (const [category, bought] of sumBy(lines, (line) => line.category))
    categories = withTally(categories, category, noCategory, { bought: -bought });
  return {
    ...state,
    unitsBought: state.unitsBought - units,
    lastOrder: updateLastOrder(state.lastOrder, orderId, (last) => ({
      units: last.units - units,
      paid: last.paid - paid,
    })),
    // Listed too, so that what is left of both still says what discounts took off.
    money: withMoney(state.money, currency, { listed: -paid, paid: -paid }),
    categories,
  };
}

function foldReturn(state: ProfileState, at: number, { lines, channel, currency }: ReturnRecorded): ProfileState {
  const ofLastOrder = lines.filter((line) => line.orderId !== undefined && line.orderId === state.lastOrder?.orderId);
  const unmatched = lines.filter((line) => line.orderId === undefined);
  let { categories, reasons } = state;
  for (const [category, returned] of sumBy(lines, (line) => line.category))
    categories = withTally(categories, category, noCategory, { returned });
  for (const [reason, units] of sumBy(lines, (line) => line.reason))
    reasons = { ...reasons, [reason]: (Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 0) : 0) + units };
  return {
    ...state,
    returns: state.returns + 1,
    unitsReturned: state.unitsReturned + total(lines, (line) => line.quantity),
    unmatchedUnits: state.unmatchedUnits + total(unmatched, (line) => line.quantity),
    firstReturnAt: state.firstReturnAt ?? at,
    lastReturnAt: at,
    openReturns: state.openReturns + 1,
    lastOrder: updateLastOrder(state.lastOrder, state.lastOrder?.orderId, (last) => ({
      unitsReturned: last.unitsReturned + total(ofLastOrder, (line) => line.quantity),
    })),
    money: withMoney(state.money, currency, { refunded: total(lines, (line) => line.amount) }),
    categories,
    channels: withTally(state.channels, channel, noChannel, { returns: 1 }),
    reasons,
  };
}

const noLoyalty: Loyalty = { tier: null, redemptions: 0, lastRedeemedAt: null };

function foldLoyalty(state: ProfileState, change: (loyalty: Loyalty) => Partial<Loyalty>): ProfileState {
  const loyalty = state.loyalty ?? noLoyalty;
  return { ...state, loyalty: { ...loyalty, ...change(loyalty) } };
}

const noMoney: MoneySums = { orders: 0, listed: 0, discount: 0, paid: 0, shipping: 0, refunded: 0 };
const noCategory = { bought: 0, returned: 0 };
const noChannel = { orders: 0, returns: 0 };

function withMoney(money: ProfileState["money"], currency: string, more: Partial<MoneySums>): ProfileState["money"] {
  const sums = withTally(money, currency, noMoney, more);
  const inexact = Object.entries(sums[currency] ?? noMoney).find(([, sum]) => !Number.isSafeInteger(sum));
  if (inexact)
    throw new RangeError(`the sum ${inexact[0]} in ${currency} has left the integers that JSON carries exactly`);
  return sums;
}

/**
 * Adds to one key's counts. A shop may well name a category `constructor` or `__proto__`: own keys only, and a computed
 * key in a literal, which defines a property where an assignment would set the prototype.
 */
function withTally<Tally extends Readonly<Record<keyof Tally, number>>>(
  record: Readonly<Record<string, Tally>>,
  key: string,
  none: Tally,
  more: Partial<Tally>,
): Readonly<Record<string, Tally>> {
  const before = (Object.hasOwn(record, key) ? record[key] : undefined) ?? none;
  const names = Object.keys(more) as (keyof Tally & string)[];
  const after = Object.fromEntries(names.map((name) => [name, before[name] + (more[name] ?? 0)]));
  return { ...record, [key]: { ...before, ...after } };
}

function updateLastOrder(
  last: LastOrder | null,
  orderId: string | undefined,
  change: (last: LastOrder) => Partial<LastOrder>,
): LastOrder | null {
  return last && last.orderId === orderId ? { ...last, ...change(last) } : last;
}

function total<Line>(lines: readonly Line[], amount: (line: Line) => number): number {
  return lines.reduce((sum, line) => sum + amount(line), 0);
}

function sumBy<Line extends { readonly quantity: number }>(
  lines: readonly Line[],
  key: (line: Line) => string | undefined,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) {
    const name = key(line);
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + line.quantity);
  }
  return sums;
}
