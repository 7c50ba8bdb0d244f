import { returnRequestsOfOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { RequestTable } from "./request-table.tsx";

/** What was announced as coming back of an order; nothing where nothing was. */
export function OrderRequests({ orderId }: { orderId: string }) {
  const { t } = useTexts();
  const { data } = useQuery(reading(returnRequestsOfOrder, { orderId }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="section">
      <h2>{t("return-requests.of-order")}</h2>
      <RequestTable rows={data.items} />
    </section>
  );
}
