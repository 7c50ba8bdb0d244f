import type { PageContext, ReturnRequest } from "../views.ts";

/** Returns that were announced for an order, each with where it stands; those that ended without goods or money are told no more. */
export function Announced({
  words,
  requests,
}: Pick<PageContext, "words"> & { readonly requests: readonly ReturnRequest[] }) {
  const shown = requests.filter(({ state }) => state !== "cancelled" && state !== "expired");
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{words.t("return-portal.announced.title")}</h2>
      <ul class="rows">
        {shown.map(({ returnRequestId, orderId, number, state, lines, requestedAt }) => (
          <li key={returnRequestId}>
            <span class="what">
              <a href={`/orders/${orderId}/returns/${returnRequestId}`}>{number}</a>
              <span class="small soft">
                {words.t("return-portal.announced.units", {
                  count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
                })}
                {" · "}
                {words.date(new Date(requestedAt), "long")}
              </span>
            </span>
            <span class="tag">{words.t(`return-portal.state.${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
