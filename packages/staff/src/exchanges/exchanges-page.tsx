import { type ContractOutput, searchExchanges } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, Waiting } from "../ui/index.ts";
import { ExchangeRow } from "./exchange-row.tsx";

export type Exchange = ContractOutput<typeof searchExchanges>["items"][number];

const states = [
  ...(["reserved", "awaiting-payment", "confirmed", "shipped", "completed", "cancelled", "expired"] as const),
];

/** Exchanges, latest first; as long as nobody asks for others, those of which anything is under way. */
export function ExchangesPage() {
  const { t } = useTexts();
  const search: { readonly state?: string } = useSearch({ from: "/staff/desk/exchanges" });
  const navigate = useNavigate({ from: "/desk/exchanges" });
  const state = states.find((each) => each === search.state);
  const asked = state !== undefined ? { state } : search.state === "any" ? {} : { isOpen: true };
  const query = useInfiniteQuery(listing(searchExchanges, asked));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHead title={t("exchanges.desk.title")} lead={t("exchanges.desk.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("exchanges.desk.state")}
          value={state ?? (search.state === "any" ? "any" : "")}
          data={[
            { value: "", label: t("exchanges.desk.state.open") },
            ...states.map((each) => ({ value: each as string, label: t(`exchanges.desk.state.${each}`) })),
            { value: "any", label: t("exchanges.desk.state.any") },
          ]}
          onChange={({ currentTarget: { value } }) => void navigate({ search: value === "" ? {} : { state: value } })}
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={44} />}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t("exchanges.desk.none")}>
              <p>{t("exchanges.desk.none-text")}</p>
            </Empty>
          ) : (
            <>
              <table className="table rows stack">
                <thead>
                  <tr>
                    <th scope="col">{t("exchanges.desk.exchange")}</th>
                    <th scope="col">{t("exchanges.desk.order")}</th>
                    <th scope="col">{t("exchanges.desk.gets")}</th>
                    <th scope="col">{t("exchanges.desk.money")}</th>
                    <th scope="col">{t("exchanges.desk.state")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("exchanges.desk.actions")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((exchange) => (
                    <ExchangeRow key={exchange.exchangeId} exchange={exchange} />
                  ))}
                </tbody>
              </table>
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
