import type { Order, PageContext, Tracking } from "../views.ts";
import { dayOf } from "./day-of.ts";
import { daysBetween } from "./window-words.ts";

type Words = PageContext["words"];
type Parcel = Tracking["parcels"][number];
type Step = Parcel["timeline"][number];

/** What is seen without asking for more. */
const shown = 4;
/** Statuses of which the carrier's own words say more than ours. */
const telling: readonly Step["status"][] = [
  undefined,
  "customs",
  "delayed",
  "buyer_action",
  "attempt_failed",
  "pickup_ready",
];
const warning: readonly Step["status"][] = [
  ...(["customs", "delayed", "buyer_action", "attempt_failed", "refused", "damaged", "lost", "expired"] as const),
];

interface TimelineProps {
  readonly words: Words;
  readonly order: Order;
  readonly tracking: Tracking;
}

/** Each parcel's way, the latest news first. */
export function Timeline({ words, order, tracking }: TimelineProps) {
  const { parcels } = tracking;
  const count = parcels.length;
  if (count === 0 && order.channel === "store") return null;
  return (
    <section>
      <h2>{count === 0 ? words.t("tracking.way.title-none") : words.t("tracking.way.title", { count })}</h2>
      {count === 0 && <p class="soft">{words.t("tracking.way.none")}</p>}
      {parcels.map((parcel, index) => (
        <article class="parcel" key={parcel.parcelId}>
          {count > 1 && <h3 class="which">{words.t("tracking.way.parcel", { index: index + 1, count })}</h3>}
          <Identity words={words} order={order} parcel={parcel} />
          <Way words={words} parcel={parcel} asOf={tracking.asOf} />
        </article>
      ))}
    </section>
  );
}

function Identity({ words, order, parcel }: { readonly words: Words; readonly order: Order; readonly parcel: Parcel }) {
  const { number, carrier, trackingUrl } = parcel;
  const titles = parcel.lines.flatMap(({ line }) => order.lines.find((one) => one.line === line) ?? []);
  return (
    <p class="identity small soft">
      {number !== undefined && <span>{words.t("shopper.parcels.number", { number })}</span>}
      {trackingUrl === undefined ? (
        carrier !== undefined && <span>{carrier}</span>
      ) : (
        <a href={trackingUrl} rel="noreferrer">
          {words.t("tracking.way.at-carrier", { carrier: carrier ?? words.t("tracking.way.the-carrier") })}
        </a>
      )}
      {titles.length > 0 && (
        <span class="holds">
          {words.t("tracking.way.holds", { lines: titles.map(({ title, sku }) => title ?? sku).join(" · ") })}
        </span>
      )}
    </p>
  );
}

function Way({ words, parcel, asOf }: { readonly words: Words; readonly parcel: Parcel; readonly asOf: string }) {
  const { timeline, parcelId } = parcel;
  if (timeline.length === 0) return <p class="soft">{words.t("shopper.parcels.announced")}</p>;
  const step = (one: Step, index: number) => <StepLine key={index} words={words} step={one} asOf={asOf} />;
  const earlier = timeline.slice(shown);
  return (
    <>
      <ol class="way">{timeline.slice(0, shown).map(step)}</ol>
      {earlier.length > 0 && (
        <details class="earlier" id={`way-${parcelId}`}>
          <summary>{words.t("tracking.way.all", { count: timeline.length })}</summary>
          <ol class="way">{earlier.map(step)}</ol>
        </details>
      )}
    </>
  );
}

function StepLine({ words, step, asOf }: { readonly words: Words; readonly step: Step; readonly asOf: string }) {
  const { at, status, text, place, fault } = step;
  const title =
    status === undefined
      ? words.t("tracking.way.says", { text: text ?? "" })
      : words.t(`tracking.step.${status.replaceAll("_", "-")}`);
  const beside = [place, fault === undefined ? undefined : words.t(`tracking.step-fault.${fault}`)];
  const said = status !== undefined && text !== undefined && telling.includes(status) ? text : undefined;
  return (
    <li class={warning.includes(status) ? "warn" : undefined}>
      <b>{title}</b>
      <span class="small soft">
        <time dateTime={at}>{when(words, at, asOf)}</time>
        {beside.map((one) => one !== undefined && ` · ${one}`)}
      </span>
      {said !== undefined && <span class="small soft">{words.t("tracking.way.says", { text: said })}</span>}
    </li>
  );
}

/** The time of the last days by the day's name. */
function when(words: Words, at: string, asOf: string): string {
  const instant = new Date(at);
  const days = daysBetween(dayOf(at, words.timeZone), dayOf(asOf, words.timeZone));
  if (days === 0) return words.t("tracking.way.today", { time: words.time(instant) });
  if (days > 0 && days < 7)
    return words.t("tracking.way.this-week", { day: words.weekday(instant, "name"), time: words.time(instant) });
  return words.dateTime(instant, "long");
}
