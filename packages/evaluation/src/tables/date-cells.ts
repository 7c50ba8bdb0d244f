import { isMissing } from "./missing-cells.ts";
import type { CellReader } from "./number-cells.ts";

const dayMs = 86_400_000;
/** Share of the different cells that must be dates where nobody says that they are; the rest are then missing. */
const nearly = 0.98;
/** The same where it is said. */
const half = 0.5;
const clock = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?`;
const forms = [
  { pattern: new RegExp(String.raw`^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})${clock}$`, "i"), order: [1, 3, 4] },
  { pattern: new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, "i"), order: [4, 1, 3] },
  { pattern: new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, "i"), order: [4, 3, 1] },
] as const;
const clockAt = 5;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const named = [
  /^(?<day>\d{1,2})[-\s.]+(?<month>[a-z]{3})[a-z]*[-\s.,]+(?<year>\d{4})(?<rest>.*)$/i,
  /^(?<month>[a-z]{3})[a-z]*\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?<rest>.*)$/i,
];
/** Seconds and milliseconds since 1970 of the years 2001 to 2100. */
const seconds = { least: 978e6, most: 4.1e9 };

/**
 * How the dates of a column are written, told by all its cells together: ISO (with or without signs, time and zone), 4/1/2011 or 1.4.2011 with two or four digits of
 * the year, 1 April 2011 or April 1, 2011. Where both month first and day first fit every cell, points mean day first and strokes month first. Dates are days since
 * 1970 with fractions, in UTC where no zone is written. Undefined where the column holds something else.
 * @param least share of the different cells that must be dates; the others are NaN
 */
export function dateReader(cells: readonly string[], least = nearly): CellReader | undefined {
  const filled = [...new Set(cells.map((cell) => cell.trim()))].filter((cell) => !isMissing(cell));
  if (filled.length === 0) return undefined;
  const dotted = filled.every((cell) => /^\d{1,2}\./.test(cell));
  const candidates = dotted ? [forms[0], forms[2], forms[1]] : forms;
  const judged = candidates.map((form) => {
    const read = (cell: string) => dateOf(form.pattern, form.order, cell.trim());
    const fitting = filled.reduce((sum, cell) => sum + Number(!Number.isNaN(read(cell))), 0);
    return { read, fitting };
  });
  const best = judged.reduce((a, b) => (b.fitting > a.fitting ? b : a));
  return best.fitting >= least * filled.length ? best.read : undefined;
}

/** The same for a column that is said to hold times: half of the cells are enough, and numbers are seconds or milliseconds since 1970. */
export function timeReader(cells: readonly string[]): CellReader | undefined {
  const filled = cells.filter((cell) => !isMissing(cell)).map(Number);
  const within = (unit: number) =>
    filled.length > 0 && filled.every((value) => value >= seconds.least * unit && value <= seconds.most * unit);
  for (const unit of [1, 1000]) {
    if (within(unit)) return (cell) => (isMissing(cell) ? Number.NaN : (Number(cell) * 1000) / unit / dayMs);
  }
  return dateReader(cells, half);
}

function dateOf(pattern: RegExp, [y, m, d]: readonly [number, number, number], cell: string): number {
  const found = pattern.exec(withMonthNumber(cell));
  if (!found) return Number.NaN;
  const written = Number(found[y]);
  // Two digits: births and orders alike are of 1930 to 2029.
  const year = found[y]!.length > 2 ? written : written + (written < 30 ? 2000 : 1900);
  const [month, day] = [Number(found[m]), Number(found[d])];
  const midnight = Date.UTC(year, month - 1, day);
  if (new Date(midnight).getUTCMonth() !== month - 1 || new Date(midnight).getUTCDate() !== day) return Number.NaN;
  const [hour = "0", minute = "0", second = "0", meridiem, zone] = found.slice(clockAt);
  const hours = meridiem ? (Number(hour) % 12) + (meridiem.toLowerCase().startsWith("p") ? 12 : 0) : Number(hour);
  if (hours > 24 || Number(minute) > 59 || Number(second) >= 61) return Number.NaN;
  return (midnight + hours * 3.6e6 + Number(minute) * 6e4 + Number(second) * 1000 - offsetOf(zone)) / dayMs;
}

/** 1 Apr 2012 and April 1, 2012 as 2012-4-1; all else as it is. */
function withMonthNumber(cell: string): string {
  for (const form of named) {
    const { day, month = "", year, rest } = form.exec(cell)?.groups ?? {};
    const number = months.indexOf(month.toLowerCase()) + 1;
    if (number > 0) return `${year}-${number}-${day}${rest}`;
  }
  return cell;
}

/** Milliseconds that a zone such as +02:00 is ahead of UTC. */
function offsetOf(zone: string | undefined): number {
  const [, sign, hours, minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? "") ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 6e4 : 0;
}
