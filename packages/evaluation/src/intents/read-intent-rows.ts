import { readTable } from "../tables/read-table.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";

/** A message with its intent; language, split and set are empty where the file has no such column. */
export interface IntentRow {
  readonly text: string;
  readonly intent: string;
  readonly lang: string;
  readonly split: string;
  /** Several data sets may lie in one file. */
  readonly ds: string;
  /** Place in the file, counted from 0 without the header. */
  readonly row: number;
}

/** The messages of a file. */
export interface IntentRows {
  readonly rows: readonly IntentRow[];
  /** Rows of the file, those left out included. */
  readonly total: number;
}

/** Names of the columns. */
export interface IntentColumns {
  readonly text: string;
  readonly intent: string;
  readonly lang: string;
  readonly split: string;
  readonly ds: string;
}

export const intentColumns: IntentColumns = { text: "text", intent: "intent", lang: "lang", split: "split", ds: "ds" };

/** Something that can be read: not only spaces, invisible signs and marks that stand alone. */
const READABLE = /[^\p{C}\p{Z}\p{M}]/u;

/**
 * Labelled messages from CSV or JSON Lines, plain or gzip: a text and an intent, and where they exist language, split and set. Rows
 * without text or intent are left out. Throws, naming file and columns, where a column is missing or no message is left.
 */
export function readIntentRows(path: string, columns: IntentColumns = intentColumns): IntentRows {
  const table = readTable(path);
  const rows = rowsOf(path, table, columns).filter(({ text, intent }) => READABLE.test(text) && READABLE.test(intent));
  if (rows.length === 0) {
    throw new Error(`${path} holds no message with a text (${columns.text}) and an intent (${columns.intent})`);
  }
  return { rows, total: table.rows.length };
}

function rowsOf(path: string, table: CsvTable, columns: IntentColumns): IntentRow[] {
  const required = (name: string, option: string) => {
    if (table.columns.includes(name)) return textColumn(table, name);
    throw new Error(
      `${path} has no column ${name}; there are ${table.columns.join(", ")}: name the right one with --${option}`,
    );
  };
  const optional = (name: string) => (table.columns.includes(name) ? textColumn(table, name) : undefined);
  const texts = required(columns.text, "text");
  const intents = required(columns.intent, "intent");
  const [langs, splits, sets] = [columns.lang, columns.split, columns.ds].map(optional);
  return texts.map((text, row) => ({
    text,
    intent: intents[row]!.trim(),
    lang: langs?.[row]?.trim() ?? "",
    split: splits?.[row]?.trim() ?? "",
    ds: sets?.[row]?.trim() ?? "",
    row,
  }));
}
