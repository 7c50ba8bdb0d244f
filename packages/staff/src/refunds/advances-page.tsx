import { type ContractOutput, endAdvance, searchAdvances } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, Empty, Loaded, LoadMore, PageHead, RecordLink, useShopperName, Waiting } from "../ui/index.ts";

type Advance = ContractOutput<typeof searchAdvances>["items"][number];

const states = ["claimed", "reminded", "open", "ended"] as const;

/** Money that went back before its goods came, oldest first: what people have to decide, and what is still awaited. */
export function AdvancesPage() {
  const texts = useTexts();
  const { t } = texts;
  const { state } = useSearch({ from: "/staff/desk/goods-owed" });
  const navigate = useNavigate({ from: "/desk/goods-owed" });
  const known = states.find((each) => each === state);
  const query = useInfiniteQuery(listing(searchAdvances, known === undefined ? {} : { state: known }));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const owed = query.data?.pages[0]?.outstanding ?? [];
  return (
    <>
      <PageHead title={t("refunds.advances.title")} lead={t("refunds.advances.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("refunds.advances.state")}
          value={known ?? ""}
          data={[
            { value: "", label: t("refunds.advances.state.all") },
            ...states.map((value) => ({ value, label: t(`refunds.advances.state.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => void navigate({ search: value === "" ? {} : { state: value } })}
        />
        {owed.map(({ currency, amount, count }) => (
          <p key={currency} className="num">
            {t("refunds.advances.sum", { amount: texts.money({ amount, currency }), count })}
          </p>
        ))}
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <AdvanceTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : (
            <Empty title={t("refunds.advances.none")}>
              <p>{t("refunds.advances.none-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

function AdvanceTable({ rows }: { rows: readonly Advance[] }) {
  const texts = useTexts();
  const { t } = texts;
  const nameOf = useShopperName();
  const day = (at: string) => texts.date(new Date(at));
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t("refunds.advances.order")}</th>
          <th scope="col" className="n">
            {t("refunds.advances.outstanding")}
          </th>
          <th scope="col">{t("refunds.advances.since")}</th>
          <th scope="col">{t("refunds.advances.state")}</th>
          <th scope="col">
            <span className="sr-only">{t("refunds.advances.next")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.returnRequestId}>
            <td>
              <RecordLink id={row.orderId}>{row.orderNumber}</RecordLink>
              <span className="under">
                <RecordLink id={row.shopperId}>{nameOf(row.shopper)}</RecordLink>
              </span>
            </td>
            <td className="n" data-label={t("refunds.advances.outstanding")}>
              {texts.money({ amount: row.outstanding, currency: row.currency })}
            </td>
            <td data-label={t("refunds.advances.since")}>{day(row.openedAt)}</td>
            <td data-label={t("refunds.advances.state")}>
              {t(`refunds.advances.state.${row.state}`)}
              {row.endedBecause !== undefined && (
                <span className="under">{t(`refunds.advances.because.${row.endedBecause}`)}</span>
              )}
              {row.dueAt !== undefined && (
                <span className="under">{t(`refunds.advances.due.${row.state}`, { day: day(row.dueAt) })}</span>
              )}
            </td>
            <td>{row.state !== "ended" && <EndAdvance advance={row} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EndAdvance({ advance: { returnRequestId, outstanding, currency, orderNumber } }: { advance: Advance }) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const command = useCommand(endAdvance);
  return (
    <div className="toolbar">
      {(["came", "paid", "waived"] as const).map((because) => (
        <ConfirmDialog
          key={because}
          title={t(`refunds.advances.end.${because}`)}
          text={t("refunds.advances.end-text", {
            amount: texts.money({ amount: outstanding, currency }),
            order: orderNumber,
          })}
          action={t(`refunds.advances.end.${because}`)}
          onConfirm={async () => {
            await command.mutateAsync({ returnRequestId, because });
            await queries.invalidateQueries({ queryKey: [searchAdvances.name] });
          }}
          open={(ask) => (
            <Button size="xs" variant="default" onClick={ask}>
              {t(`refunds.advances.end.${because}`)}
            </Button>
          )}
        />
      ))}
    </div>
  );
}
