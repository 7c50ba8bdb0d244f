import { type ContractOutput, getDispositionSettings, saveDispositionSettings } from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, Loaded, MoneyEntry, NumberEntry, PageHead, Waiting } from "../ui/index.ts";
import { listOf } from "./area-text.ts";

type View = ContractOutput<typeof getDispositionSettings>;
type Settings = View["settings"];

const sizes = ["micro", "small", "medium", "large"] as const;
const costs = ["restock", "resell", "refurbish", "pack", "discard"] as const;

/** What recommendations count with, and which law holds. */
export function DispositionSettingsPage() {
  const { t } = useTexts();
  const query = useQuery(reading(getDispositionSettings, {}));
  return (
    <>
      <PageHead
        title={t("dispositions.settings.title")}
        lead={t("dispositions.settings.lead")}
        actions={
          <Link to="/console/destinations" className="button-link quiet">
            {t("dispositions.destinations.back")}
          </Link>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={8} height={44} />}>
        {(view) => <SettingsForm key={view.revision} view={view} />}
      </Loaded>
    </>
  );
}

function SettingsForm({ view }: { view: View }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const command = useCommand(saveDispositionSettings);
  const [settings, setSettings] = useState(view.settings);
  const [other, setOther] = useState(othersOf(view.settings));
  const [postCode, setPostCode] = useState(warehouseOf(view.settings));
  const change = (part: Partial<Settings>) => setSettings((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const groups = [
      ...settings.groups.filter(({ group }) => group !== "other"),
      ...listOf(other).map((category) => ({ category, group: "other" as const })),
    ];
    const stores = settings.places.filter(({ storeId }) => storeId !== undefined);
    const code = postCode.trim();
    const places = [...stores, ...(code === "" ? [] : [{ postCode: code }])];
    const input = { settings: { ...settings, groups, places }, revision: view.revision };
    const saved = await command.mutateAsync(input).catch(() => undefined);
    if (saved !== undefined) queries.setQueryData(reading(getDispositionSettings, {}).queryKey, saved);
  };
  return (
    <form className="settings section" onSubmit={(event) => void submit(event)}>
      <NativeSelect
        label={t("dispositions.settings.size")}
        description={t("dispositions.settings.size-help")}
        value={settings.companySize}
        data={sizes.map((value) => ({ value, label: t(`dispositions.settings.size-name.${value}`) }))}
        onChange={({ currentTarget }) =>
          change({ companySize: sizes.find((each) => each === currentTarget.value) ?? settings.companySize })
        }
      />
      <TextInput
        label={t("dispositions.settings.other")}
        description={t("dispositions.settings.other-help")}
        value={other}
        onChange={({ currentTarget }) => setOther(currentTarget.value)}
      />
      <div className="toolbar labelled">
        <NumberEntry
          label={t("dispositions.settings.within")}
          value={settings.sellWithinDays}
          max={730}
          digits={0}
          onChange={(sellWithinDays = 1) => change({ sellWithinDays })}
        />
        <NumberEntry
          label={t("dispositions.settings.half-life")}
          value={settings.halfLifeDays}
          max={3650}
          digits={0}
          onChange={(halfLifeDays = 7) => change({ halfLifeDays })}
        />
      </div>
      <fieldset className="message-settings">
        <legend>{t("dispositions.settings.costs")}</legend>
        <div className="toolbar labelled">
          {costs.map((cost) => (
            <MoneyEntry
              key={cost}
              label={t(`dispositions.settings.cost.${cost}`)}
              currency={view.currency}
              value={settings.costs[cost]}
              onChange={(amount = 0) => change({ costs: { ...settings.costs, [cost]: amount } })}
            />
          ))}
          <MoneyEntry
            label={t("dispositions.settings.move")}
            currency={view.currency}
            value={settings.movePerKilogram}
            onChange={(movePerKilogram = 0) => change({ movePerKilogram })}
          />
        </div>
      </fieldset>
      <TextInput
        label={t("dispositions.settings.places")}
        description={t("dispositions.settings.places-help")}
        value={postCode}
        maxLength={10}
        onChange={({ currentTarget }) => setPostCode(currentTarget.value)}
      />
      <p className="soft">{t("dispositions.settings.rest")}</p>
      {command.error !== null && <Failure error={command.error} />}
      <div className="settings-save">
        <Button type="submit" loading={command.isPending}>
          {t("common.save")}
        </Button>
        <p className="soft" role="status">
          {view.revision > 0 && command.isSuccess && t("dispositions.destinations.saved")}
        </p>
      </div>
    </form>
  );
}

function othersOf({ groups }: Settings): string {
  return groups.flatMap(({ category, group }) => (group === "other" ? [category] : [])).join(", ");
}

function warehouseOf({ places }: Settings): string {
  return places.find(({ storeId }) => storeId === undefined)?.postCode ?? "";
}
