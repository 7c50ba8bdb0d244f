import {
  type ContractOutput,
  getMessageSettings,
  listMessageKinds,
  saveMessageSettings,
} from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, NumberEntry } from "../ui/index.ts";
import { useMessageWords } from "./message-words.ts";

type Settings = ContractOutput<typeof getMessageSettings>;
type Kind = ContractOutput<typeof listMessageKinds>["items"][number];

/** The settings as one document: saved together, refused together with the field that is wrong. */
export function MessageSettingsForm({ settings, kinds }: { settings: Settings; kinds: readonly Kind[] }) {
  const { t } = useTexts();
  const words = useMessageWords();
  const queries = useQueryClient();
  const command = useCommand(saveMessageSettings);
  const [senderName, setSenderName] = useState(settings.senderName ?? "");
  const [replyTo, setReplyTo] = useState(settings.replyTo ?? "");
  const [from, setFrom] = useState(settings.quietHours.from);
  const [until, setUntil] = useState(settings.quietHours.until);
  const [careDay, setCareDay] = useState<number | undefined>(settings.caps.care.perDay);
  const [careWeek, setCareWeek] = useState<number | undefined>(settings.caps.care.perWeek);
  const [guideDay, setGuideDay] = useState<number | undefined>(settings.caps.guide?.perDay);
  const [guideWeek, setGuideWeek] = useState<number | undefined>(settings.caps.guide?.perWeek);
  const [marketingWeek, setMarketingWeek] = useState<number | undefined>(settings.caps.marketing.perWeek);
  const [sent, setSent] = useState(() => new Map(kinds.map(({ kind, enabled }) => [kind, enabled])));
  const caps = [
    ["messages.cap-care-day", careDay, setCareDay],
    ["messages.cap-care-week", careWeek, setCareWeek],
    ["messages.cap-guide-day", guideDay, setGuideDay],
    ["messages.cap-guide-week", guideWeek, setGuideWeek],
    ["messages.cap-marketing-week", marketingWeek, setMarketingWeek],
  ] as const;
  const complete =
    from !== "" && until !== "" && caps.every(([, value]) => value !== undefined && value >= 0 && value <= 100);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (careDay === undefined || careWeek === undefined || marketingWeek === undefined) return;
    if (guideDay === undefined || guideWeek === undefined) return;
    const saved = await command
      .mutateAsync({
        ...(senderName.trim() !== "" && { senderName }),
        ...(replyTo.trim() !== "" && { replyTo: replyTo.trim() }),
        quietHours: { from, until },
        caps: {
          care: { perDay: careDay, perWeek: careWeek },
          guide: { perDay: guideDay, perWeek: guideWeek },
          marketing: { perWeek: marketingWeek },
        },
        kinds: Object.fromEntries(sent),
      })
      .catch(() => undefined);
    if (saved === undefined) return;
    queries.setQueryData(reading(getMessageSettings, {}).queryKey, saved);
    await queries.invalidateQueries({ queryKey: [listMessageKinds.name] });
  };
  return (
    <form className="settings section" onSubmit={(event) => void save(event)}>
      <TextInput
        label={t("messages.sender")}
        description={t("messages.sender-help")}
        value={senderName}
        maxLength={80}
        onChange={({ currentTarget }) => setSenderName(currentTarget.value)}
      />
      <TextInput
        type="email"
        label={t("messages.reply-to")}
        description={t("messages.reply-to-help")}
        value={replyTo}
        maxLength={254}
        onChange={({ currentTarget }) => setReplyTo(currentTarget.value)}
      />
      <fieldset className="message-settings">
        <legend>{t("messages.quiet")}</legend>
        <p className="soft">{t("messages.quiet-help")}</p>
        <div className="toolbar labelled">
          <TextInput
            type="time"
            label={t("messages.quiet-from")}
            value={from}
            required
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t("messages.quiet-until")}
            value={until}
            required
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
      </fieldset>
      <fieldset className="message-settings">
        <legend>{t("messages.caps")}</legend>
        <p className="soft">{t("messages.caps-help")}</p>
        {caps.map(([label, value, change]) => (
          <NumberEntry key={label} label={t(label)} value={value} max={100} digits={0} onChange={change} />
        ))}
      </fieldset>
      <fieldset className="message-settings">
        <legend>{t("messages.which")}</legend>
        {kinds.map(({ kind, purpose, askedByLaw }) => (
          <label key={kind} className="tick">
            <input
              type="checkbox"
              checked={sent.get(kind) ?? false}
              disabled={askedByLaw}
              onChange={({ currentTarget }) => setSent(new Map(sent).set(kind, currentTarget.checked))}
            />
            <span>
              {words.kind(kind)}{" "}
              <span className="soft">
                · {t(`messages.purpose.${purpose}`)}
                {askedByLaw && ` · ${t("messages.asked-by-law")}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {command.isError && <Failure error={command.error} />}
      <div className="settings-save">
        <Button type="submit" loading={command.isPending} disabled={!complete}>
          {t("messages.save")}
        </Button>
        <p className="soft" role="status">
          {command.isSuccess && t("messages.saved")}
        </p>
      </div>
    </form>
  );
}
