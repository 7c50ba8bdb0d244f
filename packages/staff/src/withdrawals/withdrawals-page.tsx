import { type ContractInput, searchWithdrawals } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, RecordLink, SearchForm, Waiting } from "../ui/index.ts";
import { Chain } from "./chain.tsx";
import { WithdrawalTags } from "./withdrawal-tags.tsx";
import type { Withdrawal } from "./withdrawal-words.ts";

type Asked = ContractInput<typeof searchWithdrawals>;

const states = ["open", "settled", "set-aside"] as const;

interface WithdrawalSearch {
  readonly state?: string;
  readonly q?: string;
}

/** Statements of withdrawal; as long as nobody asks for others, the open ones, by when money is due. */
export function WithdrawalsPage() {
  const { t } = useTexts();
  const search: WithdrawalSearch = useSearch({ from: "/staff/desk/withdrawals" });
  const navigate = useNavigate({ from: "/desk/withdrawals" });
  const query = useInfiniteQuery(listing(searchWithdrawals, askedBy(search)));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: WithdrawalSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  return (
    <>
      <PageHead title={t("withdrawals.desk.title")} lead={t("withdrawals.desk.lead")} />
      <SearchForm
        label={t("withdrawals.desk.search")}
        placeholder={t("withdrawals.desk.search-example")}
        query={search.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("withdrawals.desk.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("withdrawals.state.open") },
            ...["settled", "set-aside", "all"].map((state) => ({
              value: state,
              label: t(`withdrawals.state.${state}`),
            })),
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <WithdrawalTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : (
            <Empty title={t(`withdrawals.desk.${search.q === undefined ? "none" : "none-found"}`)}>
              <p>{t(`withdrawals.desk.${search.q === undefined ? "none-text" : "none-found-text"}`)}</p>
            </Empty>
          )
        }
      </Loaded>
      <Chain />
    </>
  );
}

/** Whoever looks for a number means it wherever it stands. */
function askedBy({ state, q }: WithdrawalSearch): Asked {
  const known = states.find((each) => each === state) ?? (state === "all" || q !== undefined ? undefined : "open");
  return { ...(known !== undefined && { state: known }), ...(q !== undefined && { q }) };
}

function WithdrawalTable({ rows }: { rows: readonly Withdrawal[] }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("withdrawals.desk.statement")}</th>
          <th scope="col">{t("withdrawals.contract")}</th>
          <th scope="col">{t("withdrawals.desk.refund-by")}</th>
          <th scope="col">{t("withdrawals.desk.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.withdrawalId}>
            <td>
              <RecordLink id={row.withdrawalId} inList>
                {row.number}
              </RecordLink>
              <span className="under">{texts.dateTime(new Date(row.statedAt))}</span>
            </td>
            <td data-label={t("withdrawals.contract")} className="wide">
              {row.orderId === undefined ? row.contract : <RecordLink id={row.orderId}>{row.contract}</RecordLink>}
              {row.name !== undefined && <span className="under">{row.name}</span>}
            </td>
            <td data-label={t("withdrawals.desk.refund-by")}>
              {row.refundBy === undefined ? t("withdrawals.desk.nothing-due") : texts.date(row.refundBy)}
            </td>
            <td data-label={t("withdrawals.desk.state")}>
              <WithdrawalTags withdrawal={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
