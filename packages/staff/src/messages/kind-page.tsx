import { isLocale, locales } from "@aftercare/messages/browser";
import { previewMessage } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import { MailFrame } from "./mail-frame.tsx";
import { useMessageWords } from "./message-words.ts";

/** One kind of message as its reader would see it, in the language that the address names. */
export function KindPage() {
  const texts = useTexts();
  const { t } = texts;
  const words = useMessageWords();
  const { kind } = useParams({ from: "/staff/console/messages/kinds/$kind" });
  const { in: asked } = useSearch({ from: "/staff/console/messages/kinds/$kind" });
  const navigate = useNavigate({ from: "/console/messages/kinds/$kind" });
  const locale = isLocale(asked) ? asked : texts.locale;
  const query = useQuery(reading(previewMessage, { kind, locale }));
  return (
    <>
      <PageHead
        title={t("messages.preview")}
        heading={words.kind(kind)}
        lead={t("messages.preview-lead")}
        actions={
          <Link to="/console/messages/kinds" className="button-link quiet">
            {t("messages.kinds")}
          </Link>
        }
      />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("messages.language")}
          value={locale}
          data={locales.map((each) => ({ value: each, label: t(`common.own-language.${each}`) }))}
          onChange={({ currentTarget }) => void navigate({ search: { in: currentTarget.value } })}
        />
      </div>
      <Loaded page query={query} waiting={<Waiting lines={8} height={40} />}>
        {({ subject, text, smsText }) => (
          <>
            <section className="section">
              <h2>{subject}</h2>
              <MailFrame
                src={`/v1/message-kinds/${encodeURIComponent(kind)}/html?locale=${locale}`}
                title={t("messages.as-mail")}
              />
            </section>
            <section className="section">
              <h2>{t("messages.as-text")}</h2>
              <pre className="mail-text">{text}</pre>
            </section>
            {smsText !== undefined && (
              <section className="section">
                <h2>{t("messages.as-sms")}</h2>
                <pre className="mail-text">{smsText}</pre>
              </section>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
