import { formatTag, type Locale } from "./locale.ts";

/** A calendar day without a time, as ISO 8601 text: "2026-03-02". A `Temporal.PlainDate` prints itself so. */
export type PlainDay = string;
/** short 02/03/2026 · medium 2 Mar 2026 · long 2 March 2026 · full Monday, 2 March 2026 */
export type DateStyle = "short" | "medium" | "long" | "full";

export type WeekdayStyle = "long" | "day" | "short" | "short-day" | "name";

/** An amount in minor units of an ISO 4217 currency; a `number` must be a safe integer. */
export interface MinorAmount {
  amount: bigint | number;
  currency: string;
}

/** Digits after the decimal point of an ISO 4217 currency, as CLDR lists them: EUR 2, JPY 0, KWD 3. */
export const minorDigits = memoized(
  (currency: string): number =>
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2,
);

/** Values written the way a language writes them. */
export interface Formats {
  /** 1234 EUR cents → "€12.34", "12,34 €". Exact for any size: the amount never becomes a floating-point number. */
  money(value: MinorAmount): string;
  /** An estimate, whose small coins would be noise, in whole units: 123456 EUR cents → "€1,235". Not for money that moves. */
  estimatedMoney(value: MinorAmount): string;
  /** An instant is shown as the day it is in the translator's time zone; a plain day is the same day everywhere. */
  date(when: Date | PlainDay, style?: DateStyle): string;
  /** Day, hour and minute in the translator's time zone. */
  dateTime(when: Date, style?: DateStyle): string;
  /** A day that is near, by its name: long "Thursday 26 November", day "Thursday 26", short "Thu 26 Nov", short-day "Thu 26", name "Thursday". */
  weekday(when: Date | PlainDay, style?: WeekdayStyle): string;
  /** Hour and minute in the translator's time zone. */
  time(when: Date): string;
  number(value: number | bigint, options?: { maximumFractionDigits?: number; minimumFractionDigits?: number }): string;
  /** A share: 0.163 → "16%", with one digit "16.3%". */
  percent(share: number, digits?: number): string;
  /** Whole days from today: −1 → "yesterday", 3 → "in 3 days". */
  relativeDays(days: number): string;
  /** How long ago, in the largest unit that it fills: "40 minutes ago", "3 hours ago"; a minute at least. */
  ago(milliseconds: number): string;
}

/** @throws RangeError for an unknown time zone. */
export function formatsOf(locale: Locale, timeZone: string): Formats {
  const tag = formatTag(locale);
  const day = memoized((style: DateStyle) => new Intl.DateTimeFormat(tag, { dateStyle: style, timeZone }));
  const plainDay = memoized((style: DateStyle) => new Intl.DateTimeFormat(tag, { dateStyle: style, timeZone: "UTC" }));
  const minute = memoized(
    (style: DateStyle) => new Intl.DateTimeFormat(tag, { dateStyle: style, timeStyle: "short", timeZone }),
  );
  const currencies = memoized((currency: string) => new Intl.NumberFormat(tag, { style: "currency", currency }));
  const wholeCurrencies = memoized(
    (currency: string) =>
      new Intl.NumberFormat(tag, { style: "currency", currency, maximumFractionDigits: 0, signDisplay: "negative" }),
  );
  const percents = memoized(
    (digits: number) => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: digits }),
  );
  const days = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const named = memoized((style: WeekdayStyle) => new Intl.DateTimeFormat(tag, { ...weekdays[style], timeZone }));
  const plainNamed = memoized(
    (style: WeekdayStyle) => new Intl.DateTimeFormat(tag, { ...weekdays[style], timeZone: "UTC" }),
  );
  const hour = new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone });
  const since = new Intl.RelativeTimeFormat(tag, { numeric: "always" });
  const plainNumber = new Intl.NumberFormat(tag);
  // Made now rather than at first use, so that a wrong time zone is refused here and not in the middle of a page.
  day("medium");
  return {
    money: ({ amount, currency }) => currencies(currency).format(decimalText(amount, minorDigits(currency))),
    estimatedMoney: ({ amount, currency }) =>
      wholeCurrencies(currency).format(decimalText(amount, minorDigits(currency))),
    date: (when, style = "medium") =>
      when instanceof Date ? day(style).format(when) : plainDay(style).format(startOfDay(when)),
    dateTime: (when, style = "medium") => minute(style).format(when),
    weekday: (when, style = "long") =>
      when instanceof Date ? named(style).format(when) : plainNamed(style).format(startOfDay(when)),
    time: (when) => hour.format(when),
    number: (value, options) =>
      (options === undefined ? plainNumber : new Intl.NumberFormat(tag, options)).format(value),
    percent: (share, digits = 0) => percents(digits).format(share),
    relativeDays: (count) => days.format(count, "day"),
    ago(milliseconds) {
      const [unit, length] = units.find(([, least]) => milliseconds >= least) ?? units.at(-1)!;
      return since.format(-Math.max(1, Math.floor(milliseconds / length)), unit);
    },
  };
}

const weekdays: Readonly<Record<WeekdayStyle, Intl.DateTimeFormatOptions>> = {
  long: { weekday: "long", day: "numeric", month: "long" },
  day: { weekday: "long", day: "numeric" },
  short: { weekday: "short", day: "numeric", month: "short" },
  "short-day": { weekday: "short", day: "numeric" },
  name: { weekday: "long" },
};

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** Minor units as decimal text, which `Intl.NumberFormat` takes exactly where a division by 100 would round. */
function decimalText(amount: bigint | number, digits: number): Intl.StringNumericLiteral {
  if (typeof amount === "number" && !Number.isSafeInteger(amount)) {
    throw new RangeError(`an amount is a whole number of minor units, not ${amount}`);
  }
  const minor = BigInt(amount);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}.${text.slice(text.length - digits)}0` as Intl.StringNumericLiteral;
}

function startOfDay(day: PlainDay): Date {
  const at = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) {
    throw new RangeError(`expected a day such as 2026-03-02, not ${day}`);
  }
  return at;
}

/** Making an `Intl` formatter costs a thousand times what using it costs. */
function memoized<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}
