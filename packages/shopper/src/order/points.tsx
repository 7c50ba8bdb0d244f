import type { OrderPoints, PageContext } from "../views.ts";

/** What the order earned, until when it can be used, and what went back with a return; nothing where nothing was earned. */
export function Points({ words, points }: Pick<PageContext, "words"> & { readonly points: OrderPoints }) {
  const { earned, bonus, reversed, owed } = points;
  if (earned + bonus === 0) return null;
  const rows = [
    { label: "shopper.points.earned", sign: "+", count: earned },
    { label: "shopper.points.bonus", sign: "+", count: bonus },
    { label: "shopper.points.reversed", sign: "−", count: reversed, small: "shopper.points.exactly" },
  ].filter(({ count }) => count > 0);
  return (
    <section>
      <h2>{words.t("shopper.points.title")}</h2>
      <ul class="rows">
        {rows.map(({ label, sign, count, small }) => (
          <li key={label}>
            <span class="what">
              <b>{words.t(label)}</b>
              {small !== undefined && <span class="small soft">{words.t(small)}</span>}
            </span>
            <span class="num">
              {sign}
              {words.number(count)}
            </span>
          </li>
        ))}
      </ul>
      {earned + bonus > reversed && <p class="small soft note">{usableWhen(words, points)}</p>}
      {owed > 0 && <p class="small soft note">{words.t("shopper.points.owed", { count: owed })}</p>}
    </section>
  );
}

function usableWhen(words: PageContext["words"], { pending, availableAt, expiresAt }: OrderPoints): string {
  const day = (at: string) => words.date(new Date(at), "long");
  if (pending && availableAt !== undefined) return words.t("shopper.points.usable-from", { day: day(availableAt) });
  if (expiresAt !== undefined) return words.t("shopper.points.usable-until", { day: day(expiresAt) });
  return words.t("shopper.points.usable");
}
