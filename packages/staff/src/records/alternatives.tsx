import { useTexts } from "../language/index.ts";
import { CheckIcon, IntervalBar, ShareBar, useWording } from "../ui/index.ts";
import type { Decision } from "./decision-page.tsx";

type Alternative = Decision["alternatives"][number];
type Scale = readonly [from: number, to: number];

/** Every action that was weighed, side by side on shared scales; the chosen one is marked. */
export function Alternatives({ decision }: { decision: Decision }) {
  const { t } = useTexts();
  const chances: Scale = [0, Math.max(0.01, ...decision.alternatives.map(({ chance }) => chance?.high ?? 0))];
  const values: Scale = [
    Math.min(0, ...decision.alternatives.map(({ value }) => value?.low ?? 0)),
    Math.max(1, ...decision.alternatives.map(({ value }) => value?.high ?? 0)),
  ];
  const best = bestOf(decision.alternatives);
  return (
    <table className="table stack alternatives">
      <thead>
        <tr>
          <th scope="col">{t("staff.alternatives.action")}</th>
          <th scope="col">{t("staff.alternatives.chance")}</th>
          <th scope="col">{t("staff.alternatives.value")}</th>
          <th scope="col" className="n">
            {t("staff.alternatives.cost")}
          </th>
          <th scope="col" className="n">
            {t("staff.alternatives.propensity")}
          </th>
        </tr>
      </thead>
      <tbody>
        {decision.alternatives.map((alternative) => (
          <Row
            key={alternative.action}
            alternative={alternative}
            decision={decision}
            isBest={alternative === best}
            chances={chances}
            values={values}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The step of the highest expected worth among those that are possible. */
function bestOf(alternatives: readonly Alternative[]): Alternative | undefined {
  return alternatives
    .filter(({ eligible, value }) => eligible && value !== undefined)
    .toSorted((a, b) => b.value!.value - a.value!.value)[0];
}

interface RowProps {
  readonly isBest: boolean;
  readonly alternative: Alternative;
  readonly decision: Decision;
  readonly chances: Scale;
  readonly values: Scale;
}

function Row({ alternative, isBest, decision: { chosen, currency, moment }, chances, values }: RowProps) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const { action, terms, eligible, ineligibleBecause, chance, value, expectedCost, propensity } = alternative;
  // Expectations are real numbers; what is shown is the nearest whole minor unit.
  const money = (amount: number) => texts.money({ amount: Math.round(amount), currency });
  const isChosen = action === chosen;
  return (
    <tr className={isChosen ? "chosen" : eligible ? undefined : "ineligible"}>
      <th scope="row">
        {wording.actionAt(moment, { id: action, terms, currency })}
        {isChosen && (
          <span className="tag good">
            <CheckIcon size={14} /> {t("staff.alternatives.chosen")}
          </span>
        )}
        {isBest && !isChosen && <span className="tag">{t("staff.alternatives.best")}</span>}
        {!eligible && (
          <span className="under">
            {ineligibleBecause === undefined
              ? t("staff.alternatives.ineligible")
              : wording.reason({ key: ineligibleBecause, values: {} })}
          </span>
        )}
      </th>
      <td data-label={t("staff.alternatives.chance")} className="num">
        {chance === undefined ? (
          "–"
        ) : (
          <>
            <b>{texts.percent(chance.value, 1)}</b>
            <span className="under">
              {t("common.interval", { low: texts.percent(chance.low, 1), high: texts.percent(chance.high, 1) })}
            </span>
            <IntervalBar interval={chance} from={chances[0]} to={chances[1]} strong={isChosen} />
          </>
        )}
      </td>
      <td data-label={t("staff.alternatives.value")} className="num">
        {value === undefined ? (
          "–"
        ) : (
          <>
            <b>{money(value.value)}</b>
            <span className="under">{t("common.interval", { low: money(value.low), high: money(value.high) })}</span>
            <IntervalBar interval={value} from={values[0]} to={values[1]} strong={isChosen} />
          </>
        )}
      </td>
      <td data-label={t("staff.alternatives.cost")} className="n">
        {expectedCost === undefined ? "–" : money(expectedCost)}
      </td>
      <td data-label={t("staff.alternatives.propensity")} className="n">
        {texts.percent(propensity, 1)}
        <ShareBar share={propensity} />
      </td>
    </tr>
  );
}
