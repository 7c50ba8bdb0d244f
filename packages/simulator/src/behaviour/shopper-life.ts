import type { SeededRandom } from "@aftercare/learn";
import type { Calendar, TradingDay } from "../calendar/index.ts";
import { chance, exponential } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import type { Shelves } from "./basket.ts";
import { ship } from "./delivery.ts";
import type { Customer, GoodsReturn, Happening, Purchase } from "./happening.ts";
import { buy, pay } from "./purchase.ts";
import { giveBack } from "./returns.ts";
import { sendingOf } from "./sending.ts";
import type { Storms } from "./storms.ts";

/** What a defect adds to the chance that a purchase was the last. */
const lapseAfterDefect = 0.12;
/** Who was there before the sample began has already shown that they stay: their fickleness times this. */
const loyalty = 0.4;
/** How much less someone who waits for sales buys outside them. */
const waiting = 0.6;

/** The shop in which a life is lived. */
export interface Shop {
  calendar: Calendar;
  shelves: Shelves;
  storms: Storms;
}

/**
 * What an account holder does from `from` on: purchases by a Poisson process in the shop's own time (so that season, weekday and
 * sales show) at the person's hidden rate, until they lapse; with each its payments, parcels and returns.
 * @param from the instant of the first purchase when they registered in order to buy, else the begin of the sample
 */
export function* liveAsAccount(
  random: SeededRandom,
  { calendar, shelves, storms }: Shop,
  account: Customer,
  from: number,
  registersToBuy: boolean,
): Generator<Happening> {
  const { person } = account;
  const pullBetween = 365 / person.yearlyPurchases;
  let pull = calendar.pullBefore(from) + (registersToBuy ? 0 : exponential(random, pullBetween));
  let first = registersToBuy;
  let earliest = from;
  const returns: GoodsReturn[] = [];
  const bought: Purchase[] = [];
  let stays = true;
  for (let day = calendar.dayAt(pull); day !== undefined; day = calendar.dayAt(pull)) {
    pull += exponential(random, pullBetween);
    const waits = !first && day.sale === undefined && chance(random, waiting * person.saleLove);
    if (waits) continue;
    const forgotToLogIn = !first && chance(random, 0.02);
    const customer: Customer = forgotToLogIn ? { kind: "guest", person } : account;
    const purchase = buy(random, { person, customer, first, ...(first && { channel: "online" }) }, shelves, day);
    if (first) purchase.at = from + 60_000;
    // Two purchases of one person on one day can fall in the wrong order; the second then never happened.
    if (purchase.at <= earliest) continue;
    earliest = purchase.at;
    first = false;
    if (forgotToLogIn && purchase.store === undefined) {
      yield { kind: "customer", at: purchase.at, customer };
      yield {
        kind: "merge",
        at: purchase.at + Math.ceil(exponential(random, 4)) * 86_400_000,
        guest: customer,
        account,
      };
    } else {
      purchase.customer = account;
      purchase.contact = undefined;
    }
    const goods = yield* followPurchase(random, person, purchase, storms);
    bought.push(purchase);
    returns.push(...goods);
    if (chance(random, leavingChance(person, goods, !registersToBuy))) {
      stays = false;
      break;
    }
  }
  if (stays) yield { kind: "staying", at: Number.POSITIVE_INFINITY, customer: account, loyal: !registersToBuy };
  forgetReceipts(random, account, bought, returns);
  for (const goods of returns) yield { kind: "return", at: goods.at, goods };
}

/** The chance that a purchase was the person's last, given what goes back of it. */
export function leavingChance(person: Person, goods: readonly GoodsReturn[], loyal: boolean): number {
  const defect = goods.some(({ lines }) => lines.some(({ reason }) => reason === "damaged-or-defective"));
  return person.fickleness * (loyal ? loyalty : 1) + (defect ? lapseAfterDefect : 0);
}

/** How much of the season's pull reaches somebody who waits for sales, outside them. */
export function patience(person: Person, day: TradingDay): number {
  return day.sale === undefined ? 1 - waiting * person.saleLove : 1;
}

/** How a purchase is sent, and its payments and parcels as they happen; gives its returns for the caller to pass on. */
export function* followPurchase(
  random: SeededRandom,
  person: Person,
  purchase: Purchase,
  storms: Storms,
): Generator<Happening, GoodsReturn[]> {
  if (purchase.store === undefined) {
    const { surcharge, ...sending } = sendingOf(person, purchase.at);
    purchase.sending = sending;
    purchase.shipping += surcharge;
  }
  yield { kind: "purchase", at: purchase.at, purchase };
  yield* pay(random, purchase);
  const parcels = ship(random, purchase, storms);
  for (const parcel of parcels) {
    yield { kind: "parcel", at: parcel.shippedAt, parcel, deliveredAt: parcel.deliveredAt };
  }
  return giveBack(random, person, purchase, parcels);
}

/**
 * Some come to the counter without a receipt. Only where the person bought each article once can the right purchase still be
 * found by article, so only there the order's number is left away.
 */
function forgetReceipts(
  random: SeededRandom,
  account: Customer,
  bought: readonly Purchase[],
  returns: readonly GoodsReturn[],
): void {
  for (const goods of returns) {
    const once = goods.lines.every(
      ({ line }) => bought.filter(({ lines }) => lines.some(({ variant }) => variant === line.variant)).length === 1,
    );
    const known = goods.purchase?.customer === account;
    if (goods.store !== undefined && once && known && chance(random, 0.09)) goods.withOrder = false;
  }
}
