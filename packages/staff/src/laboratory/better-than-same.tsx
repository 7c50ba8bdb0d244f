import { useTexts } from "../language/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import { useLaboratoryWords } from "./laboratory-words.ts";
import { leadsOf, type Result, type Run } from "./run-types.ts";

/** Whether choosing for each shopper is worth it: how far drafts are ahead of the same for everybody, nothing at all included. */
export function BetterThanSame({ run, result }: { run: Run; result: Result }) {
  const { t } = useTexts();
  const words = useLaboratoryWords(result, run.documents);
  const drafts = result.drafts.filter((draft) => leadsOf(draft).length > 0);
  if (drafts.length === 0) return null;
  const leads = drafts.flatMap((draft) => leadsOf(draft).map(({ lead }) => lead));
  const scale = {
    from: Math.min(0, ...leads.map(({ low }) => low)),
    to: Math.max(0, ...leads.map(({ high }) => high)),
  };
  return (
    <section className="section">
      <h2>
        {t("laboratory.ahead.title")}
        <Definition of={t("laboratory.measure.goal")}>{t("laboratory.measure.goal-definition")}</Definition>
      </h2>
      <p className="soft">{t("laboratory.ahead.text")}</p>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("laboratory.compare.what")}</th>
            <th scope="col" className="n">
              {t("laboratory.ahead.lead")}
            </th>
            <th scope="col">{t("laboratory.ahead.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {drafts.flatMap((draft) =>
            leadsOf(draft).map(({ action, lead }) => (
              <tr key={`${draft.draft} ${action ?? ""}`}>
                <th scope="row">
                  {words.draft(draft.draft)}
                  <span className="under">
                    {action === undefined
                      ? t("laboratory.row.nothing")
                      : t("laboratory.row.constant", { action: words.action(action) })}
                  </span>
                </th>
                <td data-label={t("laboratory.ahead.lead")} className="n">
                  {words.one("goal", lead.value)}
                  <IntervalBar interval={lead} {...scale} strong={draft.basis === "log" && lead.low > 0} />
                  <span className="under">{words.interval("goal", lead)}</span>
                </td>
                <td data-label={t("laboratory.ahead.verdict")}>
                  {draft.basis === "simulation" ? (
                    <span className="tag warn">{t("laboratory.basis.simulation")}</span>
                  ) : (
                    <span className={lead.low > 0 ? "tag good" : lead.high < 0 ? "tag bad" : "tag"}>
                      {t(`laboratory.ahead.${lead.low > 0 ? "better" : lead.high < 0 ? "worse" : "open"}`)}
                    </span>
                  )}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
