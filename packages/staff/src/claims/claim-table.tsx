import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { RecordLink, useShopperName } from "../ui/index.ts";
import { ClaimState } from "./claim-state.tsx";
import type { Claim } from "./claim-words.ts";

/** Claims with what is faulty, what is asked for, and where they stand. */
export function ClaimTable({ rows }: { rows: readonly Claim[] }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("claims.claim")}</th>
          <th scope="col">{t("claims.goods")}</th>
          <th scope="col">{t("claims.remedy")}</th>
          <th scope="col">{t("claims.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.claimId}>
            <td>
              <Link to="/desk/claims/$id" params={{ id: row.claimId }} data-list-item="">
                {row.number}
              </Link>
              <span className="under">{texts.dateTime(new Date(row.reportedAt))}</span>
            </td>
            <td data-label={t("claims.goods")} className="wide">
              {row.lines.map(({ quantity, title, sku }) => `${quantity} × ${title ?? sku}`).join(", ")}
              <span className="under">
                <RecordLink id={row.orderId}>{row.orderNumber}</RecordLink>
                {row.shopper !== undefined && ` · ${shopperName(row.shopper)}`}
              </span>
            </td>
            <td data-label={t("claims.remedy")}>
              {t(`claims.remedy.${row.remedy}`)}
              {row.state === "reported" && (
                <span className="under">{row.doubts.map((doubt) => t(`claims.doubt.${doubt}`)).join(" ")}</span>
              )}
            </td>
            <td data-label={t("claims.state")}>
              <ClaimState state={row.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
