import { type ContractOutput, getTimeline } from "@aftercare/platform/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { listing } from "../api/index.ts";
import { timeZone, useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, RecordLink, useWording, Waiting } from "../ui/index.ts";
import { groupByDay } from "./group-by-day.ts";

type Entry = ContractOutput<typeof getTimeline>["items"][number];

/** Everything that happened to a shopper in words, latest first, day by day. */
export function Timeline({ shopperId }: { shopperId: string }) {
  const texts = useTexts();
  const { t } = texts;
  const query = useInfiniteQuery(listing(getTimeline, { shopperId }));
  return (
    <section className="section">
      <h2>{t("staff.timeline-title")}</h2>
      <Loaded query={query} waiting={<Waiting lines={8} height={28} />}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          if (entries.length === 0) return <Empty title={t("staff.timeline-empty")} />;
          return (
            <>
              <ol className="timeline">
                {groupByDay(entries, timeZone).map(({ day, entries: ofDay }) => (
                  <li key={day} className="day">
                    <h3>
                      <time dateTime={day}>{texts.date(day, "full")}</time>
                    </h3>
                    <ul>
                      {ofDay.map((entry) => (
                        <Event key={entry.eventId} entry={entry} about={shopperId} />
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

interface EventProps {
  readonly entry: Entry;
  /** Whose timeline it is: a link to the page one is on would lead nowhere. */
  readonly about: string;
}

function Event({ entry: { at, type, values, subject, amount, action }, about }: EventProps) {
  const texts = useTexts();
  const wording = useWording();
  const when = new Date(at);
  const time = new Intl.DateTimeFormat(texts.locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(when);
  const sentence = wording.event(type, values, action);
  return (
    <li className="event">
      <time className="num soft" dateTime={at}>
        {time}
      </time>
      <span>
        {subject === undefined || subject === about ? (
          sentence
        ) : (
          <RecordLink id={subject} inList>
            {sentence}
          </RecordLink>
        )}
      </span>
      {amount !== undefined && <span className="num">{texts.money(amount)}</span>}
    </li>
  );
}
