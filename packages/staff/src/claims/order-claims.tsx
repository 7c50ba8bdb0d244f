import { claimsOfOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useRecordArea } from "../ui/index.ts";
import { ClaimTable } from "./claim-table.tsx";

/** What was reported as faulty of an order, and at the desk the way to report more. */
export function OrderClaims({ orderId }: { orderId: string }) {
  const { t } = useTexts();
  const isAtDesk = useRecordArea() === "desk";
  const { data } = useQuery(reading(claimsOfOrder, { orderId }));
  if (data === undefined || (data.items.length === 0 && !isAtDesk)) return null;
  return (
    <section className="section">
      <h2>{t("claims.title")}</h2>
      {data.items.length > 0 && <ClaimTable rows={data.items} />}
      {isAtDesk && (
        <p>
          <Link to="/desk/claims/new" search={{ order: orderId }} className="button-link quiet">
            {t("claims.report")}
          </Link>
        </p>
      )}
    </section>
  );
}
