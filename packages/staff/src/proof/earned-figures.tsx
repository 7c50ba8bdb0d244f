import { useTexts } from "../language/index.ts";
import { Figure, Figures } from "../ui/index.ts";
import { useFigureWords } from "./figure-words.ts";
import { type Effect, type Measure, type Measured, measures } from "./measured.ts";

interface EarnedFiguresProps {
  readonly measured: Measured;
  readonly currency: string;
}

/** What was added in each measure, with its interval, how sure it is, and what it means. */
export function EarnedFigures({ measured: { figures }, currency }: EarnedFiguresProps) {
  const { t } = useTexts();
  const words = useFigureWords(currency);
  return (
    <Figures>
      {measures.map((measure) => {
        const { effect, outlook } = figures[measure];
        return (
          <Figure
            key={measure}
            label={t(`measurement.${measure}.title`)}
            value={effect === undefined ? "–" : words.sum(measure, effect.total.value)}
            beside={
              <>
                {effect !== undefined && (
                  <span className="line">{words.interval(effect.total, (value) => words.sum(measure, value))}</span>
                )}
                <span className={outlook.state === "proven" ? "line accent" : "line"}>{words.outlook(outlook)}</span>
              </>
            }
            definition={<MeasureDefinition measure={measure} effect={effect} />}
          />
        );
      })}
    </Figures>
  );
}

/** What a figure is, how it is computed and what its interval promises. */
export function MeasureDefinition({ measure, effect }: { measure: Measure; effect: Effect | undefined }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <div className="definition-parts">
      <p>{t(`measurement.${measure}.definition`)}</p>
      {["per-decision", "total", "holdout", "interval"].map((part) => (
        <p key={part}>
          <strong>{t(`measurement.${part}.title`)}.</strong> {t(`measurement.${part}.definition`)}
        </p>
      ))}
      {effect !== undefined && (
        <p>
          <strong>{t("measurement.adjustment.title")}.</strong>{" "}
          {t("measurement.adjustment.definition", { percent: Math.max(0, Math.round(100 * effect.varianceReduction)) })}
        </p>
      )}
    </div>
  );
}
