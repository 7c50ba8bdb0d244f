import type { WordedAction } from "@aftercare/messages/browser";
import { type ContractOutput, listNextSteps } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { listing } from "../api/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { useGrowth } from "../time/index.ts";
import { Empty, Loaded, LoadMore, PageHead, SearchForm, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { nextStepCsv } from "./next-step-csv.ts";
import { NextStepTable } from "./next-step-table.tsx";

export type NextStepRow = ContractOutput<typeof listNextSteps>["items"][number];

/** Every return with its best next step. What is searched and filtered stands in the address. */
export function ReturnsPage() {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const { q, action } = useSearch({ from: "/staff/console/returns" });
  const navigate = useNavigate({ from: "/console/returns" });
  const growth = useGrowth();
  const query = useInfiniteQuery({
    ...listing(listNextSteps, { q, action }),
    // Who has read on keeps the place: new returns would push it down.
    refetchInterval: ({ state }) => state.data?.pages.length === 1 && growth.refetchInterval,
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = query.data?.pages[0]?.total;
  const actions = useActions(query.data?.pages[0]?.actions, action);
  const search = (change: { q?: string | undefined; action?: string | undefined }) =>
    void navigate({ search: { ...withoutEmpty({ q, action, ...change }) } });

  return (
    <>
      <PageHead
        title={t("staff.returns.title")}
        lead={t("staff.returns.lead")}
        actions={
          <Button
            variant="default"
            disabled={rows.length === 0}
            onClick={() => saveText("returns.csv", "text/csv", toCsv(nextStepCsv(rows, texts, wording, shopperName)))}
          >
            {t("staff.returns.export")}
          </Button>
        }
      />
      <div className="toolbar">
        <SearchForm
          label={t("staff.returns.search")}
          placeholder={t("staff.returns.search-placeholder")}
          query={q ?? ""}
          onSearch={(text) => search({ q: text })}
        />
        <NativeSelect
          aria-label={t("staff.returns.filter")}
          value={action ?? ""}
          data={[
            { value: "", label: t("staff.returns.all-actions") },
            ...actions.map((each) => ({ value: each.id, label: wording.action(each) })),
          ]}
          onChange={({ currentTarget: { value } }) => search({ action: value })}
        />
        <p className="soft num toolbar-count" aria-live="polite">
          {total !== undefined && t("staff.returns.count", { shown: rows.length, total })}
        </p>
      </div>
      <Loaded query={query} waiting={<Waiting lines={10} height={40} />}>
        {() =>
          rows.length === 0 ? (
            <Empty
              title={t(q === undefined && action === undefined ? "staff.returns.none" : "staff.returns.none-found")}
            >
              <p>
                {t(
                  q === undefined && action === undefined ? "staff.returns.none-text" : "staff.returns.none-found-text",
                )}
              </p>
            </Empty>
          ) : (
            <>
              <NextStepTable rows={rows} />
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** What can be chosen from: kept while another list is on its way, and never without what the address asks for. */
function useActions(latest: readonly WordedAction[] | undefined, asked: string | undefined): readonly WordedAction[] {
  const [known, setKnown] = useState<readonly WordedAction[]>([]);
  useEffect(() => {
    if (latest !== undefined) setKnown(latest);
  }, [latest]);
  if (asked === undefined || known.some(({ id }) => id === asked)) return known;
  return [...known, { id: asked }];
}

function withoutEmpty(search: { q?: string | undefined; action?: string | undefined }): {
  q?: string;
  action?: string;
} {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ""));
}
