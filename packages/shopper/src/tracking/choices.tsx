import type { PageContext, Remedy } from "../views.ts";
import { sentences } from "./window-words.ts";

type Words = PageContext["words"];
type Option = Remedy["options"][number];

interface ChoicesProps {
  readonly words: Words;
  readonly remedy: Remedy;
}

interface OpenChoicesProps extends Omit<ChoicesProps, "remedy"> {
  readonly remedy: Remedy | undefined;
  /** When the page was made, as an instant. */
  readonly asOf: string;
}

/** What the shopper can choose where a delivery is in trouble, by a plain form; and what was chosen, until it has come to its end. */
export function Choices({ words, remedy, asOf }: OpenChoicesProps) {
  if (remedy === undefined) return null;
  if (remedy.state === "withdrawn") return <p class="notice">{words.t("tracking.choice.withdrawn")}</p>;
  if (remedy.state === "offered") return <Offered words={words} remedy={remedy} asOf={asOf} />;
  return <Chosen words={words} remedy={remedy} />;
}

function Offered({ words, remedy, asOf }: ChoicesProps & { readonly asOf: string }) {
  const { options, withoutAnswer, law, answerBy } = remedy;
  if (options.length === 0) return null;
  if (options.every(({ kind, byLaw }) => kind === "wait" && !byLaw)) return <Watched words={words} remedy={remedy} />;
  const unasked = options.find(({ option }) => option === withoutAnswer);
  const { silence, silenceUntil } = law ?? {};
  const notes = [
    ...(asOf < answerBy ? [words.t("tracking.choice.until", { at: words.dateTime(new Date(answerBy), "long") })] : []),
    ...(unasked ? [words.t("tracking.choice.without", { name: unasked.name })] : []),
    ...(silence !== undefined && silenceUntil !== undefined
      ? [words.t(`tracking.choice.silence.${silence}`, { day: words.date(silenceUntil, "long") })]
      : []),
  ];
  return (
    <section>
      <h2 id="choices">{words.t("tracking.choice.title")}</h2>
      <Period words={words} remedy={remedy} />
      <ChoiceForm words={words} remedy={remedy} options={options} />
      {notes.length > 0 && <p class="small soft note-below">{sentences(words, notes)}</p>}
    </section>
  );
}

/** Where waiting is all there is, nobody is asked: one answer is no choice. */
function Watched({ words, remedy }: ChoicesProps) {
  return (
    <section>
      <h2>{words.t("tracking.choice.made")}</h2>
      <Period words={words} remedy={remedy} />
      <p>{words.t("tracking.choice.watching")}</p>
    </section>
  );
}

/** One is picked from the start only where it is proposed, or was chosen and can still be changed. */
function ChoiceForm({ words, remedy, options }: ChoicesProps & { readonly options: readonly Option[] }) {
  const picked = remedy.chosen ?? options.find(({ recommended }) => recommended)?.option;
  return (
    <form class="choices" method="post" action={`/orders/${remedy.orderId}/choice`}>
      <fieldset aria-labelledby="choices">
        {options.map(({ option, name, text, byLaw }) => (
          <label class="choice" key={option}>
            <input type="radio" name="option" value={option} required checked={option === picked} />
            <span>
              <b>{name}</b>
              {text !== name && <span class="small soft">{text}</span>}
              {byLaw && <span class="tag">{words.t("tracking.choice.by-law")}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <button class="button" type="submit">
        {words.t("tracking.choice.confirm")}
      </button>
    </form>
  );
}

function Chosen({ words, remedy }: ChoicesProps) {
  const { options, chosen, chosenAt, chosenBy, result } = remedy;
  const done = options.find(({ option }) => option === chosen);
  const still = options.filter(({ option }) => option !== chosen);
  return (
    <section>
      {done && (
        <>
          <h2>{words.t("tracking.choice.made")}</h2>
          <div class="card chosen">
            <p>
              <b>{done.name}</b>
            </p>
            {done.text !== done.name && <p>{done.text}</p>}
            {result && <p>{words.t(`tracking.choice.result.${result.state}`)}</p>}
            {result?.code !== undefined && <p class="num">{codeOf(words, result.code, result.expiresAt)}</p>}
            <Period words={words} remedy={remedy} />
            {chosenBy !== undefined && chosenAt !== undefined && (
              <p class="small soft">
                {words.t(`tracking.choice.by.${chosenBy}`, { day: words.date(new Date(chosenAt), "long") })}
              </p>
            )}
          </div>
        </>
      )}
      {still.length > 0 && (
        <>
          <h2 id="choices" class="besides">
            {words.t("tracking.choice.still")}
          </h2>
          <ChoiceForm words={words} remedy={remedy} options={still} />
        </>
      )}
    </section>
  );
}

function Period({ words, remedy: { additionalPeriodUntil } }: ChoicesProps) {
  if (additionalPeriodUntil === undefined) return null;
  return <p>{words.t("tracking.choice.period", { day: words.date(additionalPeriodUntil, "long") })}</p>;
}

function codeOf(words: Words, code: string, expiresAt: string | undefined): string {
  if (expiresAt === undefined) return words.t("tracking.choice.code", { code });
  return words.t("tracking.choice.code-until", { code, day: words.date(new Date(expiresAt), "long") });
}
