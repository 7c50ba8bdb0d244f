import { type ContractOutput, decide, getOrder, getReturn, takeBack } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { BackIcon, Empty, Loaded, PageHead, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { ConfirmReturn } from "./confirm-return.tsx";
import { nextStepInput } from "./next-step-page.tsx";
import { PickLine } from "./pick-line.tsx";
import { returnable, type Selection, sum, withQuantity, withReason } from "./selection.ts";
import { useStore } from "./store.ts";
import { StoreChoice } from "./store-choice.tsx";

export type CounterOrder = ContractOutput<typeof getOrder>;

/** The counter's second step: pick what comes back, see what it gives back, confirm. */
export function TakeBackPage() {
  const { t } = useTexts();
  const { id } = useParams({ from: "/staff/counter/orders/$id" });
  const query = useQuery({ ...reading(getOrder, { orderId: id }), staleTime: 0 });
  return (
    <div className="counter">
      <Loaded
        page
        query={query}
        waiting={
          <>
            <PageHead title={t("staff.counter.title")} />
            <Waiting lines={4} height={96} />
          </>
        }
      >
        {(order) => <TakeBack key={order.orderId} order={order} />}
      </Loaded>
    </div>
  );
}

function TakeBack({ order }: { order: CounterOrder }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { storeId } = useStore();
  const [selection, setSelection] = useState<Selection>(new Map());
  const [confirming, setConfirming] = useState(false);
  const command = useCommand(takeBack);
  const close = useCallback(() => setConfirming(false), []);
  useScan((code) => {
    const scanned = order.lines.find(({ barcode, sku }) => barcode === code || sku === code);
    if (scanned === undefined) return void navigate({ to: "/counter", search: { q: code } });
    setSelection((now) => withQuantity(now, scanned, (now.get(scanned.line)?.quantity ?? 0) + 1));
  });

  const { units, amount } = sum(selection, order.lines);
  const open = order.lines.filter((line) => returnable(line) > 0);
  const done = order.lines.filter((line) => returnable(line) === 0);
  const confirm = async () => {
    if (storeId === undefined) return;
    const lines = [...selection].map(([line, { quantity, reason }]) => ({
      line,
      quantity,
      ...(reason !== undefined && { reason }),
    }));
    const taken = await command.mutateAsync({ orderId: order.orderId, storeId, lines }).catch(() => undefined);
    if (taken === undefined) return;
    const { returnId } = taken.return;
    await queries.invalidateQueries({ refetchType: "none" });
    queries.setQueryData(reading(getReturn, { returnId }).queryKey, taken.return);
    if (taken.decision !== undefined) {
      queries.setQueryData(reading(decide, nextStepInput(returnId)).queryKey, taken.decision);
    }
    await navigate({ to: "/counter/returns/$id", params: { id: returnId } });
  };

  return (
    <>
      <Link to="/counter" className="back-link">
        <BackIcon /> {t("staff.counter.other-purchase")}
      </Link>
      <PageHead
        title={t("staff.order.heading", { number: order.number })}
        eyebrow={t("staff.order.heading", { number: order.number })}
        heading={t(open.length === 0 ? "staff.counter.all-returned" : "staff.counter.pick")}
        lead={
          <p>
            {shopperName(order.shopper)} · {texts.date(new Date(order.placedAt), "long")} ·{" "}
            {order.storeName ?? wording.channel(order.channel)}
          </p>
        }
        actions={<StoreChoice />}
      />
      {open.length === 0 ? (
        <Empty title={t("staff.counter.nothing-left")} />
      ) : (
        <ul className="pick-lines">
          {open.map((line) => (
            <PickLine
              key={line.line}
              line={line}
              currency={order.currency}
              picked={selection.get(line.line)}
              onQuantity={(quantity) => setSelection((now) => withQuantity(now, line, quantity))}
              onReason={(reason) => setSelection((now) => withReason(now, line.line, reason))}
            />
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <p className="soft">
          {t("staff.counter.returned-before", { titles: done.map(({ title, sku }) => title ?? sku).join(", ") })}
        </p>
      )}
      {open.length > 0 && (
        <div className="till">
          <p aria-live="polite">
            <span className="soft">{t("common.pieces", { count: units })}</span>
            <b className="num">{texts.money({ amount, currency: order.currency })}</b>
          </p>
          <Button size="xl" disabled={units === 0} onClick={() => setConfirming(true)}>
            {t("staff.counter.review")}
          </Button>
        </div>
      )}
      <ConfirmReturn
        open={confirming}
        order={order}
        selection={selection}
        storeMissing={storeId === undefined}
        pending={command.isPending}
        error={command.error}
        onConfirm={() => void confirm()}
        onClose={close}
      />
    </>
  );
}
