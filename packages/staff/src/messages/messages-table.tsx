import { useTexts } from "../language/index.ts";
import { RecordLink, useShopperName } from "../ui/index.ts";
import { type MessageRow, useMessageWords } from "./message-words.ts";

/** Messages, latest first: what, to whom, and what became of it. */
export function MessagesTable({ rows }: { rows: readonly MessageRow[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("messages.message")}</th>
          <th scope="col">{t("messages.to")}</th>
          <th scope="col">{t("messages.channel")}</th>
          <th scope="col">{t("messages.became")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((message) => (
          <Row key={message.messageId} message={message} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ message }: { message: MessageRow }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useMessageWords();
  const shopperName = useShopperName();
  const { messageId, kind, purpose, channel, shopper, shopperId, state, queuedAt } = message;
  return (
    <tr>
      <td>
        <RecordLink id={messageId} inList>
          {words.kind(kind)}
        </RecordLink>
        <span className="under">{texts.dateTime(new Date(queuedAt))}</span>
      </td>
      <td data-label={t("messages.to")}>
        <RecordLink id={shopperId}>{shopperName(shopper)}</RecordLink>
      </td>
      <td data-label={t("messages.channel")}>
        {t(`messages.channel.${channel}`)}
        <span className="under">{t(`messages.purpose.${purpose}`)}</span>
      </td>
      <td data-label={t("messages.became")} className="wide">
        <span className={state === "sent" ? "accent" : ""}>{t(`messages.state.${state}`)}</span>
        <span className="under">{words.because(message)}</span>
      </td>
    </tr>
  );
}
