import type { PageContext, ReturnOptions } from "../views.ts";
import { OptionCard } from "./option-card.tsx";

interface OptionsProps extends Pick<PageContext, "words"> {
  readonly options: ReturnOptions;
  /** What was chosen in a form that has to be shown again. */
  readonly chosen: string | undefined;
}

/** What the shopper gets, each with its amount and when it comes. */
export function Resolutions({ words, options, chosen }: OptionsProps) {
  const money = (amount: number) => words.money({ amount, currency: options.currency });
  const worth = (resolution: string, amount: number) => {
    if (resolution === "repair") return "";
    return resolution === "exchange" ? words.t("return-portal.choose.worth", { amount: money(amount) }) : money(amount);
  };
  const picked = chosen ?? preselected(options.resolutions)?.resolution;
  return (
    <section>
      <h2 id="what">{words.t("return-portal.choose.what")}</h2>
      <fieldset class="options" aria-labelledby="what">
        {options.resolutions.map(({ resolution, amount, bonus, timing, recommended }) => (
          <OptionCard
            key={resolution}
            name="resolution"
            value={resolution}
            checked={resolution === picked}
            title={words.t(`return-portal.choose.${resolution}.name`)}
            price={worth(resolution, amount)}
            notes={[words.t(`return-portal.choose.${resolution}.note`), words.t(`return-portal.choose.when.${timing}`)]}
          >
            <span class="tags">
              {bonus > 0 && (
                <span class="tag good">{words.t("return-portal.choose.bonus", { amount: money(bonus) })}</span>
              )}
              {recommended && <span class="tag">{words.t("return-portal.choose.recommended")}</span>}
            </span>
          </OptionCard>
        ))}
      </fieldset>
    </section>
  );
}

/** What is recommended; where nothing is, money back, which nobody has to be talked out of. */
function preselected(resolutions: ReturnOptions["resolutions"]) {
  const refund = resolutions.find(({ resolution }) => resolution === "refund");
  return resolutions.find(({ recommended }) => recommended) ?? refund ?? resolutions[0];
}
