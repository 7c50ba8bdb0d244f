import type { PageContext, Tracking } from "../views.ts";

type Words = PageContext["words"];
type Refund = Tracking["refunds"][number];

/** Money that goes back: how much, which way, whether it has arrived, and what it is made of. */
export function RefundNote({ words, tracking }: { readonly words: Words; readonly tracking: Tracking }) {
  const refunds = tracking.refunds.filter(({ state, destination }) => {
    // An exchange tells of itself: no money goes back for it.
    return state !== "cancelled" && destination !== "exchange";
  });
  if (refunds.length === 0) return null;
  return (
    <section>
      <h2>{words.t("tracking.refund.title")}</h2>
      <ul class="rows">
        {refunds.map((refund) => (
          <li key={refund.refundId}>
            <span class="what">
              {sentence(words, refund)}
              {refund.parts.length > 1 && <span class="small soft">{partsOf(words, refund)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentence(words: Words, { state, destination, settledAt, ...money }: Refund): string {
  const amount = words.money(money);
  if (state === "stuck") return words.t("tracking.refund.stuck", { amount });
  const way = destination === "store-credit" ? "credit-" : destination === "gift-card" ? "card-" : "";
  if (settledAt === undefined) return words.t(`tracking.refund.${way}on-its-way`, { amount });
  return words.t(`tracking.refund.${way}arrived`, { amount, day: words.date(new Date(settledAt), "long") });
}

function partsOf(words: Words, { parts, currency }: Refund): string {
  const said = (kind: string, amount: number) =>
    words.t(`tracking.refund.part.${kind}`, { amount: words.money({ amount, currency }) });
  return parts.map(({ kind, amount }) => said(kind, amount)).join(" · ");
}
