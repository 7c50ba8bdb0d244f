import { type ContractOutput, getOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { OrderDecisions } from "../appeals/index.ts";
import { OrderClaims } from "../claims/index.ts";
import { OrderDelivery } from "../delivery/index.ts";
import { useTexts } from "../language/index.ts";
import { SentMessages } from "../messages/index.ts";
import { OrderRefunds } from "../refunds/index.ts";
import { OrderRequests } from "../return-requests/index.ts";
import { areasOf, useSession } from "../session/index.ts";
import { Loaded, PageHead, RecordLink, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { NextStep } from "./next-step.tsx";

type Order = ContractOutput<typeof getOrder>;

/** One order: its lines and what came back, how it was paid and sent, and the next step of each return. */
export function OrderPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getOrder, { orderId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("staff.order.title")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(order) => <OrderContent order={order} />}
    </Loaded>
  );
}

function OrderContent({ order }: { order: Order }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const session = useSession();
  const heading = t("staff.order.heading", { number: order.number });
  const takesBack =
    session !== undefined &&
    areasOf(session.role).includes("counter") &&
    order.lines.some(({ quantity, returnedQuantity }) => returnedQuantity < quantity);
  return (
    <>
      <PageHead
        title={heading}
        eyebrow={t("staff.order.title")}
        heading={heading}
        lead={
          <p>
            {texts.dateTime(new Date(order.placedAt), "long")} · {order.storeName ?? wording.channel(order.channel)}
            {order.shopper !== undefined && (
              <>
                {" · "}
                <RecordLink id={order.shopper.shopperId}>{shopperName(order.shopper)}</RecordLink>
              </>
            )}
          </p>
        }
        actions={
          takesBack && (
            <Link className="button-link" to="/counter/orders/$id" params={{ id: order.orderId }}>
              {t("staff.order.take-back")}
            </Link>
          )
        }
      />
      <OrderLines order={order} />
      <OrderRequests orderId={order.orderId} />
      <OrderClaims orderId={order.orderId} />
      <OrderDecisions orderId={order.orderId} />
      {order.returns.length > 0 && <OrderReturns order={order} />}
      <div className="two even">
        <Payments order={order} />
        <div className="stacked">
          {order.channel !== "store" && <OrderDelivery orderId={order.orderId} />}
          <Parcels order={order} />
        </div>
      </div>
      <div className="two even">
        <OrderRefunds order={order} />
        <SentMessages orderId={order.orderId} />
      </div>
    </>
  );
}

function OrderLines({ order }: { order: Order }) {
  const texts = useTexts();
  const { t } = texts;
  const money = (amount: number) => texts.money({ amount, currency: order.currency });
  return (
    <section className="section">
      <h2>{t("staff.order.lines")}</h2>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("staff.line.item")}</th>
            <th scope="col" className="n">
              {t("staff.line.quantity")}
            </th>
            <th scope="col" className="n">
              {t("staff.line.returned")}
            </th>
            <th scope="col" className="n">
              {t("staff.line.paid")}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.line}>
              <th scope="row">
                {line.title ?? line.sku}
                <span className="under num">{[line.sku, line.barcode, line.category].filter(Boolean).join(" · ")}</span>
              </th>
              <td className="n" data-label={t("staff.line.quantity")}>
                {texts.number(line.quantity)}
              </td>
              <td className="n" data-label={t("staff.line.returned")}>
                {line.returnedQuantity === 0 ? "–" : texts.number(line.returnedQuantity)}
                {line.cancelledQuantity !== undefined && (
                  <span className="under">{t("staff.line.cancelled", { count: line.cancelledQuantity })}</span>
                )}
              </td>
              <td className="n" data-label={t("staff.line.paid")}>
                {money(line.paid)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {order.shipping !== 0 && (
            <tr>
              <th scope="row" colSpan={3}>
                {t("staff.order.shipping")}
              </th>
              <td className="n">{money(order.shipping)}</td>
            </tr>
          )}
          <tr className="total">
            <th scope="row" colSpan={3}>
              {t("staff.order.total")}
            </th>
            <td className="n">{money(order.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function OrderReturns({ order }: { order: Order }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t("staff.order.returns")}</h2>
      <ul className="cards">
        {order.returns.map(({ returnId, number, at, units, amount, isCancellation }) => (
          <li key={returnId} className="card">
            <p className="card-head">
              {isCancellation ? (
                <b>{t("staff.order.cancelled")}</b>
              ) : (
                <RecordLink id={returnId} inList>
                  {t("staff.return.heading", { number })}
                </RecordLink>
              )}
              {!isCancellation && <span className="num">{texts.money({ amount, currency: order.currency })}</span>}
            </p>
            <p className="soft">
              {texts.date(new Date(at), "long")} · {t("common.pieces", { count: units })}
            </p>
            {!isCancellation && <NextStep returnId={returnId} number={number} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Payments({ order: { payments, currency } }: { order: Order }) {
  const texts = useTexts();
  const wording = useWording();
  return (
    <section className="section">
      <h2>{texts.t("staff.order.payments")}</h2>
      {payments.length === 0 ? (
        <p className="soft">{texts.t("staff.order.no-payments")}</p>
      ) : (
        <dl className="facts">
          {payments.map(({ method, amount, at }) => (
            <div key={`${method} ${at} ${amount}`}>
              <dt>
                {wording.payment(method)} <span className="soft">{texts.date(new Date(at))}</span>
              </dt>
              <dd className="num">{texts.money({ amount, currency })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Parcels({ order: { parcels } }: { order: Order }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t("staff.order.parcels")}</h2>
      {parcels.length === 0 ? (
        <p className="soft">{t("staff.order.no-parcels")}</p>
      ) : (
        <dl className="facts">
          {parcels.map(({ parcelId, number, carrier, shippedAt, deliveredAt }) => (
            <div key={parcelId}>
              <dt>
                <RecordLink id={parcelId} inList>
                  {[carrier, number].filter(Boolean).join(" ")}
                </RecordLink>
              </dt>
              <dd className="num">
                {deliveredAt !== undefined
                  ? t("staff.parcel.delivered", { when: texts.date(new Date(deliveredAt)) })
                  : shippedAt !== undefined
                    ? t("staff.parcel.shipped", { when: texts.date(new Date(shippedAt)) })
                    : t("staff.parcel.announced")}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
