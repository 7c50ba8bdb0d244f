import { NativeSelect } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { kebab, useProgramWords } from "../program-words.ts";
import type { DraftWeights } from "./draft.ts";
import { useEditing, useField } from "./editing.tsx";
import { MoneyField, NumberField } from "./number-fields.tsx";
import { Section } from "./section.tsx";

/** What the program is for: how much each outcome counts, and how long it is waited for. */
export function Goal() {
  const { t } = useTexts();
  const { draft, change, moment, setNumber } = useEditing();
  const horizon = useField("goal/horizonDays");
  return (
    <Section title={t("programs.field.goal")} help={t("programs.goal.help")}>
      <div className="fields">
        <NativeSelect
          id={horizon.id}
          error={horizon.error}
          label={t("programs.field.goal.horizon-days")}
          description={t("programs.goal.horizon-help")}
          value={draft.numbers["goal/horizonDays"] ?? ""}
          data={moment.horizons
            .toSorted((a, b) => a - b)
            .map((days) => ({
              value: String(days),
              label: t("common.days", { count: days }),
            }))}
          onChange={({ currentTarget }) => setNumber("goal/horizonDays", Number(currentTarget.value))}
        />
      </div>
      <WeightFields path="goal/weights" weights={draft.weights} onChange={(weights) => change({ weights })} />
      <Example weights={draft.weights} />
    </Section>
  );
}

interface WeightFieldsProps {
  readonly path: string;
  readonly weights: DraftWeights;
  readonly onChange: (weights: DraftWeights) => void;
}

export function WeightFields({ path, weights, onChange }: WeightFieldsProps) {
  const { t } = useTexts();
  const set = (weight: keyof DraftWeights) => (value: number | undefined) => onChange({ ...weights, [weight]: value });
  const common = (weight: keyof DraftWeights) => ({
    path: `${path}/${weight}`,
    label: t(`programs.field.goal.weights.${kebab(weight)}`),
    help: t(`programs.goal.${kebab(weight)}-help`),
    value: weights[weight],
    onChange: set(weight),
  });
  return (
    <div className="fields">
      <NumberField {...common("margin")} digits={2} suffix=" ×" />
      <NumberField {...common("revenue")} digits={2} suffix=" ×" />
      <NumberField {...common("sameVisit")} digits={2} suffix=" ×" />
      <MoneyField {...common("visits")} />
      <MoneyField {...common("points")} finer={2} />
    </div>
  );
}

const hundred = 10_000;

/** The weights in an example that anybody can check. */
function Example({ weights: { margin = 0, revenue = 0, visits = 0 } }: { weights: DraftWeights }) {
  const { t } = useTexts();
  const { currency } = useEditing();
  const { money } = useProgramWords(currency);
  const worth = margin * 0.4 * hundred + revenue * hundred + visits;
  return (
    <p className="note-quiet">
      {t("programs.goal.example", { sale: money(hundred), margin: money(0.4 * hundred), worth: money(worth) })}
    </p>
  );
}
