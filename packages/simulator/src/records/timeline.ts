import type { Customer, GoodsReturn, Happening, Parcel, Purchase, Sending } from "../behaviour/index.ts";
import { wishesOf } from "../people/index.ts";
import type {
  MergeRecord,
  OrderRecord,
  ParcelRecord,
  PaymentRecord,
  ReturnRecord,
  SampleRecord,
  ScanRecord,
  ShopperRecord,
} from "../sample-record.ts";
import { Numbers } from "./numbers.ts";
import { orderLinesOf } from "./order-lines.ts";

/** What comes first of things that share an instant: nothing may be told before what it refers to. */
const rank: Readonly<Record<Happening["kind"], number>> = {
  customer: 0,
  purchase: 1,
  payment: 2,
  parcel: 3,
  return: 4,
  merge: 5,
  staying: 6,
};

/** A history up to an instant, and what has begun by then and is not over. */
export interface Told {
  readonly records: SampleRecord[];
  /** Payments, parcels, returns and merges that are still to come for what is told; in no order. */
  readonly pending: readonly Happening[];
  /** Account holders who are on record and have not left. */
  readonly staying: readonly Extract<Happening, { kind: "staying" }>[];
  readonly numbers: Numbers;
}

/**
 * Brings what happened into time order up to `until`, gives out the numbers that people quote, and writes the records. A
 * parcel is told when it arrives, because a record is sent once; one still on its way is told when it left.
 */
export function recordsInOrder(happenings: Iterable<Happening>, until: Date): Told {
  const end = until.getTime();
  const known: Happening[] = [];
  const later: Happening[] = [];
  for (const happening of happenings) {
    const parts = splitAt(happening, end);
    if (parts.told !== undefined) known.push(parts.told);
    if (parts.later !== undefined) later.push(parts.later);
  }
  known.sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind]);
  const numbers = new Numbers();
  const records = known.map((happening) => recordOf(happening, numbers));
  const isTold = (happening: Happening): boolean => {
    if (happening.kind === "merge") return numbers.knows(happening.guest) && numbers.knows(happening.account);
    const purchase = happening.kind === "return" ? happening.goods.purchase : purchaseOf(happening);
    return purchase !== undefined && numbers.knows(purchase);
  };
  const staying = later.filter((happening) => happening.kind === "staying");
  return {
    records,
    pending: later.filter(isTold),
    staying: staying.filter(({ customer }) => numbers.knows(customer)),
    numbers,
  };
}

function purchaseOf(happening: Happening): Purchase | undefined {
  if (happening.kind === "payment") return happening.purchase;
  return happening.kind === "parcel" ? happening.parcel.purchase : undefined;
}

/** A happening as it is told by `end`, and what of it is told later. */
function splitAt(happening: Happening, end: number): { told?: Happening; later?: Happening } {
  if (happening.at > end) return { later: happening };
  if (happening.kind !== "parcel" || happening.deliveredAt === undefined) return { told: happening };
  if (happening.deliveredAt <= end) return { told: { ...happening, at: happening.deliveredAt } };
  return { told: { ...happening, deliveredAt: undefined }, later: { ...happening, at: happening.deliveredAt } };
}

/** The record of a happening; what it refers to must have been told with the same numbers. */
export function recordOf(happening: Happening, numbers: Numbers): SampleRecord {
  const at = instant(happening.at);
  switch (happening.kind) {
    case "customer":
      return shopperRecord(numbers.ofCustomer(happening.customer), at, happening.customer);
    case "purchase":
      return orderRecord(numbers, at, happening.purchase);
    case "payment":
      return paymentRecord(numbers, at, happening);
    case "parcel":
      return parcelRecord(numbers, happening);
    case "return":
      return { type: "return", id: numbers.ofReturn(), ...returnRecord(numbers, at, happening.goods) };
    case "merge":
      return mergeRecord(numbers, at, happening);
    case "staying":
      throw new Error("that somebody stays is no record");
  }
}

function shopperRecord(id: string, at: string, { kind, person }: Customer): ShopperRecord {
  const account = kind === "account" && { registeredAt: at, ...wishesOf(person) };
  return { type: "shopper", id, kind, ...account, ...person.contact };
}

function orderRecord(numbers: Numbers, at: string, purchase: Purchase): OrderRecord {
  const { customer, contact, channel, store, discount, shipping, sending } = purchase;
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
    ...(sending && { delivery: deliveryOf(sending) }),
    ...(contact && { contact }),
  };
}

function deliveryOf({ occasion, ...sending }: Sending): NonNullable<OrderRecord["delivery"]> {
  return { ...sending, origin: "kassel", ...(occasion && { occasion }) };
}

function paymentRecord(
  numbers: Numbers,
  at: string,
  { purchase, method, amount }: Extract<Happening, { kind: "payment" }>,
): PaymentRecord {
  const order = numbers.ofPurchase(purchase);
  return { type: "payment", id: numbers.next("payment", `PAY-${order}`), order, at, method, amount };
}

function parcelRecord(numbers: Numbers, { parcel, deliveredAt }: Extract<Happening, { kind: "parcel" }>): ParcelRecord {
  const { purchase, carrier, trackingNumber, service, country, shippedAt } = parcel;
  return {
    type: "parcel",
    id: numbers.ofParcel(parcel),
    order: numbers.ofPurchase(purchase),
    ...{ carrier, trackingNumber, service, country },
    shippedAt: instant(shippedAt),
    ...(deliveredAt !== undefined && { deliveredAt: instant(deliveredAt) }),
  };
}

/** What a carrier said of a parcel. @param index which of its sightings */
export function scanRecord(numbers: Numbers, parcel: Parcel, index: number): ScanRecord {
  const { at, estimatedUntil, ...sighting } = parcel.sightings[index]!;
  const id = numbers.ofParcel(parcel);
  const { carrier, trackingNumber } = parcel;
  return {
    ...{ type: "scan", id: `${id}-${index + 1}`, parcel: id, order: numbers.ofPurchase(parcel.purchase) },
    ...{ carrier, trackingNumber, at: instant(at), ...sighting },
    ...(estimatedUntil !== undefined && { estimatedUntil: instant(estimatedUntil) }),
  };
}

/** A return that has not been given its number yet. */
export type Unnumbered = Omit<ReturnRecord, "id" | "type">;

export function returnRecord(numbers: Numbers, at: string, goods: GoodsReturn): Unnumbered {
  const { purchase, withOrder, channel, store, lines } = goods;
  const account = purchase?.customer?.kind === "account" ? purchase.customer : undefined;
  return {
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
