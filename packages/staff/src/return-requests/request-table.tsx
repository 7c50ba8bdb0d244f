import { useTexts } from "../language/index.ts";
import { RecordLink, useShopperName } from "../ui/index.ts";
import { RequestState } from "./request-state.tsx";
import type { ReturnRequest } from "./request-words.ts";

/** Return requests with what goes back of which order, and where they stand. */
export function RequestTable({ rows }: { rows: readonly ReturnRequest[] }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("return-requests.request")}</th>
          <th scope="col">{t("return-requests.goods")}</th>
          <th scope="col">{t("return-requests.how")}</th>
          <th scope="col">{t("return-requests.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.returnRequestId}>
            <td>
              <RecordLink id={row.returnRequestId} inList>
                {row.number}
              </RecordLink>
              <span className="under">{texts.dateTime(new Date(row.requestedAt))}</span>
            </td>
            <td data-label={t("return-requests.goods")} className="wide">
              {row.lines.map(({ quantity, title, sku }) => `${quantity} × ${title ?? sku}`).join(", ")}
              <span className="under">
                <RecordLink id={row.orderId}>{row.orderNumber}</RecordLink>
                {row.shopper !== undefined && ` · ${shopperName(row.shopper)}`}
              </span>
            </td>
            <td data-label={t("return-requests.how")}>
              {t(`return-policy.method.${row.method}`)}
              <span className="under">{t(`return-policy.resolution.${row.resolution}`)}</span>
            </td>
            <td data-label={t("return-requests.state")}>
              <RequestState state={row.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
