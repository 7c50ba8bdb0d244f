import { getIncident, getParcel } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { SentMessages } from "../messages/index.ts";
import { ParcelScans } from "../parcels/index.ts";
import { Figure, Figures, Loaded, PageHead, RecordLink, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { CloseException } from "./close-exception.tsx";
import { type Incident, useIncidentWords } from "./incident-words.ts";
import { Remedies } from "./remedies.tsx";
import { Weighed } from "./weighed.tsx";

/** One delivery in trouble: what is wrong and why, what can be done, and what was said and decided. */
export function ExceptionPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getIncident, { incidentId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("console-delivery.exception")} />
          <Waiting lines={1} height={118} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(incident) => <ExceptionContent incident={incident} />}
    </Loaded>
  );
}

function ExceptionContent({ incident }: { incident: Incident }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  const shopperName = useShopperName();
  const { orderId, orderNumber, shopper, kind, openedAt, closedAt, outcome, parcel, remedy } = incident;
  return (
    <>
      <PageHead
        title={t("console-delivery.exception")}
        heading={`${t("refunds.order-number", { number: orderNumber })}: ${words.kind(kind)}`}
        lead={
          <p>
            <RecordLink id={orderId}>{t("console-delivery.order")}</RecordLink>
            {shopper !== undefined && (
              <>
                {" · "}
                <RecordLink id={shopper.shopperId}>{shopperName(shopper)}</RecordLink>
              </>
            )}
            {" · "}
            {t("console-delivery.opened", { when: texts.dateTime(new Date(openedAt)) })}
            {closedAt !== undefined &&
              outcome !== undefined &&
              ` · ${t("console-delivery.ended", { outcome: words.outcome(outcome), when: texts.dateTime(new Date(closedAt)) })}`}
          </p>
        }
        actions={
          <>
            <Link to="/desk/exceptions" className="button-link quiet">
              {t("console-delivery.back")}
            </Link>
            {closedAt === undefined && <CloseException incident={incident} />}
          </>
        }
      />
      <IncidentFigures incident={incident} />
      <Why incident={incident} />
      <Remedies incident={incident} />
      {remedy !== undefined && <Weighed decisionId={remedy.decisionId} />}
      <div className="two">
        <div className="stacked">
          {parcel !== undefined && <Scans parcelId={parcel.parcelId} />}
          <SentMessages orderId={orderId} />
        </div>
        <aside className="section" aria-label={t("console-delivery.revisions")}>
          {parcel !== undefined && <ParcelFacts parcel={parcel} />}
          {incident.revisions.length > 0 && <Revisions incident={incident} />}
          {incident.earlier.length > 0 && <Earlier incident={incident} />}
        </aside>
      </div>
    </>
  );
}

function IncidentFigures({ incident }: { incident: Incident }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  const { chanceLate, chanceLateNow, promisedLatest, newEarliest, newLatest, remedy, predicted } = incident;
  return (
    <Figures>
      <Figure
        label={t("console-delivery.chance-late")}
        value={promisedLatest === undefined ? "–" : texts.percent(chanceLateNow ?? chanceLate)}
        beside={
          promisedLatest !== undefined &&
          chanceLateNow !== undefined &&
          t("console-delivery.chance-at-opening", { share: texts.percent(chanceLate) })
        }
      />
      <Figure
        label={t("console-delivery.promised")}
        value={promisedLatest === undefined ? "–" : texts.date(promisedLatest)}
        beside={
          promisedLatest === undefined
            ? t("console-delivery.no-promise")
            : t(predicted ? "console-delivery.foreseen" : "console-delivery.not-foreseen")
        }
      />
      <Figure label={t("console-delivery.expected")} value={words.days(newEarliest, newLatest)} />
      <Figure
        label={t("console-delivery.worth")}
        value={
          remedy === undefined ? "–" : texts.money({ amount: Math.round(remedy.worth), currency: remedy.currency })
        }
        beside={remedy === undefined ? t("console-delivery.remedy-undecided") : words.remedy(remedy)}
        definition={t("console-delivery.worth-definition")}
      />
    </Figures>
  );
}

function Why({ incident: { because, fault } }: { incident: Incident }) {
  const { t } = useTexts();
  const words = useIncidentWords();
  return (
    <section className="section">
      <h2>{t("console-delivery.why")}</h2>
      <ul className="plain">
        {because.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {fault !== undefined && (
        <p className="soft">
          {t("console-delivery.fault")}: {words.fault(fault)}
        </p>
      )}
    </section>
  );
}

function Scans({ parcelId }: { parcelId: string }) {
  const query = useQuery(reading(getParcel, { parcelId }));
  return (
    <Loaded query={query} waiting={<Waiting lines={6} height={28} />}>
      {(parcel) => <ParcelScans parcel={parcel} />}
    </Loaded>
  );
}

function ParcelFacts({ parcel }: { parcel: NonNullable<Incident["parcel"]> }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const { parcelId, trackingNumber, carrier, status, lastHeardAt } = parcel;
  return (
    <>
      <h2>{t("parcels.parcel")}</h2>
      <dl className="facts">
        <div>
          <dt>{carrier ?? t("parcels.carrier")}</dt>
          <dd>
            <RecordLink id={parcelId}>{trackingNumber ?? t("parcels.no-number")}</RecordLink>
          </dd>
        </div>
        <div>
          <dt>{t("parcels.status")}</dt>
          <dd>{wording.parcelStatus(status)}</dd>
        </div>
        {lastHeardAt !== undefined && (
          <div>
            <dt>{t("parcels.heard")}</dt>
            <dd>{texts.dateTime(new Date(lastHeardAt))}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Revisions({ incident: { revisions } }: { incident: Incident }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  return (
    <>
      <h2>{t("console-delivery.revisions")}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("console-delivery.window")}</th>
            <th scope="col" className="n">
              {t("console-delivery.chance-late")}
            </th>
          </tr>
        </thead>
        <tbody>
          {revisions.map(({ at, earliest, latest, chanceLate, cause }) => (
            <tr key={at}>
              <td>
                {words.days(earliest, latest)}
                <span className="under">
                  {texts.dateTime(new Date(at))} · {words.cause(cause)}
                </span>
              </td>
              <td className="n">{texts.percent(chanceLate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Earlier({ incident: { earlier } }: { incident: Incident }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  return (
    <>
      <h2>{t("console-delivery.earlier")}</h2>
      <dl className="facts">
        {earlier.map(({ incidentId, kind, openedAt, outcome }) => (
          <div key={incidentId}>
            <dt>
              <RecordLink id={incidentId}>{words.kind(kind)}</RecordLink>{" "}
              <span className="soft">{texts.date(new Date(openedAt))}</span>
            </dt>
            <dd>{outcome !== undefined && words.outcome(outcome)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
