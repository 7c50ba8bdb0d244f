import type { Locale } from "@aftercare/messages/browser";
import { useTexts } from "../language/index.ts";
import { useContentWords } from "./content-words.ts";
import type { ContentDraft } from "./draft.ts";
import { MarkedText } from "./marked-text.tsx";

/** How a guide reads in one language while it is written; where nothing is, the item's own language stands in. */
export function ContentPreview({ draft, locale }: { draft: ContentDraft; locale: Locale }) {
  const { t } = useTexts();
  const words = useContentWords();
  const own = draft.texts[locale];
  const standsIn = own.title.trim() === "";
  const { title, summary, body } = standsIn ? draft.texts[draft.language] : own;
  const language = standsIn ? draft.language : locale;
  return (
    <section className="content-preview" aria-label={t("content.preview")}>
      <p className="eyebrow">{t("content.preview-in", { language: t(`common.own-language.${locale}`) })}</p>
      <article lang={language}>
        <p className="soft" lang={undefined}>
          {words.kind(draft.kind)}
        </p>
        <h2>{title.trim() === "" ? t("content.text-title") : title}</h2>
        <p className="soft">{summary}</p>
        <MarkedText source={body} />
      </article>
      {standsIn && title.trim() !== "" && (
        <p className="soft">{t("content.stands-in", { language: t(`common.own-language.${draft.language}`) })}</p>
      )}
      {draft.url.trim() !== "" && (
        <p className="soft">
          {draft.provider.trim() === ""
            ? t("content.leads-own", { url: draft.url })
            : t("content.leads-elsewhere", { url: draft.url, provider: draft.provider })}
        </p>
      )}
    </section>
  );
}
