import { readCsvRows, readText, textColumn } from "../tables/read-csv-rows.ts";

/** A message with its intent; language, split and set are empty where the file has no such column. */
export interface IntentRow {
  readonly text: string;
  readonly intent: string;
  readonly lang: string;
  readonly split: string;
  /** Several data sets may lie in one file. */
  readonly ds: string;
}

const required = ["text", "intent"] as const;
const optional = ["lang", "split", "ds"] as const;

/**
 * Labelled messages from JSON Lines or CSV, plain or gzip: columns `text` and `intent`, and where they exist `lang`, `split` and `ds`.
 * Throws, naming line or column, on what is neither.
 */
export function readIntentRows(path: string): IntentRow[] {
  const content = readText(path);
  const rows = content.trimStart().startsWith("{") ? fromJsonLines(path, content) : fromCsv(path);
  if (rows.length === 0) throw new Error(`${path} holds no message`);
  return rows;
}

function fromJsonLines(path: string, content: string): IntentRow[] {
  return content
    .split("\n")
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, at }) => {
      const fields: Record<string, unknown> = JSON.parse(line);
      for (const name of required) {
        if (typeof fields[name] !== "string") throw new Error(`${path}, line ${at + 1}: ${name} must be a text`);
      }
      const textOf = (name: string) =>
        fields[name] === undefined || fields[name] === null ? "" : String(fields[name]);
      return {
        text: textOf("text"),
        intent: textOf("intent"),
        lang: textOf("lang"),
        split: textOf("split"),
        ds: textOf("ds"),
      };
    });
}

function fromCsv(path: string): IntentRow[] {
  const table = readCsvRows(path);
  const [texts, intents] = required.map((name) => textColumn(table, name));
  const [langs, splits, sets] = optional.map((name) =>
    table.columns.includes(name) ? textColumn(table, name) : undefined,
  );
  return texts!.map((text, i) => ({
    text,
    intent: intents![i]!,
    lang: langs?.[i] ?? "",
    split: splits?.[i] ?? "",
    ds: sets?.[i] ?? "",
  }));
}
