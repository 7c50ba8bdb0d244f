import type { OrderContent, PageContext } from "../views.ts";

interface ContentListProps extends Pick<PageContext, "words"> {
  readonly orderId: string;
  readonly contents: readonly OrderContent[];
}

/** The guides that are of use as the goods stand now, each with what it is and whose; nothing where there are none. */
export function ContentList({ words, orderId, contents }: ContentListProps) {
  if (contents.length === 0) return null;
  return (
    <section>
      <h2>{words.t("content.page.title")}</h2>
      <ul class="rows">
        {contents.map(({ contentId, kind, title, summary, language, provider }) => (
          <li key={contentId}>
            <span class="what">
              <a href={`/orders/${orderId}/content/${contentId}`} lang={language}>
                <b>{title}</b>
              </a>
              <span class="small soft" lang={language}>
                {summary}
              </span>
              <span class="small soft">
                {provider === undefined
                  ? words.t(`content.kind.${kind}`)
                  : words.t(`content.elsewhere.${kind}`, { provider })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
