import { z } from "zod";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import { Currency, minorDigits, toMinor } from "../../../foundation/money/index.ts";
import type { JsonObject, Reading, ReadingContext } from "../sender.ts";
import { instantOf, SentCountry, SentText } from "./sent-values.ts";
import { deliveryOf, ShopifyDelivery } from "./shopify-delivery.ts";
import { orderKey, ShopifyLine, skuOf } from "./shopify-line.ts";

/** Shopify writes money as decimal text, such as `409.94`. */
const Decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
const Tax = z.array(z.object({ price: Decimal })).default([]);

const Line = ShopifyLine.extend({
  title: SentText,
  price: Decimal,
  tax_lines: Tax,
  discount_allocations: z.array(z.object({ amount: Decimal })).default([]),
});

const Shipping = z.object({ price: Decimal, discounted_price: Decimal.optional().catch(undefined), tax_lines: Tax });

const Person = z
  .object({ id: SentText, first_name: SentText, last_name: SentText, email: SentText })
  .nullish()
  .catch(undefined);

const Order = z.object({
  name: z.string().min(1),
  ...{ created_at: z.string(), cancelled_at: SentText, source_name: SentText, customer_locale: SentText },
  test: z.boolean().nullish(),
  ...{ currency: Currency, taxes_included: z.boolean().default(false), email: SentText },
  ...{ customer: Person, line_items: z.array(Line), shipping_lines: z.array(Shipping).default([]) },
  shipping_address: z.object({ name: SentText, zip: SentText, country_code: SentCountry }).nullish().catch(undefined),
});
type Order = z.output<typeof Order>;

/**
 * An order and who placed it, in the neutral format. What is recorded stays: an order that is told again is known. One that is a test, or was
 * called off before it was heard of, says nothing.
 */
export function readOrder(body: JsonObject, { timeZone }: ReadingContext): Reading {
  const order = Order.parse(body);
  if (order.test || order.cancelled_at !== undefined || order.line_items.length === 0) return {};
  const at = instantOf(order.created_at, timeZone);
  if (!at) throw new Error(`created_at cannot be read: ${order.created_at}`);
  const shopper = order.customer?.id;
  const contact = contactOf(order);
  const head = { type: "order", id: orderKey(order.name), at: at.toISOString(), currency: order.currency } as const;
  const isBrought = order.source_name !== "pos";
  const delivery = isBrought ? deliveryOf(ShopifyDelivery.parse(body), at) : undefined;
  const record: IntakeRecordJson = {
    ...head,
    ...(shopper === undefined ? { contact } : { shopper }),
    channel: isBrought ? "online" : "store",
    ...amountsOf(order),
    ...(delivery && { delivery }),
  };
  const person: IntakeRecordJson[] = shopper === undefined ? [] : [{ type: "shopper", id: shopper, ...contact }];
  return { records: [...person, record] };
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
