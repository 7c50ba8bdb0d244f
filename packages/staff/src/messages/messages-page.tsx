import { type ContractInput, listMessageKinds, searchMessages } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listing, reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, Waiting } from "../ui/index.ts";
import { useMessageWords } from "./message-words.ts";
import { MessagesTable } from "./messages-table.tsx";

type Asked = ContractInput<typeof searchMessages>;

const states = ["queued", "sending", "sent", "dropped", "failed", "bounced", "complained", "cancelled"] as const;
const channels = ["email", "sms", "inbox"] as const;

interface MessageSearch {
  readonly state?: string;
  readonly kind?: string;
  readonly channel?: string;
}

/** The outbox: every message, latest first, with what became of it. The filters stand in the address. */
export function MessagesPage() {
  const texts = useTexts();
  const { t } = texts;
  const words = useMessageWords();
  const search: MessageSearch = useSearch({ from: "/staff/console/messages" });
  const navigate = useNavigate({ from: "/console/messages" });
  const query = useInfiniteQuery(listing(searchMessages, askedBy(search)));
  const kinds = useQuery(reading(listMessageKinds, {})).data?.items ?? [];
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const counts = new Map(query.data?.pages[0]?.counts?.map(({ state, count }) => [state as string, count]));
  const ofState = search.state !== undefined && isOf(states, search.state) ? [search.state] : [...counts.keys()];
  const total = ofState.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
  const change = (part: MessageSearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  const stateLabel = (state: string) => {
    const count = counts.get(state);
    return `${t(`messages.state.${state}`)}${count === undefined ? "" : ` (${texts.number(count)})`}`;
  };
  return (
    <>
      <PageHead
        title={t("messages.title")}
        lead={t("messages.lead")}
        actions={
          <>
            <Link to="/console/messages/kinds" className="button-link quiet">
              {t("messages.kinds")}
            </Link>
            <Link to="/console/messages/settings" className="button-link quiet">
              {t("messages.settings")}
            </Link>
          </>
        }
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("messages.state")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("messages.any-state") },
            ...states.map((state) => ({ value: state, label: stateLabel(state) })),
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
        <NativeSelect
          label={t("messages.kind")}
          value={search.kind ?? ""}
          data={[
            { value: "", label: t("messages.any-kind") },
            ...kinds.map(({ kind }) => ({ value: kind, label: words.kind(kind) })),
          ]}
          onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
        />
        <NativeSelect
          label={t("messages.channel")}
          value={search.channel ?? ""}
          data={[
            { value: "", label: t("messages.any-channel") },
            ...channels.map((channel) => ({ value: channel, label: t(`messages.channel.${channel}`) })),
          ]}
          onChange={({ currentTarget }) => change({ channel: currentTarget.value })}
        />
        <p className="soft num toolbar-count" aria-live="polite">
          {query.data !== undefined && t("messages.count", { total })}
        </p>
      </div>
      <Loaded query={query} waiting={<Waiting lines={10} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <MessagesTable rows={rows} />
              <LoadMore query={query} />
            </>
          ) : Object.keys(search).length === 0 ? (
            <Empty title={t("messages.none")}>
              <p>{t("messages.none-text")}</p>
            </Empty>
          ) : (
            <Empty title={t("messages.none-found")}>
              <p>{t("messages.none-found-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
function askedBy({ state, kind, channel }: MessageSearch): Asked {
  return {
    ...(state !== undefined && isOf(states, state) && { state }),
    ...(kind !== undefined && { kind }),
    ...(channel !== undefined && isOf(channels, channel) && { channel }),
  };
}

function isOf<Value extends string>(values: readonly Value[], text: string): text is Value {
  return (values as readonly string[]).includes(text);
}
