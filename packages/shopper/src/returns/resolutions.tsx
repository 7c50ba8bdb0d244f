import type { ChooseReturnView, PageContext, ReturnOptions } from "../views.ts";
import { OptionCard } from "./option-card.tsx";
import { recommendedFirst } from "./recommended-first.ts";

interface OptionsProps extends Pick<PageContext, "words"> {
  readonly options: ReturnOptions;
  readonly order: ChooseReturnView["order"];
  readonly instead: ChooseReturnView["instead"];
  /** What was chosen in a form that has to be shown again. */
  readonly chosen: string | undefined;
}

/** What the shopper gets, each with its amount and when it comes. */
export function Resolutions({ words, order, options, instead, chosen }: OptionsProps) {
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
        {recommendedFirst(options.resolutions).map(({ resolution, amount, bonus, timing, recommended }) => (
          <OptionCard
            key={resolution}
            name="resolution"
            value={resolution}
            checked={resolution === picked}
            title={words.t(`return-portal.choose.${resolution}.name`)}
            price={worth(resolution, amount)}
            notes={[
              ...(resolution === "exchange" && instead
                ? insteadNotes(words, order, instead)
                : [words.t(`return-portal.choose.${resolution}.note`)]),
              words.t(`return-portal.choose.when.${timing}`),
            ]}
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

/** So many lines are named; of more the next page tells. */
const mostNamed = 3;

/** What answers the reason best, line by line, with what it costs more or less. */
function insteadNotes(
  words: PageContext["words"],
  { currency, lines }: ChooseReturnView["order"],
  instead: NonNullable<ChooseReturnView["instead"]>,
): string[] {
  const named = instead.flatMap(({ line, substitutes: [best] }) => {
    if (best === undefined) return [];
    const {
      title,
      because: [because = title],
      difference,
    } = best;
    const kind = difference > 0 ? "more" : difference < 0 ? "less" : "even";
    const amount = words.money({ amount: Math.abs(difference), currency });
    const what = words.t(`return-portal.choose.instead.${kind}`, { because, amount });
    const item = lines.find((one) => one.line === line)?.title;
    const isOfMany = instead.length > 1 && item !== undefined;
    return [isOfMany ? words.t("return-portal.choose.instead.of", { item, what }) : what];
  });
  return named.length === 0 ? [words.t("return-portal.choose.nothing-instead")] : named.slice(0, mostNamed);
}
