import { Page } from "../layout/page.tsx";
import type { AdverseDecision, DecisionsPageView, PageContext } from "../views.ts";
import { Asking } from "./asking.tsx";

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
      <Asking words={words} decision={decision} action={`${home}/decisions/${decision.adverseDecisionId}`} />
    </section>
  );
}
