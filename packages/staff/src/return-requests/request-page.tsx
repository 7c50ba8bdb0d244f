import { getReturnRequest, printReturnLabel } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { addressOf, reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ReturnPhotos } from "../return-photos/index.ts";
import { Loaded, PageHead, RecordLink, useShopperName, Waiting } from "../ui/index.ts";
import { RequestLines } from "./request-lines.tsx";
import { RequestState } from "./request-state.tsx";
import type { ReturnRequest } from "./request-words.ts";
import { SteerRequest } from "./steer-request.tsx";

/** One announced return: what goes back and why, as it was promised, and what has come of it. */
export function RequestPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getReturnRequest, { returnRequestId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("return-requests.request")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(request) => <RequestContent request={request} />}
    </Loaded>
  );
}

function RequestContent({ request }: { request: ReturnRequest }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const { number, orderId, orderNumber, requestedAt, shopper, plea, declined, state, lines } = request;
  return (
    <>
      <PageHead
        title={t("return-requests.request")}
        heading={number}
        lead={
          <p>
            {t("return-requests.announced-at", { moment: texts.dateTime(new Date(requestedAt), "long") })} ·{" "}
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
          <Link to="/desk/return-requests" className="button-link quiet">
            {t("return-requests.back")}
          </Link>
        }
      />
      <div className="tags">
        <RequestState state={state} />
      </div>
      {plea !== undefined && <Said title={t("return-requests.plea")} text={plea} />}
      {declined !== undefined && <Said title={t("return-requests.declined")} text={declined} />}
      <SteerRequest request={request} />
      <RequestLines request={request} />
      <ReturnPhotos
        orderId={orderId}
        lines={[...new Map(lines.map(({ line, title, sku }) => [line, { line, title: title ?? sku }])).values()]}
      />
      <div className="two even">
        <Promised request={request} />
        <CameOf request={request} />
      </div>
    </>
  );
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      <p className="note">{text}</p>
    </section>
  );
}

function Promised({ request }: { request: ReturnRequest }) {
  const texts = useTexts();
  const { t } = texts;
  const { method, resolution, timing, expiresAt, refundBy } = request;
  const facts: [string, string | undefined][] = [
    [t("return-requests.resolution"), t(`return-policy.resolution.${resolution}`)],
    [t("return-requests.method"), t(`return-policy.method.${method}`)],
    [t("return-requests.timing"), t(`return-policy.timing.${timing}`)],
    [t("return-requests.refund-by"), refundBy === undefined ? undefined : texts.date(refundBy)],
    [t("return-requests.expires"), expiresAt === undefined ? undefined : texts.date(new Date(expiresAt))],
  ];
  return (
    <section className="section">
      <h2>{t("return-requests.terms")}</h2>
      <dl className="facts">
        {facts.map(
          ([term, text]) =>
            text !== undefined && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function CameOf({ request }: { request: ReturnRequest }) {
  const texts = useTexts();
  const { t } = texts;
  const { currency, settled, fee, labels, returns, refunds, closedAt } = request;
  return (
    <section className="section">
      <h2>{t("return-requests.outcome")}</h2>
      <dl className="facts">
        <div className="total">
          <dt>{t("return-requests.settled")}</dt>
          <dd className="num">{texts.money({ amount: settled, currency })}</dd>
        </div>
        {fee > 0 && (
          <div>
            <dt>{t("return-requests.fee")}</dt>
            <dd className="num">{texts.money({ amount: fee, currency })}</dd>
          </div>
        )}
        {closedAt !== undefined && (
          <div>
            <dt>{t("return-requests.closed-at")}</dt>
            <dd>{texts.date(new Date(closedAt))}</dd>
          </div>
        )}
        {refunds.map((id, index) => (
          <div key={id}>
            <dt>{t("return-requests.refunds")}</dt>
            <dd>
              <RecordLink id={id}>{index + 1}</RecordLink>
            </dd>
          </div>
        ))}
        {returns.map((id, index) => (
          <div key={id}>
            <dt>{t("return-requests.came")}</dt>
            <dd>
              <RecordLink id={id}>{index + 1}</RecordLink>
            </dd>
          </div>
        ))}
        {labels.map(({ labelId, carrier, trackingNumber, parcelId, validUntil }) => (
          <div key={labelId}>
            <dt>{carrier}</dt>
            <dd>
              <RecordLink id={parcelId}>{trackingNumber}</RecordLink>{" "}
              <span className="soft">
                {t("return-requests.label-valid", { day: texts.date(new Date(validUntil)) })}
              </span>{" "}
              <a
                href={addressOf(printReturnLabel, { returnRequestId: request.returnRequestId })}
                target="_blank"
                rel="noreferrer"
              >
                {t("return-labels.label")}
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
