import {
  type ContractOutput,
  listMoments,
  listPrograms,
  listStores,
  type searchDecisions,
} from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useMomentName, useWording } from "../ui/index.ts";
import { countFilters, isReversed, type LogSearch, modes, origins, outcomes } from "./log-search.ts";

export type KnownAction = NonNullable<ContractOutput<typeof searchDecisions>["actions"]>[number];

interface LogFiltersProps {
  readonly search: LogSearch;
  /** What can have been chosen. */
  readonly actions: readonly KnownAction[];
  readonly onChange: (change: LogSearch) => void;
  readonly onClear: () => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The narrowing of the log. Open at once where there is room for it; folded on a phone until it is asked for. */
export function LogFilters({ search, actions, onChange, onClear }: LogFiltersProps) {
  const { t } = useTexts();
  const momentName = useMomentName();
  const wording = useWording();
  const [startsOpen] = useState(() => window.matchMedia("(min-width: 761px)").matches);
  const programs = useQuery(reading(listPrograms, {})).data?.items ?? [];
  const stores = useQuery(reading(listStores, {})).data?.items ?? [];
  const moments = useQuery(reading(listMoments, {})).data?.items ?? [];
  const latest = programs.find(({ name }) => name === search.program)?.published?.version ?? 0;
  const active = countFilters(search);

  const select = (name: keyof LogSearch, choices: readonly Choice[], change: (value: string) => LogSearch) => {
    const value = search[name] ?? "";
    // What the address asks for is shown even before it is known what there is.
    const listed = value === "" || choices.some((choice) => choice.value === value);
    return (
      <NativeSelect
        label={t(`decision-log.filter.${name}`)}
        value={value}
        data={[{ value: "", label: t("decision-log.any") }, ...choices, ...(listed ? [] : [{ value, label: value }])]}
        onChange={({ currentTarget }) => onChange(change(currentTarget.value))}
      />
    );
  };
  const day = (name: "from" | "until") => (
    <TextInput
      type="date"
      label={t(`decision-log.filter.${name}`)}
      value={search[name] ?? ""}
      error={name === "from" && isReversed(search)}
      onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
    />
  );

  return (
    <details className="log-filters" open={startsOpen}>
      <summary>
        {t("decision-log.filters")}
        {active > 0 && <span className="tag beside num">{active}</span>}
      </summary>
      <div className="log-filter-fields">
        {select(
          "program",
          programs.map(({ name, title }) => ({ value: name, label: title })),
          (program) => ({ program, version: "" }),
        )}
        {search.program !== undefined &&
          select(
            "version",
            Array.from({ length: latest }, (_, index) => String(latest - index)).map((value) => ({
              value,
              label: value,
            })),
            (version) => ({ version }),
          )}
        {select(
          "action",
          actions.map((action) => ({ value: action.id, label: wording.action(action) })),
          (action) => ({ action }),
        )}
        {select(
          "mode",
          modes.map((value) => ({ value, label: t(`staff.mode.${value}`) })),
          (mode) => ({ mode }),
        )}
        {select(
          "outcome",
          outcomes.map((value) => ({ value, label: t(`decision-log.outcome.${value}`) })),
          (outcome) => ({ outcome }),
        )}
        {select(
          "origin",
          origins.map((value) => ({ value, label: t(`decision-log.origin.${value}`) })),
          (origin) => ({ origin }),
        )}
        {(moments.length > 1 || search.moment !== undefined) &&
          select(
            "moment",
            moments.map(({ name }) => ({ value: name, label: momentName(name) })),
            (moment) => ({ moment }),
          )}
        {stores.length > 0 &&
          select(
            "store",
            stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
            (store) => ({ store }),
          )}
        {day("from")}
        {day("until")}
        {active > 0 && (
          <Button variant="subtle" onClick={onClear}>
            {t("decision-log.clear")}
          </Button>
        )}
      </div>
    </details>
  );
}
