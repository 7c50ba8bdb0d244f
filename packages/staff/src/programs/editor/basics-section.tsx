import { NativeSelect, TextInput } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import type { Moment } from "../program-types.ts";
import { useProgramWords } from "../program-words.ts";
import { useEditing, useField } from "./editing.tsx";
import { ExpressionField } from "./expression-field.tsx";
import { slugOf } from "./new-draft.ts";
import { NumberField } from "./number-fields.tsx";
import { Section } from "./section.tsx";

interface BasicsProps {
  readonly moments: readonly Moment[];
  /** A saved program keeps its name: addresses and logs carry it. */
  readonly isNew: boolean;
}

/** What the program is called, where it decides and for whom. */
export function Basics({ moments, isNew }: BasicsProps) {
  const { t } = useTexts();
  const { draft, change, setNumber } = useEditing();
  const words = useProgramWords(undefined);
  const [title, name, moment, currency] = [
    useField("title"),
    useField("name"),
    useField("moment"),
    useField("currency"),
  ];
  return (
    <Section title={t("programs.basics.title")}>
      <div className="fields">
        <TextInput
          {...pick(title)}
          label={t("programs.field.title")}
          value={draft.title}
          maxLength={120}
          onChange={({ currentTarget }) => change({ title: currentTarget.value })}
        />
        {isNew && (
          <TextInput
            {...pick(name)}
            label={t("programs.field.name")}
            description={t("programs.basics.name-help")}
            value={draft.name}
            maxLength={60}
            spellCheck={false}
            autoCapitalize="off"
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
            onFocus={() => {
              if (draft.name === "") change({ name: slugOf(draft.title) });
            }}
          />
        )}
        {moments.length > 1 && (
          <NativeSelect
            {...pick(moment)}
            label={t("programs.field.moment")}
            value={draft.moment}
            data={moments.map((each) => ({ value: each.name, label: words.moment(each.name) }))}
            onChange={({ currentTarget }) => {
              const horizons = moments.find((each) => each.name === currentTarget.value)?.horizons ?? [];
              const horizon = draft.numbers["goal/horizonDays"];
              const kept = horizon !== undefined && horizons.includes(horizon) ? horizon : horizons[0];
              change({ moment: currentTarget.value, numbers: { ...draft.numbers, "goal/horizonDays": kept } });
            }}
          />
        )}
        <TextInput
          {...pick(currency)}
          label={t("programs.field.currency")}
          description={t("programs.basics.currency-help")}
          value={draft.currency}
          maxLength={3}
          spellCheck={false}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value.toUpperCase() })}
        />
        <NumberField
          path="rank"
          label={t("programs.field.rank")}
          help={t("programs.basics.rank-help")}
          value={draft.numbers.rank}
          onChange={(value) => setNumber("rank", value)}
        />
      </div>
      <ExpressionField
        path="audience"
        label={t("programs.field.audience")}
        help={t("programs.basics.audience-help")}
        value={draft.audience}
        onChange={(audience) => change({ audience })}
      />
    </Section>
  );
}

function pick({ id, error }: ReturnType<typeof useField>) {
  return { id, error };
}
