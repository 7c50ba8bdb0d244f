import { z } from "zod";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import { Currency, minorDigits, toMinor } from "../../../foundation/money/index.ts";
import type { JsonObject, Reading, ReadingContext } from "../sender.ts";
import { instantOf, SentCountry, SentText, sentList } from "./sent-values.ts";
import { deliveryOf, ShopifyDelivery } from "./shopify-delivery.ts";
import { orderKey, ShopifyLine, skuOf } from "./shopify-line.ts";
import { readRefund, ShopifyRefund } from "./shopify-refund.ts";

const Price = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
const Tax = z.array(z.object({ price: Price })).default([]);

const Line = ShopifyLine.extend({
  title: SentText,
  price: Price,
  current_quantity: z.int().min(0).optional().catch(undefined),
  tax_lines: Tax,
  discount_allocations: z.array(z.object({ amount: Price })).default([]),
});

const Shipping = z.object({ price: Price, discounted_price: Price.optional().catch(undefined), tax_lines: Tax });

const Person = z
  .object({ id: SentText, first_name: SentText, last_name: SentText, email: SentText })
  .nullish()
  .catch(undefined);

const Order = z.object({
  id: SentText,
  name: z.string().min(1),
  ...{
    created_at: z.string(),
    updated_at: SentText,
    cancelled_at: SentText,
    source_name: SentText,
    customer_locale: SentText,
  },
  test: z.boolean().nullish(),
  ...{ currency: Currency, taxes_included: z.boolean().default(false), email: SentText },
  ...{ customer: Person, line_items: z.array(Line), shipping_lines: z.array(Shipping).default([]) },
  refunds: sentList(ShopifyRefund),
  shipping_address: z.object({ name: SentText, zip: SentText, country_code: SentCountry }).nullish().catch(undefined),
});
type Order = z.output<typeof Order>;

/**
 * An order as it stands: who placed it, and what has become of it since. What is recorded stays, and what is told again is known: lines that
 * were added, units that were called off, and refunds of the shop, each once, in whatever order the states come. A test says nothing.
 */
export function readOrder(body: JsonObject, { timeZone, topic }: ReadingContext): Reading {
  const order = Order.parse(body);
  if (order.test || order.line_items.length === 0) return {};
  const at = instantOf(order.created_at, timeZone);
  if (!at) throw new Error(`created_at cannot be read: ${order.created_at}`);
  const shopper = order.customer?.id;
  const contact = contactOf(order);
  const key = orderKey(order.name);
  const head = { type: "order", id: key, at: at.toISOString(), currency: order.currency } as const;
  const isBrought = order.source_name !== "pos";
  const delivery = isBrought ? deliveryOf(ShopifyDelivery.parse(body), at) : undefined;
  const record: Extract<IntakeRecordJson, { type: "order" }> = {
    ...head,
    ...(order.id !== undefined && { reference: order.id }),
    ...(shopper === undefined ? { contact } : { shopper }),
    channel: isBrought ? "online" : "store",
    ...amountsOf(order),
    ...(delivery && { delivery }),
  };
  const person: IntakeRecordJson[] = shopper === undefined ? [] : [{ type: "shopper", id: shopper, ...contact }];
  const of = { order: key, timeZone, currency: order.currency, taxesIncluded: order.taxes_included };
  const refunds = order.refunds.map((one) => readRefund(one, of));
  const shopRefunds = refunds.flatMap((one) => one.shopRefunds ?? []);
  const records = [
    ...person,
    record,
    ...(topic === "orders/create" ? [] : changesOf(order, record)),
    ...refunds.flatMap((one) => one.records ?? []),
  ];
  const shopArrivals = refunds.flatMap((one) => one.shopArrivals ?? []);
  return {
    records,
    ...(shopArrivals.length > 0 && { shopArrivals }),
    ...(shopRefunds.length > 0 && { shopRefunds }),
  };
}

/** Lines that were added, units that were taken out without a refund, and that all of it was called off. */
function changesOf(order: Order, { id, at, lines }: Extract<IntakeRecordJson, { type: "order" }>): IntakeRecordJson[] {
  const changedAt = [order.updated_at, order.cancelled_at].map((text) => instantOf(text, "UTC")?.toISOString() ?? at);
  const [edited = at, cancelled = at] = changedAt;
  const added = lines.flatMap((line): IntakeRecordJson[] => {
    const { reference } = line;
    if (reference === undefined) return [];
    return [{ type: "order-lines", id: `line/${reference}`, order: id, at: edited, lines: [line] }];
  });
  const removed = order.line_items
    .flatMap((line) => takenOut(order, line))
    .map(
      ({ place, sku, reference }): IntakeRecordJson => ({
        ...{ type: "cancellation", id: `edited/${reference}/${place}`, order: id, at: edited },
        lines: [{ sku, line: reference, quantity: 1 }],
      }),
    );
  const off: IntakeRecordJson[] =
    order.cancelled_at === undefined ? [] : [{ type: "cancellation", id, order: id, at: cancelled }];
  return [...added, ...removed, ...off];
}

/**
 * Units of a line that an edit took out and that no refund speaks of, one by one, so that the third is the third in every state. There is
 * a refund of nothing where the order was paid.
 */
function takenOut({ refunds }: Order, line: Order["line_items"][number]) {
  const { id: reference, quantity, current_quantity = quantity } = line;
  if (reference === undefined) return [];
  const refunded = refunds
    .flatMap(({ refund_line_items }) => refund_line_items)
    .filter(({ line_item_id, line_item }) => (line_item_id ?? line_item.id) === reference)
    .reduce((sum, one) => sum + one.quantity, 0);
  const units = Math.max(0, quantity - current_quantity - refunded);
  return Array.from({ length: units }, (_, i) => ({ place: i + 1, sku: skuOf(line), reference }));
}

/** Prices are those of one unit, with or without tax as the shop has them; ours are of the line, with it. */
function amountsOf({ currency, taxes_included, line_items, shipping_lines }: Order) {
  const digits = minorDigits(currency);
  const minor = (decimal: string, quantity = 1) => toMinor(decimal, quantity, digits);
  const taxOf = (lines: z.output<typeof Tax>) => lines.reduce((sum, { price }) => sum + minor(price), 0n);
  const onTop = (lines: z.output<typeof Tax>) => (taxes_included ? 0n : taxOf(lines));
  const shipping = shipping_lines.reduce(
    (sum, { price, discounted_price = price, tax_lines }) => sum + minor(discounted_price) + onTop(tax_lines),
    0n,
  );
  return {
    shipping: Number(shipping),
    lines: line_items.map((line) => ({
      sku: skuOf(line),
      ...(line.id !== undefined && { reference: line.id }),
      ...(line.title !== undefined && { title: line.title.slice(0, 300) }),
      quantity: line.quantity,
      amount: Number(minor(line.price, line.quantity) + onTop(line.tax_lines)),
      discount: Number(line.discount_allocations.reduce((sum, { amount }) => sum + minor(amount), 0n)),
      tax: Number(taxOf(line.tax_lines)),
    })),
  };
}

const languages = ["en", "de", "nl", "zh"] as const;

/** What cannot be stored as it was typed is left out: an order must not fail for its address. */
function contactOf({ customer, email: ofOrder, shipping_address, customer_locale = "" }: Order) {
  const own = [customer?.first_name, customer?.last_name].filter((part) => part !== undefined).join(" ");
  const name = (own || shipping_address?.name || "").replace(/[\p{Cc}\p{Cs}]/gu, "").slice(0, 300);
  const email = z
    .email()
    .max(254)
    .safeParse(customer?.email ?? ofOrder);
  const postCode = shipping_address?.zip;
  const language = languages.find((one) => customer_locale.toLowerCase().startsWith(one));
  const country = shipping_address?.country_code;
  return {
    ...(name.trim() && { name: name.trim() }),
    ...(email.success && { email: email.data }),
    ...(postCode !== undefined && /^[A-Za-z0-9 -]{2,12}$/.test(postCode) && { postCode }),
    ...(country !== undefined && { country }),
    ...(language && { language }),
  };
}
