import { Button, NativeSelect } from "@mantine/core";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import { useFigureWords } from "./figure-words.ts";
import { groupsCsv } from "./groups-csv.ts";
import { type Division, divisions, type Group, type Measure } from "./measured.ts";

interface EarnedGroupsProps {
  readonly groups: readonly Group[];
  readonly measure: Measure;
  readonly by: Division;
  readonly currency: string;
  /** Of the file that it is saved as, without the ending. */
  readonly name: string;
  readonly onDivide: (by: Division) => void;
}

/** The same figure for parts of the shoppers, each with its own interval. */
export function EarnedGroups({ groups, measure, by, currency, name, onDivide }: EarnedGroupsProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(currency);
  const save = () =>
    saveText(`${name}-${by}.csv`, "text/csv", toCsv(groupsCsv(groups, { by, currency }, texts, words)));
  return (
    <section className="section">
      <h2>
        {t("measurement.groups.title", { measure: t(`measurement.${measure}.title`) })}
        <Definition of={t("measurement.groups.parts")}>{t("measurement.by.definition")}</Definition>
      </h2>
      <div className="toolbar">
        <NativeSelect
          aria-label={t("measurement.groups.parts")}
          value={by}
          data={divisions.map((each) => ({ value: each, label: t(`measurement.by.${each}`) }))}
          onChange={({ currentTarget: { value } }) => onDivide(value as Division)}
        />
        <Button variant="default" onClick={save} disabled={groups.length === 0}>
          {t("measurement.export")}
        </Button>
      </div>
      <GroupTable groups={groups} measure={measure} by={by} currency={currency} />
    </section>
  );
}

function GroupTable({ groups, measure, by, currency }: Omit<EarnedGroupsProps, "name" | "onDivide">) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(currency);
  const effects = groups.flatMap(({ figures }) => figures[measure].effect?.perDecision ?? []);
  const from = Math.min(0, ...effects.map(({ low }) => low));
  const to = Math.max(0, ...effects.map(({ high }) => high));
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t(`measurement.by.${by}`)}</th>
          <th scope="col" className="n">
            {t("measurement.decisions.title")}
          </th>
          <th scope="col">{t("measurement.per-decision.title")}</th>
          <th scope="col" className="n">
            {t("measurement.total.title")}
          </th>
          <th scope="col">{t("measurement.outlook.title")}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => {
          const { effect, outlook } = group.figures[measure];
          const amount = (value: number) => words.one(measure, value);
          const total = (value: number) => words.sum(measure, value);
          return (
            <tr key={group.key ?? ""}>
              <th scope="row">{words.group(by, group)}</th>
              <td data-label={t("measurement.decisions.title")} className="n">
                {texts.number(group.decisions.treated)}
                <span className="under">{t("measurement.of-holdout", { count: group.decisions.holdout })}</span>
              </td>
              <td data-label={t("measurement.per-decision.title")} className="wide">
                {effect === undefined ? (
                  "–"
                ) : (
                  <>
                    <span className="num">{amount(effect.perDecision.value)}</span>
                    <IntervalBar
                      interval={effect.perDecision}
                      from={from}
                      to={to}
                      strong={outlook.state === "proven"}
                    />
                    <span className="under num">{words.interval(effect.perDecision, amount)}</span>
                  </>
                )}
              </td>
              <td data-label={t("measurement.total.title")} className="n">
                {effect === undefined ? (
                  "–"
                ) : (
                  <>
                    <span>{total(effect.total.value)}</span>
                    <span className="under">{words.interval(effect.total, total)}</span>
                  </>
                )}
              </td>
              <td data-label={t("measurement.outlook.title")}>{words.outlook(outlook)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
