import { listStores } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { CloseIcon, PlusIcon } from "../../ui/index.ts";
import { type DraftRegion, newKey } from "./draft.ts";
import { fieldId, useEditing, useField } from "./editing.tsx";
import { WeightFields } from "./goal-section.tsx";
import { MoneyField } from "./number-fields.tsx";
import { Tick } from "./section.tsx";

/** Groups of stores with a part of the budget or a goal of their own. */
export function Regions() {
  const { t } = useTexts();
  const { draft, change } = useEditing();
  const { regions } = draft;
  const set = (next: readonly DraftRegion[]) => change({ regions: next });
  const { error } = useField("budget/regions");
  const empty = { name: "", stores: [], budget: undefined, weights: undefined };
  return (
    <div className="editor-regions">
      <h3>{t("programs.regions.title")}</h3>
      <p className="soft">{t("programs.regions.help")}</p>
      {regions.length > 0 && (
        <ul className="editor-actions" id={fieldId("budget/regions")} tabIndex={-1}>
          {regions.map((region, position) => (
            <RegionCard
              key={region.key}
              region={region}
              position={position}
              onChange={(next) => set(regions.with(position, next))}
              onRemove={() => set(regions.toSpliced(position, 1))}
            />
          ))}
        </ul>
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
      <Button
        className="add"
        variant="default"
        leftSection={<PlusIcon size={16} />}
        onClick={() => set([...regions, { ...empty, key: newKey() }])}
      >
        {t("programs.regions.add")}
      </Button>
    </div>
  );
}

interface RegionCardProps {
  readonly region: DraftRegion;
  readonly position: number;
  readonly onChange: (region: DraftRegion) => void;
  readonly onRemove: () => void;
}

function RegionCard({ region, position, onChange, onRemove }: RegionCardProps) {
  const { t } = useTexts();
  const { draft } = useEditing();
  const name = useField(`regions/${position}/name`);
  const places = placesOf(draft.regions, region);
  const shown = region.name === "" ? t("programs.regions.unnamed") : region.name;
  return (
    <li className="card editor-action">
      <header className="editor-action-head">
        <h4>{shown}</h4>
        <button
          type="button"
          className="icon-button"
          aria-label={t("programs.regions.remove", { region: shown })}
          onClick={onRemove}
        >
          <CloseIcon />
        </button>
      </header>
      <div className="fields">
        <TextInput
          id={name.id}
          error={name.error}
          label={t("programs.field.name")}
          description={t("programs.regions.name-help")}
          value={region.name}
          maxLength={60}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange({ ...region, name: currentTarget.value })}
        />
        {draft.budget !== undefined && (
          <MoneyField
            path={`budget/regions/${places.budget}/amount`}
            label={t("programs.regions.budget")}
            help={t("programs.regions.budget-help")}
            value={region.budget}
            onChange={(budget) => onChange({ ...region, budget })}
          />
        )}
      </div>
      <StoreChoice path={`regions/${position}/stores`} region={region} onChange={onChange} />
      <Tick
        label={t("programs.regions.own-goal")}
        checked={region.weights !== undefined}
        onChange={(own) => onChange({ ...region, weights: own ? draft.weights : undefined })}
      />
      {region.weights !== undefined && (
        <WeightFields
          path={`goal/regions/${places.goal}/weights`}
          weights={region.weights}
          onChange={(weights) => onChange({ ...region, weights })}
        />
      )}
    </li>
  );
}

/** Where a region's goal and its part of the budget stand in the document, which lists only those that have one. */
function placesOf(regions: readonly DraftRegion[], region: DraftRegion) {
  const before = regions.slice(0, regions.indexOf(region));
  return {
    goal: before.filter(({ weights }) => weights !== undefined).length,
    budget: before.filter(({ budget }) => budget !== undefined).length,
  };
}

interface StoreChoiceProps extends Pick<RegionCardProps, "region" | "onChange"> {
  readonly path: string;
}

function StoreChoice({ path, region, onChange }: StoreChoiceProps) {
  const { t } = useTexts();
  const { faults } = useEditing();
  const { error } = useField(path);
  const stores = useQuery(reading(listStores, {})).data?.items ?? [];
  const known = new Set(stores.map(({ key }) => key));
  const gone = region.stores.filter((key) => !known.has(key));
  const all = [...stores.map(({ key, name }) => ({ key, name })), ...gone.map((key) => ({ key, name: key }))];
  const toggle = (key: string, chosen: boolean) =>
    onChange({
      ...region,
      stores: chosen ? [...region.stores, key] : region.stores.filter((each) => each !== key),
    });
  const twice = region.stores.find((_, place) => faults.has(`${path}/${place}`));
  const words = useField(`${path}/${twice === undefined ? 0 : region.stores.indexOf(twice)}`);
  return (
    <fieldset className="ticks" id={fieldId(path)} tabIndex={-1}>
      <legend>{t("programs.field.stores")}</legend>
      {all.length === 0 && <p className="soft">{t("programs.regions.no-stores")}</p>}
      {all.map(({ key, name }) => (
        <Tick key={key} label={name} checked={region.stores.includes(key)} onChange={(chosen) => toggle(key, chosen)} />
      ))}
      {(error ?? words.error) !== undefined && <p className="field-error">{error ?? words.error}</p>}
    </fieldset>
  );
}
