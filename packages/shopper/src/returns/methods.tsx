import type { PageContext, ReturnOptions } from "../views.ts";
import { OptionCard } from "./option-card.tsx";

interface OptionsProps extends Pick<PageContext, "words"> {
  readonly options: ReturnOptions;
  /** What was chosen in a form that has to be shown again. */
  readonly chosen: string | undefined;
}

/** How goods go back, each with its price, how long it takes and what it emits. */
export function Methods({ words, options, chosen }: OptionsProps) {
  const fee = (amount: number) =>
    amount === 0
      ? words.t("return-portal.choose.free")
      : words.t("return-portal.choose.fee", { fee: words.money({ amount, currency: options.currency }) });
  const picked = chosen ?? preselected(options.methods)?.method;
  return (
    <section>
      <h2 id="how">{words.t("return-portal.choose.how")}</h2>
      <fieldset class="options" aria-labelledby="how">
        {options.methods.map(({ method, fee: amount, recommended }) => (
          <OptionCard
            key={method}
            name="method"
            value={method}
            checked={method === picked}
            title={words.t(`return-portal.choose.method.${method}.name`)}
            price={fee(amount)}
            notes={[words.t(`return-portal.choose.method.${method}.note`)]}
          >
            {recommended && (
              <span class="tags">
                <span class="tag">{words.t("return-portal.choose.recommended")}</span>
              </span>
            )}
          </OptionCard>
        ))}
      </fieldset>
    </section>
  );
}

/** What is recommended; where nothing is, the cheapest of those by which goods come back. */
function preselected(methods: ReturnOptions["methods"]) {
  const comesBack = methods.filter(({ method }) => method !== "keep-it" && method !== "donate-it");
  const byFee = (comesBack.length > 0 ? comesBack : methods).toSorted((one, other) => one.fee - other.fee);
  return methods.find(({ recommended }) => recommended) ?? byFee[0];
}
