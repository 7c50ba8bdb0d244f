import Papa from "papaparse";
import { unreadableFile } from "./import-file.ts";
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

/** Input after which a row must have ended; a quote that is never closed would otherwise swallow the rest of the file. */
const LONGEST_ROW = 16 * 1024 * 1024;

/**
 * Reads a CSV file (RFC 4180; comma, semicolon or tab; CR LF or LF; with or without byte order mark) in pieces, no
 * faster than its rows are taken.
 */
export async function readCsv({ file, onHeader, onRows, onProgress }: CsvReading): Promise<void> {
  const { text, bytes, bytesRead } = await openText(file);
  let line = 1;
  let headerSeen = false;
  let sinceRow = 0;
  text.on("data", (piece: string) => {
    sinceRow += piece.length;
    if (sinceRow > LONGEST_ROW)
      text.destroy(unreadableFile({ file, line, reason: "a quote that is opened there is never closed" }));
  });
  const take = async (parsed: readonly string[][]) => {
    const rows: CsvRow[] = [];
    for (const fields of parsed) {
      if (headerSeen) rows.push({ line, fields });
      else onHeader(fields.map((name, index) => (index === 0 ? name.replace(/^\uFEFF/, "") : name)));
      headerSeen = true;
      line += 1 + lineBreaksIn(fields);
    }
    sinceRow = 0;
    await onRows(rows);
    onProgress(bytesRead(), bytes);
  };
  await new Promise<void>((resolve, reject) => {
    const stop = (error: unknown) => {
      text.destroy();
      reject(error);
    };
    Papa.parse<string[]>(text, {
      skipEmptyLines: false,
      chunk({ data }, parser) {
        if (data.length === 0) return;
        parser.pause();
        take(data).then(() => parser.resume(), stop);
      },
      complete: () => resolve(),
      error: stop,
    });
    text.on("error", (error) => stop(error));
  });
  if (!headerSeen) throw unreadableFile({ file, line: 1, reason: "it is empty" });
}

function lineBreaksIn(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) for (let at = field.indexOf("\n"); at >= 0; at = field.indexOf("\n", at + 1)) count++;
  return count;
}
