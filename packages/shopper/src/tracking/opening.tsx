import type { Order, PageContext, Tracking } from "../views.ts";
import { dayOf } from "./day-of.ts";
import { headline, isGone, whatIsWaited } from "./headline.ts";
import { WindowBar } from "./window-bar.tsx";
import { sentences, windowWords } from "./window-words.ts";

type Words = PageContext["words"];

interface OpeningProps {
  readonly words: Words;
  readonly order: Order;
  readonly tracking: Tracking;
}

const dayMs = 86_400_000;
const inDoubt: readonly Tracking["state"][] = ["in-trouble", "late", "waiting-for-you"];

/** When it comes; in trouble also what was promised, what happened and whose doing it is. The day is always there, as far as anybody knows one. */
export function Opening({ words, order, tracking }: OpeningProps) {
  const { state, now } = tracking;
  const placed = words.t("shopper.order.identity", {
    number: order.number,
    day: words.date(new Date(order.placedAt), "long"),
    channel: order.storeName ?? words.t(`common.channel.${order.channel}`),
  });
  const tag = tagOf(tracking);
  const lead = leadOf(words, tracking);
  return (
    <section class="opening">
      {tag !== undefined && (
        <p>
          <span class="tag warn">{words.t(tag)}</span>
        </p>
      )}
      <h1>{headline(words, order, tracking)}</h1>
      {lead.length > 0 && <p class="lead">{sentences(words, lead)}</p>}
      {now && state !== "arriving" && !isGone(tracking) && <WindowBar words={words} tracking={tracking} />}
      <Certainty words={words} tracking={tracking} />
      <p class="soft small">{placed}</p>
    </section>
  );
}

/** How sure the days are, in plain words, and how old the last news is; what is older than a day is said louder. */
function Certainty({ words, tracking }: Pick<OpeningProps, "words" | "tracking">) {
  const { now, heardAt } = tracking;
  const silence = heardAt === undefined ? undefined : Date.parse(tracking.asOf) - Date.parse(heardAt);
  const chance = now && !isGone(tracking) ? chanceOf(words, now) : undefined;
  if (chance === undefined && silence === undefined) return null;
  return (
    <p class="small soft">
      {chance !== undefined && sentences(words, [chance, ""])}
      {silence !== undefined && (
        <span class={silence > dayMs ? "old" : undefined}>{words.t("tracking.age", { ago: words.ago(silence) })}</span>
      )}
    </p>
  );
}

function chanceOf(words: Words, { basis, inTen }: NonNullable<Tracking["now"]>): string | undefined {
  if (basis === "carrier" || basis === "stated") return words.t(`tracking.basis.${basis}`);
  if (inTen === undefined) return undefined;
  return inTen === 5 ? words.t("tracking.confidence-half") : words.t("tracking.confidence", { inTen });
}

function tagOf({ state, incident, parcels }: Tracking): string | undefined {
  if (!inDoubt.includes(state)) return undefined;
  if (state === "waiting-for-you") return "tracking.tag.waiting-for-you";
  if (state === "late") return "tracking.tag.late";
  const problem = parcels.find((parcel) => parcel.problem !== undefined && parcel.phase < 2)?.problem;
  const isHeardAgain = incident?.because.some(({ key }) => key === "delivery.because.silence-over");
  const what = isHeardAgain && incident?.kind === "no-movement" ? "delayed" : (incident?.kind ?? problem);
  return what === undefined
    ? undefined
    : `tracking.trouble.${what.replace("buyer_action", "wrong-address").replaceAll("_", "-")}`;
}

/** One sentence each: what was promised, what happened, whose doing it is, and that we are sorry. */
function leadOf(words: Words, tracking: Tracking): string[] {
  const { state, promised, now, incident } = tracking;
  const today = dayOf(tracking.asOf, words.timeZone);
  const last = lastDay(words, tracking);
  const isInDoubt = inDoubt.includes(state);
  const broken = promised !== undefined && (last > promised.latest || (isInDoubt && !now));
  const lines: string[] = [];
  if (hasPart(tracking)) lines.push(words.t("tracking.part-arrived"));
  if (state === "waiting-for-you" && now)
    lines.push(words.t("tracking.expected-now", { window: windowWords(words, now, today) }));
  if (state === "waiting-for-you" && !now && whatIsWaited(tracking) === "held-for-pickup")
    lines.push(words.t("tracking.by-day.held-for-pickup"));
  if (broken && hasOutcome(tracking)) {
    const day = words.weekday(promised.latest);
    lines.push(words.t(promised.basis === "assumed" ? "tracking.expected" : "tracking.promised", { day }));
  }
  if (!isInDoubt) return lines;
  const fault = incident?.fault ?? tracking.parcels.find(({ phase }) => phase < 2)?.fault;
  if (incident && incident.because.length > 0) lines.push(...incident.because.map(({ text }) => text));
  else if (state !== "waiting-for-you") lines.push(words.t(`tracking.fault.${fault ?? "unknown"}`));
  if (isGone(tracking) && now) lines.push(words.t("tracking.if-it-comes", { window: windowWords(words, now, today) }));
  if (state !== "waiting-for-you") lines.push(words.t("tracking.sorry"));
  return lines;
}

/** Of an order that is still on its way, one parcel or more have come. */
function hasPart({ state, parcels }: Tracking): boolean {
  return parcels.some(({ phase }) => phase === 2) && !["arrived", "coming-back", "cancelled"].includes(state);
}

/** Of what turned round or was called off, and of what came nobody knows when, there is no promise to be held against. */
function hasOutcome({ state, arrivedAt }: Tracking): boolean {
  return state === "arrived" ? arrivedAt !== undefined : state !== "coming-back" && state !== "cancelled";
}

/** The day that the promise is held against: when it came, else when it is expected, else today. */
function lastDay(words: Words, { arrivedAt, now, asOf }: Tracking): string {
  return now?.latest ?? dayOf(arrivedAt ?? asOf, words.timeZone);
}
