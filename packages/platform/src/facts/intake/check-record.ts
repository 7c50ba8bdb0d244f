import type { Fault, RecordOf } from "./batch.ts";
import { checkPromotions } from "./order-promotions.ts";
import type { IntakeRecord } from "./record.schema.ts";

const EARLIEST = Date.UTC(1970, 0, 1);
const A_DAY = 86_400_000;
const LATEST = Date.UTC(2100, 0, 1);
/** Ten thousand million of a currency with two digits: what lies beyond is a mistake, and sums stay exact in JSON. */
const LARGEST = 1_000_000_000_000n;

/** What a record says that cannot be true, whatever else is known; undefined when there is nothing. */
export function checkRecord(record: IntakeRecord): Fault | undefined {
  switch (record.type) {
    case "store":
      return knownTimeZone(record.timeZone);
    case "product":
      return checkProduct(record);
    case "shopper":
      return (record.registeredAt && within("registeredAt", record.registeredAt)) ?? knownTimeZone(record.timeZone);
    case "order":
      return within("at", record.at) ?? checkOrder(record);
    case "order-lines":
      return within("at", record.at) ?? checkLines(record.lines);
    case "payment":
      return within("at", record.at) ?? positive("amount", record.amount);
    case "parcel":
      return checkParcel(record);
    case "scan":
      return checkScan(record);
    case "return":
      return (
        within("at", record.at) ?? firstOf(record.lines, ({ amount }, i) => notNegative(`lines/${i}/amount`, amount))
      );
    case "cancellation":
      return (
        within("at", record.at) ??
        firstOf(record.lines ?? [], ({ amount }, i) => notNegative(`lines/${i}/amount`, amount))
      );
    case "adjustment":
      return within("at", record.at) ?? notTooLarge("amount", record.amount);
    case "merge":
    case "stock":
      return within("at", record.at);
  }
}

/** What may lie ahead. */
const expected: readonly string[] = ["estimatedFrom", "estimatedUntil"];

/** A time that has not come yet. One mistyped year would otherwise move a shop's "today" by decades. */
export function notYet(record: IntakeRecord, latest: Date): Fault | undefined {
  for (const [field, value] of Object.entries(record)) {
    if (value instanceof Date && value > latest && !expected.includes(field))
      return { field, reason: "lies in the future; check the date" };
  }
  return undefined;
}

function checkOrder(order: RecordOf<"order">): Fault | undefined {
  const fault =
    checkLines(order.lines) ??
    notNegative("discount", order.discount) ??
    notNegative("shipping", order.shipping) ??
    notNegative("standardShipping", order.standardShipping);
  if (fault) return fault;
  const net = order.lines.reduce((sum, line) => sum + line.amount - (line.discount ?? 0n), 0n);
  if ((order.discount ?? 0n) > net)
    return { field: "discount", reason: `is larger than the ${net} that the lines cost; send at most that` };
  return (
    checkDelivery(order) ??
    checkPromotions(order) ??
    firstOf(order.lines, ({ at }, i) =>
      at && at < order.at
        ? { field: `lines/${i}/at`, reason: "lies before the order; leave it out or send the order's own time" }
        : undefined,
    )
  );
}

function checkDelivery({ at, delivery }: RecordOf<"order">): Fault | undefined {
  const { promised, slot } = delivery ?? {};
  if (promised?.earliest !== undefined && promised.earliest > promised.latest)
    return { field: "delivery/promised/earliest", reason: "lies after latest; swap them" };
  const before = new Date(at.getTime() - A_DAY);
  if (promised && new Date(promised.latest) < before)
    return { field: "delivery/promised/latest", reason: "lies before the order; check the date" };
  return slot && slot < before
    ? { field: "delivery/slot", reason: "lies before the order; check the date" }
    : undefined;
}

function checkLines(lines: RecordOf<"order">["lines"]): Fault | undefined {
  const fault = firstOf(lines, checkLine);
  if (fault) return fault;
  const sum = lines.reduce((total, line) => total + line.amount, 0n);
  return sum > LARGEST ? { field: "lines", reason: tooLarge } : undefined;
}

function checkLine(line: RecordOf<"order">["lines"][number], i: number): Fault | undefined {
  const fault =
    notNegative(`lines/${i}/amount`, line.amount) ??
    notNegative(`lines/${i}/discount`, line.discount) ??
    notNegative(`lines/${i}/tax`, line.tax) ??
    (line.at && within(`lines/${i}/at`, line.at));
  if (fault) return fault;
  const paid = line.amount - (line.discount ?? 0n);
  if (paid < 0n)
    return { field: `lines/${i}/discount`, reason: `is larger than the amount ${line.amount}; send at most that` };
  if ((line.tax ?? 0n) > paid)
    return {
      field: `lines/${i}/tax`,
      reason: `is larger than the ${paid} paid; send the tax contained in what was paid`,
    };
  return undefined;
}

function checkProduct(product: RecordOf<"product">): Fault | undefined {
  const skus = new Set<string>();
  return firstOf(product.variants, ({ sku, price, cost }, i) => {
    if (skus.has(sku)) return { field: `variants/${i}/sku`, reason: "stands twice in this product; send it once" };
    skus.add(sku);
    const fault = notNegative(`variants/${i}/price`, price) ?? notNegative(`variants/${i}/cost`, cost);
    if (fault) return fault;
    if ((price ?? cost) !== undefined && !product.currency)
      return { field: "currency", reason: "is missing beside a price or cost; send the currency they are in" };
    return undefined;
  });
}

function checkParcel(parcel: RecordOf<"parcel">): Fault | undefined {
  const { shippedAt, deliveredAt, order, orders = [], lines = [] } = parcel;
  const fault = within("shippedAt", shippedAt) ?? (deliveredAt && within("deliveredAt", deliveredAt));
  if (fault) return fault;
  if (deliveredAt && deliveredAt < shippedAt)
    return { field: "deliveredAt", reason: "lies before shippedAt; check the time zones of both" };
  return firstOf(lines, ({ order: of }, i) =>
    of === undefined || of === order || orders.includes(of)
      ? undefined
      : { field: `lines/${i}/order`, reason: "is none of the record's own orders; name it in orders as well" },
  );
}

function checkScan(scan: RecordOf<"scan">): Fault | undefined {
  const { at, parcel, trackingNumber, status, code, estimatedFrom, estimatedUntil } = scan;
  if (parcel === undefined && trackingNumber === undefined)
    return {
      field: "parcel",
      reason: "is missing, and trackingNumber too; send the parcel's id or its tracking number",
    };
  if (status === undefined && code === undefined)
    return { field: "status", reason: "is missing, and code too; send what it means, or the carrier's own code" };
  const fault =
    within("at", at) ??
    (estimatedFrom && within("estimatedFrom", estimatedFrom)) ??
    (estimatedUntil && within("estimatedUntil", estimatedUntil));
  if (fault || !estimatedFrom || !estimatedUntil || estimatedUntil >= estimatedFrom) return fault;
  return { field: "estimatedUntil", reason: "lies before estimatedFrom; swap them" };
}

function knownTimeZone(timeZone: string | undefined): Fault | undefined {
  if (timeZone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return undefined;
  } catch {
    return { field: "timeZone", reason: "is no IANA time zone; send one such as Europe/Berlin" };
  }
}

function within(field: string, at: Date): Fault | undefined {
  const time = at.getTime();
  if (time >= EARLIEST && time < LATEST) return undefined;
  return { field, reason: "lies outside the years 1970 to 2099; check the date" };
}

function notNegative(field: string, amount: bigint | undefined): Fault | undefined {
  if (amount === undefined) return undefined;
  if (amount < 0n) return { field, reason: "is negative; send zero or more, and a return as a record of its own" };
  return notTooLarge(field, amount);
}

function positive(field: string, amount: bigint): Fault | undefined {
  return amount <= 0n
    ? { field, reason: "is not above zero; send only money that came in" }
    : notTooLarge(field, amount);
}

const tooLarge = `is beyond ${LARGEST} minor units; check that amounts are minor units such as cents`;

function notTooLarge(field: string, amount: bigint): Fault | undefined {
  return amount > LARGEST || amount < -LARGEST ? { field, reason: tooLarge } : undefined;
}

function firstOf<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Fault | undefined,
): Fault | undefined {
  for (let index = 0; index < items.length; index++) {
    const fault = check(items[index] as Item, index);
    if (fault) return fault;
  }
  return undefined;
}
