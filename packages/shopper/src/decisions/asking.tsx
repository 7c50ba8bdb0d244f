import type { AdverseDecision, PageContext } from "../views.ts";

interface AskingProps extends Pick<PageContext, "words"> {
  readonly decision: AdverseDecision;
  /** Where the form goes. */
  readonly action: string;
}

/** Asking a person to look at a decision again, or where that stands. */
export function Asking({ words, decision, action }: AskingProps) {
  const { adverseDecisionId, appeal, appealBy, canAppeal, byPerson } = decision;
  const day = (instant: string) => words.date(new Date(instant), "long");
  if (appeal !== undefined && appeal.state !== "open")
    return (
      <div class="notice">
        <strong>{words.t(`appeals.page.${appeal.state}`, { day: day(appeal.decidedAt ?? appeal.madeAt) })}</strong>
        {appeal.answer !== undefined && <p>{appeal.answer}</p>}
      </div>
    );
  if (appeal !== undefined)
    return (
      <p class="notice">
        {words.t(byPerson ? "appeals.page.asked-another" : "appeals.page.asked", { day: day(appeal.answerBy) })}
      </p>
    );
  if (!canAppeal) return <p class="small soft">{words.t("appeals.page.over", { day: day(appealBy) })}</p>;
  const field = `said-${adverseDecisionId}`;
  return (
    <form class="form" method="post" action={action}>
      <div class="field">
        <label for={field}>{words.t("appeals.page.said")}</label>
        <textarea id={field} name="said" rows={3} maxLength={2000} />
      </div>
      <button class="button" type="submit">
        {words.t(byPerson ? "appeals.page.ask-another" : "appeals.page.ask")}
      </button>
      <p class="small soft">{words.t("appeals.page.until", { day: day(appealBy) })}</p>
    </form>
  );
}
