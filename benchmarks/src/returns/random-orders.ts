import { type SeededRandom, seededRandom } from "@aftercare/learn";
import type { IntakeRecordJson } from "../../../packages/platform/src/facts/intake/index.ts";

type OrderJson = Extract<IntakeRecordJson, { type: "order" }>;
type LineJson = OrderJson["lines"][number];
type PaymentJson = Extract<IntakeRecordJson, { type: "payment" }>;

/** An order as a shop would send it, with what was paid for it, and when it arrived. */
export interface RandomOrder {
  readonly id: string;
  readonly order: OrderJson;
  readonly records: readonly IntakeRecordJson[];
}

/** No digits, two, three; prices are whole units of the smallest coin and seldom divide. */
const currencies = ["EUR", "JPY", "KWD"] as const;
/** Within the law's fourteen days, outside of it, and where there is no such law. */
const countries = ["DE", "AT", "NL", "GB", "CH", "US", "JP"] as const;

/**
 * Orders as they come: discounts on lines and on the whole order, tax within the price and on top of it, postage, bundles whose price is shared
 * out over their parts, two for one, and payment by card, gift card and credit together. The same seed gives the same orders.
 */
export function* randomOrders(amount: number, now: Date, seed = "returns"): Generator<RandomOrder> {
  const random = seededRandom(seed);
  for (let number = 1; number <= amount; number++) yield randomOrder(`RB-${number}`, random, now);
}

function randomOrder(id: string, random: SeededRandom, now: Date): RandomOrder {
  const at = new Date(now.getTime() - (4 + random.int(20)) * 86_400_000);
  const lines = Array.from({ length: 1 + random.int(3) }, (_, index) => linesOf(`${id}-${index}`, random)).flat();
  const net = lines.reduce((sum, { amount, discount = 0 }) => sum + amount - discount, 0);
  const discount = random.next() < 0.3 ? random.int(Math.max(1, Math.ceil(net / 3))) : 0;
  const shipping = random.next() < 0.7 ? 1 + random.int(990) : 0;
  const order: OrderJson = {
    ...{
      type: "order",
      id,
      at: at.toISOString(),
      channel: "online",
      currency: pick(random, currencies),
      lines,
      shipping,
    },
    ...(discount > 0 && { discount }),
    contact: { country: pick(random, countries), email: `${id.toLowerCase()}@example.org` },
  };
  const arrived = new Date(at.getTime() + 2 * 86_400_000).toISOString();
  return {
    id,
    order,
    records: [
      order,
      ...paymentsOf(id, net - discount + shipping, at, random),
      { type: "parcel", id: `${id}-P`, order: id, shippedAt: at.toISOString(), deliveredAt: arrived },
    ],
  };
}

/** One line, a bundle of two or three, or two for the price of one. */
function linesOf(sku: string, random: SeededRandom): LineJson[] {
  const kind = random.next();
  const price = 1 + random.int(20_000);
  if (kind < 0.2) {
    const parts = Array.from({ length: 2 + random.int(2) }, (_, part) => ({
      ...{ sku: `${sku}-${part}`, quantity: 1, amount: 1 + random.int(price + 1) },
    }));
    const cut = 0.05 + random.next() * 0.4;
    return parts.map((part) => ({ ...part, discount: Math.floor(part.amount * cut) }));
  }
  if (kind < 0.35) {
    const pairs = 1 + random.int(2);
    return [{ sku, quantity: 2 * pairs, amount: 2 * pairs * price, discount: pairs * price }];
  }
  if (kind < 0.4) return [{ sku, quantity: 1, amount: price, discount: price }];
  const quantity = 1 + random.int(5);
  // Tax on top is rounded for the line, so that its price is no multiple of a unit's.
  const gross = random.next() < 0.5 ? quantity * price : Math.round(quantity * price * 1.19);
  const tax = gross - Math.round(gross / 1.19);
  const discount = random.next() < 0.4 ? random.int(gross + 1) : 0;
  return [{ sku, quantity, amount: gross, ...(discount > 0 ? { discount } : { tax }) }];
}

function paymentsOf(id: string, total: number, at: Date, random: SeededRandom): PaymentJson[] {
  const pay = (method: PaymentJson["method"], amount: number, index: number): PaymentJson => ({
    ...{ type: "payment", id: `${id}-M${index}`, order: id, at: at.toISOString(), method, amount },
    reference: `ch_${id.replace("-", "")}_${index}`,
  });
  const kind = random.next();
  const part = Math.floor(total * random.next());
  if (kind < 0.7 || part === 0 || part === total) return total > 0 ? [pay("card", total, 0)] : [];
  const second = kind < 0.85 ? "gift-card" : kind < 0.95 ? "store-credit" : "wallet";
  return [pay(second, part, 0), pay("card", total - part, 1)];
}

function pick<Value>(random: SeededRandom, values: readonly Value[]): Value {
  return values[random.int(values.length)]!;
}
