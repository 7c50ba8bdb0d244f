import { getItem, takeInStrays } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useSession } from "../session/index.ts";
import { BackIcon, Failure, Loaded, NumberEntry, PageHead, SearchForm, Waiting } from "../ui/index.ts";
import { useItemWords } from "./item-words.ts";
import { WhoseItem } from "./whose-item.tsx";

/** A parcel that nobody knows: what is in it is written down first, and whose it is found out then. A scan is its number, and after that an article. */
export function TakeInPage() {
  const { t } = useItemWords();
  const [taken, setTaken] = useState<readonly string[]>();
  return (
    <>
      <Link to="/desk/inspection" className="back-link">
        <BackIcon /> {t("dispositions.title")}
      </Link>
      <PageHead title={t("dispositions.take-in.title")} lead={t("dispositions.take-in.lead")} />
      {taken === undefined ? (
        <TakeIn onTaken={setTaken} />
      ) : (
        <Taken itemIds={taken} onNext={() => setTaken(undefined)} />
      )}
    </>
  );
}

function TakeIn({ onTaken }: { onTaken: (itemIds: readonly string[]) => void }) {
  const { t } = useItemWords();
  const storeId = useSession()?.scope.storeId;
  const command = useCommand(takeInStrays);
  const [number, setNumber] = useState("");
  const [goods, setGoods] = useState<ReadonlyMap<string, number>>(new Map());
  const [added, setAdded] = useState(0);
  const add = (sku: string) => {
    if (sku === "") return;
    setGoods(new Map(goods).set(sku, (goods.get(sku) ?? 0) + 1));
    setAdded(added + 1);
  };
  useScan((code) => (number === "" && goods.size === 0 ? setNumber(code) : add(code)));
  const set = (sku: string, quantity: number | undefined) => {
    const next = new Map(goods);
    if (quantity === undefined || quantity < 1) next.delete(sku);
    else next.set(sku, quantity);
    setGoods(next);
  };
  const take = async () => {
    const input = {
      goods: [...goods].map(([sku, quantity]) => ({ sku, quantity })),
      ...(number.trim() !== "" && { trackingNumber: number.trim() }),
      ...(storeId !== undefined && { storeId }),
    };
    const done = await command.mutateAsync(input).catch(() => undefined);
    if (done !== undefined) onTaken(done.items.map(({ itemId }) => itemId));
  };
  return (
    <div className="section take-in">
      <TextInput
        label={t("dispositions.take-in.number")}
        description={t("dispositions.take-in.number-help")}
        value={number}
        maxLength={120}
        autoComplete="off"
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      <SearchForm
        // Empty again for the next one.
        key={added}
        label={t("dispositions.take-in.label")}
        placeholder={t("dispositions.take-in.placeholder")}
        query=""
        onSearch={add}
      />
      {[...goods].map(([sku, quantity]) => (
        <NumberEntry key={sku} label={sku} digits={0} value={quantity} onChange={(value) => set(sku, value)} />
      ))}
      {command.isError && <Failure error={command.error} />}
      <Button size="md" disabled={goods.size === 0} loading={command.isPending} onClick={() => void take()}>
        {t("dispositions.take-in.submit")}
      </Button>
    </div>
  );
}

function Taken({ itemIds, onNext }: { itemIds: readonly string[]; onNext: () => void }) {
  const { t } = useItemWords();
  return (
    <div className="section">
      <p className="recorded" role="status">
        {t("dispositions.take-in.done")}
      </p>
      {itemIds.map((itemId) => (
        <TakenItem key={itemId} itemId={itemId} />
      ))}
      <Button variant="default" size="md" onClick={onNext}>
        {t("dispositions.take-in.next")}
      </Button>
    </div>
  );
}

function TakenItem({ itemId }: { itemId: string }) {
  const words = useItemWords();
  const query = useQuery({ ...reading(getItem, { itemId }), staleTime: 0 });
  return (
    <Loaded query={query} waiting={<Waiting lines={3} height={44} />}>
      {(item) => (
        <article className="card item-panel">
          <p>
            <Link to="/desk/inspection" search={{ item: itemId, state: item.state }}>
              {item.title ?? item.sku}
            </Link>{" "}
            <span className="soft">{words.units(item.quantity)}</span>
          </p>
          {item.returnNumber !== undefined && (
            <p className="recorded">{words.t("dispositions.stray.assigned-return", { number: item.returnNumber })}</p>
          )}
          <WhoseItem item={item} />
        </article>
      )}
    </Loaded>
  );
}
