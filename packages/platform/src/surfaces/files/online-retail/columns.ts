import { missingColumn } from "../import-file.ts";

/** The columns of the format, with the names that the second edition of the data set gave to some. */
const names = {
  invoice: ["InvoiceNo", "Invoice"],
  code: ["StockCode"],
  description: ["Description"],
  quantity: ["Quantity"],
  date: ["InvoiceDate"],
  price: ["UnitPrice", "Price"],
  customer: ["CustomerID"],
  country: ["Country"],
} as const;

export type Column = keyof typeof names;
/** Where each column stands in a row. */
export type Columns = Readonly<Record<Column, number>>;

/**
 * Finds the columns in a header, in any order and among any others; case, spaces and underscores do not count.
 * @throws missingColumn naming the one that is not there
 */
export function findColumns(file: string, header: readonly string[]): Columns {
  const plain = header.map(plainName);
  const entries = Object.entries(names).map(([column, accepted]): [string, number] => {
    const wanted = accepted.map(plainName);
    const index = plain.findIndex((name) => wanted.includes(name));
    if (index < 0) throw missingColumn({ file, column: accepted[0], header: header.join(", ") });
    return [column, index];
  });
  return Object.fromEntries(entries) as unknown as Columns;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_]/g, "");
}
