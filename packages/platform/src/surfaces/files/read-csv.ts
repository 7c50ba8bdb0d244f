import Papa from "papaparse";
import { emptyFile, unclosedQuote } from "./import-file.ts";
import { openText } from "./open-text.ts";

/** One row with the line of the file on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvReading {
  readonly file: string;
  /** Called once with the first row. May throw. */
  onHeader(header: readonly string[]): void;
  /** Called with the rows in order; the file is read on when it returns. */
  onRows(rows: readonly CsvRow[]): Promise<void>;
  onProgress(done: number, total: number): void;
}

/** A row that is longer is a quote that was never closed, and would swallow the rest of the file. */
const LONGEST_ROW = 4 * 1024 * 1024;

/**
 * Reads a CSV file (RFC 4180; comma, semicolon or tab; CR LF or LF; with or without byte order mark) in pieces, no
 * faster than its rows are taken. Empty lines are passed over.
 */
export async function readCsv({ file, onHeader, onRows, onProgress }: CsvReading): Promise<void> {
  const { text, bytes, bytesRead } = await openText(file);
  let parser: Papa.Parser | undefined;
  let rest = "";
  let line = 1;
  let headerSeen = false;
  const take = async (input: string, isLast: boolean) => {
    // The parser of the library itself, without its reading of streams, which does not wait for those who take the rows.
    parser ??= new Papa.Parser({ ...dialectOf(input), quoteChar: '"' });
    const { data, meta } = parser.parse(input, 0, !isLast) as Papa.ParseResult<string[]>;
    rest = input.slice(meta.cursor);
    if (rest.length > LONGEST_ROW) throw unclosedQuote({ file, line: line + data.length });
    const rows: CsvRow[] = [];
    for (const fields of data) {
      if (headerSeen && !isEmpty(fields)) rows.push({ line, fields });
      if (!headerSeen) onHeader(fields);
      headerSeen = true;
      line += 1 + lineBreaksIn(fields);
    }
    await onRows(rows);
    onProgress(bytesRead(), bytes);
  };
  for await (const piece of text as AsyncIterable<string>) {
    const input = parser ? rest + piece : (rest + piece).replace(/^\uFEFF/, "");
    // The dialect shows in the first line.
    if (parser || input.includes("\n")) await take(input, false);
    else rest = input;
  }
  if (rest !== "") await take(rest, true);
  if (!headerSeen) throw emptyFile({ file });
}

function dialectOf(start: string): { delimiter: string; newline: "\r\n" | "\n" } {
  const header = start.slice(0, start.includes("\n") ? start.indexOf("\n") : start.length);
  const delimiters = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const { delimiter } = delimiters.reduce((best, one) => (one.count > best.count ? one : best));
  return { delimiter, newline: header.endsWith("\r") ? "\r\n" : "\n" };
}

function isEmpty(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0] === "";
}

function lineBreaksIn(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) for (let at = field.indexOf("\n"); at >= 0; at = field.indexOf("\n", at + 1)) count++;
  return count;
}
