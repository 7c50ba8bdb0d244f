import type { SeededRandom } from "@aftercare/learn";
import { homeMoment, hoursBetween, storeMoment, type TradingDay } from "../calendar/index.ts";
import { chance, pickWeighted } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import type { PaymentMethod, SampleChannel } from "../sample-record.ts";
import { fillBasket, type Shelves } from "./basket.ts";
import type { Customer, Happening, Purchase } from "./happening.ts";

const freeShippingFrom = 6000;
const shippingFee = 495;

export interface Buyer {
  person: Person;
  customer: Customer | undefined;
  /** Guests order at home or walk in; account holders do as they like. */
  channel?: SampleChannel;
  /** The first order of a customer may carry a welcome voucher. */
  first: boolean;
}

/** One purchase on this day. */
export function buy(random: SeededRandom, buyer: Buyer, shelves: Shelves, day: TradingDay): Purchase {
  const { person, customer } = buyer;
  const channel = buyer.channel ?? channelOf(random, person, day);
  const store = channel === "store" ? person.near : undefined;
  const lines = fillBasket(random, person, shelves, day, channel !== "store");
  const goods = lines.reduce((sum, line) => sum + line.amount - line.discount, 0);
  const voucher = chance(random, buyer.first ? 0.3 : 0.03 + 0.2 * person.saleLove);
  const discount = voucher ? Math.floor(goods / 10) : 0;
  const isGuest = customer?.kind !== "account";
  return {
    at: momentOf(random, channel, day),
    customer,
    contact: isGuest && store === undefined ? person.contact : undefined,
    channel,
    store,
    country: store?.record.country ?? person.contact.country,
    lines,
    discount,
    shipping: store === undefined && goods - discount < freeShippingFrom ? shippingFee : 0,
  };
}

/** When a purchase through this channel happens on a day. */
export function momentOf(random: SeededRandom, channel: SampleChannel, day: TradingDay): number {
  return channel === "store" ? storeMoment(random, day) : homeMoment(random, day);
}

/** What the purchase costs in all, in cents. */
function totalOf({ lines, discount, shipping }: Purchase): number {
  return lines.reduce((sum, line) => sum + line.amount - line.discount, 0) - discount + shipping;
}

/** Where a person buys on this day: the store only when it is near and open. */
export function channelOf(random: SeededRandom, person: Person, day: TradingDay): SampleChannel {
  if (person.near !== undefined && day.storesOpen && chance(random, person.storeLove)) return "store";
  if (person.usesApp && chance(random, 0.6)) return "app";
  return chance(random, 0.02) ? "phone" : "online";
}

const atHome: readonly (readonly [PaymentMethod, number])[] = [
  ["card", 0.32],
  ["wallet", 0.38],
  ["invoice", 0.2],
  ["bank", 0.1],
];
const inStore: readonly (readonly [PaymentMethod, number])[] = [
  ["card", 0.72],
  ["cash", 0.22],
  ["wallet", 0.06],
];

/** Pays in full: at once, or two weeks later by invoice; now and then a gift card pays a part. */
export function pay(random: SeededRandom, purchase: Purchase): Happening[] {
  const total = totalOf(purchase);
  const giftCard = chance(random, 0.03) ? Math.min(total, 2500 * (1 + random.int(2))) : 0;
  const [method] = pickWeighted(random, purchase.store === undefined ? atHome : inStore, ([, share]) => share);
  const later = method === "invoice" ? hoursBetween(random, 9 * 24, 15 * 24) : 0;
  const rest: Happening = { kind: "payment", at: purchase.at + later, purchase, method, amount: total - giftCard };
  if (giftCard === 0) return [rest];
  const card: Happening = { kind: "payment", at: purchase.at, purchase, method: "gift-card", amount: giftCard };
  return giftCard === total ? [card] : [card, rest];
}
