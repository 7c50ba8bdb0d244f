import { getLabelSettings, saveLabelSettings } from "@aftercare/platform/contract";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, NumberEntry } from "../ui/index.ts";
import { WayFields } from "./way-fields.tsx";
import { draftOf, type LabelSettings, moveUp, newWay, type SettingsDraft, settingsOf } from "./ways-draft.ts";

interface ReturnWaysFormProps {
  readonly settings: LabelSettings;
  readonly currency: string;
}

/** The settings as one document: saved together, refused together with the field that is wrong. */
export function ReturnWaysForm({ settings, currency }: ReturnWaysFormProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const command = useCommand(saveLabelSettings);
  const [draft, setDraft] = useState(() => draftOf(settings));
  const change = (part: Partial<SettingsDraft>) => setDraft((before) => ({ ...before, ...part }));
  const whole = settingsOf(draft);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (whole === undefined) return;
    const saved = await command.mutateAsync(whole).catch(() => undefined);
    if (saved !== undefined) queries.setQueryData(reading(getLabelSettings, {}).queryKey, saved);
  };
  const text = (field: "name" | "postCode" | "city" | "country", label: string, maxLength: number) => (
    <TextInput
      label={t(`return-labels.ways.${label}`)}
      value={draft[field]}
      maxLength={maxLength}
      onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
    />
  );
  return (
    <form className="settings section" onSubmit={(event) => void save(event)}>
      <fieldset className="message-settings">
        <legend>{t("return-labels.ways.address")}</legend>
        <p className="soft">{t("return-labels.ways.address-help")}</p>
        {text("name", "name", 60)}
        <Textarea
          label={t("return-labels.ways.street")}
          description={t("return-labels.ways.street-help")}
          value={draft.street}
          rows={2}
          maxLength={180}
          onChange={({ currentTarget }) => change({ street: currentTarget.value })}
        />
        <div className="toolbar labelled">
          {text("postCode", "post-code", 12)}
          {text("city", "city", 60)}
          {text("country", "country", 2)}
        </div>
      </fieldset>
      <div className="toolbar labelled">
        <NumberEntry
          label={t("return-labels.ways.valid-days")}
          value={draft.validDays}
          max={365}
          digits={0}
          onChange={(validDays) => change({ validDays })}
        />
        <NumberEntry
          label={t("return-labels.ways.grams")}
          value={draft.parcelGrams}
          max={100_000}
          digits={0}
          suffix=" g"
          onChange={(parcelGrams) => change({ parcelGrams })}
        />
      </div>
      <p className="soft">{t("return-labels.ways.grams-help")}</p>
      <h2>{t("return-labels.ways.ways")}</h2>
      <p className="soft">{t("return-labels.ways.ways-help")}</p>
      {draft.ways.length === 0 && (
        <Empty title={t("return-labels.ways.none")}>
          <p>{t("return-labels.ways.none-text")}</p>
        </Empty>
      )}
      {draft.ways.map((way, index) => (
        <WayFields
          key={way.key}
          way={way}
          currency={currency}
          isFirst={index === 0}
          onChange={(changed) => change({ ways: draft.ways.with(index, changed) })}
          onMoveUp={() => change({ ways: moveUp(draft.ways, index) })}
          onRemove={() => change({ ways: draft.ways.toSpliced(index, 1) })}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => change({ ways: [...draft.ways, newWay()] })}>
          {t("return-labels.ways.add")}
        </Button>
      </div>
      {command.isError && <Failure error={command.error} />}
      <div className="settings-save">
        <Button type="submit" loading={command.isPending} disabled={whole === undefined}>
          {t("common.save")}
        </Button>
        <p className="soft" role="status">
          {command.isSuccess && t("return-labels.ways.saved")}
        </p>
      </div>
    </form>
  );
}
