import {
  type ContractOutput,
  findPurchases,
  getParcel,
  matchParcel,
  searchParcels,
} from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure, Loaded, useShopperName, Waiting } from "../ui/index.ts";

type Parcel = ContractOutput<typeof getParcel>;

/** Says that a parcel holds goods of an order, where no sender did. */
export function MatchParcel({ parcel }: { parcel: Parcel }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("parcels.match")}
      </Button>
      <Dialog open={isOpen} title={t("parcels.match")} onClose={close}>
        <FindOrder parcel={parcel} onMatched={close} />
      </Dialog>
    </>
  );
}

function FindOrder({ parcel: { parcelId, waitsFor }, onMatched }: { parcel: Parcel; onMatched: () => void }) {
  const { t } = useTexts();
  const [text, setText] = useState(waitsFor[0] ?? "");
  const [number, setNumber] = useState<string>();
  const find = (event: FormEvent) => {
    event.preventDefault();
    setNumber(text.trim());
  };
  return (
    <>
      <form className="section" onSubmit={find}>
        <TextInput
          label={t("refunds.order")}
          description={t("parcels.match-help")}
          value={text}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div className="dialog-actions">
          <Button type="submit" variant="default" disabled={text.trim() === ""}>
            {t("parcels.match-find")}
          </Button>
        </div>
      </form>
      {number !== undefined && <FoundOrders parcelId={parcelId} number={number} onMatched={onMatched} />}
    </>
  );
}

interface FoundOrdersProps {
  readonly parcelId: string;
  readonly number: string;
  readonly onMatched: () => void;
}

/** The orders of that very number, to be looked at before one is chosen: the order's shopper will see the parcel. */
function FoundOrders({ parcelId, number, onMatched }: FoundOrdersProps) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const queries = useQueryClient();
  const query = useQuery(reading(findPurchases, { q: number }));
  const match = useCommand(matchParcel);
  const choose = async (orderId: string) => {
    const matched = await match.mutateAsync({ parcelId, orderId }).catch(() => undefined);
    if (matched === undefined) return;
    queries.setQueryData(reading(getParcel, { parcelId }).queryKey, matched);
    await queries.invalidateQueries({ queryKey: [searchParcels.name] });
    onMatched();
  };
  return (
    <Loaded query={query} waiting={<Waiting lines={2} height={40} />}>
      {({ items }) => {
        const orders = items.filter((order) => order.number.toLowerCase() === number.toLowerCase());
        if (orders.length === 0) return <p role="status">{t("parcels.match-none")}</p>;
        return (
          <ul className="cards">
            {orders.map(({ orderId, number, placedAt, shopper, titles, total, currency }) => (
              <li key={orderId} className="card section">
                <p className="card-head">
                  <span>{t("refunds.order-number", { number })}</span>
                  <span className="num">{texts.money({ amount: total, currency })}</span>
                </p>
                <p className="soft">
                  {texts.date(new Date(placedAt))} · {shopperName(shopper)} · {titles.join(", ")}
                </p>
                {match.isError && <Failure error={match.error} />}
                <div className="dialog-actions">
                  <Button loading={match.isPending} onClick={() => void choose(orderId)}>
                    {t("parcels.match-this")}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
