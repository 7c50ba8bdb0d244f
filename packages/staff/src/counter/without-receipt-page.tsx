import { type ContractOutput, takeWithoutReceipt, valueWithoutReceipt } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { BackIcon, Failure, PageHead, SearchForm } from "../ui/index.ts";
import { CountLine } from "./count-line.tsx";
import { CardCode } from "./paid-out.tsx";
import { useStore } from "./store.ts";
import { StoreChoice } from "./store-choice.tsx";

type Taken = ContractOutput<typeof takeWithoutReceipt>;

/** Goods of which nobody knows where they were bought: scanned one by one, each for the least it was sold for lately, as a gift card. */
export function WithoutReceiptPage() {
  const { t } = useTexts();
  const [taken, setTaken] = useState<Taken>();
  return (
    <div className="counter">
      <Link to="/counter" className="back-link">
        <BackIcon /> {t("staff.counter.other-purchase")}
      </Link>
      {taken === undefined ? <Collect onTaken={setTaken} /> : <Done taken={taken} />}
    </div>
  );
}

function Collect({ onTaken }: { onTaken: (taken: Taken) => void }) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const { storeId } = useStore();
  const [goods, setGoods] = useState<ReadonlyMap<string, number>>(new Map());
  const command = useCommand(takeWithoutReceipt);
  const set = (sku: string, quantity: number) => {
    const next = new Map(goods);
    if (quantity <= 0) next.delete(sku);
    else next.set(sku, quantity);
    setGoods(next);
  };
  const [added, setAdded] = useState(0);
  const add = (code: string) => {
    if (code === "") return;
    set(code, (goods.get(code) ?? 0) + 1);
    setAdded(added + 1);
  };
  useScan(add);
  const lines = [...goods].map(([sku, quantity]) => ({ sku, quantity }));
  const asked = storeId !== undefined && lines.length > 0;
  const query = useQuery({
    ...reading(valueWithoutReceipt, { storeId: storeId ?? "", lines }),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  const value = asked ? query.data : undefined;
  const money = (amount: number) => texts.money({ amount, currency: value?.currency ?? "EUR" });
  const unknown = value?.lines.filter(({ each }) => each === undefined) ?? [];
  const take = async () => {
    if (storeId === undefined) return;
    const taken = await command.mutateAsync({ storeId, lines }).catch(() => undefined);
    if (taken === undefined) return;
    await queries.invalidateQueries({ refetchType: "none" });
    onTaken(taken);
  };
  return (
    <>
      <PageHead
        title={t("counter.unproven.title")}
        heading={t("counter.unproven.heading")}
        lead={<p>{t("counter.unproven.lead")}</p>}
        actions={<StoreChoice />}
      />
      <SearchForm
        // Empty again for the next one.
        key={added}
        large
        autoFocus
        label={t("counter.unproven.label")}
        placeholder={t("counter.unproven.placeholder")}
        query=""
        onSearch={add}
      />
      {lines.length > 0 && (
        <ul className="pick-lines">
          {lines.map(({ sku, quantity }) => {
            const known = value?.lines.find(({ code }) => code === sku);
            const worth = known?.each === undefined ? t("counter.unproven.no-price") : money(known.each);
            return (
              <CountLine
                key={sku}
                title={known?.title ?? sku}
                under={[known?.sku ?? sku, ...(known === undefined ? [] : [worth])].join(" · ")}
                quantity={quantity}
                most={1_000}
                onQuantity={(next) => set(sku, next)}
              />
            );
          })}
        </ul>
      )}
      {query.isError && asked && <Failure error={query.error} />}
      {value?.needsManager && (
        <p className="note" role="status">
          {t("counter.unproven.manager", { cap: money(value.cap), days: value.capDays })}
        </p>
      )}
      {command.isError && !command.isPending && <Failure error={command.error} />}
      {value !== undefined && (
        <div className="till">
          <p aria-live="polite">
            <span className="soft">{t("counter.unproven.rule", { days: value.lowestPriceOfDays })}</span>
            <b className="num">{money(value.amount)}</b>
          </p>
          <Button
            size="xl"
            loading={command.isPending}
            disabled={unknown.length > 0 || query.isPlaceholderData}
            onClick={() => void take()}
          >
            {t("counter.unproven.take")}
          </Button>
        </div>
      )}
    </>
  );
}

function Done({ taken }: { taken: Taken }) {
  const texts = useTexts();
  const { t } = texts;
  const amount = texts.money({ amount: taken.amount, currency: taken.currency });
  return (
    <>
      <p className="recorded" role="status">
        {t("staff.counter.recorded", { number: taken.return.number, amount })}
      </p>
      <div className="card paid-out">
        <p className="paid-what">
          {t("counter.paid.gift-card")} <b className="num">{amount}</b>
        </p>
        {taken.code !== undefined && <CardCode code={taken.code} />}
      </div>
      <Link to="/counter/returns/$id" params={{ id: taken.return.returnId }} className="button-link">
        {t("counter.unproven.next")}
      </Link>
      <Link to="/counter" className="button-link quiet">
        {t("staff.counter.next-customer")}
      </Link>
    </>
  );
}
