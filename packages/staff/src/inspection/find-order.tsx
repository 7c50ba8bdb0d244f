import { findPurchases } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reading } from "../api/index.ts";
import { Empty, Failure, SearchForm, useShopperName, Waiting } from "../ui/index.ts";
import { useItemWords } from "./item-words.ts";

/** The order that goods without a name belong to: by who bought, what, or the number of it. */
export function FindOrder({ onChoose }: { onChoose: (orderId: string) => void }) {
  const words = useItemWords();
  const { t } = words;
  const shopperName = useShopperName();
  const [q, setQ] = useState("");
  const query = useQuery({ ...reading(findPurchases, { q, limit: 8 }), enabled: q !== "" });
  return (
    <div className="section">
      <SearchForm
        label={t("dispositions.stray.find")}
        placeholder={t("dispositions.stray.find-example")}
        query={q}
        onSearch={setQ}
      />
      {q !== "" && query.isPending && <Waiting lines={3} height={56} />}
      {query.isError && <Failure error={query.error} />}
      {query.data?.items.length === 0 && <Empty title={t("staff.find.none", { query: q })} />}
      <ul className="item-queue">
        {query.data?.items.map(({ orderId, number, placedAt, titles, shopper }) => (
          <li key={orderId}>
            <button type="button" data-list-item="" onClick={() => onChoose(orderId)}>
              <span className="item-title">
                {t("dispositions.stray.of-order", { number })} · {shopperName(shopper)}
              </span>
              <span className="soft small">
                {words.date(new Date(placedAt))} · {titles.join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
