import { type ContractInput, searchReturnRequests } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, SearchForm, Waiting } from "../ui/index.ts";
import { RequestTable } from "./request-table.tsx";
import { requestStates } from "./request-words.ts";

interface RequestSearch {
  readonly state?: string;
  readonly q?: string;
}

/** Announced returns; as long as nobody asks for others, those that wait for a person, who has waited longest first. */
export function RequestsPage() {
  const { t } = useTexts();
  const search: RequestSearch = useSearch({ from: "/staff/desk/return-requests" });
  const navigate = useNavigate({ from: "/desk/return-requests" });
  const query = useInfiniteQuery(listing(searchReturnRequests, askedBy(search)));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: RequestSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  const isUsual = search.q === undefined && search.state === undefined;
  return (
    <>
      <PageHead title={t("return-requests.title")} lead={t("return-requests.lead")} />
      <SearchForm
        label={t("return-requests.search")}
        placeholder={t("return-requests.search-example")}
        query={search.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("return-requests.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("return-requests.state.attention") },
            ...requestStates
              .filter((state) => state !== "requested")
              .map((state) => ({ value: state as string, label: t(`return-requests.state.${state}`) })),
            { value: "all", label: t("return-requests.state.all") },
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <RequestTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : (
            <Empty title={t(`return-requests.${isUsual ? "none" : "none-found"}`)}>
              <p>{t(`return-requests.${isUsual ? "none-text" : "none-found-text"}`)}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** Whoever looks for a number means it wherever it stands. */
function askedBy({ state, q }: RequestSearch): ContractInput<typeof searchReturnRequests> {
  const usual = state === "all" || q !== undefined ? undefined : "requested";
  const known = requestStates.find((each) => each === state) ?? usual;
  return { ...(known !== undefined && { state: known }), ...(q !== undefined && { q }) };
}
