import type { PageContext, Tracking } from "../views.ts";
import { dayOf } from "./day-of.ts";

type Occasion = NonNullable<Tracking["occasion"]>;

const kinds: readonly Occasion["kind"][] = ["birthday", "wedding", "anniversary", "holiday", "travel", "other"];
/** While something can still be done about the day. */
const stillToCome: readonly Tracking["state"][] = [
  ...(["not-shipped", "on-its-way", "arriving", "waiting-for-you", "in-trouble", "late"] as const),
];

/** Which day it is for, said once and changed by a plain form: who waits for a birthday waits differently. */
export function OccasionForm({ words, tracking }: Pick<PageContext, "words"> & { readonly tracking: Tracking }) {
  const { occasion, orderId } = tracking;
  if (!stillToCome.includes(tracking.state)) return null;
  const today = dayOf(tracking.asOf, words.timeZone);
  const day = occasion?.on !== undefined && occasion.on >= today ? occasion.on : "";
  return (
    <section class="occasion">
      {occasion && <p>{known(words, occasion, tracking.asOf)}</p>}
      <details id="occasion">
        <summary>{words.t(occasion ? "tracking.occasion.change" : "tracking.occasion.ask")}</summary>
        <form class="form" method="post" action={`/orders/${orderId}/occasion`}>
          <div class="field">
            <label for="occasion-kind">{words.t("tracking.occasion.what")}</label>
            <select id="occasion-kind" name="kind">
              <option value="" selected={occasion === undefined}>
                {words.t("tracking.occasion.kind.none")}
              </option>
              {kinds.map((kind) => (
                <option key={kind} value={kind} selected={occasion?.kind === kind}>
                  {words.t(`tracking.occasion.kind.${kind}`)}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="occasion-on">{words.t("tracking.occasion.when")}</label>
            <input id="occasion-on" name="on" type="date" min={today} value={day} />
          </div>
          <button class="button quiet" type="submit">
            {words.t("tracking.occasion.tell")}
          </button>
        </form>
      </details>
    </section>
  );
}

function known(words: PageContext["words"], { kind, on }: Occasion, asOf: string): string {
  const what = words.t(`tracking.occasion.kind.${kind}`);
  if (on === undefined) return words.t("tracking.occasion.known", { kind: what });
  const isOver = on < dayOf(asOf, words.timeZone);
  return words.t(isOver ? "tracking.occasion.missed" : "tracking.occasion.known-day", {
    kind: what,
    day: words.date(on, "long"),
  });
}
