import {
  type ContractOutput,
  decide,
  getOrder,
  getReturn,
  returnMoney,
  returnReasonsOfOrder,
  returnTermsOfOrder,
  takeBackVisit,
} from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { BackIcon, Empty, Loaded, PageHead, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { ConfirmReturn, type Way } from "./confirm-return.tsx";
import { GiftSwitch } from "./gift-switch.tsx";
import { nextStepInput } from "./next-step-page.tsx";
import { PickLine } from "./pick-line.tsx";
import { returnable, type Selection, withQuantity, withReason } from "./selection.ts";
import { useStore } from "./store.ts";
import { StoreChoice } from "./store-choice.tsx";
import { finishVisit, pick, useVisit } from "./visit.ts";
import { broughtOf, useVisitPreview } from "./visit-preview.ts";
import { previewSum, visitSum } from "./visit-sum.ts";

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
  const { picked, isGift } = useVisit();
  const selection = picked.get(order.orderId)?.selection ?? noneOfIt;
  const [confirming, setConfirming] = useState(false);
  const close = useCallback(() => setConfirming(false), []);
  const { units, amounts: worth } = visitSum(picked.values());
  const preview = useVisitPreview();
  const amounts = preview.data === undefined ? worth : previewSum(preview.data);
  const reasons = useQuery(reading(returnReasonsOfOrder, { orderId: order.orderId })).data;
  const branchesOf = (line: number) => {
    const kind = reasons?.lines.find((one) => one.line === line)?.tree;
    return reasons?.trees.find(({ tree }) => tree === kind)?.branches ?? [];
  };
  useScan((code) => {
    const scanned = order.lines.find(({ barcode, sku }) => barcode === code || sku === code);
    if (scanned === undefined) return void navigate({ to: "/counter", search: { q: code } });
    pick(order, withQuantity(selection, scanned, (selection.get(scanned.line)?.quantity ?? 0) + 1));
  });

  const open = order.lines.filter((line) => returnable(line) > 0);
  const done = order.lines.filter((line) => returnable(line) === 0);
  const terms = useQuery(reading(returnTermsOfOrder, { orderId: order.orderId })).data?.lines ?? [];
  const over = open.filter(({ line }) => terms.some((one) => one.line === line && one.units > 0 && !one.isOpen));
  const bought = [
    texts.date(new Date(order.placedAt), "long"),
    order.storeName ?? wording.channel(order.channel),
    ...(isGift ? [] : [shopperName(order.shopper)]),
  ];
  return (
    <>
      <Link to="/counter" className="back-link">
        <BackIcon /> {t(picked.size === 0 ? "staff.counter.other-purchase" : "counter.visit.further")}
      </Link>
      <PageHead
        title={t("staff.order.heading", { number: order.number })}
        eyebrow={t("staff.order.heading", { number: order.number })}
        heading={t(open.length === 0 ? "staff.counter.all-returned" : "staff.counter.pick")}
        lead={<p>{bought.join(" · ")}</p>}
        actions={<StoreChoice />}
      />
      {open.length === 0 ? (
        <Empty title={t("staff.counter.nothing-left")} />
      ) : (
        <>
          <GiftSwitch />
          <ul className="pick-lines">
            {open.map((line) => (
              <PickLine
                key={line.line}
                line={line}
                currency={isGift ? undefined : order.currency}
                branches={branchesOf(line.line)}
                picked={selection.get(line.line)}
                onQuantity={(quantity) => pick(order, withQuantity(selection, line, quantity))}
                onReason={(reason) => pick(order, withReason(selection, line.line, reason))}
              />
            ))}
          </ul>
          {over.length > 0 && (
            <p className="soft" role="note">
              {t("counter.time-over", { titles: over.map(({ title, sku }) => title ?? sku).join(", ") })}
            </p>
          )}
        </>
      )}
      {done.length > 0 && (
        <p className="soft">
          {t("staff.counter.returned-before", { titles: done.map(({ title, sku }) => title ?? sku).join(", ") })}
        </p>
      )}
      {(open.length > 0 || units > 0) && (
        <div className="till">
          <p aria-live="polite">
            <span className="soft">
              {picked.size > 1
                ? t("counter.visit.on-counter", { units, purchases: picked.size })
                : t("common.pieces", { count: units })}
            </span>
            {!isGift && (
              <b className="num">
                {amounts.map((one) => texts.money(one)).join(" + ") ||
                  texts.money({ amount: 0, currency: order.currency })}
              </b>
            )}
          </p>
          <Button size="xl" disabled={units === 0} onClick={() => setConfirming(true)}>
            {t("staff.counter.review")}
          </Button>
        </div>
      )}
      <TakeBackDialog open={confirming} onClose={close} />
    </>
  );
}

const noneOfIt: Selection = new Map();

/** Takes back all that lies on the counter, and goes on to what can be offered for it. */
function TakeBackDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { storeId } = useStore();
  const { picked, isGift } = useVisit();
  const [way, setWay] = useState<Way>();
  const command = useCommand(takeBackVisit);
  const confirm = async () => {
    if (storeId === undefined) return;
    const orders = broughtOf(picked.values());
    const chosen = way !== undefined && !isGift && { way };
    const taken = await command.mutateAsync({ storeId, orders, isGift, ...chosen }).catch(() => undefined);
    if (taken === undefined) return;
    await queries.invalidateQueries({ refetchType: "none" });
    for (const one of taken.returns) {
      queries.setQueryData(reading(getReturn, { returnId: one.returnId }).queryKey, one);
    }
    for (const { returnId, ...money } of taken.money) {
      queries.setQueryData(reading(returnMoney, { returnId }).queryKey, money);
    }
    const returnId = taken.decidedFor ?? taken.returns[0]?.returnId ?? "";
    if (taken.decision !== undefined) {
      queries.setQueryData(reading(decide, nextStepInput(returnId)).queryKey, taken.decision);
    }
    finishVisit(taken);
    await navigate({ to: "/counter/returns/$id", params: { id: returnId } });
  };
  return (
    <ConfirmReturn
      {...{ open, onClose, way }}
      storeMissing={storeId === undefined}
      pending={command.isPending}
      error={command.error}
      onWay={setWay}
      onConfirm={() => void confirm()}
    />
  );
}
