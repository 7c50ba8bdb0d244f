import { Page } from "../layout/page.tsx";
import type { AdverseDecision, DecisionsPageView, PageContext } from "../views.ts";

/** What was decided against the shopper about an order, by a person or automatically: why, by which data, and how to have it looked at again. */
export function DecisionsPage({ order, decisions, problem, ...context }: DecisionsPageView) {
  const { words } = context;
  const title = words.t("appeals.page.title", { number: order.number });
  const home = `/orders/${order.orderId}`;
  return (
    <Page {...context} title={title} footer={<a href={home}>{words.t("appeals.page.back")}</a>} contract={order.number}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t(decisions.length === 0 ? "appeals.page.none" : "appeals.page.lead")}</p>
      </section>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      {decisions.map((decision) => (
        <Decision key={decision.adverseDecisionId} words={words} decision={decision} home={home} />
      ))}
    </Page>
  );
}

interface DecisionProps extends Pick<PageContext, "words"> {
  readonly decision: AdverseDecision;
  readonly home: string;
}

function Decision({ words, decision, home }: DecisionProps) {
  const { title, at, outcome, why, data, byPerson } = decision;
  return (
    <section class="card decided">
      <h2>{title}</h2>
      <p class="small soft">{words.t("appeals.page.decided-on", { day: words.date(new Date(at), "long") })}</p>
      <ul>
        {outcome.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="small soft">
        {words.t(byPerson ? "appeals.by-person" : "appeals.automated")} {words.t("appeals.law")}
      </p>
      {data.length > 0 && (
        <dl class="stated">
          {data.flatMap(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}
        </dl>
      )}
      <Asking words={words} decision={decision} home={home} />
    </section>
  );
}

/** Asking a person, or where that stands. */
function Asking({ words, decision, home }: DecisionProps) {
  const { adverseDecisionId, appeal, appealBy, canAppeal, byPerson } = decision;
  const day = (instant: string) => words.date(new Date(instant), "long");
  if (appeal !== undefined && appeal.state !== "open")
    return (
      <div class="notice">
        <strong>{words.t(`appeals.page.${appeal.state}`, { day: day(appeal.decidedAt ?? appeal.madeAt) })}</strong>
        {appeal.answer !== undefined && <p>{appeal.answer}</p>}
      </div>
    );
  if (appeal !== undefined) return <p class="notice">{words.t("appeals.page.asked", { day: day(appeal.answerBy) })}</p>;
  if (!canAppeal) return <p class="small soft">{words.t("appeals.page.over", { day: day(appealBy) })}</p>;
  const field = `said-${adverseDecisionId}`;
  return (
    <form class="form" method="post" action={`${home}/decisions/${adverseDecisionId}`}>
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
