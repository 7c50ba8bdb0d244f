import { type ContractInput, listContent } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ContentTable } from "./content-table.tsx";
import { kinds, moments, useContentWords } from "./content-words.ts";

type Asked = ContractInput<typeof listContent>;

interface ContentSearch {
  readonly moment?: string;
  readonly kind?: string;
  readonly retired?: string;
}

/** Guides by when they are of use, each with what came of it. The filters stand in the address. */
export function ContentsPage() {
  const { t } = useTexts();
  const words = useContentWords();
  const search: ContentSearch = useSearch({ from: "/staff/console/content" });
  const navigate = useNavigate({ from: "/console/content" });
  const query = useQuery(reading(listContent, askedBy(search)));
  const change = (part: ContentSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  const isFiltered = search.moment !== undefined || search.kind !== undefined || search.retired !== undefined;
  return (
    <>
      <PageHead
        title={t("content.title")}
        lead={t("content.lead")}
        actions={
          <Link to="/console/content/new" className="button-link">
            {t("content.new")}
          </Link>
        }
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("content.moment")}
          value={search.moment ?? ""}
          data={[
            { value: "", label: t("content.any") },
            ...moments.map((value) => ({ value, label: words.moment(value) })),
          ]}
          onChange={({ currentTarget }) => change({ moment: currentTarget.value })}
        />
        <NativeSelect
          label={t("content.kind")}
          value={search.kind ?? ""}
          data={[
            { value: "", label: t("content.any") },
            ...kinds.map((value) => ({ value, label: words.kind(value) })),
          ]}
          onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
        />
        <NativeSelect
          label={t("content.state")}
          value={search.retired ?? ""}
          data={[
            { value: "", label: t("content.in-use") },
            { value: "yes", label: t("content.retired") },
          ]}
          onChange={({ currentTarget }) => change({ retired: currentTarget.value })}
        />
        <p className="soft num toolbar-count" aria-live="polite">
          {query.data !== undefined && t("content.count", { count: query.data.items.length })}
        </p>
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={40} />}>
        {({ items }) =>
          items.length > 0 ? (
            <ContentTable items={items} />
          ) : (
            <Empty title={t(isFiltered ? "content.none-found" : "content.none")}>
              <p>{t(isFiltered ? "content.none-found-text" : "content.none-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
function askedBy({ moment, kind, retired }: ContentSearch): Asked {
  return {
    ...(moment !== undefined && isOf(moments, moment) && { moment }),
    ...(kind !== undefined && isOf(kinds, kind) && { kind }),
    retired: retired === "yes" ? "yes" : "no",
  };
}

function isOf<Value extends string>(values: readonly Value[], text: string): text is Value {
  return (values as readonly string[]).includes(text);
}
