import { z } from "zod";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import { allocate, Currency, minorDigits, toMinor } from "../../../foundation/money/index.ts";
import type { JsonObject, Reading, ReadingContext } from "../sender.ts";
import type { ShopRefund } from "../shop-refund.ts";
import { instantOf, SentText, sentList } from "./sent-values.ts";
import { ShopifyLine, skuOf } from "./shopify-line.ts";
import { Decimal } from "./shopify-money.ts";

const SetOfMoney = z.object({ shop_money: z.object({ amount: Decimal, currency_code: Currency }) });
const Amount = Decimal.optional().catch(undefined);

const RefundLine = z.object({
  ...{ line_item_id: SentText, restock_type: SentText },
  quantity: z.int().min(1),
  subtotal: Amount,
  total_tax: Amount,
  subtotal_set: SetOfMoney.optional().catch(undefined),
  line_item: ShopifyLine,
});

const Transaction = z.object({ kind: SentText, status: SentText, amount: Decimal, currency: Currency });
const Adjustment = z.object({ kind: SentText, amount: Decimal, tax_amount: Amount });
const RefundedShipping = z.object({ subtotal_amount_set: SetOfMoney });

export const ShopifyRefund = z.object({
  id: z.union([z.int().transform(String), z.string().min(1)]),
  ...{ order_id: SentText, created_at: SentText, processed_at: SentText },
  /** The shop's return that it settles. */
  return: z.object({ id: SentText }).nullish().catch(undefined),
  refund_line_items: z.array(RefundLine).default([]),
  transactions: sentList(Transaction),
  order_adjustments: sentList(Adjustment),
  refund_shipping_lines: sentList(RefundedShipping),
});
export type ShopifyRefund = z.output<typeof ShopifyRefund>;

export function readRefundCreated(body: JsonObject, { timeZone }: ReadingContext): Reading {
  const refund = ShopifyRefund.parse(body);
  if (refund.order_id === undefined) throw new Error("order_id is missing");
  return readRefund(refund, { order: refund.order_id, timeZone });
}

interface Known {
  /** Number or reference. */
  readonly order: string;
  readonly timeZone: string;
  readonly currency?: string;
  /** Whether the shop's prices hold the tax. */
  readonly taxesIncluded?: boolean;
}

/**
 * A refund that the shop has made: the goods that came back with it, the units that it calls off, and the money that went back. The same refund
 * stands in every later state of its order, and is read once.
 * @param known what is known of its order
 */
export function readRefund(refund: ShopifyRefund, known: Known): Reading {
  const { id, refund_line_items, transactions } = refund;
  const at = instantOf(refund.processed_at ?? refund.created_at, known.timeZone);
  if (!at) throw new Error("processed_at and created_at cannot be read");
  const paid = transactions.filter(({ kind, status }) => kind === "refund" && status === "success");
  const currency = paid[0]?.currency ?? refund_line_items[0]?.subtotal_set?.shop_money.currency_code ?? known.currency;
  // Nothing went back yet, and of the goods nobody needs a currency: those of a known order have it.
  if (currency === undefined) return {};
  const foreign = paid.find((one) => one.currency !== currency);
  if (foreign) throw new Error(`paid back in ${currency} and in ${foreign.currency}`);
  const digits = minorDigits(currency);
  const amount = paid.reduce((sum, one) => sum + toMinor(one.amount, 1, digits), 0n);
  const { goods, shipping } = sharesOf(refund, amount, digits, known.taxesIncluded);
  const lines = refund_line_items.map((line, i) => ({ ...lineOf(line, goods[i]), isBack: isBack(refund, line), line }));
  const back = lines.filter(({ isBack }) => isBack);
  const off = lines.filter(({ line }) => line.restock_type === "cancel");
  const head = { id: `refund/${id}`, order: known.order, at: at.toISOString() } as const;
  const records: IntakeRecordJson[] = [
    ...(back.length === 0
      ? []
      : [{ ...head, type: "return" as const, channel: "online" as const, currency, lines: back.map(recordLine) }]),
    // Without amounts: what went back for them is told below, once.
    ...(off.length === 0
      ? []
      : [
          {
            ...head,
            type: "cancellation" as const,
            lines: off.map((one) => recordLine({ ...one, amount: undefined })),
          },
        ]),
  ];
  const reason = back.length > 0 ? "returned" : off.length > 0 ? "cancelled" : "requested-by-customer";
  const told: ShopRefund = {
    ...{ key: `shopify/refund/${id}`, order: known.order, currency, amount, shipping, reason },
    ...(back.length > 0 && { broughtBack: `refund/${id}` }),
    lines: lines.map(({ sku, reference, quantity, amount = 0n }) => ({ sku, reference, quantity, amount })),
  };
  const announced = refund.return?.id;
  const arrival = back.length > 0 && announced !== undefined && { key: announced, order: known.order, record: head.id };
  return {
    ...{ records, needsOrder: known.order },
    ...(arrival && { shopArrivals: [arrival] }),
    ...(amount > 0n && { shopRefunds: [told] }),
  };
}

/** `no_restock` says that nothing goes on a shelf: of a return, which has come back all the same; else of goods that the shopper keeps. */
function isBack(refund: ShopifyRefund, { restock_type }: z.output<typeof RefundLine>): boolean {
  return restock_type === "return" || (restock_type === "no_restock" && refund.return?.id !== undefined);
}

function lineOf({ line_item, line_item_id, quantity }: z.output<typeof RefundLine>, amount: bigint | undefined) {
  return { sku: skuOf(line_item), reference: line_item_id ?? line_item.id, quantity, amount };
}

function recordLine({ sku, reference, quantity, amount }: ReturnType<typeof lineOf>) {
  return {
    ...{ sku, quantity },
    ...(reference !== undefined && { line: reference }),
    ...(amount !== undefined && { amount: Number(amount) }),
  };
}

/**
 * What of the money is for each line and for postage. A refund by itself does not say whether its prices hold the tax: what went back tells. Where less
 * went back than the goods cost, a fee was kept, and it is shared out over them; what went back beyond them is for no line.
 * @returns goods without amounts where nothing went back yet
 */
function sharesOf(refund: ShopifyRefund, amount: bigint, digits: number, taxesIncluded: boolean | undefined) {
  if (amount === 0n) return { goods: [], shipping: 0n };
  const minor = (decimal: string | undefined) => (decimal === undefined ? 0n : toMinor(decimal, 1, digits));
  const total = (amounts: readonly bigint[]) => amounts.reduce((sum, one) => sum + one, 0n);
  const priced = refund.refund_line_items.map((line) => minor(line.subtotal_set?.shop_money.amount ?? line.subtotal));
  const taxed = refund.refund_line_items.map((line, i) => (priced[i] ?? 0n) + minor(line.total_tax));
  const postage = refund.order_adjustments.filter(({ kind }) => kind === "shipping_refund");
  const lines = refund.refund_shipping_lines.map((one) => minor(one.subtotal_amount_set.shop_money.amount));
  const sent = total(postage.length > 0 ? postage.map((one) => minor(one.amount)) : lines);
  const sentTaxed = sent + total(postage.map((one) => minor(one.tax_amount)));
  // Where neither sum fits, what is surely for the goods is theirs, and the rest for no line.
  const onTop = taxesIncluded === undefined ? total(taxed) + sentTaxed === amount : !taxesIncluded;
  const [weights, wanted] = onTop ? [taxed, sentTaxed] : [priced, sent];
  const shipping = wanted < amount ? wanted : amount;
  const left = amount - shipping;
  const all = total(weights);
  const goods = weights.length === 0 ? [] : allocate(left < all ? left : all, weights);
  return { goods, shipping };
}
