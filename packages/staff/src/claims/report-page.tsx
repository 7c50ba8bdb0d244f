import { findPurchases, getOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, RecordLink, SearchForm, useShopperName, Waiting } from "../ui/index.ts";
import { ReportForm } from "./report-form.tsx";

interface ReportSearch {
  readonly q?: string;
  readonly order?: string;
}

/** Reports a fault for a shopper who telephones or writes: their order is found first, unless one comes from it. */
export function ReportPage() {
  const { t } = useTexts();
  const { q, order }: ReportSearch = useSearch({ from: "/staff/desk/claims/new" });
  const navigate = useNavigate({ from: "/desk/claims/new" });
  return (
    <>
      <PageHead
        title={t("claims.report")}
        lead={t("claims.report.lead")}
        actions={
          <Link to="/desk/claims" className="button-link quiet">
            {t("claims.back")}
          </Link>
        }
      />
      <SearchForm
        label={t("claims.report.search")}
        placeholder={t("staff.find.placeholder")}
        query={q ?? ""}
        onSearch={(wanted) => void navigate({ search: wanted === "" ? {} : { q: wanted } })}
      />
      {order !== undefined ? <Chosen orderId={order} key={order} /> : q !== undefined && <Found q={q} />}
    </>
  );
}

function Found({ q }: { q: string }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const query = useQuery(reading(findPurchases, { q, limit: 10 }));
  return (
    <Loaded query={query} waiting={<Waiting lines={3} height={36} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("staff.find.none", { query: q })}>
            <p>{t("claims.report.none-text")}</p>
          </Empty>
        ) : (
          <table className="table rows stack">
            <thead>
              <tr>
                <th scope="col">{t("claims.report.order")}</th>
                <th scope="col">{t("claims.report.placed")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ orderId, number, shopper, placedAt, titles }) => (
                <tr key={orderId}>
                  <th scope="row">
                    <Link to="/desk/claims/new" search={{ q, order: orderId }} data-list-item="">
                      {number}
                    </Link>
                    <span className="under">{shopperName(shopper)}</span>
                    <span className="under clip">{titles.join(", ")}</span>
                  </th>
                  <td data-label={t("claims.report.placed")} className="num">
                    {texts.date(new Date(placedAt))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  );
}

function Chosen({ orderId }: { orderId: string }) {
  const { t } = useTexts();
  const shopperName = useShopperName();
  const query = useQuery(reading(getOrder, { orderId }));
  return (
    <Loaded query={query} waiting={<Waiting lines={6} height={36} />}>
      {({ number, shopper, lines }) => (
        <>
          <p>
            {t("claims.report.order")} <RecordLink id={orderId}>{number}</RecordLink>
            {shopper !== undefined && (
              <>
                {" · "}
                <RecordLink id={shopper.shopperId}>{shopperName(shopper)}</RecordLink>
              </>
            )}
          </p>
          <ReportForm orderId={orderId} bought={lines} />
        </>
      )}
    </Loaded>
  );
}
