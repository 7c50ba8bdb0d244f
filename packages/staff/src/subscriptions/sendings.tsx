import { replaySending, searchSendings } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { listing, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, Waiting } from "../ui/index.ts";
import { type Sending, useRefreshSubscriptions } from "./subscription-words.ts";

/** What was told, latest first, with what was answered. */
export function Sendings() {
  const { t } = useTexts();
  const query = useInfiniteQuery(listing(searchSendings, {}));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="section">
      <h2>{t("subscriptions.told")}</h2>
      <Loaded query={query} waiting={<Waiting lines={6} height={40} />}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t("subscriptions.nothing")}>
              <p>{t("subscriptions.nothing-text")}</p>
            </Empty>
          ) : (
            <>
              <SendingTable rows={rows} />
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function SendingTable({ rows }: { rows: readonly Sending[] }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("webhooks.event")}</th>
          <th scope="col">{t("webhooks.state")}</th>
          <th scope="col">{t("subscriptions.answered")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("common.details")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.sendingId}>
            <td>
              <b>{row.type}</b>
              <span className="under">{texts.dateTime(new Date(row.queuedAt))}</span>
            </td>
            <td data-label={t("webhooks.state")}>
              {t(`subscriptions.state.${row.state}`)}
              {row.dueAt !== undefined && row.attempts > 0 && (
                <span className="under">
                  {t("subscriptions.again", { when: texts.dateTime(new Date(row.dueAt)), count: row.attempts })}
                </span>
              )}
            </td>
            <td data-label={t("subscriptions.answered")} className="wide">
              {row.failure ?? row.answered ?? "–"}
            </td>
            <td>{(row.state === "sent" || row.state === "failed") && <Replay sending={row} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Replay({ sending: { sendingId } }: { sending: Sending }) {
  const { t } = useTexts();
  const refresh = useRefreshSubscriptions();
  const replay = useCommand(replaySending);
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={replay.isPending}
      onClick={() => void replay.mutateAsync({ sendingId }).then(refresh, () => undefined)}
    >
      {t("subscriptions.replay")}
    </Button>
  );
}
