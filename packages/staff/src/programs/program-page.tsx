import { listProgramModels, measureProgram } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import {
  EarnedCurve,
  MeasureDefinition,
  PendingNote,
  type ProgramMeasurement,
  useFigureWords,
  WhenKnown,
} from "../proof/index.ts";
import { useGrowth } from "../time/index.ts";
import { Empty, Figure, Figures, isExperiment, Loaded, Waiting } from "../ui/index.ts";
import { BudgetStatus } from "./budget/budget-status.tsx";
import { ImportedExperiment } from "./imported-experiment.tsx";
import { DecidedBy } from "./models/decided-by.tsx";
import { ExperimentVerdict } from "./models/experiment-verdict.tsx";
import { NeverPublished } from "./never-published.tsx";
import { ProgramFrame } from "./program-frame.tsx";
import { GoalSettings } from "./program-summary.tsx";
import type { Program } from "./program-types.ts";

/** One program at a glance: what it is after, how far it has come, and what decides. */
export function ProgramPage() {
  return (
    <ProgramFrame>
      {(program, currency) =>
        program.document === undefined ? <NeverPublished /> : <Glance program={program} currency={currency} />
      }
    </ProgramFrame>
  );
}

function Glance({ program, currency }: { program: Program; currency: string | undefined }) {
  const { t } = useTexts();
  const { name, document } = program;
  const growth = useGrowth();
  const measurement = useQuery({
    ...reading(measureProgram, { name }),
    ...growth,
    enabled: !isExperiment(program.moment),
  });
  const models = useQuery({ ...reading(listProgramModels, { name }), ...growth });
  return (
    <>
      {isExperiment(program.moment) ? (
        <ImportedExperiment />
      ) : (
        <Loaded query={measurement} waiting={<Waiting lines={1} height={118} />}>
          {(measured) => <Progress measurement={measured} />}
        </Loaded>
      )}
      <div className="two even">
        <div className="column">
          {document !== undefined && <GoalSettings document={document} currency={currency} />}
          <Loaded query={models} waiting={<Waiting lines={3} />}>
            {({ items }) => {
              const toModels = (
                <p>
                  <Link to="/console/programs/$name/models" params={{ name }}>
                    {t("models.open")}
                  </Link>
                </p>
              );
              if (!isExperiment(program.moment) || currency === undefined)
                return <DecidedBy models={items}>{toModels}</DecidedBy>;
              return (
                <ExperimentVerdict models={items} setting={{ name, document, currency }}>
                  {toModels}
                </ExperimentVerdict>
              );
            }}
          </Loaded>
        </div>
        {!isExperiment(program.moment) && <BudgetStatus name={name} />}
      </div>
    </>
  );
}

/** How far it has come towards its goal. */
function Progress({ measurement }: { measurement: ProgramMeasurement }) {
  const texts = useTexts();
  const { t } = texts;
  const { program: name, overall, currency, weeks, spent, since } = measurement;
  const words = useFigureWords(currency);
  const { effect, outlook } = overall.figures.goal;
  if (outlook.state === "nothing-yet") return <NothingKnown measurement={measurement} />;
  return (
    <>
      <Figures>
        <Figure
          label={t("measurement.goal.title")}
          value={effect === undefined ? "–" : words.total(effect.total.value)}
          beside={effect === undefined ? words.outlook(outlook) : words.interval(effect.total, words.total)}
          definition={<MeasureDefinition measure="goal" effect={effect} />}
        />
        <Figure
          label={t("measurement.per-decision.title")}
          value={effect === undefined ? "–" : words.money(effect.perDecision.value)}
          beside={effect !== undefined && words.interval(effect.perDecision, words.money)}
          definition={t("measurement.per-decision.definition")}
        />
        <Figure
          label={t("measurement.spent.title")}
          value={words.total(spent)}
          definition={t("measurement.spent.definition")}
        />
        <Figure
          label={t("measurement.decisions.title")}
          value={texts.number(overall.decisions.treated + overall.decisions.holdout)}
          beside={since !== undefined && t("programs.since", { when: texts.date(new Date(since)) })}
          definition={t("measurement.decisions.definition")}
        />
      </Figures>
      <p>
        {effect !== undefined && (
          <span className={outlook.state === "proven" ? "accent" : "soft"}>{words.outlook(outlook)} </span>
        )}
        <Link to="/console/programs/$name/earned" params={{ name }}>
          {t("measurement.more")}
        </Link>
      </p>
      <PendingNote measurement={measurement} />
      <EarnedCurve weeks={weeks} measure="goal" currency={currency} name={name} />
    </>
  );
}

/** A program without a known outcome says so, and on what it acts instead. */
function NothingKnown({ measurement }: { measurement: ProgramMeasurement }) {
  const { t } = useTexts();
  return (
    <Empty title={t("measurement.outlook.nothing-yet")}>
      <p>{t("measurement.nothing-text")}</p>
      <WhenKnown measurement={measurement} />
    </Empty>
  );
}
