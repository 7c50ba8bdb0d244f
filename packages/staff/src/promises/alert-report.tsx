import { alertAccuracy, type ContractOutput } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { reading } from "../api/index.ts";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { Figure, Figures } from "../ui/index.ts";
import { type Basis, usePromiseWords } from "./promise-words.ts";

type Alerts = ContractOutput<typeof alertAccuracy>;

/** How well it was foreseen that a promise would be missed. Nothing where no promise has ended that anybody watched. */
export function AlertReport({ basis }: { basis: Basis | undefined }) {
  const watched = basis === undefined ? {} : ({ basis: basis === "retrospective" ? "replayed" : "watched" } as const);
  const { data } = useQuery(reading(alertAccuracy, watched));
  return data === undefined || data.all.promises === 0 ? null : <Alerting alerts={data} />;
}

function Alerting({ alerts }: { alerts: Alerts }) {
  const words = usePromiseWords();
  const { t, percent, number } = words.texts;
  const { all, at, auc, curve, remedied } = alerts;
  const points = curve.flatMap((point) =>
    point.precision && point.recall
      ? [{ at: point.at, precision: point.precision.value, recall: point.recall.value }]
      : [],
  );
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const shares = { ticks: 5, tickFormat: (v: number) => percent(v), labelArrow: "none" } as const;
      const most = Math.min(1, 1.15 * Math.max(...points.map(({ recall }) => recall)));
      return plot.plot({
        ...{ width, height: 320, marginTop: 30, marginLeft: 52, marginBottom: 44, marginRight: 24, className: "plot" },
        x: { ...shares, domain: [0, most], label: t("promises.alerts.recall"), labelAnchor: "center" },
        y: { ...shares, domain: [0, 1], grid: true, label: t("promises.alerts.precision") },
        marks: [
          plot.line(points, { x: "recall", y: "precision", stroke: "var(--accent)" }),
          plot.dot(points, {
            ...{ x: "recall", y: "precision", fill: "var(--accent)" },
            r: ({ at: threshold }: { at: number }) => (Math.abs(threshold - at) < 1e-9 ? 7 : 3),
          }),
          plot.text(points, {
            ...{ x: "recall", y: "precision", dx: 10, textAnchor: "start", fill: "var(--soft)" },
            text: ({ at: threshold }: { at: number }) => percent(threshold),
          }),
        ],
      });
    },
    [points, at, t, percent],
  );
  const lead = all.leadHours;
  return (
    <section className="section">
      <h2>{t("promises.alerts")}</h2>
      <p className="soft">
        {t(`promises.alerts.${alerts.basis}`)} {t("promises.alerts.caption", { at: percent(at) })}
        {remedied > 0 && ` ${t("promises.alerts.remedied", { count: remedied })}`}
      </p>
      <Figures>
        {(["precision", "recall"] as const).map((name) => (
          <Figure
            key={name}
            label={t(`promises.alerts.${name}`)}
            value={words.share(all[name]?.value)}
            {...(all[name] && { beside: words.interval(all[name]) })}
            definition={t(`promises.alerts.${name}-definition`)}
          />
        ))}
        <Figure
          label={t("promises.alerts.lead")}
          value={lead === undefined ? "–" : t("promises.alerts.days", { days: words.days(lead.median / 24) })}
          {...(lead && {
            beside: t("common.interval", { low: words.days(lead.lower / 24), high: words.days(lead.upper / 24) }),
          })}
          definition={t("promises.alerts.lead-definition")}
        />
        <Figure
          label={t("promises.alerts.auc")}
          value={auc === undefined ? "–" : number(auc, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}
          beside={t("promises.alerts.coin")}
          definition={t("promises.alerts.auc-definition")}
        />
      </Figures>
      {points.length > 1 && (
        <PlotFigure
          title={t("promises.alerts.curve")}
          caption={t("promises.alerts.curve-caption", { at: percent(at) })}
          label={t("promises.alerts.curve-label", { points: points.length })}
          height={320}
          draw={draw}
        />
      )}
    </section>
  );
}
