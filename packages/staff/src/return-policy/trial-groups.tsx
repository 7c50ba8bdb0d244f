import { useState } from "react";
import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";
import { figuresOf, type TrialGroup } from "./trial-sum.ts";

const ways = ["segment", "tier", "reason"] as const;
type Way = (typeof ways)[number];

/** The same figures by who gave back and why. */
export function TrialGroups({ groups, currency }: { groups: readonly TrialGroup[]; currency: string }) {
  const texts = useTexts();
  const { t, has } = texts;
  const wording = useWording();
  const [by, setBy] = useState<Way>("segment");
  const name = (key: string): string => {
    if (key === "") return t(by === "tier" ? "return-policy.no-tier" : "return-policy.no-reason");
    if (by === "tier") return wording.tier({ id: key });
    if (by === "reason") return wording.returnReason(key);
    return has(`return-policy.segment.${key}`) ? t(`return-policy.segment.${key}`) : key;
  };
  const shown = groups.filter((group) => group.by === by);
  const signed = (amount: number) => `${amount > 0 ? "+" : ""}${texts.money({ amount: Math.round(amount), currency })}`;
  return (
    <>
      <fieldset className="switch">
        <legend className="visually-hidden">{t("return-policy.trial.by")}</legend>
        {ways.map((way) => (
          <label key={way}>
            <input type="radio" name="by" checked={by === way} onChange={() => setBy(way)} />
            <span>{t(`return-policy.trial.by-${way}`)}</span>
          </label>
        ))}
      </fieldset>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t(`return-policy.trial.by-${by}`)}</th>
            <th scope="col" className="n">
              {t("return-policy.trial.returns")}
            </th>
            <th scope="col" className="n">
              {t("return-policy.trial.costs")}
            </th>
            <th scope="col" className="n">
              {t("return-policy.trial.contentment")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((group) => {
            const { costs, contentBefore, contentAfter } = figuresOf(group);
            return (
              <tr key={group.key}>
                <th scope="row">{name(group.key)}</th>
                <td className="n" data-label={t("return-policy.trial.returns")}>
                  {texts.number(group.returns)}
                </td>
                <td className="n" data-label={t("return-policy.trial.costs")}>
                  {costs === 0 ? "–" : signed(costs)}
                </td>
                <td className="n" data-label={t("return-policy.trial.contentment")}>
                  {texts.percent(contentAfter, 1)}
                  <span className="under">
                    {t("return-policy.trial.now", { value: texts.percent(contentBefore, 1) })}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
