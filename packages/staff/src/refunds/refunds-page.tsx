import { type ContractInput, searchRefunds } from "@aftercare/platform/contract";
import { NativeSelect, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, RecordLink, Waiting } from "../ui/index.ts";
import { RefundState } from "./refund-state.tsx";
import type { Refund } from "./refund-words.ts";

type Asked = ContractInput<typeof searchRefunds>;

const states = ["stuck", "on-its-way", "arrived", "cancelled"] as const;

interface RefundSearch {
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Every refund, latest first, by where it is and when it was promised. The filters stand in the address. */
export function RefundsPage() {
  const { t } = useTexts();
  const search: RefundSearch = useSearch({ from: "/staff/desk/refunds" });
  const navigate = useNavigate({ from: "/desk/refunds" });
  const query = useInfiniteQuery(listing(searchRefunds, askedBy(search)));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: RefundSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  return (
    <>
      <PageHead title={t("refunds.title")} lead={t("refunds.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("refunds.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("refunds.any-state") },
            ...states.map((state) => ({ value: state, label: t(`refunds.state.${state}`) })),
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`refunds.${end}`)}
            value={search[end] ?? ""}
            onChange={({ currentTarget }) => change({ [end]: currentTarget.value })}
          />
        ))}
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <RefundTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : Object.keys(search).length === 0 ? (
            <Empty title={t("refunds.none")}>
              <p>{t("refunds.none-text")}</p>
            </Empty>
          ) : (
            <Empty title={t("refunds.none-found")}>
              <p>{t("refunds.none-found-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
function askedBy({ state, from, to }: RefundSearch): Asked {
  const known = states.find((each) => each === state);
  return {
    ...(known !== undefined && { state: known }),
    ...(isDay(from) && { from: startOf(from).toISOString() }),
    ...(isDay(to) && { to: startOf(to, 1).toISOString() }),
  };
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(startOf(text).getTime());
}

/** When a day begins where the person sits, or one some days later. */
function startOf(day: string, daysLater = 0): Date {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + daysLater);
  return start;
}

function RefundTable({ rows }: { rows: readonly Refund[] }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("refunds.refund")}</th>
          <th scope="col">{t("refunds.order")}</th>
          <th scope="col">{t("refunds.why")}</th>
          <th scope="col">{t("refunds.where")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(
          ({ refundId, orderId, orderNumber, amount, currency, reason, reference, state, intendedAt, ...rest }) => (
            <tr key={refundId}>
              <td>
                <RecordLink id={refundId} inList>
                  {texts.money({ amount, currency })}
                </RecordLink>
                <span className="under">
                  {t("refunds.promised-on", { when: texts.dateTime(new Date(intendedAt)) })}
                </span>
              </td>
              <td data-label={t("refunds.order")}>
                <RecordLink id={orderId}>{orderNumber}</RecordLink>
                <span className="under">{t(`refunds.destination.${rest.destination}`)}</span>
              </td>
              <td data-label={t("refunds.why")} className="wide">
                {t(`refunds.reason.${reason}`)}
                <span className="under">{reference}</span>
              </td>
              <td data-label={t("refunds.where")}>
                <RefundState state={state} />
                {rest.missing > 0 && (
                  <span className="under">
                    {t("refunds.missing")} {texts.money({ amount: rest.missing, currency })}
                  </span>
                )}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
