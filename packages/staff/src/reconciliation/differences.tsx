import { searchDifferences } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, Waiting } from "../ui/index.ts";
import { DifferenceExport } from "./difference-export.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { askedBy, kinds } from "./difference-words.ts";

interface DifferenceSearch {
  readonly state?: string;
  readonly kind?: string;
}

/** Single differences, latest first; the filters stand in the address. */
export function Differences() {
  const { t } = useTexts();
  const search: DifferenceSearch = useSearch({ from: "/staff/console/reconciliation" });
  const navigate = useNavigate({ from: "/console/reconciliation" });
  const asked = askedBy(search);
  const query = useInfiniteQuery(listing(searchDifferences, asked));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: DifferenceSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  const isUsual = asked.state === "open" && asked.kind === undefined;
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("reconciliation.differences")}</h2>
        <div className="toolbar labelled">
          <NativeSelect
            label={t("reconciliation.state")}
            value={search.state ?? ""}
            data={[
              { value: "", label: t("reconciliation.state.open") },
              ...(["explained", "gone", "all"] as const).map((state) => ({
                value: state,
                label: t(`reconciliation.state.${state}`),
              })),
            ]}
            onChange={({ currentTarget }) => change({ state: currentTarget.value })}
          />
          <NativeSelect
            label={t("reconciliation.kind")}
            value={asked.kind ?? ""}
            data={[
              { value: "", label: t("reconciliation.any-kind") },
              ...kinds.map((kind) => ({ value: kind, label: t(`reconciliation.kind.${kind}.title`) })),
            ]}
            onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
          />
        </div>
        <DifferenceExport asked={asked} empty={rows.length === 0} />
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <DifferenceTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : (
            <Empty title={t(isUsual ? "reconciliation.none" : "reconciliation.none-found")}>
              <p>{t(isUsual ? "reconciliation.none-text" : "reconciliation.none-found-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </section>
  );
}
