import { type ContractOutput, searchDecisions } from "@aftercare/platform/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, RecordLink, SearchForm, Waiting } from "../ui/index.ts";
import { LogExport } from "./log-export.tsx";
import { type KnownAction, LogFilters } from "./log-filters.tsx";
import { askedBy, countFilters, isReversed, type LogSearch } from "./log-search.ts";
import { LogTable } from "./log-table.tsx";

export type LoggedDecision = ContractOutput<typeof searchDecisions>["items"][number];

/** The decision log, latest first. What is searched and filtered stands in the address. */
export function DecisionLogPage() {
  const { t } = useTexts();
  const search: LogSearch = useSearch({ from: "/staff/console/decisions" });
  const navigate = useNavigate({ from: "/console/decisions" });
  const asked = askedBy(search);
  const query = useInfiniteQuery(listing(searchDecisions, asked));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const [first] = query.data?.pages ?? [];
  const actions = useKnownActions(first?.actions);
  const change = (part: LogSearch) => void navigate({ search: withoutEmpty({ ...search, ...part }) });
  const narrowed = search.q !== undefined || countFilters(search) > 0;

  const whyNone = isReversed(search)
    ? "decision-log.reversed"
    : narrowed
      ? "decision-log.none-found-text"
      : "decision-log.none-text";

  return (
    <>
      <PageHead
        title={t("decision-log.title")}
        lead={t("decision-log.lead")}
        actions={<LogExport asked={asked} empty={rows.length === 0} />}
      />
      <div className="toolbar">
        <SearchForm
          label={t("decision-log.search")}
          placeholder={t("decision-log.search-placeholder")}
          query={search.q ?? ""}
          onSearch={(q) => change({ q })}
        />
        <p className="soft num toolbar-count" aria-live="polite">
          {first?.total !== undefined &&
            t(first.total.exact ? "decision-log.count" : "decision-log.count-about", {
              shown: rows.length,
              total: first.total.exact ? first.total.count : twoDigits(first.total.count),
            })}
        </p>
      </div>
      <LogFilters
        search={search}
        actions={actions}
        onChange={change}
        onClear={() => void navigate({ search: withoutEmpty({ q: search.q ?? "" }) })}
      />
      {search.shopper !== undefined && (
        <p className="note">
          {t("decision-log.of-shopper")}{" "}
          <RecordLink id={search.shopper}>{t("decision-log.of-shopper-open")}</RecordLink>
        </p>
      )}
      <Loaded query={query} waiting={<Waiting lines={10} height={40} />}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t(narrowed ? "decision-log.none-found" : "decision-log.none")}>
              <p>{t(whyNone)}</p>
            </Empty>
          ) : (
            <>
              <LogTable rows={rows} />
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** What can be chosen from: kept while another list is on its way. */
function useKnownActions(latest: readonly KnownAction[] | undefined): readonly KnownAction[] {
  const [known, setKnown] = useState<readonly KnownAction[]>([]);
  useEffect(() => {
    if (latest !== undefined) setKnown(latest);
  }, [latest]);
  return known;
}

/** An estimate with all its digits would claim more than it knows. */
function twoDigits(count: number): number {
  return Number(count.toPrecision(2));
}

function withoutEmpty(search: LogSearch): LogSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ""));
}
