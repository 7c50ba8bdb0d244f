import { type ContractOutput, getModel } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { ApiProblem, reading } from "../api/index.ts";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { useTexts } from "../language/index.ts";
import { Definition, Empty, IntervalBar, Loaded, PageHead, SignedBar, useWording, Waiting } from "../ui/index.ts";

type ModelCard = ContractOutput<typeof getModel>;

/** How good the model is, on returns it has never seen, beside the plainest alternative. */
export function ModelPage() {
  const { t } = useTexts();
  const query = useQuery(reading(getModel, { moment: "return.incentive" }));
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return (
      <>
        <PageHead title={t("staff.model.title")} />
        <Empty title={t("staff.model.none")}>
          <p>{t("staff.model.none-text")}</p>
        </Empty>
      </>
    );
  }
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("staff.model.title")} />
          <Waiting lines={3} height={44} />
          <Waiting lines={1} height={320} />
        </>
      }
    >
      {(model) => <ModelContent model={model} />}
    </Loaded>
  );
}

function ModelContent({ model }: { model: ModelCard }) {
  const texts = useTexts();
  const { t, has } = texts;
  return (
    <>
      <PageHead
        title={t("staff.model.title")}
        heading={t(verdict(model))}
        lead={t("staff.model.lead", {
          version: model.version,
          when: texts.date(new Date(model.trainedAt), "long"),
        })}
      />
      {model.note !== undefined && <p className="note">{has(model.note) ? t(model.note) : model.note}</p>}
      <div className="two even">
        <Ranking model={model} />
        <Rows model={model} />
      </div>
      <div className="two even">
        <Calibration model={model} />
        <Features features={model.features} />
      </div>
    </>
  );
}

/** Better only where the interval of the paired difference leaves zero out. */
function verdict({ auc, aucDifference, baselineAuc }: ModelCard): string {
  if (auc === undefined || baselineAuc === undefined) return "staff.model.heading-untested";
  return aucDifference !== undefined && aucDifference.low > 0
    ? "staff.model.heading-better"
    : "staff.model.heading-even";
}

function Ranking({ model: { auc, baselineAuc, aucDifference } }: { model: ModelCard }) {
  const texts = useTexts();
  const { t } = texts;
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  const rows = [
    { name: t("staff.model.auc"), interval: auc, from: 0.5, to: 1, strong: true },
    { name: t("staff.model.baseline"), interval: baselineAuc, from: 0.5, to: 1, strong: false },
    { name: t("staff.model.difference"), interval: aucDifference, from: -0.2, to: 0.2, strong: true },
  ];
  return (
    <section className="section">
      <h2>
        {t("staff.model.ranking")}
        <Definition of={t("staff.model.ranking")}>{t("staff.model.ranking-definition")}</Definition>
      </h2>
      <p className="soft">{t("staff.model.ranking-caption")}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("staff.model.measured")}</th>
            <th scope="col" className="n">
              {t("staff.model.value")}
            </th>
            <th scope="col" className="n">
              {t("staff.weeks.interval")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, interval, from, to, strong }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {interval !== undefined && <IntervalBar interval={interval} from={from} to={to} strong={strong} />}
              </th>
              <td className="n">{interval === undefined ? "–" : texts.number(interval.value, digits)}</td>
              <td className="n">
                {interval === undefined
                  ? "–"
                  : t("common.interval", {
                      low: texts.number(interval.low, digits),
                      high: texts.number(interval.high, digits),
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Rows({ model }: { model: ModelCard }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t("staff.model.history")}</h2>
      <p className="soft">{t("staff.model.history-caption")}</p>
      <dl className="facts">
        <div>
          <dt>{t("staff.model.train-rows")}</dt>
          <dd className="num">{texts.number(model.trainRows)}</dd>
        </div>
        <div>
          <dt>{t("staff.model.test-rows")}</dt>
          <dd className="num">{texts.number(model.testRows)}</dd>
        </div>
        <div>
          <dt>{t("staff.model.cut")}</dt>
          <dd className="num">{texts.date(new Date(model.cut))}</dd>
        </div>
        <div>
          <dt>{t("staff.model.base-rate")}</dt>
          <dd className="num">{texts.percent(model.baseRate, 1)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Calibration({ model: { calibration } }: { model: ModelCard }) {
  const texts = useTexts();
  const { t } = texts;
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const percent = (value: number) => texts.percent(value);
      return plot.plot({
        width,
        height: 320,
        marginTop: 30,
        marginLeft: 48,
        marginBottom: 44,
        marginRight: 14,
        className: "plot",
        x: {
          domain: [0, 1],
          ticks: 5,
          tickFormat: percent,
          label: t("staff.model.predicted"),
          labelArrow: "none",
          labelAnchor: "center",
        },
        y: {
          domain: [0, 1],
          ticks: 5,
          grid: true,
          tickFormat: percent,
          label: t("staff.model.observed"),
          labelArrow: "none",
        },
        r: { range: [0, 8] },
        marks: [
          plot.line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: "var(--soft)", strokeDasharray: "2 4" },
          ),
          plot.dot(calibration, { x: "predicted", y: "observed", r: "rows", fill: "var(--accent)", fillOpacity: 0.75 }),
        ],
      });
    },
    [calibration, texts, t],
  );
  if (calibration.length === 0) return null;
  return (
    <div>
      <PlotFigure
        title={t("staff.model.calibration")}
        caption={t("staff.model.calibration-caption")}
        label={t("staff.model.calibration-label", { groups: calibration.length })}
        height={320}
        draw={draw}
      />
      <details className="disclosure">
        <summary>{t("staff.model.calibration-table")}</summary>
        <table className="table">
          <thead>
            <tr>
              {["predicted", "observed", "rows"].map((column) => (
                <th key={column} scope="col" className="n">
                  {t(`staff.model.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calibration.map(({ predicted, observed, rows }) => (
              <tr key={predicted}>
                <td className="n">{texts.percent(predicted, 1)}</td>
                <td className="n">{texts.percent(observed, 1)}</td>
                <td className="n">{texts.number(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

function Features({ features }: Pick<ModelCard, "features">) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const ranked = features.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const largest = Math.abs(ranked[0]?.weight ?? 0);
  if (ranked.length === 0) return null;
  return (
    <section className="section">
      <h2>{t("staff.model.features")}</h2>
      <p className="soft">{t("staff.model.features-caption")}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("staff.model.feature")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("staff.model.direction")}</span>
            </th>
            <th scope="col" className="n">
              {t("staff.model.weight")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.map(({ feature, weight }) => (
            <tr key={feature}>
              <th scope="row">{wording.feature(feature)}</th>
              <td>
                <SignedBar weight={weight} largest={largest} />
              </td>
              <td className="n">{texts.number(weight, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
