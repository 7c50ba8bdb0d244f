import type { OrderRecord, ProductRecord, ReturnRecord, SampleRecord, ShopperRecord } from "./sample-record.ts";

/** Known cases for a newcomer's first walk through the surfaces. */
export interface SampleTour {
  /** For the shopper's look-up: delivered days ago, nothing of it returned yet. */
  shopper: { order: string; email: string; postCode: string };
  /** For the counter: a store purchase of a known shopper, one of its articles to scan, nothing of it returned yet. */
  counter: { store: string; receipt: string; barcode: string; article: string };
  /** For the console: a recent return of a shopper who has bought often. */
  console: { returnId: string; shopper: string };
}

const day = 86_400_000;

/**
 * Finds the tour's cases in a sample's records; the same records give the same tour.
 * @throws RangeError when the sample is too small to hold them; some hundred shoppers are enough
 */
export function sampleTour(records: Iterable<SampleRecord>): SampleTour {
  const all = [...records];
  const orders = all.filter((record) => record.type === "order");
  const returns = all.filter((record) => record.type === "return");
  const untouched = untouchedOrders(orders, returns);
  const shoppers = new Map(all.flatMap((record) => (record.type === "shopper" ? [[record.id, record]] : [])));
  return {
    shopper: lookUpCase(all, untouched, shoppers),
    counter: counterCase(all, orders, untouched),
    console: consoleCase(orders, returns),
  };
}

/** Without those whose buyer returned something without naming the order, for that might have been it. */
function untouchedOrders(orders: readonly OrderRecord[], returns: readonly ReturnRecord[]): OrderRecord[] {
  const named = new Set(returns.map(({ order }) => order));
  const vague = new Set(
    returns.flatMap(({ order, shopper }) => (order === undefined && shopper !== undefined ? [shopper] : [])),
  );
  return orders.filter(({ id, shopper }) => !named.has(id) && !(shopper !== undefined && vague.has(shopper)));
}

function lookUpCase(
  all: readonly SampleRecord[],
  untouched: readonly OrderRecord[],
  shoppers: ReadonlyMap<string, ShopperRecord>,
): SampleTour["shopper"] {
  const delivered = new Map<string, string>();
  const under = new Set<string>();
  // One that was told of when it left and again when it arrived has arrived.
  const parcels = new Map(all.flatMap((record) => (record.type === "parcel" ? [[record.id, record]] : [])));
  for (const { order, deliveredAt } of parcels.values()) {
    if (deliveredAt === undefined) under.add(order);
    else delivered.set(order, deliveredAt);
  }
  const newest = Math.max(...[...delivered.values()].map((at) => Date.parse(at)));
  const found = latest(untouched, (order) => {
    const at = delivered.get(order.id);
    const buyer = order.shopper === undefined ? undefined : shoppers.get(order.shopper);
    if (at === undefined || under.has(order.id) || buyer?.kind !== "account" || buyer.language !== "en") return false;
    return order.lines.length > 1 && newest - Date.parse(at) > 2 * day && newest - Date.parse(at) < 14 * day;
  });
  const { email, postCode } = shoppers.get(found.shopper!)!;
  return { order: found.id, email, postCode };
}

function counterCase(
  all: readonly SampleRecord[],
  orders: readonly OrderRecord[],
  untouched: readonly OrderRecord[],
): SampleTour["counter"] {
  const counts = countBy(orders, ({ shopper }) => shopper);
  const receipt = latest(untouched, ({ store, shopper, lines }) => {
    return store !== undefined && shopper !== undefined && lines.length > 1 && counts.get(shopper)! >= 4;
  });
  const { sku } = receipt.lines[0]!;
  const isSold = (product: ProductRecord) => product.variants.some((variant) => variant.sku === sku);
  const product = all.find((record): record is ProductRecord => record.type === "product" && isSold(record))!;
  const { barcode } = product.variants.find((variant) => variant.sku === sku)!;
  return { store: receipt.store!, receipt: receipt.id, barcode, article: receipt.lines[0]!.title };
}

function consoleCase(orders: readonly OrderRecord[], returns: readonly ReturnRecord[]): SampleTour["console"] {
  const counts = countBy(orders, ({ shopper }) => shopper);
  const found = latest(returns, ({ shopper }) => shopper !== undefined && (counts.get(shopper) ?? 0) >= 5);
  return { returnId: found.id, shopper: found.shopper! };
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function latest<Item>(inTimeOrder: readonly Item[], fits: (item: Item) => boolean): Item {
  const found = inTimeOrder.findLast(fits);
  if (found === undefined) throw new RangeError("the sample is too small for a tour; make it with more shoppers");
  return found;
}
