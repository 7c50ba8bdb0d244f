import { getClaim } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ReturnPhotos } from "../return-photos/index.ts";
import { Loaded, PageHead, RecordLink, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { ClaimState } from "./claim-state.tsx";
import type { Claim } from "./claim-words.ts";
import { SteerClaim } from "./steer-claim.tsx";

/** One claim: what is faulty, what the law says of it, and what is done. */
export function ClaimPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getClaim, { claimId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("claims.claim")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(claim) => <ClaimContent claim={claim} />}
    </Loaded>
  );
}

function ClaimContent({ claim }: { claim: Claim }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const { number, orderId, orderNumber, reportedAt, shopper, state, doubts, answer } = claim;
  return (
    <>
      <PageHead
        title={t("claims.claim")}
        heading={number}
        lead={
          <p>
            {t("claims.reported-at", { moment: texts.dateTime(new Date(reportedAt), "long") })} ·{" "}
            <RecordLink id={orderId}>{orderNumber}</RecordLink>
            {shopper !== undefined && (
              <>
                {" · "}
                <RecordLink id={shopper.shopperId}>{shopperName(shopper)}</RecordLink>
              </>
            )}
          </p>
        }
        actions={
          <Link to="/desk/claims" className="button-link quiet">
            {t("claims.back")}
          </Link>
        }
      />
      <div className="tags">
        <ClaimState state={state} />
      </div>
      <ClaimLines claim={claim} />
      {state === "reported" && doubts.length > 0 && (
        <section className="section">
          <h2>{t("claims.why")}</h2>
          <ul>
            {doubts.map((doubt) => (
              <li key={doubt}>{t(`claims.doubt.${doubt}`)}</li>
            ))}
          </ul>
        </section>
      )}
      <ReturnPhotos
        orderId={orderId}
        lines={[...new Map(claim.lines.map(({ line, title, sku }) => [line, { line, title: title ?? sku }])).values()]}
      />
      <SteerClaim claim={claim} key={state} />
      {answer !== undefined && (
        <section className="section">
          <h2>{t("claims.answer")}</h2>
          <p className="note">{answer}</p>
        </section>
      )}
      <div className="two even">
        <Law claim={claim} />
        <Outcome claim={claim} />
      </div>
    </>
  );
}

function ClaimLines({ claim: { lines } }: { claim: Claim }) {
  const { t } = useTexts();
  const wording = useWording();
  return (
    <section className="section">
      <h2>{t("claims.goods")}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("claims.goods")}</th>
            <th scope="col">{t("claims.fault")}</th>
            <th scope="col" className="num">
              {t("claims.quantity")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, sku, title, quantity, reason, said }) => (
            <tr key={`${line}/${reason}`}>
              <td>
                {title ?? sku}
                <span className="under">{sku}</span>
              </td>
              <td data-label={t("claims.fault")}>
                {wording.returnReason(reason)}
                {said !== undefined && <span className="under">{said}</span>}
              </td>
              <td data-label={t("claims.quantity")} className="num">
                {quantity}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Law({ claim: { law } }: { claim: Claim }) {
  const { t, date } = useTexts();
  return (
    <section className="section">
      <h2>{t("claims.law")}</h2>
      <dl className="facts">
        <div>
          <dt>{t("claims.presumed")}</dt>
          <dd>{t(law.isPresumed ? "claims.presumed.yes" : "claims.presumed.no")}</dd>
        </div>
        {law.until !== undefined && (
          <div>
            <dt>{t("claims.until")}</dt>
            <dd>{date(law.until)}</dd>
          </div>
        )}
      </dl>
      <p className="soft">{law.source}</p>
    </section>
  );
}

function Outcome({ claim }: { claim: Claim }) {
  const texts = useTexts();
  const { t } = texts;
  const { remedy, state, decidedAt, decidedByName, returnRequestId, amount, currency, refundId, endedAt } = claim;
  return (
    <section className="section">
      <h2>{t("claims.outcome")}</h2>
      <dl className="facts">
        <div>
          <dt>{t(state === "reported" ? "claims.wanted" : "claims.remedy")}</dt>
          <dd>{t(`claims.remedy.${remedy}`)}</dd>
        </div>
        {decidedAt !== undefined && (
          <div>
            <dt>{t("claims.decided")}</dt>
            <dd>
              {texts.date(new Date(decidedAt))} · {decidedByName ?? t("claims.by-law")}
            </dd>
          </div>
        )}
        {returnRequestId !== undefined && (
          <div>
            <dt>{t("claims.return")}</dt>
            <dd>
              <RecordLink id={returnRequestId}>{t("claims.see-return")}</RecordLink>
            </dd>
          </div>
        )}
        {amount !== undefined && refundId !== undefined && (
          <div>
            <dt>{t("claims.reduced-by")}</dt>
            <dd className="num">
              <RecordLink id={refundId}>{texts.money({ amount, currency })}</RecordLink>
            </dd>
          </div>
        )}
        {endedAt !== undefined && (
          <div>
            <dt>{t("claims.ended")}</dt>
            <dd>{texts.date(new Date(endedAt))}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
