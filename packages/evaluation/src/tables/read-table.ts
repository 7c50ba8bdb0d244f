import { parse } from "csv-parse/sync";
import { readText } from "./read-text.ts";
import type { CsvTable } from "./table.ts";

/**
 * A table from a file: CSV with a header line (comma, semicolon or tab) or JSON Lines (one object a line), told by the first
 * character; plain or gzip. Cells are texts: a missing or null field is "", true and false are written out, lists and objects stay JSON.
 * Throws, naming the file and the line, if it is missing, empty, ragged or no JSON.
 */
export function readTable(path: string): CsvTable {
  const text = readText(path).replace(/^\uFEFF/, "");
  const table = /^\s*\{/.test(text) ? fromJsonLines(path, text) : fromCsv(path, text);
  if (table.rows.length === 0) throw new Error(`${path} has no rows: at least one beside the header is needed`);
  return table;
}

function fromCsv(path: string, text: string): CsvTable {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]/))) || text;
  const delimiter = [",", ";", "\t"].reduce((best, each) =>
    header.split(each).length > header.split(best).length ? each : best,
  );
  let lines: string[][];
  try {
    lines = parse(text, { delimiter, skip_empty_lines: true });
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const [columns, ...rows] = lines;
  if (!columns) throw new Error(`${path} is empty: a header line and rows are needed`);
  const twice = columns.find((name, j) => columns.indexOf(name) !== j);
  if (twice !== undefined) throw new Error(`${path}: two columns are called "${twice}"; rename one of them`);
  return { columns, rows };
}

function fromJsonLines(path: string, text: string): CsvTable {
  const places = new Map<string, number>();
  const rows: string[][] = [];
  for (const [k, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const row: string[] = [];
    for (const [name, value] of Object.entries(objectOf(path, k + 1, line))) {
      let place = places.get(name);
      if (place === undefined) {
        place = places.size;
        places.set(name, place);
      }
      row[place] = cellOf(value);
    }
    rows.push(row);
  }
  return {
    columns: [...places.keys()],
    rows: rows.map((row) => Array.from(places.values(), (place) => row[place] ?? "")),
  };
}

function objectOf(path: string, line: number, text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${path}, line ${line} is no JSON: one object a line is needed`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new Error(`${path}, line ${line} is no object: one object a line is needed`);
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
