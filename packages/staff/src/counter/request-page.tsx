import {
  type ContractOutput,
  getOrder,
  getReturnRequest,
  previewReceipt,
  receiveReturn,
  returnMoney,
} from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { isNothingThere, reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { BackIcon, Failure, Loaded, NotFound, PageHead, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { CountLine } from "./count-line.tsx";
import { EndedRequest } from "./ended-request.tsx";
import { isAwaited } from "./request-hits.tsx";
import { ReturnMoneyText } from "./return-money.tsx";
import { useStore } from "./store.ts";
import { StoreChoice } from "./store-choice.tsx";
import { clearVisit } from "./visit.ts";

type Request = ContractOutput<typeof getReturnRequest>;
type RequestLine = Request["lines"][number];

/** A return that was announced, at the counter: what of it lies here is counted by hand or scanner, and received on the terms that were promised. */
export function RequestPage() {
  const { t } = useTexts();
  const { id } = useParams({ from: "/staff/counter/requests/$id" });
  const query = useQuery({ ...reading(getReturnRequest, { returnRequestId: id }), staleTime: 0 });
  if (isNothingThere(query.error)) return <NotFound text="staff.not-found.record" />;
  return (
    <div className="counter">
      <Loaded
        page
        query={query}
        waiting={
          <>
            <PageHead title={t("staff.counter.title")} />
            <Waiting lines={3} height={96} />
          </>
        }
      >
        {(request) => <Receive key={request.returnRequestId} request={request} />}
      </Loaded>
    </div>
  );
}

function Receive({ request }: { request: Request }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { storeId } = useStore();
  const [counted, setCounted] = useState<ReadonlyMap<number, number>>(new Map());
  const command = useCommand(receiveReturn);
  const awaited = isAwaited(request.state) ? request.lines.filter((line) => left(line) > 0) : [];
  const count = (line: RequestLine, quantity: number) =>
    setCounted(new Map(counted).set(line.line, Math.min(Math.max(quantity, 0), left(line))));
  // A request says nothing of barcodes; its order does.
  const order = useQuery({ ...reading(getOrder, { orderId: request.orderId }), staleTime: 600_000 }).data;
  useScan((code) => {
    const isScanned = ({ line, sku }: RequestLine) =>
      sku === code || order?.lines.find((one) => one.line === line)?.barcode === code;
    const scanned = awaited.find((line) => isScanned(line) && (counted.get(line.line) ?? 0) < left(line));
    if (scanned !== undefined) count(scanned, (counted.get(scanned.line) ?? 0) + 1);
    // One more of what is here in full is no other purchase.
    else if (!awaited.some(isScanned)) void navigate({ to: "/counter", search: { q: code } });
  });
  const units = [...counted.values()].reduce((sum, quantity) => sum + quantity, 0);
  const { returnRequestId } = request;
  const lines = [...counted].flatMap(([line, quantity]) => (quantity > 0 ? [{ line, quantity }] : []));
  const preview = useQuery({
    ...reading(previewReceipt, { returnRequestId, lines }),
    enabled: units > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const receive = async () => {
    if (storeId === undefined) return;
    const input = { returnRequestId, storeId, countOut: true, lines };
    const done = await command.mutateAsync(input).catch(() => undefined);
    if (done?.returnId === undefined) return;
    clearVisit();
    await queries.invalidateQueries({ refetchType: "none" });
    queries.setQueryData(reading(returnMoney, { returnId: done.returnId }).queryKey, done.money);
    await navigate({ to: "/counter/returns/$id", params: { id: done.returnId } });
  };
  return (
    <>
      <Link to="/counter" className="back-link">
        <BackIcon /> {t("staff.counter.other-purchase")}
      </Link>
      <PageHead
        title={t("counter.request.heading", { number: request.number })}
        eyebrow={t("counter.request.heading", { number: request.number })}
        heading={t(awaited.length === 0 ? "counter.request.nothing" : "counter.request.pick")}
        lead={
          <p>
            {t("staff.order.heading", { number: request.orderNumber })} ·{" "}
            {texts.date(new Date(request.requestedAt), "long")} · {shopperName(request.shopper)}
          </p>
        }
        actions={<StoreChoice />}
      />
      {awaited.length === 0 ? (
        <EndedRequest request={request} />
      ) : (
        <ul className="pick-lines">
          {awaited.map((line) => (
            <CountLine
              key={line.line}
              title={line.title ?? line.sku}
              under={[
                line.sku,
                t("counter.request.left", { count: left(line) }),
                wording.returnReason(line.reason),
              ].join(" · ")}
              quantity={counted.get(line.line) ?? 0}
              most={left(line)}
              onQuantity={(quantity) => count(line, quantity)}
            />
          ))}
        </ul>
      )}
      {awaited.length > 0 && (
        <p className="note">
          {t("counter.request.pays", { what: t(`return-policy.resolution.${request.resolution}`) })}
        </p>
      )}
      {units > 0 && preview.data !== undefined && <ReturnMoneyText money={preview.data} />}
      {units > 0 && preview.isError && <Failure error={preview.error} />}
      {command.isError && !command.isPending && <Failure error={command.error} />}
      {awaited.length > 0 && (
        <div className="till">
          <Button
            size="md"
            variant="default"
            onClick={() => setCounted(new Map(awaited.map((line) => [line.line, left(line)])))}
          >
            {t("counter.request.all")}
          </Button>
          <Button
            size="xl"
            loading={command.isPending}
            disabled={units === 0 || storeId === undefined || preview.data === undefined || preview.isPlaceholderData}
            onClick={() => void receive()}
          >
            {t("counter.request.receive", { count: units })}
          </Button>
        </div>
      )}
    </>
  );
}

function left({ quantity, received, released }: RequestLine): number {
  return quantity - received - released;
}
