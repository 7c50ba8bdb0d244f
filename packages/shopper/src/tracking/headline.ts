import { headlineOf } from "../order/headline.ts";
import type { Order, PageContext, Tracking } from "../views.ts";
import { dayOf } from "./day-of.ts";
import { windowWords } from "./window-words.ts";

type Words = PageContext["words"];

/** The one question that a shopper comes with, answered in a line: when does it come, or where is it. */
export function headline(words: Words, order: Order, tracking: Tracking): string {
  const { state, now } = tracking;
  const gone = isGone(tracking);
  const window = now && windowWords(words, now, dayOf(tracking.asOf, words.timeZone));
  switch (state) {
    case "arrived":
      return ended(words, order, tracking);
    case "coming-back":
    case "cancelled":
      return order.returns.length > 0 ? ended(words, order, tracking) : words.t(`tracking.headline.${state}`);
    case "waiting-for-you":
      return words.t(`tracking.headline.waiting.${whatIsWaited(tracking)}`);
    case "arriving":
      return now?.from === undefined || window === undefined
        ? words.t("tracking.headline.arriving-today")
        : words.t("tracking.headline.arriving", { window });
    case "in-trouble":
    case "late":
      if (gone) return words.t(`tracking.headline.${gone}`);
      return window === undefined ? words.t("tracking.headline.no-day") : words.t("tracking.headline.late", { window });
    case "not-shipped":
      return window === undefined
        ? words.t("tracking.headline.not-shipped")
        : words.t("tracking.headline.arriving", { window });
    case "on-its-way":
      return window === undefined ? onItsWay(words, tracking) : words.t("tracking.headline.arriving", { window });
  }
}

/** What happens to an order after it has come: it came, or some of it went back, or it was never sent at all. */
function ended(words: Words, order: Order, { arrivedAt }: Tracking): string {
  if (order.returns.length === 0 && arrivedAt !== undefined)
    return words.t("tracking.headline.arrived", { day: words.date(new Date(arrivedAt), "full") });
  const { key, values, on } = headlineOf(order);
  return words.t(key, { ...values, day: words.date(on, "full") });
}

function onItsWay(words: Words, { parcels }: Tracking): string {
  const shipped = parcels.flatMap(({ phase, shippedAt }) =>
    phase === 1 && shippedAt !== undefined ? [shippedAt] : [],
  );
  const last = shipped.sort().at(-1);
  if (last === undefined) return words.t("tracking.headline.moving");
  return words.t("tracking.headline.on-its-way", { day: words.date(new Date(last), "full") });
}

/** What is wrong where days on which it is expected are hardly worth a headline: it will probably not come, or not as it was. */
export function isGone({ state, incident, parcels }: Tracking): "lost" | "damaged" | undefined {
  if (state !== "in-trouble") return undefined;
  const what = incident?.kind ?? parcels.find(({ phase, problem }) => phase < 2 && problem !== undefined)?.problem;
  return what === "lost" || what === "damaged" ? what : undefined;
}

/** What the shopper has to do something about. */
export function whatIsWaited({ incident, parcels }: Tracking): "held-for-pickup" | "attempt-failed" | "wrong-address" {
  if (parcels.some(({ status }) => status === "pickup_ready") || incident?.kind === "held-for-pickup")
    return "held-for-pickup";
  if (parcels.some(({ status }) => status === "attempt_failed") || incident?.kind === "attempt-failed")
    return "attempt-failed";
  return "wrong-address";
}
