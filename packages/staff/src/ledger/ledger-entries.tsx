import { type ContractInput, type ContractOutput, ledgerEntries } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, RecordLink, Waiting } from "../ui/index.ts";
import { useLedgerSearch } from "./ledger-search.ts";

type Asked = ContractInput<typeof ledgerEntries>;
type Entry = ContractOutput<typeof ledgerEntries>["items"][number];

const accounts = [
  "refunds-payable",
  "provider-clearing",
  "till-cash",
  "manual-clearing",
  "exchange-clearing",
  "store-credit",
  "gift-cards",
  "sales-returned",
  "shipping-returned",
  "goodwill",
  "credit-used",
  "collected",
] as const satisfies readonly Asked["account"][];

/** Entries with their lines, latest first: all, of an account, or of an order. */
export function LedgerEntries() {
  const { t } = useTexts();
  const [{ account, order }, change] = useLedgerSearch();
  const known = accounts.find((each) => each === account);
  const query = useInfiniteQuery(
    listing(ledgerEntries, {
      ...(known !== undefined && { account: known }),
      ...(order !== undefined && { orderId: order }),
    }),
  );
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t(order === undefined ? "refunds.ledger.entries" : "refunds.ledger.of-order")}</h2>
        <div className="toolbar">
          {order !== undefined && (
            <Link to="/console/ledger" className="button-link quiet">
              {t("refunds.ledger.all")}
            </Link>
          )}
          <NativeSelect
            aria-label={t("refunds.ledger.account")}
            value={known ?? ""}
            data={[
              { value: "", label: t("refunds.ledger.any-account") },
              ...accounts.map((each) => ({ value: each, label: t(`refunds.ledger.account.${each}`) })),
            ]}
            onChange={({ currentTarget }) => change({ account: currentTarget.value })}
          />
        </div>
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t("refunds.ledger.none")}>
              <p>{t("refunds.ledger.none-text")}</p>
            </Empty>
          ) : (
            <>
              <EntryTable rows={rows} />
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function EntryTable({ rows }: { rows: readonly Entry[] }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("refunds.ledger.entry")}</th>
          <th scope="col">{t("refunds.ledger.account")}</th>
          <th scope="col" className="n">
            {t("refunds.ledger.debit")}
          </th>
          <th scope="col" className="n">
            {t("refunds.ledger.credit")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ entryId, kind, reference, at, orderId, shopperId, currency, lines }) => (
          <tr key={entryId}>
            <td>
              <RecordLink id={orderId ?? shopperId} inList>
                {t(`refunds.ledger.entry.${kind}`)}
              </RecordLink>
              <span className="under num">{texts.dateTime(new Date(at))}</span>
              <span className="under">{reference}</span>
            </td>
            <td data-label={t("refunds.ledger.account")} className="wide">
              <Lines of={lines.map(({ account }) => t(`refunds.ledger.account.${account}`))} />
            </td>
            <td className="n" data-label={t("refunds.ledger.debit")}>
              <Lines of={lines.map(({ amount }) => (amount > 0 ? texts.money({ amount, currency }) : ""))} />
            </td>
            <td className="n" data-label={t("refunds.ledger.credit")}>
              <Lines of={lines.map(({ amount }) => (amount < 0 ? texts.money({ amount: -amount, currency }) : ""))} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The lines of an entry below each other; an empty one keeps its place, so that those beside it stay on one line with it. */
function Lines({ of }: { of: readonly string[] }) {
  return (
    <span className="ledger-lines">
      {Object.entries(of).map(([place, text]) => (
        <span key={place}>{text === "" ? "\u00a0" : text}</span>
      ))}
    </span>
  );
}
