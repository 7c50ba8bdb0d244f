import { type ContractOutput, getDecision } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Definition, isExperiment, Loaded, PageHead, RecordLink, useWording, Waiting } from "../ui/index.ts";
import { Alternatives } from "./alternatives.tsx";
import { chosenAction } from "./chosen-action.ts";
import { DecisionOutcome } from "./decision-outcome.tsx";
import { FeatureTable, ReasonList } from "./decision-reasons.tsx";

export type Decision = ContractOutput<typeof getDecision>;

/** One decision: what is best to do and why, what else was weighed, and what the figures rest on. */
export function DecisionPage() {
  const { t } = useTexts();
  const { id } = useParams({ strict: false });
  const query = useQuery(reading(getDecision, { decisionId: id ?? "" }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("staff.decision.title")} />
          <Waiting lines={6} height={48} />
          <Waiting lines={5} />
        </>
      }
    >
      {(decision) => <DecisionContent decision={decision} />}
    </Loaded>
  );
}

function DecisionContent({ decision }: { decision: Decision }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const date = (at: string) => texts.dateTime(new Date(at));
  const elsewhere = isExperiment(decision.moment);
  return (
    <>
      <PageHead
        title={t("staff.decision.title")}
        eyebrow={
          elsewhere ? (
            t("programs.experiment.row")
          ) : (
            <>
              {t("staff.decision.about")} <RecordLink id={decision.subject}>{t("staff.decision.subject")}</RecordLink>
              {decision.shopperId !== undefined && (
                <>
                  {" · "}
                  <RecordLink id={decision.shopperId}>{t("staff.decision.shopper")}</RecordLink>
                </>
              )}
            </>
          )
        }
        heading={t(headingOf(decision), { action: wording.actionAt(decision.moment, chosenAction(decision)) })}
        lead={decision.reasons.slice(0, 2).map(wording.reason).join(" ")}
      />
      <p className="tags">
        <span className={decision.mode === "best" ? "tag good" : "tag"}>{t(`staff.mode.${decision.mode}`)}</span>
        <span className="tag num">{t("staff.decision.drawn", { share: texts.percent(decision.propensity, 1) })}</span>
        {decision.retrospective && <span className="tag warn">{t("staff.decision.retrospective")}</span>}
        {decision.supersededAt !== undefined && !elsewhere && (
          <span className="tag warn">{t("decision-log.detail.superseded", { when: date(decision.supersededAt) })}</span>
        )}
      </p>
      {decision.retrospective && <p className="note">{t("staff.decision.retrospective-note")}</p>}
      <section className="section">
        <h2>{t("staff.alternatives.title")}</h2>
        <p className="soft">{t("staff.alternatives.caption", { count: decision.horizonDays })}</p>
        <Alternatives decision={decision} />
      </section>
      {!decision.retrospective && <DecisionOutcome decision={decision} />}
      <div className="two even">
        <ReasonList reasons={decision.reasons} />
        <FeatureTable features={decision.features} asOf={date(decision.asOf)} />
      </div>
      <Basis decision={decision} />
    </>
  );
}

/** What was drawn to learn, or held back to compare, is not called the best. */
function headingOf({ chosen, mode }: Decision): string {
  if (mode === "holdout") return "staff.decision.heading-holdout";
  if (mode === "explored") return "staff.decision.heading-explored";
  return chosen === "none" ? "staff.decision.heading-none" : "staff.decision.heading";
}

function Basis({ decision }: { decision: Decision }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const inConsole = useSession()?.role !== "agent";
  const { version } = decision.model;
  // Expectations are real numbers; what is shown is the nearest whole minor unit.
  const money = (amount: number) => texts.money({ amount: Math.round(amount), currency: decision.currency });
  return (
    <section className="section">
      <h2>{t("staff.decision.basis")}</h2>
      <ul className="plain">
        {decision.assumptions.map((assumption) => (
          <li key={assumption.key}>{wording.reason(assumption)}</li>
        ))}
      </ul>
      <dl className="facts">
        <div>
          <dt>{t("staff.decision.model")}</dt>
          <dd>{inConsole ? <Link to="/console/model">{version}</Link> : version}</dd>
        </div>
        {decision.program !== undefined && (
          <>
            <div>
              <dt>{t("programs.decided")}</dt>
              <dd>{inConsole ? <ProgramLink program={decision.program} /> : decision.program.name}</dd>
            </div>
            <div>
              <dt>{t("decision-log.detail.learned")}</dt>
              <dd>
                <LearnedModels program={decision.program.name} learned={decision.learned} linked={inConsole} />
              </dd>
            </div>
          </>
        )}
        {decision.expectedCost > 0 && (
          <div>
            <dt>{t("decision-log.detail.cost")}</dt>
            <dd className="num">
              {money(decision.expectedCost)}
              {decision.costAtOnce > 0 && (
                <span className="soft">
                  {" "}
                  {t("decision-log.detail.at-once", { amount: money(decision.costAtOnce) })}
                </span>
              )}
            </dd>
          </div>
        )}
        {decision.budgetPrice !== undefined && (
          <div>
            <dt>
              {t("decision-log.detail.budget-price")}{" "}
              <Definition of={t("decision-log.detail.budget-price")}>
                <p>{t("decision-log.detail.budget-price-text")}</p>
              </Definition>
            </dt>
            <dd className="num">{texts.number(decision.budgetPrice, { maximumFractionDigits: 2 })}</dd>
          </div>
        )}
        {decision.storeName !== undefined && (
          <div>
            <dt>{t("decision-log.detail.store")}</dt>
            <dd>{decision.storeName}</dd>
          </div>
        )}
        <div>
          <dt>{t("staff.decision.decided")}</dt>
          <dd className="num">{texts.dateTime(new Date(decision.decidedAt))}</dd>
        </div>
        <div>
          <dt>{t("staff.decision.as-of")}</dt>
          <dd className="num">{texts.dateTime(new Date(decision.asOf))}</dd>
        </div>
        <div>
          <dt>{t("staff.decision.valid-until")}</dt>
          <dd className="num">{texts.dateTime(new Date(decision.validUntil))}</dd>
        </div>
      </dl>
      {inConsole && decision.shopperId !== undefined && !isExperiment(decision.moment) && (
        <p>
          <Link to="/console/decisions" search={{ shopper: decision.shopperId }}>
            {t("decision-log.detail.log")}
          </Link>
        </p>
      )}
    </section>
  );
}

function ProgramLink({ program: { name, version } }: { program: NonNullable<Decision["program"]> }) {
  const { t } = useTexts();
  return (
    <Link to="/console/programs/$name/rules" params={{ name }} search={{ version: String(version) }}>
      {t("programs.decided-version", { name, version })}
    </Link>
  );
}

interface LearnedModelsProps {
  readonly program: string;
  readonly learned: Decision["learned"];
  readonly linked: boolean;
}

/** The models of the program that had a part in a decision; none where its stated belief decided alone. */
function LearnedModels({ program, learned: { inForce, challenger }, linked }: LearnedModelsProps) {
  const { t } = useTexts();
  const models = [
    ...(inForce === undefined ? [] : [{ model: inForce, text: t("decision-log.detail.in-force") }]),
    ...(challenger === undefined ? [] : [{ model: challenger, text: t("decision-log.detail.challenger") }]),
  ];
  if (models.length === 0) return t("decision-log.detail.belief");
  return models.map(({ model, text }, place) => (
    <span key={model}>
      {place > 0 && ", "}
      {linked ? (
        <Link to="/console/programs/$name/models" params={{ name: program }} search={{ model }}>
          {text}
        </Link>
      ) : (
        text
      )}
    </span>
  ));
}
