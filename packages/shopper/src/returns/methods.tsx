import type { PageContext, ReturnOptions } from "../views.ts";
import { OptionCard } from "./option-card.tsx";
import { recommendedFirst } from "./recommended-first.ts";

type Method = ReturnOptions["methods"][number];

interface OptionsProps extends Pick<PageContext, "words"> {
  readonly options: Pick<ReturnOptions, "methods" | "currency">;
  /** What was chosen in a form that has to be shown again. */
  readonly chosen: string | undefined;
}

/** How goods go back, each with its price, how long it takes and what it emits. */
export function Methods({ words, options, chosen }: OptionsProps) {
  const price = (amount: number) =>
    amount === 0 ? words.t("return-portal.choose.free") : words.money({ amount, currency: options.currency });
  const picked = chosen ?? preselected(options.methods)?.method;
  const sources = new Set(options.methods.flatMap(({ carbon }) => (carbon && carbon.grams > 0 ? [carbon.source] : [])));
  return (
    <section>
      <h2 id="how">{words.t("return-portal.choose.how")}</h2>
      <fieldset class="options" aria-labelledby="how">
        {recommendedFirst(options.methods).map((option) => (
          <OptionCard
            key={option.method}
            name="method"
            value={option.method}
            checked={option.method === picked}
            title={words.t(`return-portal.choose.method.${option.method}.name`)}
            price={price(option.fee)}
            notes={notesOf(words, option)}
          >
            {option.recommended && (
              <span class="tags">
                <span class="tag">{words.t("return-portal.choose.recommended")}</span>
              </span>
            )}
          </OptionCard>
        ))}
      </fieldset>
      {[...sources].map((source) => (
        <p key={source} class="small soft note-below">
          {words.t(`return-labels.carbon.${source}`)}
        </p>
      ))}
    </section>
  );
}

function notesOf(words: PageContext["words"], { method, fee, carrier, boxless, days, carbon }: Method): string[] {
  const isCarried = days !== undefined && days.latest > 0;
  return [
    words.t(`return-portal.choose.method.${method}.note`),
    ...(fee > 0 ? [words.t("return-portal.choose.fee-note")] : []),
    ...(isCarried && boxless ? [words.t("return-portal.choose.boxless")] : []),
    [
      ...(carrier === undefined ? [] : [carrier]),
      ...(isCarried ? [words.t("return-portal.choose.days", { ...days })] : []),
      ...(carbon && carbon.grams > 0 ? [words.t("return-portal.choose.carbon", { grams: rounded(carbon.grams) })] : []),
    ].join(" · "),
  ].filter((note) => note !== "");
}

/** To ten grams: a reckoning with round distances is worth no more. */
function rounded(grams: number): number {
  return grams < 10 ? Math.round(grams) : Math.round(grams / 10) * 10;
}

/** What is recommended; where nothing is, the cheapest of those by which goods come back. */
function preselected(methods: readonly Method[]): Method | undefined {
  const comesBack = methods.filter(({ method }) => method !== "keep-it" && method !== "donate-it");
  const byFee = (comesBack.length > 0 ? comesBack : methods).toSorted((one, other) => one.fee - other.fee);
  return methods.find(({ recommended }) => recommended) ?? byFee[0];
}
