import { useTexts } from "../language/index.ts";

interface YearStripProps {
  readonly year: number;
  /** 1 is Monday. */
  readonly workingDays: readonly number[];
  readonly holidays: readonly { readonly on: string; readonly name: string }[];
}

/** A year, a line for each month: days of work, days off and holidays. The picture says by eye what the list below it says in words. */
export function YearStrip({ year, workingDays, holidays }: YearStripProps) {
  const { t, locale, number, weekday, date } = useTexts();
  const names = new Map(holidays.map(({ on, name }) => [on, name]));
  const monthName = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  const months = Array.from({ length: 12 }, (_, month) => daysOf(year, month));
  const kindOf = (day: string) => {
    if (names.has(day)) return "holiday";
    return workingDays.includes(isoWeekday(day)) ? "work" : "off";
  };
  const kinds = months.flat().map(kindOf);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  const summary = t("shipping.year-summary", {
    ...{
      year: String(year),
      work: number(count("work")),
      off: number(count("off")),
      holidays: number(count("holiday")),
    },
  });
  return (
    <figure className="year-strip">
      <div role="img" aria-label={summary}>
        {months.map((days, month) => (
          <div key={days[0]} className="year-month">
            <span>{monthName.format(Date.UTC(year, month))}</span>
            {days.map((day) => (
              <i
                key={day}
                className={`year-${kindOf(day)}`}
                title={[weekday(day), names.get(day)].filter(Boolean).join(" · ")}
              />
            ))}
          </div>
        ))}
      </div>
      <figcaption>
        <p>{summary}</p>
        <ul className="year-legend" aria-hidden="true">
          {(["work", "off", "holiday"] as const).map((kind) => (
            <li key={kind}>
              <i className={`year-${kind}`} /> {t(`shipping.year.${kind}`)}
            </li>
          ))}
        </ul>
        {holidays.length === 0 ? (
          <p className="soft">{t("shipping.no-holidays")}</p>
        ) : (
          <ul className="year-holidays">
            {holidays.map(({ on, name }) => (
              <li key={`${on} ${name}`}>
                <span className="num soft">{date(on, "short")}</span> {name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  );
}

const dayMs = 86_400_000;

/** The days of a month, as "2026-03-02". */
function daysOf(year: number, month: number): string[] {
  const [first, next] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  return Array.from({ length: (next - first) / dayMs }, (_, day) =>
    new Date(first + day * dayMs).toISOString().slice(0, 10),
  );
}

function isoWeekday(day: string): number {
  return new Date(day).getUTCDay() || 7;
}
