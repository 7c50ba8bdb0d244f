import { type ContractInput, listIncidents } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { parcelFaults } from "../parcels/index.ts";
import { Empty, Loaded, LoadMore, PageHead, Waiting } from "../ui/index.ts";
import { ExceptionTable } from "./exception-table.tsx";
import { incidentKinds, useIncidentWords } from "./incident-words.ts";

interface ExceptionSearch {
  readonly state?: string;
  readonly kind?: string;
  readonly fault?: string;
  readonly lane?: string;
}

/** Deliveries in trouble, those first where acting is expected to be worth most. The filters stand in the address. */
export function ExceptionsPage() {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  const search: ExceptionSearch = useSearch({ from: "/staff/desk/exceptions" });
  const navigate = useNavigate({ from: "/desk/exceptions" });
  const query = useInfiniteQuery(listing(listIncidents, askedBy(search)));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const counts = new Map(query.data?.pages[0]?.counts?.map(({ kind, count }) => [kind as string, count]));
  const total = [...counts]
    .filter(([kind]) => search.kind === undefined || kind === search.kind)
    .reduce((sum, [, count]) => sum + count, 0);
  const change = (part: ExceptionSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  const kindLabel = (kind: (typeof incidentKinds)[number]) => {
    const count = counts.get(kind);
    return `${words.kind(kind)}${count === undefined ? "" : ` (${texts.number(count)})`}`;
  };
  return (
    <>
      <PageHead title={t("console-delivery.exceptions.title")} lead={t("console-delivery.exceptions.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("console-delivery.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("console-delivery.open") },
            { value: "closed", label: t("console-delivery.closed") },
            { value: "all", label: t("console-delivery.open-or-closed") },
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
        <NativeSelect
          label={t("console-delivery.kind")}
          value={search.kind ?? ""}
          data={[
            { value: "", label: t("console-delivery.any-kind") },
            ...incidentKinds.map((kind) => ({ value: kind, label: kindLabel(kind) })),
          ]}
          onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
        />
        <NativeSelect
          label={t("console-delivery.fault")}
          value={search.fault ?? ""}
          data={[
            { value: "", label: t("console-delivery.any-fault") },
            ...parcelFaults.map((fault) => ({ value: fault, label: words.fault(fault) })),
          ]}
          onChange={({ currentTarget }) => change({ fault: currentTarget.value })}
        />
        <p className="soft num toolbar-count" aria-live="polite">
          {query.data !== undefined && t("console-delivery.count", { count: total })}
        </p>
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={48} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <ExceptionTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : Object.keys(search).length === 0 ? (
            <Empty title={t("console-delivery.none")}>
              <p>{t("console-delivery.none-text")}</p>
            </Empty>
          ) : (
            <Empty title={t("console-delivery.none-found")}>
              <p>{t("console-delivery.none-found-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
function askedBy({ state, kind, fault, lane }: ExceptionSearch): ContractInput<typeof listIncidents> {
  const [what, whose] = [incidentKinds.find((each) => each === kind), parcelFaults.find((each) => each === fault)];
  return {
    ...(state !== "all" && { open: state !== "closed" }),
    ...(what !== undefined && { kind: what }),
    ...(whose !== undefined && { fault: whose }),
    ...(lane !== undefined && { lane }),
  };
}
