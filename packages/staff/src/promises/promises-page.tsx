import { promiseAccuracy } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { AlertReport } from "./alert-report.tsx";
import { ConfidenceChart } from "./confidence-chart.tsx";
import { CoverageChart } from "./coverage-chart.tsx";
import { LanesTable } from "./lanes-table.tsx";
import { Causes, EngineFigures } from "./promise-causes.tsx";
import { PromiseFigures } from "./promise-figures.tsx";
import { PromiseGroups } from "./promise-groups.tsx";
import { PromiseModel } from "./promise-model.tsx";
import { type Accuracy, bases, type Division, divisions, keptOf, usePromiseWords } from "./promise-words.ts";

export interface PromiseSearch {
  readonly by?: string;
  readonly basis?: string;
  readonly lane?: string;
}

/** How promises held, by what they can be told apart by. The question stands in the address. */
export function PromisesPage() {
  const { texts } = usePromiseWords();
  const { t } = texts;
  const search: PromiseSearch = useSearch({ from: "/staff/console/promises" });
  const by = divisions.find((each) => each === search.by) ?? "month";
  const basis = bases.find((each) => each === search.basis);
  const asked = { ...(basis && { basis }), ...(search.lane !== undefined && { lane: search.lane }) };
  const query = useQuery({ ...reading(promiseAccuracy, { ...asked, by }), placeholderData: keepPreviousData });
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("promises.title")} />
          <Waiting lines={1} height={118} />
          <Waiting lines={6} height={44} />
        </>
      }
    >
      {(accuracy) => <PromiseReport accuracy={accuracy} by={by} asked={asked} search={search} />}
    </Loaded>
  );
}

interface PromiseReportProps {
  readonly accuracy: Accuracy;
  readonly by: Division;
  readonly asked: { readonly basis?: (typeof bases)[number]; readonly lane?: string };
  readonly search: PromiseSearch;
}

function PromiseReport({ accuracy, by, asked, search }: PromiseReportProps) {
  const words = usePromiseWords();
  const { t, number, date } = words.texts;
  const { all, groups, judgedUntil } = accuracy;
  const kept = keptOf(all);
  const isFiltered = search.basis !== undefined || search.lane !== undefined;
  return (
    <>
      <PageHead
        title={t("promises.title")}
        {...(kept && {
          heading: t(all.replayed === all.judged ? "promises.heading-replayed" : "promises.heading", {
            share: words.share(kept.value),
            interval: words.interval(kept),
          }),
        })}
        lead={
          judgedUntil === undefined
            ? t("promises.lead")
            : [
                t("promises.judged-until", {
                  ...{ judged: number(all.judged), waiting: number(all.waiting), day: date(judgedUntil, "long") },
                }),
                ...(all.replayed > 0 ? [t("promises.replayed", { count: all.replayed })] : []),
              ].join(" ")
        }
      />
      <Filters by={by} search={search} />
      {all.judged + all.waiting === 0 ? (
        <Empty title={t(isFiltered ? "promises.none-found" : "promises.none")}>
          <p>{t(isFiltered ? "promises.none-found-text" : "promises.none-text")}</p>
        </Empty>
      ) : (
        <>
          <PromiseFigures all={all} />
          <div className="two even">
            <CoverageChart groups={groups} by={accuracy.by} />
            <ConfidenceChart asked={asked} />
          </div>
          <PromiseGroups groups={groups} by={accuracy.by} search={search} />
          <Causes all={all} />
          <AlertReport basis={asked.basis} />
          <div className="two even">
            <PromiseModel />
            <EngineFigures all={all} />
          </div>
        </>
      )}
      <LanesTable search={search} />
    </>
  );
}

/** By what promises are told apart, how they were made, and the lane that was chosen in a table. */
function Filters({ by, search }: { by: Division; search: PromiseSearch }) {
  const words = usePromiseWords();
  const { t } = words.texts;
  const navigate = useNavigate({ from: "/console/promises" });
  const change = (part: PromiseSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
      resetScroll: false,
    });
  return (
    <div className="toolbar labelled">
      <NativeSelect
        label={t("promises.by")}
        value={by}
        data={divisions.map((each) => ({ value: each, label: t(`promises.by.${each}`) }))}
        onChange={({ currentTarget }) => change({ by: currentTarget.value === "month" ? "" : currentTarget.value })}
      />
      <NativeSelect
        label={t("promises.basis")}
        value={search.basis ?? ""}
        data={[
          { value: "", label: t("promises.basis.any") },
          ...bases.map((each) => ({ value: each, label: t(`promises.basis.${each}`) })),
        ]}
        onChange={({ currentTarget }) => change({ basis: currentTarget.value })}
      />
      {search.lane !== undefined && (
        <NativeSelect
          label={t("promises.lane")}
          value={search.lane}
          data={[
            { value: "", label: t("promises.all-lanes") },
            { value: search.lane, label: words.lane(search.lane) },
          ]}
          onChange={({ currentTarget }) => change({ lane: currentTarget.value })}
        />
      )}
    </div>
  );
}
