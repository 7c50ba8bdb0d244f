import { listMessageKinds } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import { useMessageWords } from "./message-words.ts";

/** The kinds of messages there are, each with its preview. */
export function KindsPage() {
  const { t } = useTexts();
  const words = useMessageWords();
  const query = useQuery(reading(listMessageKinds, {}));
  return (
    <>
      <PageHead
        title={t("messages.kinds")}
        lead={t("messages.kinds-lead")}
        actions={
          <Link to="/console/messages" className="button-link quiet">
            {t("messages.back")}
          </Link>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={4} height={40} />}>
        {({ items }) => (
          <table className="table rows stack">
            <thead>
              <tr>
                <th scope="col">{t("messages.kind")}</th>
                <th scope="col">{t("messages.purpose")}</th>
                <th scope="col">{t("messages.channel")}</th>
                <th scope="col">{t("messages.state")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ kind, purpose, channels, enabled }) => (
                <tr key={kind}>
                  <td>
                    <Link to="/console/messages/kinds/$kind" params={{ kind }} data-list-item="">
                      {words.kind(kind)}
                    </Link>
                  </td>
                  <td data-label={t("messages.purpose")}>{t(`messages.purpose.${purpose}`)}</td>
                  <td data-label={t("messages.channel")}>
                    {channels.map((channel) => t(`messages.channel.${channel}`)).join(", ")}
                  </td>
                  <td data-label={t("messages.state")}>{t(enabled ? "messages.on" : "messages.off")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </>
  );
}
