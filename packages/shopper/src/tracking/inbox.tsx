import type { PageContext, Tracking } from "../views.ts";

/** What was said to the shopper here, each in one line that opens; latest first. */
export function Inbox({ words, tracking }: Pick<PageContext, "words"> & { readonly tracking: Tracking }) {
  const { inbox } = tracking;
  if (inbox.length === 0) return null;
  return (
    <section>
      <h2>{words.t("tracking.inbox.title")}</h2>
      {inbox.map(({ messageId, locale, subject, at, text }) => (
        <details class="letter" id={messageId} key={messageId}>
          <summary>
            <b class="subject" lang={locale}>
              {subject}
            </b>
            <time class="small soft" dateTime={at}>
              {words.date(new Date(at), "long")}
            </time>
          </summary>
          {text.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph} lang={locale}>
              {paragraph}
            </p>
          ))}
        </details>
      ))}
    </section>
  );
}
