import { useTexts } from "../../language/index.ts";
import { useFigureWords } from "../../proof/index.ts";
import { Definition, IntervalBar } from "../../ui/index.ts";
import { useActionNames } from "./action-names.ts";
import type { ModelCard, Setting } from "./model-types.ts";
import { type Hurdle, hurdlesOf, verdictOf } from "./verdict.ts";

/** Why a model was put in force by itself or not, and what it was compared with. */
export function VerdictInWords({ card, setting }: { card: ModelCard; setting: Setting }) {
  const { t } = useTexts();
  const verdict = verdictOf(card);
  const hurdles = hurdlesOf(card);
  return (
    <section className="section">
      <h3>
        {t(`models.verdict.${verdict}`)}
        <Definition of={t("models.verdict")}>{t("models.verdict.definition")}</Definition>
      </h3>
      <p className="soft">
        {t(`models.verdict.${verdict}-text`, { effective: Math.floor(card.effectiveSample ?? 0) })}
      </p>
      {hurdles.length > 0 && <Hurdles hurdles={hurdles} setting={setting} />}
      {card.coverage !== undefined && (
        <p className="soft">{t(card.coverage === 0.5 ? "models.intervals.half" : "models.intervals.usual")}</p>
      )}
    </section>
  );
}

function Hurdles({ hurdles, setting }: { hurdles: readonly Hurdle[]; setting: Setting }) {
  const { t } = useTexts();
  const words = useFigureWords(setting.currency);
  const nameOf = useActionNames(setting);
  const from = Math.min(0, ...hurdles.map(({ difference }) => difference.lower));
  const to = Math.max(0, ...hurdles.map(({ difference }) => difference.upper));
  const named = ({ against }: Hurdle) => {
    if (typeof against === "string") return t(`models.against.${against}`);
    return against.action === "none"
      ? t("models.against.none")
      : t("models.against.all", { action: nameOf(against.action) });
  };
  return (
    <table className="table stack">
      <thead>
        <tr>
          {["against", "difference", "passed"].map((column) => (
            <th key={column} scope="col">
              {t(`models.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hurdles.map((hurdle) => {
          const { estimate: value, lower: low, upper: high } = hurdle.difference;
          return (
            <tr key={typeof hurdle.against === "string" ? "today" : `all/${hurdle.against.action}`}>
              <th scope="row">{named(hurdle)}</th>
              <td data-label={t("models.difference")} className="wide">
                {low === high ? (
                  <span className="soft">{t("models.no-difference")}</span>
                ) : (
                  <>
                    <span className="num">{words.money(value)}</span>
                    <IntervalBar interval={{ value, low, high }} from={from} to={to} strong={hurdle.passed} />
                    <span className="under num">{words.interval({ low, high }, words.money)}</span>
                  </>
                )}
              </td>
              <td data-label={t("models.passed")}>
                <span className={hurdle.passed ? "accent" : "soft"}>
                  {t(hurdle.passed ? "common.yes" : "common.no")}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
