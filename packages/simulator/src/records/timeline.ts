import type { Customer, GoodsReturn, Happening, Parcel, Purchase } from "../behaviour/index.ts";
import type {
  MergeRecord,
  OrderRecord,
  ParcelRecord,
  PaymentRecord,
  ReturnRecord,
  SampleRecord,
  ShopperRecord,
} from "../sample-record.ts";
import { orderLinesOf } from "./order-lines.ts";

/** What comes first of things that share an instant: nothing may be told before what it refers to. */
const rank: Readonly<Record<Happening["kind"], number>> = {
  customer: 0,
  purchase: 1,
  payment: 2,
  parcel: 3,
  return: 4,
  merge: 5,
};

/**
 * Brings what happened into time order up to `until`, gives out the numbers that people quote, and writes the records. A
 * parcel is told when it arrives, because a record is sent once; one still on its way is told when it left.
 */
export function* recordsInOrder(happenings: Iterable<Happening>, until: Date): Generator<SampleRecord> {
  const end = until.getTime();
  const known = Array.from(happenings, (happening) => asKnownAt(happening, end)).filter(({ at }) => at <= end);
  known.sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind]);
  const numbers = new Numbers();
  for (const happening of known) yield recordOf(happening, numbers);
}

function asKnownAt(happening: Happening, end: number): Happening {
  if (happening.kind !== "parcel") return happening;
  const { deliveredAt } = happening.parcel;
  if (deliveredAt === undefined) return happening;
  if (deliveredAt <= end) return { ...happening, at: deliveredAt };
  return { ...happening, parcel: { ...happening.parcel, deliveredAt: undefined } };
}

function recordOf(happening: Happening, numbers: Numbers): SampleRecord {
  const at = instant(happening.at);
  switch (happening.kind) {
    case "customer":
      return shopperRecord(numbers.ofCustomer(happening.customer), at, happening.customer);
    case "purchase":
      return orderRecord(numbers, at, happening.purchase);
    case "payment":
      return paymentRecord(numbers, at, happening);
    case "parcel":
      return parcelRecord(numbers, happening.parcel);
    case "return":
      return returnRecord(numbers, at, happening.goods);
    case "merge":
      return mergeRecord(numbers, at, happening);
  }
}

function shopperRecord(id: string, at: string, { kind, person }: Customer): ShopperRecord {
  return { type: "shopper", id, kind, ...(kind === "account" && { registeredAt: at }), ...person.contact };
}

function orderRecord(numbers: Numbers, at: string, purchase: Purchase): OrderRecord {
  const { customer, contact, channel, store, discount, shipping } = purchase;
  return {
    type: "order",
    id: numbers.ofPurchase(purchase),
    at,
    ...(customer && { shopper: numbers.ofCustomer(customer) }),
    channel,
    ...(store && { store: store.record.id }),
    currency: "EUR",
    lines: orderLinesOf(purchase),
    ...(discount > 0 && { discount }),
    ...(shipping > 0 && { shipping }),
    ...(contact && { contact }),
  };
}

function paymentRecord(
  numbers: Numbers,
  at: string,
  { purchase, method, amount }: Extract<Happening, { kind: "payment" }>,
): PaymentRecord {
  const order = numbers.ofPurchase(purchase);
  return { type: "payment", id: numbers.next("payment", `PAY-${order}`), order, at, method, amount };
}

function parcelRecord(numbers: Numbers, { purchase, carrier, trackingNumber, ...times }: Parcel): ParcelRecord {
  const order = numbers.ofPurchase(purchase);
  return {
    type: "parcel",
    id: numbers.next("parcel", order),
    order,
    carrier,
    trackingNumber,
    shippedAt: instant(times.shippedAt),
    ...(times.deliveredAt !== undefined && { deliveredAt: instant(times.deliveredAt) }),
  };
}

function returnRecord(numbers: Numbers, at: string, goods: GoodsReturn): ReturnRecord {
  const { purchase, withOrder, channel, store, lines } = goods;
  const account = purchase?.customer?.kind === "account" ? purchase.customer : undefined;
  return {
    type: "return",
    id: numbers.ofReturn(),
    at,
    ...(account && { shopper: numbers.ofCustomer(account) }),
    ...(purchase && withOrder && { order: numbers.ofPurchase(purchase) }),
    channel,
    ...(store && { store: store.record.id }),
    currency: "EUR",
    lines: lines.map(({ line, quantity, reason }) => ({
      sku: line.variant.sku,
      title: `${line.product.record.title}, ${line.variant.title}`,
      quantity,
      // With a purchase, what goes back is a share of what was paid, and only the platform computes that.
      ...(purchase === undefined && { amount: line.amount }),
      ...(reason !== undefined && { reason }),
    })),
  };
}

function mergeRecord(
  numbers: Numbers,
  at: string,
  { guest, account }: Extract<Happening, { kind: "merge" }>,
): MergeRecord {
  const id = numbers.ofCustomer(guest);
  return { type: "merge", id: `M-${id}`, at, guest: id, account: numbers.ofCustomer(account) };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** The numbers people quote, given out in the order of events: 100042 for an order, HAM-00042 for a receipt, R-20042. */
class Numbers {
  readonly #given = new Map<Customer | Purchase, string>();
  readonly #counts = new Map<string, number>();

  ofCustomer(customer: Customer): string {
    return this.#once(customer, () =>
      customer.kind === "account" ? `C-${this.#count("account", 10_001)}` : `G-${this.#count("guest", 50_001)}`,
    );
  }

  ofPurchase(purchase: Purchase): string {
    const store = purchase.store?.record.id;
    return this.#once(purchase, () =>
      store === undefined
        ? String(this.#count("order", 100_001))
        : `${store}-${String(this.#count(store, 1)).padStart(5, "0")}`,
    );
  }

  ofReturn(): string {
    return `R-${this.#count("return", 20_001)}`;
  }

  /** The next of several things that belong to one: 100042-1, 100042-2. */
  next(kind: string, owner: string): string {
    return `${owner}-${this.#count(`${kind} ${owner}`, 1)}`;
  }

  #once(thing: Customer | Purchase, make: () => string): string {
    const known = this.#given.get(thing);
    if (known !== undefined) return known;
    const fresh = make();
    this.#given.set(thing, fresh);
    return fresh;
  }

  #count(of: string, first: number): number {
    const number = this.#counts.get(of) ?? first;
    this.#counts.set(of, number + 1);
    return number;
  }
}
