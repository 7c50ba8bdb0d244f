import { type ContractOutput, cancelMessage, getMessage, retryMessage } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, Loaded, PageHead, RecordLink, useRecordArea, useShopperName, Waiting } from "../ui/index.ts";
import { MailFrame } from "./mail-frame.tsx";
import { useMessageWords } from "./message-words.ts";

type Message = ContractOutput<typeof getMessage>;

/** One message: what became of it and why, and what it said. */
export function MessagePage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getMessage, { messageId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("messages.message")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(message) => <MessageContent message={message} />}
    </Loaded>
  );
}

function MessageContent({ message }: { message: Message }) {
  const { t } = useTexts();
  const words = useMessageWords();
  const area = useRecordArea();
  const because = words.because(message);
  return (
    <>
      <PageHead
        title={t("messages.message")}
        heading={words.kind(message.kind)}
        lead={<p>{[t(`messages.state.${message.state}`), because].filter(Boolean).join(" · ")}</p>}
        actions={
          <>
            {area === "console" && (
              <Link to="/console/messages" className="button-link quiet">
                {t("messages.back")}
              </Link>
            )}
            <Steer message={message} />
          </>
        }
      />
      <About message={message} />
      {message.content === undefined ? (
        <Empty title={t("messages.as-mail")}>
          <p>{t("messages.forgotten")}</p>
        </Empty>
      ) : (
        <>
          {message.content.html !== undefined && (
            <section className="section">
              <h2>{t("messages.as-mail")}</h2>
              <MailFrame src={`/v1/messages/${message.messageId}/html`} title={t("messages.as-mail")} />
            </section>
          )}
          <section className="section">
            <h2>{t(message.channel === "sms" ? "messages.as-sms" : "messages.as-text")}</h2>
            <pre className="mail-text">{message.content.text}</pre>
          </section>
        </>
      )}
    </>
  );
}

function About({ message }: { message: Message }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const { shopper, shopperId, orderId, channel, purpose, locale, queuedAt, attempts, failure, content } = message;
  const facts = [
    [
      "messages.to",
      <RecordLink key="to" id={shopperId}>
        {shopperName(shopper)}
      </RecordLink>,
    ],
    ...(content?.to === undefined ? [] : [["messages.address", content.to] as const]),
    ...(content?.subject === undefined ? [] : [["messages.subject", content.subject] as const]),
    ...(orderId === undefined
      ? []
      : [
          [
            "messages.order",
            <RecordLink key="order" id={orderId}>
              {t("messages.see-order")}
            </RecordLink>,
          ] as const,
        ]),
    ["messages.channel", t(`messages.channel.${channel}`)],
    ["messages.purpose", t(`messages.purpose.${purpose}`)],
    ["messages.language", t(`common.own-language.${locale}`)],
    ["messages.when", `${texts.dateTime(new Date(queuedAt), "long")} · ${t("messages.tries", { count: attempts })}`],
    ...(failure === undefined ? [] : [["messages.failure", failure] as const]),
  ] as const;
  return (
    <dl className="facts section">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What can be done with it where it stands: one that waits is called off, one that failed is tried again. */
function Steer({ message: { messageId, state } }: { message: Message }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const cancel = useCommand(cancelMessage);
  const retry = useCommand(retryMessage);
  const command = state === "queued" ? cancel : state === "failed" ? retry : undefined;
  if (command === undefined) return null;
  const run = async () => {
    await command.mutateAsync({ messageId }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: reading(getMessage, { messageId }).queryKey });
  };
  return (
    <>
      <Button variant="default" loading={command.isPending} onClick={() => void run()}>
        {t(state === "queued" ? "messages.cancel" : "messages.retry")}
      </Button>
      {command.isError && <Failure error={command.error} />}
    </>
  );
}
