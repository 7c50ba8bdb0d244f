import { NativeSelect } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { useEditing, useField } from "./editing.tsx";
import { MoneyField } from "./number-fields.tsx";
import { Regions } from "./regions.tsx";
import { Section, Tick } from "./section.tsx";

const periods = ["week", "month", "quarter"] as const;
const usual = { amount: undefined, period: "month" } as const;

/** How much may be given away, and which stores have goals or budgets of their own. */
export function Budget() {
  const { t } = useTexts();
  const { draft, change } = useEditing();
  const { budget } = draft;
  const period = useField("budget/period");
  return (
    <Section title={t("programs.field.budget")} help={t("programs.budget.help")}>
      <Tick
        label={t("programs.budget.limited")}
        checked={budget !== undefined}
        onChange={(limited) => change({ budget: limited ? usual : undefined })}
      />
      {budget !== undefined && (
        <div className="fields">
          <MoneyField
            path="budget/amount"
            label={t("programs.field.budget.amount")}
            value={budget.amount}
            onChange={(amount) => change({ budget: { ...budget, amount } })}
          />
          <NativeSelect
            id={period.id}
            error={period.error}
            label={t("programs.field.budget.period")}
            value={budget.period}
            data={periods.map((each) => ({ value: each, label: t(`programs.period.${each}`) }))}
            onChange={({ currentTarget }) =>
              change({ budget: { ...budget, period: periods.find((each) => each === currentTarget.value) ?? "month" } })
            }
          />
        </div>
      )}
      <Regions />
    </Section>
  );
}
