import type { ExchangeChoices, ExchangePageView, PageContext } from "../views.ts";

type Line = ExchangeChoices["lines"][number];

interface ChooseProps extends ExchangePageView {
  readonly choices: ExchangeChoices;
  readonly at: string;
}

/**
 * One choice for each line that goes back, the best answer to its reason first; and anything else by its name. Only another size or colour is chosen
 * beforehand: nobody is to find that they have bought something else.
 */
export function ChooseInstead({ words, order, choices, q, at }: ChooseProps) {
  const isPossible = choices.lines.length > 0 && choices.lines.every(({ substitutes }) => substitutes.length > 0);
  return (
    <>
      <form class="stack" method="get" action={at}>
        <label class="field">
          <span>{words.t("exchanges.page.search")}</span>
          <input type="search" name="q" value={q} maxLength={120} />
        </label>
        <button class="button quiet" type="submit">
          {words.t("exchanges.page.search-go")}
        </button>
      </form>
      <form class="choosing" method="post" action={at}>
        {choices.lines.map((line) => (
          <section key={line.line}>
            <h2 id={`line-${line.line}`}>
              {words.t("exchanges.page.instead-of", {
                title: order.lines.find((one) => one.line === line.line)?.title ?? line.sku,
                quantity: line.quantity,
              })}
            </h2>
            {line.substitutes.length === 0 ? (
              <p class="notice">{words.t(q === "" ? "exchanges.page.nothing" : "exchanges.page.not-found")}</p>
            ) : (
              <fieldset class="options" aria-labelledby={`line-${line.line}`}>
                {line.substitutes.map((substitute, index) => (
                  <Choice
                    key={substitute.sku}
                    words={words}
                    line={line.line}
                    substitute={substitute}
                    currency={choices.currency}
                    checked={index === 0 && substitute.isSameProduct}
                  />
                ))}
              </fieldset>
            )}
          </section>
        ))}
        {isPossible && (
          <>
            <label class="choice option">
              <input type="checkbox" name="isInstant" value="yes" />
              <span>
                <b>{words.t("exchanges.page.instant")}</b>
                <span class="small soft">{words.t("exchanges.page.instant-note")}</span>
              </span>
            </label>
            <button class="button" type="submit">
              {words.t("exchanges.page.choose")}
            </button>
            <p class="small soft">{words.t("exchanges.page.no-charge")}</p>
          </>
        )}
      </form>
    </>
  );
}

interface ChoiceProps extends Pick<PageContext, "words"> {
  readonly line: number;
  readonly substitute: Line["substitutes"][number];
  readonly currency: string;
  readonly checked: boolean;
}

function Choice({ words, line, substitute, currency, checked }: ChoiceProps) {
  const { sku, title, variant, difference, because } = substitute;
  const kind = difference > 0 ? "more" : difference < 0 ? "less" : "even";
  const amount = words.money({ amount: Math.abs(difference), currency });
  return (
    <label class="choice option">
      <input type="radio" name={`sku-${line}`} value={sku} required checked={checked} />
      <span>
        <span class="name">
          <b>{variant === undefined ? title : `${title}, ${variant}`}</b>
          <span class="num">{words.t(`exchanges.page.difference.${kind}`, { amount })}</span>
        </span>
        {because.map((reason) => (
          <span key={reason} class="small soft">
            {reason}
          </span>
        ))}
      </span>
    </label>
  );
}
