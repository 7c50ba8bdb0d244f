import { z } from "zod";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import { Currency, minorDigits, toMinor } from "../../../foundation/money/index.ts";
import type { Reading, ReadingContext } from "../sender.ts";
import type { ShopRefund } from "../shop-refund.ts";
import { MedusaReturn, readMedusaReturns, skuOf } from "./medusa-return.ts";
import { instantOf, SentText, sentList } from "./sent-values.ts";

/** Medusa counts in whole units of the currency, as a number or as text: `19.99`. */
const Decimal = z
  .union([z.number().transform(String), z.string()])
  .pipe(z.string().regex(/^\d{1,12}(\.\d{1,10})?$/, { error: "expected a decimal number without a sign" }));

const Item = z.object({
  ...{ id: z.string().min(1), variant_sku: SentText, variant_id: SentText, product_title: SentText, title: SentText },
  quantity: z.int().min(1),
  /** Before and after discounts, tax included. */
  original_total: Decimal,
  total: Decimal,
  tax_total: Decimal.optional(),
});

const Payment = z.object({
  ...{ id: z.string().min(1), amount: Decimal, captured_at: SentText, provider_id: SentText },
  data: z.object({ id: SentText }).nullish().catch(undefined),
  refunds: sentList(z.object({ id: z.string().min(1), amount: Decimal, created_at: SentText })),
});
type Payment = z.output<typeof Payment>;

const Address = z.object({ first_name: SentText, last_name: SentText, postal_code: SentText, country_code: SentText });

const Order = z.object({
  id: z.string().min(1),
  display_id: z.union([z.int().transform(String), z.string().min(1)]),
  created_at: z.string(),
  ...{ updated_at: SentText, canceled_at: SentText, email: SentText },
  currency_code: z.string().toUpperCase().pipe(Currency),
  customer: z.object({ id: SentText, has_account: z.boolean().nullish() }).nullish().catch(undefined),
  shipping_address: Address.nullish().catch(undefined),
  items: z.array(Item).min(1),
  shipping_total: Decimal.default("0"),
  payment_collections: sentList(z.object({ payments: sentList(Payment) })),
  returns: sentList(MedusaReturn),
});
type Order = z.output<typeof Order>;

/**
 * An order as it stands in Medusa: who placed it, what was paid, called off, announced as coming back, received, and paid back. Every state tells
 * all of it again; each thing counts once, in whatever order the states come.
 */
export function readMedusaOrder(data: unknown, { timeZone }: ReadingContext): Reading {
  const order = Order.parse(data);
  const at = instantOf(order.created_at, timeZone);
  if (!at) throw new Error(`created_at cannot be read: ${order.created_at}`);
  const digits = minorDigits(order.currency_code);
  const minor = (decimal: string) => toMinor(decimal, 1, digits);
  const of = { order: order.display_id, timeZone, currency: order.currency_code };
  const lines = order.items.map((item) => lineOf(item, minor));
  const account = order.customer?.has_account === false ? undefined : order.customer?.id;
  const contact = contactOf(order);
  const placed: IntakeRecordJson = {
    ...{ type: "order", id: order.display_id, reference: order.id, at: at.toISOString(), channel: "online" },
    ...(account === undefined ? { contact } : { shopper: account }),
    ...{ currency: order.currency_code, shipping: Number(minor(order.shipping_total)), lines },
    ...(contact.postCode !== undefined && { delivery: { postCode: contact.postCode, ...countryOf(contact) } }),
  };
  const changed = (instantOf(order.updated_at, timeZone) ?? at).toISOString();
  const cancelled = instantOf(order.canceled_at, timeZone);
  const payments = order.payment_collections.flatMap((collection) => collection.payments);
  const { records: cameBack, ...returns } = readMedusaReturns(order.returns, order.items, of);
  const records: IntakeRecordJson[] = [
    ...(account === undefined ? [] : [{ type: "shopper" as const, id: account, ...contact }]),
    placed,
    ...lines.map((line): IntakeRecordJson => {
      return { type: "order-lines", id: `line/${line.reference}`, order: order.display_id, at: changed, lines: [line] };
    }),
    ...payments.flatMap((payment) => paymentOf(payment, order, minor)),
    ...(cancelled
      ? [{ type: "cancellation" as const, id: order.id, order: order.display_id, at: cancelled.toISOString() }]
      : []),
    ...cameBack,
  ];
  const shopRefunds = payments.flatMap((payment) => refundsOf(payment, order, minor));
  return { records, ...returns, ...(shopRefunds.length > 0 && { shopRefunds }) };
}

function lineOf(item: z.output<typeof Item>, minor: (decimal: string) => bigint) {
  const [listed, paid] = [minor(item.original_total), minor(item.total)];
  const title = item.product_title ?? item.title;
  return {
    ...{ sku: skuOf(item), reference: item.id, quantity: item.quantity },
    ...(title !== undefined && { title: title.slice(0, 300) }),
    ...{ amount: Number(listed), discount: Number(listed - paid), tax: Number(minor(item.tax_total ?? "0")) },
  };
}

/** What cannot be stored as it was typed is left out: an order must not fail for its address. */
function contactOf({ email, shipping_address: to }: Order) {
  const name = [to?.first_name, to?.last_name].filter((part) => part !== undefined).join(" ");
  const clean = name
    .replace(/[\p{Cc}\p{Cs}]/gu, "")
    .slice(0, 300)
    .trim();
  const address = z.email().max(254).safeParse(email);
  const country = to?.country_code?.toUpperCase();
  return {
    ...(clean && { name: clean }),
    ...(address.success && { email: address.data }),
    ...(to?.postal_code !== undefined && /^[A-Za-z0-9 -]{2,12}$/.test(to.postal_code) && { postCode: to.postal_code }),
    ...(country !== undefined && /^[A-Z]{2}$/.test(country) && { country }),
  };
}

function countryOf({ country }: { readonly country?: string }) {
  return country === undefined ? {} : { country };
}

/** A payment that was captured; what its provider calls it is what it can be paid back by. */
function paymentOf(payment: Payment, order: Order, minor: (decimal: string) => bigint): IntakeRecordJson[] {
  const { id, captured_at, provider_id = "", data } = payment;
  const amount = minor(payment.amount);
  if (captured_at === undefined || amount === 0n) return [];
  const reference = data?.id;
  return [
    {
      ...{ type: "payment", id, order: order.display_id, at: captured_at, amount: Number(amount) },
      method: provider_id.includes("stripe") ? "card" : "other",
      ...(reference !== undefined && { reference }),
    },
  ];
}

/** Medusa says of no refund what it was for: what is for goods that came back is known by their return. */
function refundsOf(payment: Payment, order: Order, minor: (decimal: string) => bigint): ShopRefund[] {
  return payment.refunds.flatMap(({ id, amount: text }) => {
    const amount = minor(text);
    const reason = order.canceled_at === undefined ? "requested-by-customer" : "cancelled";
    if (amount === 0n) return [];
    const { display_id, currency_code: currency } = order;
    return [{ key: `medusa/refund/${id}`, order: display_id, currency, amount, shipping: 0n, lines: [], reason }];
  });
}
