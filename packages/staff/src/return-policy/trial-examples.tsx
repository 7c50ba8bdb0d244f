import { useTexts } from "../language/index.ts";
import { RecordLink, useWording } from "../ui/index.ts";
import { usePolicyWords } from "./policy-words.ts";
import type { TrialExample } from "./trial-sum.ts";

/** The returns that would have been treated most differently, each with what and why. */
export function TrialExamples({ examples, currency }: { examples: readonly TrialExample[]; currency: string }) {
  const texts = useTexts();
  const { t, has } = texts;
  const wording = useWording();
  const words = usePolicyWords(currency);
  if (examples.length === 0) return null;
  const about = ({ segment, tier, reason }: TrialExample) =>
    [
      has(`return-policy.segment.${segment}`) ? t(`return-policy.segment.${segment}`) : segment,
      ...(tier === "" ? [] : [wording.tier({ id: tier })]),
      ...(reason === "" ? [] : [wording.returnReason(reason)]),
    ].join(" · ");
  const because = ({ by, rule }: TrialExample["changes"][number]["because"]) =>
    t(`return-policy.by.${by}`, { rule: rule ?? "" });
  return (
    <>
      <h3>{t("return-policy.trial.examples")}</h3>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("return-policy.trial.return")}</th>
            <th scope="col">{t("return-policy.trial.otherwise")}</th>
            <th scope="col" className="n">
              {t("return-policy.trial.costs")}
            </th>
          </tr>
        </thead>
        <tbody>
          {examples.map((example) => (
            <tr key={example.returnId}>
              <th scope="row">
                <RecordLink id={example.returnId} inList>
                  {example.number}
                </RecordLink>
                <span className="under">
                  {texts.date(new Date(example.at))} · {texts.money({ amount: example.paid, currency })}
                </span>
                <span className="under">{about(example)}</span>
              </th>
              <td data-label={t("return-policy.trial.otherwise")}>
                <ul className="plain">
                  {example.changes.map(({ what, inForce, draft, because: why }) => (
                    <li key={what}>
                      {t("return-policy.trial.change", {
                        what: words.own(what),
                        before: words.value(what, inForce),
                        after: words.value(what, draft),
                      })}{" "}
                      <span className="soft">{because(why)}</span>
                    </li>
                  ))}
                </ul>
              </td>
              <td className="n" data-label={t("return-policy.trial.costs")}>
                {texts.money({ amount: example.costs, currency })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
