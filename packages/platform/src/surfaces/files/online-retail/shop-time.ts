import { Temporal } from "temporal-polyfill";

const ZONE = "Europe/London";
const ISO = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
/** As the data set was first published: month first. */
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
/** Exports know minutes, so that many lines share a time; the limit keeps a long file from filling the memory. */
const REMEMBERED = 20_000;

/**
 * Reads the shop's local time, which the file gives without a zone, as London time. Remembers what it has read: the zone's
 * rules are asked once for each distinct text.
 * @returns epoch milliseconds, or undefined when it is no time
 */
export function shopTime(): (text: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    if (known.size >= REMEMBERED) known.clear();
    const time = parse(text);
    known.set(text, time);
    return time;
  };
}

function parse(text: string): number | undefined {
  const iso = ISO.exec(text);
  const [, year, month, day, hour, minute, second] = iso ?? reorder(MONTH_FIRST.exec(text)) ?? [];
  if (year === undefined) return undefined;
  const [y, mo, d, h, mi] = [year, month, day, hour, minute].map(Number) as [number, number, number, number, number];
  try {
    const local = Temporal.PlainDateTime.from(
      { year: y, month: mo, day: d, hour: h, minute: mi, second: Number(second ?? 0) },
      { overflow: "reject" },
    );
    return local.toZonedDateTime(ZONE).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function reorder(match: RegExpExecArray | null): (string | undefined)[] | undefined {
  return match ? [match[0], match[3], match[1], match[2], match[4], match[5], match[6]] : undefined;
}
