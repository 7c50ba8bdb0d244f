import type { PageContext, Tracking } from "../views.ts";
import { dayOf } from "./day-of.ts";
import { daysBetween, windowWords } from "./window-words.ts";

/**
 * The days from today on as a line: when it was promised, and when it is expected. Places are shares of the width, so that the words keep their
 * size on any screen.
 */
export function WindowBar({ words, tracking }: Pick<PageContext, "words"> & { readonly tracking: Tracking }) {
  const { now, promised } = tracking;
  if (!now) return null;
  const today = dayOf(tracking.asOf, words.timeZone);
  const missed = promised !== undefined && promised.latest < now.latest ? promised.latest : undefined;
  const from = missed !== undefined && missed < today ? missed : today;
  const days = daysBetween(from, now.latest) + 1;
  /** Where a day begins; each is as wide as the others, and half a day is free after the last. */
  const place = (day: string, ofDay = 0) => ((daysBetween(from, day) + ofDay) / (days + 0.5)) * 100;
  const [start, end] = [place(now.earliest), place(now.latest, 1)];
  const label = besides(start, end);
  const window = windowWords(words, now, today);
  const name =
    missed === undefined
      ? words.t("tracking.bar.name", { window })
      : words.t("tracking.bar.name-promised", { window, promised: words.weekday(missed) });
  const todayAt = place(today);
  return (
    <svg class="window" role="img" aria-label={name} width="100%" height="64">
      <line class="days" x1="0" y1="31" x2="100%" y2="31" />
      <rect class="expected" x={share(start)} y="26" width={share(end - start)} height="10" rx="5" />
      {missed !== undefined && (
        <>
          <line class="missed" x1={share(place(missed, 0.5))} y1="20" x2={share(place(missed, 0.5))} y2="42" />
          <Missed words={words} day={missed} label={besides(place(missed, 0.5))} />
        </>
      )}
      {leftEdge(label) - todayAt > 18 && (
        <text class="today" x={share(todayAt)} y="58">
          {words.t("tracking.bar.today")}
        </text>
      )}
      <text class="expected-days" x={share(label.at)} text-anchor={label.anchor} y="58">
        {shortDays(words, now)}
      </text>
    </svg>
  );
}

interface MissedProps extends Pick<PageContext, "words"> {
  readonly day: string;
  readonly label: Label;
}

function Missed({ words, day, label }: MissedProps) {
  return (
    <text class="missed-day" x={share(label.at)} text-anchor={label.anchor} y="13">
      {words.weekday(day, "short")}
    </text>
  );
}

function shortDays(words: PageContext["words"], { earliest, latest }: NonNullable<Tracking["now"]>): string {
  const last = words.weekday(latest, "short");
  if (earliest === latest) return last;
  const isSameMonth = earliest.slice(0, 7) === latest.slice(0, 7) && words.locale !== "zh";
  return `${words.weekday(earliest, isSameMonth ? "short-day" : "short")} – ${last}`;
}

function share(percent: number): string {
  return `${Math.round(percent * 100) / 100}%`;
}

/** Words beside a stretch of the line: in its middle, or near an edge from there on, so that they do not run out of the picture. */
interface Label {
  readonly at: number;
  readonly anchor: "start" | "middle" | "end";
}

function besides(start: number, end = start): Label {
  const middle = (start + end) / 2;
  if (middle < 34) return { at: start, anchor: "start" };
  return middle > 66 ? { at: end, anchor: "end" } : { at: middle, anchor: "middle" };
}

/** How far to the left the longest words reach on a phone. */
function leftEdge({ at, anchor }: Label): number {
  return at - { start: 0, middle: 34, end: 68 }[anchor];
}
