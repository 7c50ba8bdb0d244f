import { listStores, searchItems } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { listing, reading } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, SearchForm, Tick, Waiting } from "../ui/index.ts";
import { BatchBar } from "./batch-bar.tsx";
import { ItemPanel } from "./item-panel.tsx";
import { ItemQueue } from "./item-queue.tsx";
import type { ListedItem } from "./item-types.ts";

const states = ["waiting", "inspected", "refurbishing", "disposed", "handed-over"] as const;
type State = (typeof states)[number];

interface InspectionSearch {
  readonly state?: string;
  readonly store?: string;
  readonly q?: string;
  readonly item?: string;
  readonly stray?: string;
}

/**
 * What came back, by what is to be done with it. A scan finds its item wherever it stands, keys grade it, and what is recommended is one key away;
 * then the next one comes by itself.
 */
export function InspectionPage() {
  const { t } = useTexts();
  const search: InspectionSearch = useSearch({ from: "/staff/desk/inspection" });
  const navigate = useNavigate({ from: "/desk/inspection" });
  const change = (part: Partial<Record<keyof InspectionSearch, string | undefined>>) =>
    void navigate({
      search: Object.fromEntries(
        Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined && value !== ""),
      ),
    });
  useScan((code) => change({ q: code, item: undefined, state: undefined }));
  const state = stateOf(search);
  const query = useInfiniteQuery({
    ...listing(searchItems, {
      ...(state !== undefined && { state }),
      ...(search.store !== undefined && { storeId: search.store }),
      ...(search.q !== undefined && { q: search.q }),
      ...(search.stray !== undefined && { stray: true }),
    }),
    staleTime: 0,
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const panel = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const current = search.item ?? (state === "waiting" || rows.length === 1 ? rows[0]?.itemId : undefined);
  // Chosen ones that have left the list were decided, or belong to what was shown before.
  const batch = rows.filter(({ itemId }) => chosen.has(itemId));
  const first = query.data?.pages[0];
  return (
    <>
      <PageHead
        title={t("dispositions.title")}
        lead={t("dispositions.lead")}
        actions={
          <Link to="/desk/inspection/take-in" className="button-link quiet">
            {t("dispositions.take-in.open")}
          </Link>
        }
      />
      <SearchForm
        label={t("dispositions.search")}
        placeholder={t("dispositions.search-example")}
        query={search.q ?? ""}
        onSearch={(q) => change({ q, item: undefined })}
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("dispositions.states")}
          value={state ?? "all"}
          data={[
            ...states.map((value) => ({
              value,
              label: withCount(t(`dispositions.state.${value}`), first?.units, value),
            })),
            { value: "all", label: t("dispositions.all") },
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value, item: undefined })}
        />
        <Tick
          label={t("dispositions.stray.only")}
          checked={search.stray !== undefined}
          onChange={(checked) => change({ stray: checked ? "true" : undefined, item: undefined })}
        />
        <StoreFilter value={search.store ?? ""} onChange={(store) => change({ store, item: undefined })} />
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={48} />}>
        {() =>
          rows.length === 0 ? (
            <NothingHere state={state} q={search.q} />
          ) : (
            <div className="inspection">
              <div className="inspection-panel" ref={panel}>
                {current === undefined ? (
                  <Empty title={t("dispositions.choose")} />
                ) : (
                  <ItemPanel key={current} itemId={current} onOpen={(item) => change({ item })} />
                )}
              </div>
              <section className="inspection-queue" aria-label={t("dispositions.queue")}>
                {state === "waiting" && first?.oldestWaiting !== undefined && <Oldest at={first.oldestWaiting} />}
                {(state === "inspected" || state === "disposed") && (
                  <BatchBar
                    state={state}
                    chosen={batch}
                    all={rows}
                    onChoose={(ids) => setChosen(new Set(ids))}
                    onDone={() => {
                      setChosen(new Set());
                      change({ item: undefined });
                    }}
                  />
                )}
                <ItemQueue
                  rows={rows}
                  current={current}
                  isMixed={state === undefined}
                  onOpen={(item) => {
                    change({ item });
                    // On a phone the item stands above the list that it was chosen from.
                    panel.current?.scrollIntoView({ block: "nearest" });
                  }}
                  {...((state === "inspected" || state === "disposed") && {
                    chosen,
                    onChoose: (item: ListedItem) => setChosen((before) => toggled(before, item.itemId)),
                  })}
                />
                <LoadMore query={query} />
                <p className="soft small keys-help">{t("dispositions.keys")}</p>
              </section>
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** Whoever looks for a number means it in whatever state it is, until they say otherwise. */
function stateOf({ state, q }: InspectionSearch): State | undefined {
  return states.find((each) => each === state) ?? (state === "all" || q !== undefined ? undefined : "waiting");
}

function withCount(label: string, units: Readonly<Record<string, number>> | undefined, state: State): string {
  const count = units?.[state];
  return count === undefined || count === 0 ? label : `${label} · ${count}`;
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}

function StoreFilter({ value, onChange }: { value: string; onChange: (store: string) => void }) {
  const { t } = useTexts();
  const stores = useQuery({ ...reading(listStores, {}), staleTime: 600_000 });
  const items = stores.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <NativeSelect
      label={t("dispositions.store")}
      value={value}
      data={[
        { value: "", label: t("dispositions.everywhere") },
        ...items.map(({ storeId, name }) => ({ value: storeId, label: name })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function NothingHere({ state, q }: { state: State | undefined; q: string | undefined }) {
  const { t } = useTexts();
  if (q !== undefined)
    return (
      <Empty title={t("dispositions.none.found")}>
        <p>{t("dispositions.none.found-text", { q })}</p>
      </Empty>
    );
  return (
    <Empty title={t(state === "waiting" ? "dispositions.none.waiting" : "dispositions.none.here")}>
      <p>{t("dispositions.none.text")}</p>
    </Empty>
  );
}

function Oldest({ at }: { at: string }) {
  const texts = useTexts();
  return <p className="soft">{texts.t("dispositions.oldest", { day: texts.date(new Date(at), "long") })}</p>;
}
