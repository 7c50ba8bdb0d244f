import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { homeMoment, hour, type TradingDay } from "../calendar/index.ts";
import { type Product, variantOf } from "../catalogue/index.ts";
import { chance, exponential, pick } from "../distributions.ts";
import { type Person, personOf, stores } from "../people/index.ts";
import type { Customer, GoodsReturn, Happening } from "./happening.ts";
import { buy } from "./purchase.ts";
import { reasonOf } from "./return-reasons.ts";
import { inOpeningHours } from "./returns.ts";
import { followPurchase, liveAsAccount, type Shop } from "./shopper-life.ts";

/** Of all guests: those who walk in without a name, and those who open an account later. */
const walkIns = 0.18;
const joinLater = 0.06;

/** People who buy once without an account: they leave a name at the checkout, or nothing at the till. */
export function* guestPurchases(seed: string, shop: Shop, perDay: number): Generator<Happening> {
  const random = seededRandom(`${seed}/guests`);
  let number = 0;
  let pull = exponential(random, 1 / perDay);
  for (let day = shop.calendar.dayAt(pull); day !== undefined; day = shop.calendar.dayAt(pull)) {
    pull += exponential(random, 1 / perDay);
    number++;
    const person = personOf(seed, "guest", number);
    const own = seededRandom(`${seed}/guest/${number}/life`);
    const channel = guestChannel(own, person, day);
    const joins = channel === "online" && chance(own, joinLater);
    const guest: Customer | undefined = joins ? { kind: "guest", person } : undefined;
    const purchase = buy(own, { person, customer: guest, channel, first: false }, shop.shelves, day);
    if (guest !== undefined) yield { kind: "customer", at: purchase.at, customer: guest };
    const goods = yield* followPurchase(own, person, purchase, shop.storms);
    for (const returned of goods) yield { kind: "return", at: returned.at, goods: returned };
    if (guest !== undefined) yield* openAccount(own, shop, guest, purchase.at);
  }
}

/** Guests order at home or walk in. */
export function guestChannel(random: SeededRandom, person: Person, day: TradingDay): "store" | "online" {
  return person.near !== undefined && day.storesOpen && chance(random, walkIns * 2) ? "store" : "online";
}

/** A guest comes back with an account, and the two turn out to be one. */
function* openAccount(random: SeededRandom, shop: Shop, guest: Customer, bought: number): Generator<Happening> {
  const at = bought + Math.ceil(exponential(random, 30 * 24)) * hour;
  const account: Customer = { kind: "account", person: guest.person };
  yield { kind: "customer", at, customer: account };
  yield { kind: "merge", at: at + hour, guest, account };
  yield* liveAsAccount(random, shop, account, at, true);
}

/** Goods that someone leaves at a counter, and no purchase to be found: the gift without a receipt, the neighbour's parcel. */
export function* returnsOfUnknownOrigin(
  seed: string,
  { calendar }: Shop,
  products: readonly Product[],
  perDay: number,
): Generator<Happening> {
  const random = seededRandom(`${seed}/unknown origin`);
  let pull = exponential(random, 1 / perDay);
  for (let day = calendar.dayAt(pull); day !== undefined; day = calendar.dayAt(pull)) {
    pull += exponential(random, 1 / perDay);
    const product = pick(random, products);
    const variant = variantOf(product, random.int(product.colours), random.int(product.sizes));
    const line = { product, variant, quantity: 1, amount: variant.price, discount: 0, toTryOn: false };
    const reason = reasonOf(random, product, true);
    const at = inOpeningHours(random, homeMoment(random, day));
    const goods: GoodsReturn = {
      at,
      purchase: undefined,
      withOrder: false,
      channel: "store",
      store: pick(random, Object.values(stores)),
      lines: [{ line, quantity: 1, reason }],
    };
    yield { kind: "return", at, goods };
  }
}
