import { type ContractInput, searchMessages } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, RecordLink, Waiting } from "../ui/index.ts";
import { useMessageWords } from "./message-words.ts";

/** The latest messages to a shopper, or about an order; nothing at all where there are none. */
export function SentMessages(of: Pick<ContractInput<typeof searchMessages>, "shopperId" | "orderId">) {
  const texts = useTexts();
  const { t } = texts;
  const words = useMessageWords();
  const query = useQuery(reading(searchMessages, { ...of, limit: 10 }));
  if (query.data?.items.length === 0) return null;
  return (
    <section className="section">
      <h2>{t("messages.title")}</h2>
      <Loaded query={query} waiting={<Waiting lines={2} height={28} />}>
        {({ items }) => (
          <dl className="facts">
            {items.map((message) => (
              <div key={message.messageId}>
                <dt>
                  <RecordLink id={message.messageId} inList>
                    {words.kind(message.kind)}
                  </RecordLink>{" "}
                  <span className="soft">{texts.date(new Date(message.queuedAt))}</span>
                </dt>
                <dd>
                  {t(`messages.state.${message.state}`)} <span className="soft">{words.because(message)}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </section>
  );
}
