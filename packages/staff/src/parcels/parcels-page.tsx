import { type ContractInput, searchParcels } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, SearchForm, useWording, Waiting } from "../ui/index.ts";
import { ParcelTable } from "./parcel-table.tsx";
import { scanStatuses } from "./scan-words.ts";

type Asked = ContractInput<typeof searchParcels>;

const problems = [
  "customs",
  "delayed",
  "buyer_action",
  "attempt_failed",
  "refused",
  "damaged",
  "lost",
  "expired",
] as const satisfies readonly Asked["problem"][];

interface ParcelSearch {
  readonly q?: string;
  readonly status?: string;
  readonly problem?: string;
  readonly matched?: string;
}

/** Parcels by number, by where they are and by what is wrong with them. The question stands in the address. */
export function ParcelsPage() {
  const { t } = useTexts();
  const wording = useWording();
  const search: ParcelSearch = useSearch({ from: "/staff/desk/parcels" });
  const navigate = useNavigate({ from: "/desk/parcels" });
  const query = useInfiniteQuery(listing(searchParcels, askedBy(search)));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: ParcelSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  return (
    <>
      <PageHead title={t("parcels.title")} lead={t("parcels.lead")} />
      <div className="toolbar labelled">
        <SearchForm
          label={t("parcels.search")}
          placeholder={t("parcels.search-placeholder")}
          query={search.q ?? ""}
          onSearch={(q) => change({ q })}
        />
        <NativeSelect
          label={t("parcels.status")}
          value={search.status ?? ""}
          data={[
            { value: "", label: t("parcels.any-status") },
            ...scanStatuses.map((status) => ({ value: status, label: wording.parcelStatus(status) })),
          ]}
          onChange={({ currentTarget }) => change({ status: currentTarget.value })}
        />
        <NativeSelect
          label={t("parcels.problem")}
          value={search.problem ?? ""}
          data={[
            { value: "", label: t("parcels.any-problem") },
            ...problems.map((problem) => ({ value: problem, label: wording.parcelStatus(problem) })),
          ]}
          onChange={({ currentTarget }) => change({ problem: currentTarget.value })}
        />
        <NativeSelect
          label={t("parcels.matched")}
          value={search.matched ?? ""}
          data={[
            { value: "", label: t("parcels.matched.any") },
            { value: "yes", label: t("parcels.matched.yes") },
            { value: "no", label: t("parcels.matched.no") },
          ]}
          onChange={({ currentTarget }) => change({ matched: currentTarget.value })}
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <ParcelTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : Object.keys(search).length === 0 ? (
            <Empty title={t("parcels.none")}>
              <p>{t("parcels.none-text")}</p>
            </Empty>
          ) : (
            <Empty title={t("parcels.none-found")}>
              <p>{t("parcels.none-found-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
function askedBy({ q, status, problem, matched }: ParcelSearch): Asked {
  const [where, wrong] = [scanStatuses.find((each) => each === status), problems.find((each) => each === problem)];
  return {
    ...(q !== undefined && { q }),
    ...(where !== undefined && { status: where }),
    ...(wrong !== undefined && { problem: wrong }),
    ...((matched === "yes" || matched === "no") && { matched: matched === "yes" }),
  };
}
