import { isLocale, type Locale, locales } from "@aftercare/messages/browser";
import { getContent, listContent, saveContent } from "@aftercare/platform/contract";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure } from "../ui/index.ts";
import { ContentPreview } from "./content-preview.tsx";
import { type ContentRow, kinds, moments, useContentWords } from "./content-words.ts";
import { type ContentDraft, contentOf, draftOf, type TextDraft } from "./draft.ts";
import { TargetsField } from "./targets-field.tsx";

/** A guide with all its languages, and beside it how one of them reads. Saved as one document; what is wrong is said by its field. */
export function ContentEditor({ item }: { item: ContentRow | undefined }) {
  const { t, locale: reader } = useTexts();
  const words = useContentWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const command = useCommand(saveContent);
  const { in: asked } = useSearch({ strict: false }) as { readonly in?: string };
  const [draft, setDraft] = useState(() => draftOf(item, reader));
  const locale: Locale = isLocale(asked) ? asked : draft.language;
  const change = (part: Partial<ContentDraft>) => setDraft((before) => ({ ...before, ...part }));
  const write = (part: Partial<TextDraft>) =>
    change({ texts: { ...draft.texts, [locale]: { ...draft.texts[locale], ...part } } });
  const show = (next: string) => void navigate({ to: ".", search: { in: next } });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await command.mutateAsync(contentOf(draft)).catch(() => undefined);
    if (saved === undefined) return;
    for (const { name } of [listContent, getContent]) await queries.invalidateQueries({ queryKey: [name] });
    const { contentId } = saved.item;
    if (item === undefined) await navigate({ to: "/console/content/$id", params: { id: contentId }, search: {} });
  };
  const text = draft.texts[locale];
  const named = (each: Locale) => t(`common.own-language.${each}`);
  return (
    <div className="content-editor section">
      <form className="settings" onSubmit={(event) => void save(event)}>
        <TextInput
          label={t("content.key")}
          description={t("content.key-help")}
          value={draft.key}
          maxLength={80}
          required
          disabled={item !== undefined}
          onChange={({ currentTarget }) => change({ key: currentTarget.value })}
        />
        <div className="toolbar labelled">
          <NativeSelect
            label={t("content.kind")}
            value={draft.kind}
            data={kinds.map((value) => ({ value, label: words.kind(value) }))}
            onChange={({ currentTarget }) => change({ kind: currentTarget.value as ContentDraft["kind"] })}
          />
          <NativeSelect
            label={t("content.moment")}
            value={draft.moment}
            data={moments.map((value) => ({ value, label: words.moment(value) }))}
            onChange={({ currentTarget }) => change({ moment: currentTarget.value as ContentDraft["moment"] })}
          />
          <NativeSelect
            label={t("content.own-language")}
            value={draft.language}
            data={locales.map((value) => ({ value, label: named(value) }))}
            onChange={({ currentTarget }) => change({ language: currentTarget.value as Locale })}
          />
        </div>
        <TargetsField targets={draft.targets} onChange={(targets) => change({ targets })} />
        <fieldset className="message-settings">
          <legend>{t("content.texts")}</legend>
          <p className="soft">{t("content.texts-help")}</p>
          <NativeSelect
            label={t("content.language")}
            value={locale}
            data={locales.map((value) => ({
              value,
              label:
                draft.texts[value].title.trim() === ""
                  ? t("content.unwritten", { language: named(value) })
                  : named(value),
            }))}
            onChange={({ currentTarget }) => show(currentTarget.value)}
          />
          <TextInput
            label={t("content.text-title")}
            value={text.title}
            maxLength={120}
            lang={locale}
            onChange={({ currentTarget }) => write({ title: currentTarget.value })}
          />
          <Textarea
            label={t("content.text-summary")}
            description={t("content.text-summary-help")}
            value={text.summary}
            maxLength={300}
            lang={locale}
            rows={2}
            onChange={({ currentTarget }) => write({ summary: currentTarget.value })}
          />
          <Textarea
            label={t("content.text-body")}
            description={t("content.text-body-help")}
            value={text.body}
            maxLength={20_000}
            lang={locale}
            rows={12}
            onChange={({ currentTarget }) => write({ body: currentTarget.value })}
          />
        </fieldset>
        <fieldset className="message-settings">
          <legend>{t("content.elsewhere")}</legend>
          <p className="soft">{t("content.elsewhere-help")}</p>
          <TextInput
            type="url"
            label={t("content.url")}
            value={draft.url}
            maxLength={500}
            placeholder="https://"
            onChange={({ currentTarget }) => change({ url: currentTarget.value })}
          />
          <TextInput
            label={t("content.provider")}
            description={t("content.provider-help")}
            value={draft.provider}
            maxLength={80}
            onChange={({ currentTarget }) => change({ provider: currentTarget.value })}
          />
        </fieldset>
        {command.isError && <Failure error={command.error} />}
        <div className="settings-save">
          <Button type="submit" loading={command.isPending}>
            {t(item?.retiredAt === undefined ? "content.save" : "content.save-again")}
          </Button>
          <p className="soft" role="status">
            {command.isSuccess && t("content.saved")}
          </p>
        </div>
      </form>
      <ContentPreview draft={draft} locale={locale} />
    </div>
  );
}
