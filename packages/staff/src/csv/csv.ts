import { minorDigits } from "@aftercare/messages/browser";

/**
 * Comma-separated text after RFC 4180. A cell that a spreadsheet would run as a formula is led by an apostrophe; a plain
 * number keeps its minus sign.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Minor units as a decimal number that a spreadsheet reads: (1234, "EUR") → "12.34", (1500, "JPY") → "1500". */
export function decimalAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = Math.abs(amount)
    .toString()
    .padStart(digits + 1, "0");
  const sign = amount < 0 ? "-" : "";
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
