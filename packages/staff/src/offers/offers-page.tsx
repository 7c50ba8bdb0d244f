import { type ContractInput, type ContractOutput, listOffers, listPrograms } from "@aftercare/platform/contract";
import { NativeSelect, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listing, reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, SearchForm, Waiting } from "../ui/index.ts";
import { OffersTable } from "./offers-table.tsx";

export type OfferRow = ContractOutput<typeof listOffers>["items"][number];
type State = NonNullable<ContractInput<typeof listOffers>["state"]>;

const states = ["issued", "redeemed", "expired", "reversed", "revoked"] as const satisfies readonly State[];

interface OfferSearch {
  readonly q?: string;
  readonly state?: string;
  readonly program?: string;
  readonly month?: string;
}

/** Every offer, latest first. What is searched and filtered stands in the address. */
export function OffersPage() {
  const { t } = useTexts();
  const search: OfferSearch = useSearch({ from: "/staff/console/offers/list" });
  const navigate = useNavigate({ from: "/console/offers/list" });
  const query = useInfiniteQuery(listing(listOffers, askedBy(search)));
  const programs = useQuery(reading(listPrograms, {})).data?.items ?? [];
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = query.data?.pages[0]?.total;
  const change = (part: OfferSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  return (
    <>
      <PageHead
        title={t("offers.list.title")}
        lead={t("offers.list.lead")}
        actions={
          <Link to="/console/offers" className="button-link quiet">
            {t("offers.list.report")}
          </Link>
        }
      />
      <div className="toolbar labelled">
        <SearchForm
          label={t("offers.list.search")}
          placeholder={t("offers.list.search-placeholder")}
          query={search.q ?? ""}
          onSearch={(q) => change({ q })}
        />
        <NativeSelect
          label={t("offers.list.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("offers.list.any-state") },
            ...states.map((state) => ({ value: state, label: t(`offers.state.${state}`) })),
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
        <NativeSelect
          label={t("offers.list.program")}
          value={search.program ?? ""}
          data={[
            { value: "", label: t("offers.list.any-program") },
            ...programs.map(({ name, title }) => ({ value: name, label: title })),
          ]}
          onChange={({ currentTarget }) => change({ program: currentTarget.value })}
        />
        <TextInput
          type="month"
          label={t("offers.list.month")}
          value={search.month ?? ""}
          onChange={({ currentTarget }) => change({ month: currentTarget.value })}
        />
        <p className="soft num toolbar-count" aria-live="polite">
          {total !== undefined && t("offers.list.count", { shown: rows.length, total })}
        </p>
      </div>
      <Loaded query={query} waiting={<Waiting lines={10} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <OffersTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : Object.keys(search).length === 0 ? (
            <Empty title={t("offers.report.none")}>
              <p>{t("offers.report.none-text")}</p>
            </Empty>
          ) : (
            <Empty title={t("offers.list.none")}>
              <p>{t("offers.list.none-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
function askedBy({ q, program, month, ...search }: OfferSearch): ContractInput<typeof listOffers> {
  const state = states.find((each) => each === search.state);
  return {
    ...(q !== undefined && { q }),
    ...(program !== undefined && { program }),
    ...(month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month }),
    ...(state !== undefined && { state }),
  };
}
