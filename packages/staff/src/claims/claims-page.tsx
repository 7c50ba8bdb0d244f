import { type ContractInput, searchClaims } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, SearchForm, Waiting } from "../ui/index.ts";
import { ClaimTable } from "./claim-table.tsx";
import { claimStates } from "./claim-words.ts";

interface ClaimSearch {
  readonly state?: string;
  readonly q?: string;
}

/** Claims; as long as nobody asks for others, those that wait for a person, who has waited longest first. */
export function ClaimsPage() {
  const { t } = useTexts();
  const search: ClaimSearch = useSearch({ from: "/staff/desk/claims" });
  const navigate = useNavigate({ from: "/desk/claims" });
  const query = useInfiniteQuery(listing(searchClaims, askedBy(search)));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: ClaimSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  const isUsual = search.q === undefined && search.state === undefined;
  return (
    <>
      <PageHead
        title={t("claims.title")}
        lead={t("claims.lead")}
        actions={
          <Link to="/desk/claims/new" className="button-link">
            {t("claims.report")}
          </Link>
        }
      />
      <SearchForm
        label={t("claims.search")}
        placeholder={t("claims.search-example")}
        query={search.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("claims.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("claims.state.reported") },
            ...claimStates
              .filter((state) => state !== "reported")
              .map((state) => ({ value: state as string, label: t(`claims.state.${state}`) })),
            { value: "all", label: t("claims.state.all") },
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <ClaimTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : (
            <Empty title={t(`claims.${isUsual ? "none" : "none-found"}`)}>
              <p>{t(`claims.${isUsual ? "none-text" : "none-found-text"}`)}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** Whoever looks for a number means it wherever it stands. */
function askedBy({ state, q }: ClaimSearch): ContractInput<typeof searchClaims> {
  const usual = state === "all" || q !== undefined ? undefined : "reported";
  const known = claimStates.find((each) => each === state) ?? usual;
  return { ...(known !== undefined && { state: known }), ...(q !== undefined && { q }) };
}
