import { type ContractInput, createDestination, saveDestination } from "@aftercare/platform/contract";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import {
  type DestinationKind,
  type Disposition,
  destinationKinds,
  type Grade,
  grades,
  takenBy,
  useItemWords,
  useRefreshItems,
} from "../inspection/index.ts";
import { useRetailer } from "../time/index.ts";
import { Failure, MoneyEntry, NumberEntry, Tick } from "../ui/index.ts";
import { areaText, listOf, readArea } from "./area-text.ts";

type New = ContractInput<typeof createDestination>;
type Given = New & { readonly destinationId?: string; readonly revision?: number };

/** What a new one begins as: the charity next door. */
export const newDestination: Given = {
  ...{ title: "", kind: "charity", active: true, fromShoppers: true, comes: true, fee: 0, pays: 0, catchment: [] },
  acceptance: { grades: ["N", "TT", "R", "A", "B", "C"], dispositions: ["donate"] },
};

const dispositionsOf = (kind: DestinationKind) =>
  (Object.keys(takenBy) as Disposition[]).filter((disposition) => takenBy[disposition] === kind);

/** A destination as one document: saved together, refused together with the field that is wrong. */
export function DestinationForm({ destination }: { destination: Given }) {
  const words = useItemWords();
  const { t } = words;
  const { data: retailer } = useRetailer();
  const navigate = useNavigate();
  const refresh = useRefreshItems();
  const create = useCommand(createDestination);
  const save = useCommand(saveDestination);
  const { destinationId, revision } = destination;
  const [draft, setDraft] = useState(() => ({
    ...destination,
    area: areaText(destination.catchment),
    categories: (destination.acceptance.categories ?? []).join(", "),
  }));
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const { acceptance } = draft;
  const area = readArea(draft.area);
  const isWhole =
    draft.title.trim() !== "" && typeof area !== "number" && area.length > 0 && acceptance.grades.length > 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typeof area === "number") return;
    const whereabouts = draft.whereabouts?.trim() ?? "";
    const input: New = {
      ...{ title: draft.title.trim(), kind: draft.kind, active: draft.active, fromShoppers: draft.fromShoppers },
      ...{ comes: draft.comes, catchment: area, fee: draft.fee, pays: draft.pays },
      ...(whereabouts !== "" && { whereabouts }),
      acceptance: { ...acceptance, categories: listOf(draft.categories) },
    };
    const saved =
      destinationId === undefined || revision === undefined
        ? create.mutateAsync(input)
        : save.mutateAsync({ ...input, destinationId, revision });
    if ((await saved.catch(() => undefined)) === undefined) return;
    await refresh();
    if (destinationId === undefined) await navigate({ to: "/console/destinations" });
  };
  const command = destinationId === undefined ? create : save;
  return (
    <form className="settings section" onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t("dispositions.destinations.name")}
        value={draft.title}
        maxLength={120}
        required
        onChange={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      <NativeSelect
        label={t("dispositions.destinations.kind")}
        value={draft.kind}
        disabled={destinationId !== undefined}
        data={destinationKinds.map((value) => ({ value, label: words.kindName(value) }))}
        onChange={({ currentTarget }) => {
          const kind = destinationKinds.find((each) => each === currentTarget.value) ?? draft.kind;
          change({ kind, acceptance: { ...acceptance, dispositions: dispositionsOf(kind) } });
        }}
      />
      <Textarea
        label={t("dispositions.destinations.area")}
        description={t("dispositions.destinations.area-help")}
        error={typeof area === "number" && t("dispositions.destinations.area-wrong", { line: area })}
        value={draft.area}
        autosize
        minRows={2}
        required
        onChange={({ currentTarget }) => change({ area: currentTarget.value })}
      />
      <fieldset className="message-settings">
        <legend>{t("dispositions.destinations.takes")}</legend>
        <TextInput
          label={t("dispositions.destinations.categories")}
          description={t("dispositions.destinations.categories-help")}
          value={draft.categories}
          onChange={({ currentTarget }) => change({ categories: currentTarget.value })}
        />
        <Ticks<Grade>
          label={t("dispositions.destinations.grades")}
          all={grades}
          chosen={acceptance.grades}
          name={(grade) => `${grade} · ${words.gradeName(grade)}`}
          onChange={(chosen) => change({ acceptance: { ...acceptance, grades: chosen } })}
        />
        {dispositionsOf(draft.kind).length > 1 && (
          <Ticks<Disposition>
            label={t("dispositions.destinations.as")}
            all={dispositionsOf(draft.kind)}
            chosen={acceptance.dispositions}
            name={words.optionName}
            onChange={(chosen) => change({ acceptance: { ...acceptance, dispositions: chosen } })}
          />
        )}
      </fieldset>
      {(draft.kind === "charity" || draft.kind === "recycler") && (
        <>
          <Tick
            label={t("dispositions.destinations.from-shoppers")}
            checked={draft.fromShoppers}
            onChange={(fromShoppers) => change({ fromShoppers })}
          />
          <TextInput
            label={t("dispositions.destinations.whereabouts")}
            description={t("dispositions.destinations.whereabouts-help")}
            value={draft.whereabouts ?? ""}
            maxLength={300}
            onChange={({ currentTarget }) => change({ whereabouts: currentTarget.value })}
          />
        </>
      )}
      <Tick
        label={t("dispositions.destinations.comes")}
        checked={draft.comes}
        onChange={(comes) => change({ comes })}
      />
      <div className="toolbar labelled">
        <MoneyEntry
          label={t("dispositions.destinations.fee")}
          currency={retailer?.currency ?? "EUR"}
          value={draft.fee}
          onChange={(fee = 0) => change({ fee })}
        />
        <NumberEntry
          label={t("dispositions.destinations.pays")}
          description={t("dispositions.destinations.pays-help")}
          value={Math.round(draft.pays * 1000) / 10}
          max={100}
          digits={1}
          onChange={(percent = 0) => change({ pays: percent / 100 })}
        />
      </div>
      <Tick
        label={t("dispositions.destinations.active")}
        checked={draft.active}
        onChange={(active) => change({ active })}
      />
      {command.error !== null && <Failure error={command.error} />}
      <div className="settings-save">
        <Button type="submit" loading={command.isPending} disabled={!isWhole}>
          {t("common.save")}
        </Button>
        <p className="soft" role="status">
          {command.isSuccess && t("dispositions.destinations.saved")}
        </p>
      </div>
    </form>
  );
}

interface TicksProps<Value extends string> {
  readonly label: string;
  readonly all: readonly Value[];
  readonly chosen: readonly Value[];
  readonly name: (value: Value) => string;
  readonly onChange: (chosen: Value[]) => void;
}

function Ticks<Value extends string>({ label, all, chosen, name, onChange }: TicksProps<Value>) {
  return (
    <fieldset className="ticks">
      <legend>{label}</legend>
      {all.map((value) => (
        <Tick
          key={value}
          label={name(value)}
          checked={chosen.includes(value)}
          onChange={(is) => onChange(all.filter((each) => (each === value ? is : chosen.includes(each))))}
        />
      ))}
    </fieldset>
  );
}
