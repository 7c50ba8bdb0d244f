/**
 * A value to be copied into a column. An array becomes an SQL array; any other object becomes JSON. Give a JSON array,
 * or a JSON value that is a string or a number, as its own text: `JSON.stringify(value)`.
 */
export type CopyValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | Uint8Array
  | readonly (string | number | bigint | boolean | null)[]
  | object;

export type CopyRow = readonly CopyValue[];

/** A value that no column can hold, with the place where it stands. */
export class CopyValueError extends Error {
  override readonly name = "CopyValueError";
}

// The format reserves backslash, tab and line ends; no PostgreSQL text holds a NUL. Not a literal, because the linter
// takes control characters in one for a mistake.
const SPECIAL = /[\\\t\n\r\0]/;
const ALL_SPECIAL = new RegExp(SPECIAL, "g");
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/**
 * One row in the text format of COPY, with its line end.
 * @see https://www.postgresql.org/docs/18/sql-copy.html "Text Format"
 * @throws CopyValueError
 */
export function copyLine(row: CopyRow): string {
  let line = "";
  for (let index = 0; index < row.length; index++) {
    if (index > 0) line += "\t";
    const value = row[index];
    line += typeof value === "string" ? escapeText(value, index) : fieldText(value, index);
  }
  return `${line}\n`;
}

function fieldText(value: CopyValue | undefined, index: number): string {
  switch (typeof value) {
    case "number":
    case "bigint":
      return String(value);
    case "boolean":
      return value ? "t" : "f";
    case "object":
      return value === null ? "\\N" : objectText(value, index);
    default:
      throw new CopyValueError(`column ${index + 1} is ${typeof value}; give null where there is no value`);
  }
}

function objectText(value: object, index: number): string {
  if (value instanceof Date) return timestamp(value, index);
  if (Array.isArray(value)) return escapeText(arrayLiteral(value, index), index);
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString("hex")}`;
  return escapeText(JSON.stringify(value), index);
}

function escapeText(text: string, index: number): string {
  // Nearly no value holds one of them, and asking is much cheaper than replacing.
  if (!SPECIAL.test(text)) return text;
  return text.replace(ALL_SPECIAL, (character) => {
    const escaped = ESCAPES[character];
    if (escaped === undefined) throw new CopyValueError(`column ${index + 1} holds a NUL character; remove it`);
    return escaped;
  });
}

/** ISO 8601 of the years that JavaScript and PostgreSQL write alike. */
function timestamp(value: Date, index: number): string {
  const year = value.getUTCFullYear();
  if (year >= 1 && year <= 9999) return value.toISOString();
  throw new CopyValueError(`column ${index + 1} is not a date between the years 1 and 9999`);
}

/** @see https://www.postgresql.org/docs/18/arrays.html "Array Input and Output Syntax" */
function arrayLiteral(elements: readonly unknown[], index: number): string {
  const parts = elements.map((element) => {
    if (element === null) return "NULL";
    if (typeof element === "string") return `"${element.replace(/["\\]/g, "\\$&")}"`;
    if (["number", "bigint", "boolean"].includes(typeof element)) return String(element);
    throw new CopyValueError(`column ${index + 1} holds an array of ${typeof element}; give JSON as its text`);
  });
  return `{${parts.join(",")}}`;
}
