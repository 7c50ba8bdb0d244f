import type { Claim, ClaimRights, PageContext } from "../views.ts";

interface FaultsOfOrderProps extends Pick<PageContext, "words"> {
  readonly orderId: string;
  readonly rights: ClaimRights | undefined;
  readonly claims: readonly Claim[];
}

/** Faults that were reported, and the way to report one, with until when the law stands by it. */
export function FaultsOfOrder({ words, orderId, rights, claims }: FaultsOfOrderProps) {
  const left = rights?.lines.filter(({ units }) => units > 0) ?? [];
  return (
    <>
      {claims.length > 0 && (
        <section>
          <h2>{words.t("faults.reported.title")}</h2>
          <ul class="rows">
            {claims.map(({ claimId, number, state, lines, reportedAt }) => (
              <li key={claimId}>
                <span class="what">
                  <a href={`/orders/${orderId}/claims/${claimId}`}>{number}</a>
                  <span class="small soft">
                    {lines.map(({ title, sku }) => title ?? sku).join(", ")}
                    {" · "}
                    {words.date(new Date(reportedAt), "long")}
                  </span>
                </span>
                <span class="tag">{words.t(`faults.state.${state}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {rights && left.length > 0 && (
        <section>
          <h2>{words.t("faults.order.title")}</h2>
          <p>{lawOf(words, rights.arrival, left)}</p>
          <a class="button quiet note-below" href={`/orders/${orderId}/claim`}>
            {words.t("faults.link")}
          </a>
        </section>
      )}
    </>
  );
}

/** Lines come together and are sold on one day: what differs between them is told with each. */
function lawOf(words: PageContext["words"], arrival: ClaimRights["arrival"], lines: ClaimRights["lines"]): string {
  const days = lines.flatMap(({ law }) => (law.standing === "owed" && law.until !== undefined ? [law.until] : []));
  const [first] = days.sort();
  if (first === undefined || arrival === "on-its-way") return words.t("faults.order.ask");
  const day = words.date(first, "long");
  return words.t(arrival === "assumed" ? "faults.order.until-about" : "faults.order.until", { day });
}
