import { listOrigins, saveOrigin } from "@aftercare/platform/contract";
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { NumberEntry, Tick } from "../ui/index.ts";
import { SaveBar } from "./save-bar.tsx";
import type { Origin } from "./shipping-words.ts";
import { StoreSelect } from "./store-select.tsx";
import { WeekdaysField } from "./weekdays-field.tsx";

/** An origin as one document: saved together, refused together with the field that is wrong. */
export function OriginForm({ origin, isNew }: { origin: Origin; isNew: boolean }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const command = useCommand(saveOrigin);
  const [draft, setDraft] = useState(origin);
  const change = (part: Partial<Origin>) => setDraft((before) => ({ ...before, ...part }));
  const [handling, setHandling] = useState<number | undefined>(origin.handlingDays ?? 0);
  const { subdivision = "", cutOff = "14:00", workingDays = [1, 2, 3, 4, 5], observesHolidays = true } = draft;
  const complete = [draft.key, draft.title, draft.country, draft.timeZone, cutOff].every((text) => text.trim() !== "");
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { subdivision: _, ...rest } = draft;
    const saved = await command
      .mutateAsync({
        ...{ ...rest, cutOff, workingDays, observesHolidays, handlingDays: handling ?? 0 },
        ...(subdivision !== "" && { subdivision }),
      })
      .catch(() => undefined);
    if (saved === undefined) return;
    await queries.invalidateQueries({ queryKey: [listOrigins.name] });
    if (isNew) await navigate({ to: "/console/shipping" });
  };
  return (
    <form className="settings section" onSubmit={(event) => void save(event)}>
      <TextInput
        label={t("shipping.key")}
        description={t("shipping.key-help")}
        value={draft.key}
        maxLength={60}
        required
        disabled={!isNew}
        onChange={({ currentTarget }) => change({ key: currentTarget.value.trim() })}
      />
      <TextInput
        label={t("shipping.name")}
        value={draft.title}
        maxLength={80}
        required
        onChange={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      <div className="toolbar labelled">
        <TextInput
          label={t("shipping.country")}
          description={t("shipping.country-help")}
          value={draft.country}
          maxLength={2}
          required
          onChange={({ currentTarget }) => change({ country: currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={t("shipping.subdivision")}
          description={t("shipping.subdivision-help")}
          value={subdivision}
          maxLength={3}
          onChange={({ currentTarget }) => change({ subdivision: currentTarget.value.toUpperCase() })}
        />
      </div>
      <div className="toolbar labelled">
        <TextInput
          label={t("shipping.time-zone")}
          value={draft.timeZone}
          maxLength={60}
          required
          onChange={({ currentTarget }) => change({ timeZone: currentTarget.value.trim() })}
        />
        <TextInput
          type="time"
          label={t("shipping.cut-off")}
          value={cutOff}
          required
          onChange={({ currentTarget }) => change({ cutOff: currentTarget.value })}
        />
      </div>
      <p className="soft">{t("shipping.cut-off-help")}</p>
      <WeekdaysField
        label={t("shipping.working-days")}
        value={workingDays}
        onChange={(days) => change({ workingDays: days })}
      />
      <Tick
        label={t("shipping.keeps-holidays")}
        checked={observesHolidays}
        onChange={(checked) => change({ observesHolidays: checked })}
      />
      <NumberEntry
        label={t("shipping.handling")}
        description={t("shipping.handling-help")}
        value={handling}
        max={60}
        digits={0}
        onChange={setHandling}
      />
      <StoreSelect
        label={t("shipping.store")}
        value={draft.storeId}
        onChange={(storeId) => setDraft(({ storeId: _, ...rest }) => ({ ...rest, ...(storeId && { storeId }) }))}
      />
      <Tick
        label={t("shipping.closed")}
        checked={draft.closed ?? false}
        onChange={(checked) => change({ closed: checked })}
      />
      <SaveBar command={command} disabled={!complete || workingDays.length === 0} />
    </form>
  );
}
