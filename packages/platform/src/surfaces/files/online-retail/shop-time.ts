import { Temporal } from "temporal-polyfill";
import { remembering } from "./remembering.ts";

const ZONE = "Europe/London";
const ISO = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
/** As the data set was first published: month first. */
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Reads the shop's local time, which the file gives without a zone, as London time. The zone's rules are asked once for
 * each hour, within which its offset does not change, and each distinct text is read once.
 * @returns epoch milliseconds, or undefined when it is no time
 */
export function shopTime(): (text: string) => number | undefined {
  const hourStart = remembering(startOfHour);
  return remembering((text) => parse(text, hourStart));
}

function parse(text: string, hourStart: (hour: string) => number | undefined): number | undefined {
  const [, year, month = "", day = "", hour = "", minute, second = "0"] =
    ISO.exec(text) ?? reordered(MONTH_FIRST.exec(text)) ?? [];
  if (year === undefined || Number(minute) > 59 || Number(second) > 59) return undefined;
  const start = hourStart(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${hour.padStart(2, "0")}:00`);
  return start === undefined ? undefined : start + (Number(minute) * 60 + Number(second)) * 1_000;
}

/** In the hour that is skipped in spring the clock is read as if it had not been moved; of the one that comes twice in
 * autumn it is the first. */
function startOfHour(local: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(local, { overflow: "reject" }).toZonedDateTime(ZONE).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function reordered(match: RegExpExecArray | null): (string | undefined)[] | undefined {
  return match ? [match[0], match[3], match[1], match[2], match[4], match[5], match[6]] : undefined;
}
