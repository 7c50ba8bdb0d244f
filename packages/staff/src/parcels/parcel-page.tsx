import { type ContractOutput, getParcel } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Loaded, PageHead, RecordLink, useWording, Waiting } from "../ui/index.ts";
import { MatchParcel } from "./match-parcel.tsx";
import { ParcelScans } from "./parcel-scans.tsx";
import { ParcelState } from "./parcel-state.tsx";

type Parcel = ContractOutput<typeof getParcel>;

/** One parcel: where it is, whose it is, and everything that was said of it. */
export function ParcelPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getParcel, { parcelId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("parcels.parcel")} />
          <Waiting lines={8} height={32} />
        </>
      }
    >
      {(parcel) => <ParcelContent parcel={parcel} />}
    </Loaded>
  );
}

function ParcelContent({ parcel }: { parcel: Parcel }) {
  const { t } = useTexts();
  const wording = useWording();
  const session = useSession();
  const { trackingNumber, carrier, direction, status, problem, fault, orders, waitsFor } = parcel;
  return (
    <>
      <PageHead
        title={t("parcels.parcel")}
        heading={trackingNumber ?? t("parcels.no-number")}
        lead={<p>{[carrier, t(`parcels.direction.${direction}`)].filter(Boolean).join(" · ")}</p>}
        actions={
          <Link to="/desk/parcels" className="button-link quiet">
            {t("parcels.back")}
          </Link>
        }
      />
      <div className="tags">
        <ParcelState status={status} problem={problem} />
        {fault !== undefined && (
          <span className="tag">
            {t("parcels.whose-doing")}: {wording.parcelFault(fault)}
          </span>
        )}
      </div>
      <section className="section">
        <div className="section-head">
          <h2>{t("parcels.matched")}</h2>
          {session !== undefined && session.role !== "associate" && <MatchParcel parcel={parcel} />}
        </div>
        {orders.length === 0 && <p className="soft">{t("parcels.no-order")}</p>}
        {orders.length > 0 && (
          <ul className="plain">
            {orders.map(({ orderId, number }) => (
              <li key={orderId}>
                <RecordLink id={orderId} inList>
                  {t("refunds.order-number", { number })}
                </RecordLink>
              </li>
            ))}
          </ul>
        )}
        {waitsFor.length > 0 && <p className="note">{t("parcels.waits-for", { numbers: waitsFor.join(", ") })}</p>}
      </section>
      <div className="two">
        <ParcelScans parcel={parcel} />
        <About parcel={parcel} />
      </div>
    </>
  );
}

function About({ parcel }: { parcel: Parcel }) {
  const texts = useTexts();
  const { t } = texts;
  const when = (at: string | undefined) => (at === undefined ? undefined : texts.dateTime(new Date(at)));
  const { service, country, estimatedFrom, estimatedUntil, attempts, lines, names, forwardParcelId } = parcel;
  const estimated = [...new Set([when(estimatedFrom), when(estimatedUntil)])].filter((text) => text !== undefined);
  const facts = [
    ["parcels.service", service],
    ["parcels.to-country", country],
    ["parcels.shipped", when(parcel.shippedAt)],
    ["parcels.picked-up", when(parcel.pickedUpAt)],
    ["parcels.delivered", when(parcel.deliveredAt)],
    ["parcels.returned", when(parcel.returnedAt)],
    ["parcels.estimated", estimated.length === 0 ? undefined : estimated.join(" – ")],
    ["parcels.attempts", attempts === 0 ? undefined : t("parcels.attempts-days", { count: attempts })],
    ["parcels.heard", when(parcel.lastHeardAt)],
  ] as const;
  return (
    <aside className="section" aria-label={t("common.details")}>
      <h2>{t("common.details")}</h2>
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{t(name)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {forwardParcelId !== undefined && (
          <div>
            <dt>{t("parcels.forward")}</dt>
            <dd>
              <RecordLink id={forwardParcelId}>{t("parcels.parcel")}</RecordLink>
            </dd>
          </div>
        )}
        {names.map(({ source, key }) => (
          <div key={`${source} ${key}`}>
            <dt>
              {t("parcels.names")} <span className="soft">{source}</span>
            </dt>
            <dd>{key}</dd>
          </div>
        ))}
      </dl>
      {lines.length > 0 && (
        <>
          <h3>{t("parcels.contents")}</h3>
          <ul className="plain">
            {lines.map(({ orderId, line, quantity }) => (
              <li key={`${orderId} ${line}`}>{t("parcels.content-line", { line, quantity })}</li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
