import { claimsOfOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ClaimTable } from "./claim-table.tsx";

/** What was reported as faulty of an order; nothing where nothing was. */
export function OrderClaims({ orderId }: { orderId: string }) {
  const { t } = useTexts();
  const { data } = useQuery(reading(claimsOfOrder, { orderId }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="section">
      <h2>{t("claims.title")}</h2>
      <ClaimTable rows={data.items} />
    </section>
  );
}
