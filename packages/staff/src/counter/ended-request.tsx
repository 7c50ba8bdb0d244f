import { type ContractOutput, getOrder, type getReturnRequest } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty } from "../ui/index.ts";
import { returnable } from "./selection.ts";

/** A return of which nothing is awaited: what became of it, and what can still be done with goods that lie here all the same. */
export function EndedRequest({ request }: { request: ContractOutput<typeof getReturnRequest> }) {
  const texts = useTexts();
  const { t } = texts;
  const { state, orderId, closedAt, declined } = request;
  const order = useQuery({ ...reading(getOrder, { orderId }), staleTime: 0 }).data;
  const left = order?.lines.reduce((sum, line) => sum + returnable(line), 0);
  return (
    <Empty title={t(`counter.ended.${state}`)}>
      {closedAt !== undefined && <p>{texts.date(new Date(closedAt), "long")}</p>}
      {declined !== undefined && <p>{t("counter.ended.because", { text: declined })}</p>}
      {left !== undefined && <p>{t(left > 0 ? "counter.ended.left" : "counter.ended.none-left", { count: left })}</p>}
      {left !== undefined && left > 0 && (
        <Link to="/counter/orders/$id" params={{ id: orderId }} className="button-link">
          {t("counter.ended.take-back")}
        </Link>
      )}
    </Empty>
  );
}
