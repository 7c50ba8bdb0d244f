import { getRefund } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { areasOf, useSession } from "../session/index.ts";
import { Loaded, PageHead, RecordLink, Waiting } from "../ui/index.ts";
import { RefundLegs } from "./refund-legs.tsx";
import { RefundState } from "./refund-state.tsx";
import type { Refund } from "./refund-words.ts";
import { SteerRefund } from "./steer-refund.tsx";

/** One refund: what it is made of, where each share of it goes, and what can still be done. */
export function RefundPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getRefund, { refundId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("refunds.refund")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(refund) => <RefundContent refund={refund} />}
    </Loaded>
  );
}

function RefundContent({ refund }: { refund: Refund }) {
  const texts = useTexts();
  const { t } = texts;
  const session = useSession();
  const { amount, currency, missing, orderId, orderNumber, intendedAt, reason } = refund;
  const money = (minor: number) => texts.money({ amount: minor, currency });
  const seesLedger = session !== undefined && areasOf(session.role).includes("console");
  return (
    <>
      <PageHead
        title={t("refunds.refund")}
        heading={money(amount)}
        lead={
          <p>
            {t(`refunds.reason.${reason}`)} · {t("refunds.promised-on", { when: texts.dateTime(new Date(intendedAt)) })}{" "}
            · <RecordLink id={orderId}>{t("refunds.order-number", { number: orderNumber })}</RecordLink>
          </p>
        }
        actions={
          <>
            <Link to="/desk/refunds" className="button-link quiet">
              {t("refunds.back")}
            </Link>
            {seesLedger && (
              <Link to="/console/ledger" search={{ order: orderId }} className="button-link quiet">
                {t("refunds.ledger.title")}
              </Link>
            )}
          </>
        }
      />
      <div className="tags">
        <RefundState state={refund.state} />
      </div>
      {missing > 0 && <p className="note">{t("refunds.missing-note", { amount: money(missing) })}</p>}
      <SteerRefund refund={refund} />
      <RefundLegs refund={refund} />
      <div className="two even">
        <Parts refund={refund} />
        <About refund={refund} />
      </div>
    </>
  );
}

function Parts({ refund: { parts, currency, amount } }: { refund: Refund }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t("refunds.parts")}</h2>
      <dl className="facts">
        {Object.entries(parts).map(([place, part]) => (
          <div key={place}>
            <dt>
              {part.kind === "goods"
                ? t("refunds.part.line", { line: part.line, quantity: part.quantity })
                : t(`refunds.part.${part.kind}`)}
            </dt>
            <dd className="num">{texts.money({ amount: part.amount, currency })}</dd>
          </div>
        ))}
        <div className="total">
          <dt>{t("refunds.amount")}</dt>
          <dd className="num">{texts.money({ amount, currency })}</dd>
        </div>
      </dl>
    </section>
  );
}

function About({ refund }: { refund: Refund }) {
  const texts = useTexts();
  const { t } = texts;
  const { destination, reference, arrived, currency } = refund;
  return (
    <section className="section">
      <h2>{t("common.details")}</h2>
      <dl className="facts">
        <div>
          <dt>{t("refunds.destination")}</dt>
          <dd>{t(`refunds.destination.${destination}`)}</dd>
        </div>
        {reference !== undefined && (
          <div>
            <dt>{t("refunds.reference")}</dt>
            <dd>{reference}</dd>
          </div>
        )}
        <div>
          <dt>{t("refunds.arrived")}</dt>
          <dd className="num">{texts.money({ amount: arrived, currency })}</dd>
        </div>
      </dl>
    </section>
  );
}
