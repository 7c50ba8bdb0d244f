import { askAboutStray, assignStray } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../api/index.ts";
import { Failure } from "../ui/index.ts";
import { AssignToOrder } from "./assign-to-order.tsx";
import { FindOrder } from "./find-order.tsx";
import { type ListedItem, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

const grounds = ["sent-by-mistake", "left-to-us", "unclaimed"] as const;

/** Goods that nobody had announced: whose they are is said here, and before that nothing can be done with them but to send them back. */
export function WhoseItem({ item }: { item: ListedItem }) {
  const { t } = useItemWords();
  const [other, setOther] = useState<string>();
  const [isSearching, setSearching] = useState(false);
  if (item.stray === undefined || item.returnId !== undefined) return null;
  if (item.oursBecause !== undefined) {
    const because = t(`dispositions.stray.because.${item.oursBecause}`);
    return <p className="note">{t("dispositions.stray.ours", { because })}</p>;
  }
  if (item.state !== "waiting" && item.state !== "inspected") return null;
  const orderId = other ?? item.orderId;
  const finds = orderId === undefined || isSearching;
  return (
    <section className="decide whose">
      <h3>{t("dispositions.stray.whose")}</h3>
      <p className="note">{t(`dispositions.stray.${item.belongsTo === "shopper" ? "theirs" : "nobodys"}`)}</p>
      {finds ? (
        <FindOrder
          onChoose={(found) => {
            setOther(found);
            setSearching(false);
          }}
        />
      ) : (
        <>
          <AssignToOrder
            key={orderId}
            item={item}
            orderId={orderId}
            onDone={() => {
              setOther(undefined);
              setSearching(false);
            }}
          />
          <button type="button" className="text-button" onClick={() => setSearching(true)}>
            {t("dispositions.stray.other-order")}
          </button>
        </>
      )}
      {item.belongsTo === "shopper" && <AskShopper item={item} />}
      <IsOurs item={item} />
    </section>
  );
}

function AskShopper({ item: { itemId, askedAt } }: { item: ListedItem }) {
  const words = useItemWords();
  const { t } = words;
  const refresh = useRefreshItems();
  const command = useCommand(askAboutStray);
  if (askedAt !== undefined)
    return <p className="soft">{t("dispositions.stray.asked", { day: words.date(new Date(askedAt), "long") })}</p>;
  return (
    <>
      <Button
        variant="default"
        loading={command.isPending}
        onClick={() => void command.mutateAsync({ itemId }).then(refresh, () => undefined)}
      >
        {t("dispositions.stray.ask")}
      </Button>
      {command.isError && <Failure error={command.error} />}
    </>
  );
}

function IsOurs({ item }: { item: ListedItem }) {
  const { t } = useItemWords();
  const refresh = useRefreshItems();
  const command = useCommand(assignStray);
  const [because, setBecause] = useState<(typeof grounds)[number]>("sent-by-mistake");
  const { itemId } = item;
  const say = () => command.mutateAsync({ itemId, to: { as: "house", because } }).then(refresh, () => undefined);
  return (
    <details>
      <summary>{t("dispositions.stray.is-ours")}</summary>
      <div className="section">
        <NativeSelect
          label={t("dispositions.stray.because")}
          value={because}
          data={grounds.map((value) => ({ value, label: t(`dispositions.stray.because.${value}`) }))}
          onChange={({ currentTarget }) => setBecause(grounds.find((each) => each === currentTarget.value) ?? because)}
        />
        <Button variant="default" loading={command.isPending} onClick={() => void say()}>
          {t("dispositions.stray.is-ours")}
        </Button>
        {command.isError && <Failure error={command.error} />}
      </div>
    </details>
  );
}
