import { type ContractOutput, getDeliverySettings, saveDeliverySettings } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, NumberEntry } from "../ui/index.ts";

type Settings = ContractOutput<typeof getDeliverySettings>;

const silences = ["announced", "moving", "customs", "other"] as const;

/** Every number of the settings by itself, as it is typed: percent for chances, nothing where the field is empty. */
function typedOf({ alertAt, alertAtOccasion, silenceHours, lostAfterDays, remedyAnswerHours }: Settings) {
  const percent = (chance: number): number | undefined => Number((chance * 100).toFixed(1));
  return {
    ...{ alertAt: percent(alertAt), alertAtOccasion: percent(alertAtOccasion) },
    ...(silenceHours as Record<(typeof silences)[number], number | undefined>),
    ...{
      lostAfterDays: lostAfterDays as number | undefined,
      remedyAnswerHours: remedyAnswerHours as number | undefined,
    },
  };
}

type Typed = ReturnType<typeof typedOf>;

/** The document that was typed, or nothing while a number is missing. */
function settingsOf(typed: Typed): Settings | undefined {
  const { alertAt, alertAtOccasion, announced, moving, customs, other, lostAfterDays, remedyAnswerHours } = typed;
  if (alertAt === undefined || alertAtOccasion === undefined) return undefined;
  if (announced === undefined || moving === undefined || customs === undefined || other === undefined) return undefined;
  if (lostAfterDays === undefined || remedyAnswerHours === undefined) return undefined;
  return {
    ...{ alertAt: alertAt / 100, alertAtOccasion: alertAtOccasion / 100, lostAfterDays, remedyAnswerHours },
    silenceHours: { announced, moving, customs, other },
  };
}

/** The settings as one document: saved together, refused together with the field that is wrong. */
export function DeliverySettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const command = useCommand(saveDeliverySettings);
  const [typed, setTyped] = useState(() => typedOf(settings));
  const wanted = settingsOf(typed);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (wanted === undefined) return;
    const saved = await command.mutateAsync(wanted).catch(() => undefined);
    if (saved !== undefined) queries.setQueryData(reading(getDeliverySettings, {}).queryKey, saved);
  };
  const field = (name: keyof Typed, label: string, more: { help?: string; suffix?: string; digits?: number }) => (
    <NumberEntry
      label={t(`console-delivery.settings.${label}`)}
      {...(more.help !== undefined && { description: t(`console-delivery.settings.${more.help}`) })}
      {...(more.suffix !== undefined && { suffix: more.suffix })}
      value={typed[name]}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      digits={more.digits ?? 0}
      max={1000}
    />
  );
  return (
    <form className="settings section" onSubmit={(event) => void save(event)}>
      {field("alertAt", "alert-at", { help: "alert-at-help", suffix: " %", digits: 1 })}
      {field("alertAtOccasion", "alert-at-occasion", { help: "alert-at-occasion-help", suffix: " %", digits: 1 })}
      <fieldset className="message-settings">
        <legend>{t("console-delivery.settings.silence")}</legend>
        <p className="soft">{t("console-delivery.settings.silence-help")}</p>
        {silences.map((name) => (
          <div key={name}>{field(name, `silence.${name}`, {})}</div>
        ))}
      </fieldset>
      {field("lostAfterDays", "lost-after", { help: "lost-after-help" })}
      {field("remedyAnswerHours", "answer", { help: "answer-help" })}
      {command.isError && <Failure error={command.error} />}
      <div className="settings-save">
        <Button type="submit" loading={command.isPending} disabled={wanted === undefined}>
          {t("common.save")}
        </Button>
        <p className="soft" role="status">
          {command.isSuccess && t("console-delivery.settings.saved")}
        </p>
      </div>
    </form>
  );
}
