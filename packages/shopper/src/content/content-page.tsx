import { Page } from "../layout/page.tsx";
import type { ContentPageView } from "../views.ts";
import { MarkedText } from "./marked-text.tsx";

/** One guide to what was bought: what it is for, what it says, whose page it leads to, and what to do if it did not help. */
export function ContentPage({ orderId, content, ...context }: ContentPageView) {
  const { words } = context;
  const { title, summary, body, url, provider, goods, kind, language, helpAskedAt, orderNumber } = content;
  const footer = <a href={`/orders/${orderId}`}>{words.t("shopper.back-to-order", { number: orderNumber })}</a>;
  const foreign = language === words.locale ? undefined : language;
  return (
    <Page {...context} title={title} footer={footer}>
      <article class="opening" lang={foreign}>
        <p class="small soft" lang={words.locale}>
          {[words.t(`content.kind.${kind}`), words.t("content.page.for", { goods: goods.join(", ") })].join(" · ")}
        </p>
        <h1>{title}</h1>
        <p class="lead">{summary}</p>
        {foreign !== undefined && (
          <p class="small soft" lang={words.locale}>
            {words.t("content.page.other-language", { language: words.t(`common.own-language.${foreign}`) })}
          </p>
        )}
        {body !== undefined && <MarkedText source={body} />}
        {url !== undefined && (
          <p lang={words.locale}>
            <a class="button" href={url} rel="noreferrer">
              {provider === undefined
                ? words.t("content.page.open")
                : words.t("content.page.open-elsewhere", { provider })}
            </a>
          </p>
        )}
      </article>
      <section id="help">
        {helpAskedAt === undefined ? (
          <form class="stack" method="post" action={`/orders/${orderId}/content/${content.contentId}/help`}>
            <p class="soft">{words.t("content.page.help-lead")}</p>
            <p>
              <button class="button quiet" type="submit">
                {words.t("content.page.help")}
              </button>
            </p>
          </form>
        ) : (
          <p class="notice" role="status">
            {words.t("content.page.help-asked")}
          </p>
        )}
      </section>
    </Page>
  );
}
