import { createHash } from "node:crypto";
import type { IntakeRecord } from "../../../facts/intake/index.ts";
import { adjustmentKind } from "./adjustment-kind.ts";
import { type KnownLines, returnKey } from "./known-lines.ts";
import type { RetailDocument, StagedRow } from "./packed-rows.ts";

type RecordOf<Type extends IntakeRecord["type"]> = Extract<IntakeRecord, { type: Type }>;

const currency = "GBP";
const channel = "online";

/** A record with the rows of the file that it stands for; none for what rows merely mention. */
export interface RowsRecord {
  readonly record: IntakeRecord;
  readonly rows: readonly StagedRow[];
  /** The customer, or the invoice that names none: what is recorded of one owner must keep its order. */
  readonly owner: string;
}

export interface DocumentRecords {
  readonly records: readonly RowsRecord[];
  /** Rows that are recorded already. */
  readonly known: number;
}

/**
 * What an invoice says, as records. Of an invoice that is known from an earlier file only the lines that it lacked are
 * left, so that a file that was cut in the middle of an invoice can be continued.
 */
export function documentRecords(document: RetailDocument, known: KnownLines): DocumentRecords {
  const { rows } = document;
  const isNew = (row: StagedRow) => !known.claim(row);
  const sales = rows.filter((row) => row.kind === "sale" && isNew(row));
  const returns = rows.filter((row) => row.kind === "return" && isNew(row));
  const adjustments = rows.filter((row) => row.kind === "adjustment");
  const records = [
    ...(sales.length > 0 ? [saleRecord(document, sales, known)] : []),
    ...(returns.length > 0 ? returnRecords(document, returns, known) : []),
    ...adjustmentRecords(adjustments),
  ];
  return { records, known: rows.length - sales.length - returns.length - adjustments.length };
}

/** An invoice with several times is one order at the first; lines of a later time carry it. */
function saleRecord(document: RetailDocument, sales: readonly StagedRow[], known: KnownLines): RowsRecord {
  const first = firstTime(sales);
  const at = new Date(first);
  const lines = sales.map(({ code, title, quantity, amount, at: time }) => ({
    ...saidOf(code, title, quantity),
    amount: BigInt(amount),
    ...(time !== first && { at: new Date(time) }),
  }));
  const { invoice } = document;
  const shopper = customerOf(document);
  const owner = shopper ?? invoice;
  if (known.isOrder(invoice)) {
    const id = `${invoice}+${fingerprint(sales)}`;
    return { record: { type: "order-lines", id, order: invoice, at, lines }, rows: sales, owner };
  }
  const country = document.rows.find((row) => row.country !== "")?.country;
  const record: RecordOf<"order"> = {
    ...{ type: "order", id: invoice, at, channel, currency, lines },
    ...(shopper !== undefined && { shopper }),
    ...(country !== undefined && { contact: { country } }),
  };
  return { record, rows: sales, owner };
}

function returnRecords(document: RetailDocument, returns: readonly StagedRow[], known: KnownLines): RowsRecord[] {
  const { invoice } = document;
  const shopper = customerOf(document);
  const country = document.rows.find((row) => row.country !== "")?.country;
  const record: RecordOf<"return"> = {
    ...{ type: "return", id: returnKey(invoice, known.returnsOf(invoice) + 1), at: new Date(firstTime(returns)) },
    ...{ channel, currency },
    ...(shopper !== undefined && { shopper }),
    lines: returns.map(({ code, title, quantity, amount }) => ({
      ...saidOf(code, title, quantity),
      amount: BigInt(amount),
    })),
  };
  if (shopper === undefined) return [{ record, rows: returns, owner: invoice }];
  const buyer: RecordOf<"shopper"> = { type: "shopper", id: shopper, kind: "account", ...(country && { country }) };
  return [
    { record: buyer, rows: [], owner: shopper },
    { record, rows: returns, owner: shopper },
  ];
}

/** Adjustments have no number either: equal ones of an invoice are numbered. */
function adjustmentRecords(adjustments: readonly StagedRow[]): RowsRecord[] {
  const seen = new Map<string, number>();
  return adjustments.map((row) => {
    const { invoice, code, title, quantity, amount, at, customer } = row;
    const said = `${invoice}/${code}/${at}/${quantity}/${amount}`;
    const number = (seen.get(said) ?? 0) + 1;
    seen.set(said, number);
    const record: RecordOf<"adjustment"> = {
      ...{ type: "adjustment", id: `${said}/${number}`, at: new Date(at), kind: adjustmentKind(code), code },
      ...(title !== "" && { description: title }),
      ...(customer !== "" && { shopper: customer }),
      ...{ document: invoice, quantity, amount: BigInt(amount), currency },
    };
    return { record, rows: [row], owner: customer === "" ? invoice : customer };
  });
}

function saidOf(sku: string, title: string, quantity: number) {
  return { sku, ...(title !== "" && { title }), quantity };
}

function customerOf({ rows }: RetailDocument): string | undefined {
  return rows.find((row) => row.customer !== "")?.customer;
}

function firstTime(rows: readonly StagedRow[]): number {
  return rows.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
}

/** The same missing lines get the same key, however often the file is sent. */
function fingerprint(rows: readonly StagedRow[]): string {
  const said = rows.map(({ code, quantity, amount, at }) => `${code}/${quantity}/${amount}/${at}`).sort();
  return createHash("sha256").update(said.join("\n")).digest("hex").slice(0, 16);
}
