import { useTexts } from "../language/index.ts";
import type { LaboratoryWords } from "./laboratory-words.ts";
import type { Measure, Point } from "./run-types.ts";

interface FrontierTableProps {
  readonly points: readonly Point[];
  readonly place: number;
  readonly measure: Measure;
  /** Whether its figures are beside nothing. */
  readonly isAdded: boolean;
  readonly words: LaboratoryWords;
}

/** The points of a frontier in figures. */
export function FrontierTable({ points, place, measure, isAdded, words }: FrontierTableProps) {
  const texts = useTexts();
  const { t } = texts;
  const heads = [
    t("laboratory.frontier.price"),
    t("laboratory.measure.planned"),
    t("laboratory.frontier.estimated"),
    words.measure(measure, isAdded),
  ];
  return (
    <details className="disclosure">
      <summary>{t("laboratory.frontier.table")}</summary>
      <table className="table stack">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="n">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ price, planned, figures }, k) => {
            const shown = figures[measure].added ?? figures[measure].perDecision;
            const spend = figures.spend.perDecision;
            return (
              <tr key={price} className={k === place ? "chosen" : undefined}>
                <td data-label={heads[0]} className="n">
                  {texts.number(price, { maximumFractionDigits: 2 })}
                </td>
                <td data-label={heads[1]} className="n">
                  {words.one("spend", planned)}
                </td>
                <td data-label={heads[2]} className="n">
                  {words.one("spend", spend.value)}
                  <span className="under">{words.interval("spend", spend)}</span>
                </td>
                <td data-label={heads[3]} className="n">
                  {words.one(measure, shown.value)}
                  <span className="under">{words.interval(measure, shown)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
