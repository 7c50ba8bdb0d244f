import { toMinor } from "../../../foundation/money/index.ts";
import { isProduct } from "./adjustment-kind.ts";
import type { Column, Columns } from "./columns.ts";
import countries from "./countries.json" with { type: "json" };
import { remembering } from "./remembering.ts";
import { shopTime } from "./shop-time.ts";

/** What a line of the file is: a product sold, a product that came back, or anything else that was booked. */
export type RowKind = "sale" | "return" | "adjustment";

export interface RetailRow {
  readonly invoice: string;
  readonly kind: RowKind;
  readonly code: string;
  /** Empty where the file has none, as the last two. */
  readonly title: string;
  /** Above zero, except for adjustments. */
  readonly quantity: number;
  /** Price × quantity in pence; of a return what was given back. */
  readonly amount: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly customer: string;
  readonly country: string;
}

/** Keys are shown, printed and typed; no real code is longer. */
const LONGEST_KEY = 30;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const codes: Readonly<Record<string, string>> = countries;

/** @returns what a line says, or why it cannot be taken */
export function rowReader(columns: Columns, latest: Date): (fields: readonly string[]) => RetailRow | string {
  const invoiceOf = remembering((text) => readKey("InvoiceNo", text));
  const codeOf = remembering((text) => readKey("StockCode", text));
  const customerOf = remembering((text) => (text.trim() === "" ? nobody : readKey("CustomerID", text)));
  const titleOf = remembering(readTitle);
  const countryOf = remembering((text) => codes[text.trim()] ?? "");
  const priceOf = remembering((text) => readPrice(text.trim()));
  const timeOf = shopTime();
  return (fields) => {
    const text = (column: Column) => fields[columns[column]] ?? "";
    const invoice = invoiceOf(text("invoice"));
    const code = codeOf(text("code"));
    const customer = customerOf(text("customer"));
    const fault = invoice.fault ?? code.fault ?? customer.fault;
    if (fault !== undefined) return fault;
    const quantity = readQuantity(text("quantity").trim());
    if (quantity === undefined) return `Quantity ${text("quantity").trim()} is not a whole number other than zero`;
    const price = priceOf(text("price"));
    if (price === undefined) return `UnitPrice ${text("price").trim()} is not a number`;
    const at = timeOf(text("date").trim());
    if (at === undefined || at < EARLIEST || at >= LATEST)
      return `InvoiceDate ${text("date").trim()} is not a time such as 2010-12-01 08:26:00`;
    if (at > latest.getTime()) return `InvoiceDate ${text("date").trim()} lies in the future`;
    const kind = kindOf(invoice.key, code.isProduct, quantity, price.isZero);
    if (kind !== "adjustment" && price.isNegative)
      return `UnitPrice ${text("price").trim()} of a product is below zero`;
    if (kind === "return" && quantity > 0) return `Quantity ${quantity} of a cancellation is not below zero`;
    const units = kind === "return" ? -quantity : quantity;
    const amount = price.times(units);
    if (Math.abs(amount) > LARGEST_AMOUNT)
      return `Quantity ${quantity} × UnitPrice ${text("price").trim()} is beyond belief`;
    return {
      ...{ invoice: invoice.key, kind, code: code.key, title: titleOf(text("description")), quantity: units, amount },
      ...{ at, customer: customer.key, country: countryOf(text("country")) },
    };
  };
}

/**
 * Outside cancellations a product with a price and a quantity is a sale; in cancellations (invoices that begin with C) it
 * came back. Other codes, corrections of stock and the accountants' own invoices (A…) are adjustments.
 */
function kindOf(invoice: string, isProductCode: boolean, quantity: number, isFree: boolean): RowKind {
  if (!isProductCode || isFree || invoice.startsWith("A")) return "adjustment";
  if (invoice.startsWith("C")) return "return";
  return quantity > 0 ? "sale" : "adjustment";
}

/** Spreadsheets turn 17850 into 17850.0. */
function withoutFraction(key: string): string {
  return key.endsWith("0") && /^\d+\.0+$/.test(key) ? key.slice(0, key.indexOf(".")) : key;
}

interface Key {
  readonly key: string;
  readonly fault: string | undefined;
  readonly isProduct: boolean;
}

const nobody: Key = { key: "", fault: undefined, isProduct: false };

function readKey(name: string, text: string): Key {
  const key = withoutFraction(text.trim());
  return { key, fault: keyFault(name, key), isProduct: isProduct(key) };
}

function keyFault(name: string, key: string): string | undefined {
  if (key === "") return `${name} is missing`;
  if (key.length > LONGEST_KEY) return `${name} is longer than ${LONGEST_KEY} characters`;
  return /[\p{Cc}\p{Cs}]/u.test(key) ? `${name} holds a control character` : undefined;
}

function readQuantity(text: string): number | undefined {
  const quantity = text === "" ? Number.NaN : Number(text);
  return Number.isInteger(quantity) && quantity !== 0 && Math.abs(quantity) <= 1_000_000 ? quantity : undefined;
}

function readTitle(text: string): string {
  return text
    .trim()
    .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
    .slice(0, 300);
}

interface Price {
  readonly isZero: boolean;
  readonly isNegative: boolean;
  times(quantity: number): number;
}

const LARGEST_PRICE = 100_000_000;
/** In pence, as the intake takes it. */
const LARGEST_AMOUNT = 1_000_000_000_000;

/** Reads a price exactly. */
function readPrice(text: string): Price | undefined {
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(text) || Math.abs(Number(text)) > LARGEST_PRICE) return undefined;
  const isZero = Number(text) === 0;
  const isNegative = Number(text) < 0;
  const whole = /^-?\d*\.?\d{0,2}0*$/.test(text) ? Number(toMinor(text, 1, 2)) : undefined;
  // A price with a part of a penny must be multiplied before it is rounded.
  const times = (quantity: number) => (whole === undefined ? Number(toMinor(text, quantity, 2)) : whole * quantity);
  return { isZero, isNegative, times };
}
