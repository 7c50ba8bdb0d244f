import { useTexts } from "../language/index.ts";
import { ShareBar } from "../ui/index.ts";
import { BasisTag } from "./basis-tag.tsx";
import { useLaboratoryWords } from "./laboratory-words.ts";
import type { DraftResult, Result, Run } from "./run-types.ts";

/** For each draft what it would give, how far the log can tell, and what to bear in mind. */
export function DraftNotes({ run, result }: { run: Run; result: Result }) {
  const words = useLaboratoryWords(result, run.documents);
  return (
    <div className={result.drafts.length > 1 ? "two even" : ""}>
      {result.drafts.map((draft) => (
        <section key={draft.draft} className="section">
          <h2>
            {words.draft(draft.draft)}
            <BasisTag basis={draft.basis} />
          </h2>
          <Notes draft={draft} />
          <Shares draft={draft} words={words} />
        </section>
      ))}
    </div>
  );
}

function Notes({ draft }: { draft: DraftResult }) {
  const texts = useTexts();
  const { t, has } = texts;
  const { basis, simulatedBecause, decisions, concerned, outcome, unknownFacts, caveats } = draft;
  const { coverage } = outcome;
  // Of weights that do not come to 1, an effective sample means nothing.
  const saysHowMuch = outcome.kind === "told" || outcome.reason === "effective-sample";
  const factName = (name: string) => {
    const key = `programs.fact.${name.replaceAll("_", "-")}`;
    return has(key) ? t(key) : name;
  };
  return (
    <>
      {outcome.kind === "refused" && (
        <p className="note">
          <strong>{t("laboratory.refused.title")}.</strong> {t(`laboratory.refused.${outcome.reason}`)}
        </p>
      )}
      <ul className="plain">
        {simulatedBecause !== undefined && <li>{t(`laboratory.simulated.${simulatedBecause}`)}</li>}
        {concerned < decisions && <li>{t("laboratory.concerned", { concerned, decisions })}</li>}
        {basis === "log" && coverage !== undefined && saysHowMuch && (
          <li>{t("laboratory.coverage", { count: Math.round(coverage.effectiveSample) })}</li>
        )}
        {coverage !== undefined && coverage.neverPossible > 0.0005 && (
          <li>{t("laboratory.coverage.impossible", { share: texts.percent(coverage.neverPossible, 1) })}</li>
        )}
        {unknownFacts.length > 0 && (
          <li>{t("laboratory.unknown-facts", { facts: unknownFacts.map(factName).join(", ") })}</li>
        )}
        {caveats.map((caveat) => (
          <li key={caveat}>{t(`laboratory.caveat.${caveat}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Shares({ draft, words }: { draft: DraftResult; words: ReturnType<typeof useLaboratoryWords> }) {
  const texts = useTexts();
  return (
    <>
      <h3>{texts.t("laboratory.shares.title")}</h3>
      <dl className="facts shares">
        {draft.outcome.shares.map(({ action, share }) => (
          <div key={action}>
            <dt>
              {words.action(action)}
              <ShareBar share={share} />
            </dt>
            <dd className="num">{texts.percent(share, 1)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
