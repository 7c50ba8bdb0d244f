import { NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { PageHead } from "../ui/index.ts";
import { FixList } from "./fix-list.tsx";
import { PatternList } from "./pattern-list.tsx";
import { ReturnRates } from "./return-rates.tsx";

const periods = ["90", "180", "365", "730"] as const;

/** Why goods come back: what would help first, then how much of what, then what people should look at. */
export function ReturnInsightPage() {
  const { t } = useTexts();
  const search: { readonly days?: string; readonly by?: string } = useSearch({ from: "/staff/console/return-insight" });
  const navigate = useNavigate({ from: "/console/return-insight" });
  const days = periods.find((each) => each === search.days) ?? "365";
  const change = (part: Readonly<Record<string, string>>, usual: string) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== usual)),
      replace: true,
    });
  return (
    <>
      <PageHead title={t("return-insight.title")} lead={t("return-insight.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("return-insight.period")}
          value={days}
          data={periods.map((each) => ({
            value: each,
            label: t("return-insight.period-days", { count: Number(each) }),
          }))}
          onChange={({ currentTarget }) => change({ days: currentTarget.value }, "365")}
        />
        <p className="soft toolbar-count">{t("return-insight.period-note")}</p>
      </div>
      <FixList days={Number(days)} />
      <ReturnRates days={Number(days)} by={search.by} onBy={(by) => change({ by }, "product")} />
      <PatternList />
    </>
  );
}
