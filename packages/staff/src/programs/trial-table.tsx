import { useTexts } from "../language/index.ts";
import { ShareBar, useWording } from "../ui/index.ts";
import type { Terms, Trial } from "./program-types.ts";
import { useProgramWords } from "./program-words.ts";

interface TrialProps {
  readonly trial: Trial;
  /** The terms of the actions, for their names. */
  readonly actions: readonly { readonly id: string; readonly terms: Terms }[];
  readonly currency: string | undefined;
}

/** What a program would do with the latest real shoppers of its moment. */
export function TrialResult({ trial, actions, currency }: TrialProps) {
  const texts = useTexts();
  const { t } = texts;
  const { money } = useProgramWords(currency);
  if (trial.subjects === 0) return <p className="soft">{t("programs.trial.nobody")}</p>;
  return (
    <div className="trial">
      <p>
        {t("programs.trial.concerned", { concerned: trial.concerned, subjects: trial.subjects })}
        {trial.concerned === 0 && ` ${t("programs.trial.taken")}`}
      </p>
      {trial.concerned > 0 && (
        <>
          <dl className="facts">
            <div>
              <dt>{t("programs.trial.worth")}</dt>
              <dd className="num">{money(trial.addedWorth)}</dd>
            </div>
            <div>
              <dt>{t("programs.trial.cost")}</dt>
              <dd className="num">{money(trial.cost)}</dd>
            </div>
          </dl>
          <TrialActions trial={trial} actions={actions} currency={currency} />
        </>
      )}
    </div>
  );
}

function TrialActions({ trial, actions, currency }: TrialProps) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const terms = new Map(actions.map((action) => [action.id, action.terms]));
  return (
    <table className="table trial-actions">
      <thead>
        <tr>
          <th scope="col">{t("programs.trial.action")}</th>
          <th scope="col" className="n">
            {t("programs.trial.best")}
          </th>
        </tr>
      </thead>
      <tbody>
        {trial.actions.map(({ action, eligible, best, refusals }) => (
          <tr key={action}>
            <th scope="row">
              {wording.action({ id: action, terms: terms.get(action), currency })}
              <ShareBar share={best / trial.concerned} />
              {eligible < trial.concerned && (
                <details className="under">
                  <summary>{t("programs.trial.eligible", { eligible, concerned: trial.concerned })}</summary>
                  {refusals.map(({ reason, count }) => (
                    <p key={reason}>
                      {t("programs.trial.refusal", { count, reason: wording.reason({ key: reason, values: {} }) })}
                    </p>
                  ))}
                </details>
              )}
            </th>
            <td className="n">
              {texts.percent(best / trial.concerned)}
              <span className="under">{texts.number(best)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
