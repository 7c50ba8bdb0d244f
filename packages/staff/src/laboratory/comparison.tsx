import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { oneOf } from "../proof/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import { BasisTag } from "./basis-tag.tsx";
import { DraftChanges } from "./draft-changes.tsx";
import { useLaboratoryWords } from "./laboratory-words.ts";
import {
  draftIn,
  type Interval,
  type Measure,
  measuresOf,
  type Result,
  type Run,
  referenceIn,
  type View,
  viewsOf,
} from "./run-types.ts";

type Shown = Partial<Record<Measure, Interval>>;

interface Row {
  readonly key: string;
  readonly name: string;
  readonly basis?: "log" | "simulation";
  readonly figures: Shown | undefined;
  readonly isDraft: boolean;
}

/** All that was compared, figure beside figure, with what was really done and with giving nothing. */
export function Comparison({ run, result }: { run: Run; result: Result }) {
  const { t } = useTexts();
  const words = useLaboratoryWords(result, run.documents);
  const search = useSearch({ from: "/staff/console/laboratory/$run" });
  const navigate = useNavigate({ from: "/console/laboratory/$run" });
  const views = viewsOf(result);
  const view = oneOf<View>(views.length > 0 ? views : ["per-decision"], search.view);
  const measures = measuresOf(run);
  const rows = rowsOf(result, view, words);
  const scales = new Map(measures.map((measure) => [measure, scaleOf(rows, measure)]));
  return (
    <section className="section">
      <h2>{t("laboratory.compare.title")}</h2>
      {views.length > 1 && (
        <fieldset className="switch">
          <legend className="visually-hidden">{t("laboratory.view.title")}</legend>
          {views.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="view"
                checked={each === view}
                onChange={() => void navigate({ search: { ...search, view: each }, replace: true, resetScroll: false })}
              />
              <span>{t(`laboratory.view.${each}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="soft">{t(`laboratory.view.${view}-text`)}</p>
      <table className="table stack laboratory-figures">
        <thead>
          <tr>
            <th scope="col">{t("laboratory.compare.what")}</th>
            {measures.map((measure) => (
              <th key={measure} scope="col" className="n">
                {words.measure(measure)}
                <Definition of={words.measure(measure)}>{t(`laboratory.measure.${measure}-definition`)}</Definition>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.isDraft ? "own" : undefined}>
              <th scope="row">
                {row.name}
                {row.basis !== undefined && <BasisTag basis={row.basis} />}
              </th>
              {measures.map((measure) => (
                <Cell
                  key={measure}
                  measure={measure}
                  interval={row.figures?.[measure]}
                  scale={scales.get(measure)!}
                  words={words}
                  isSum={view === "total"}
                  canProve={row.basis === "log" && view !== "per-decision" && view !== "total"}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Untold result={result} words={words} />
      <DraftChanges run={run} result={result} />
    </section>
  );
}

interface CellProps {
  readonly measure: Measure;
  readonly interval: Interval | undefined;
  readonly scale: { readonly from: number; readonly to: number };
  readonly words: ReturnType<typeof useLaboratoryWords>;
  readonly isSum: boolean;
  /** Whether it is a difference that rests on evidence. */
  readonly canProve: boolean;
}

function Cell({ measure, interval, scale, words, isSum, canProve }: CellProps) {
  const label = words.measure(measure);
  if (interval === undefined)
    return (
      <td data-label={label} className="n">
        –
      </td>
    );
  const isProven = canProve && measure !== "spend" && interval.low > 0;
  return (
    <td data-label={label} className="n">
      <span>{isSum ? words.sum(measure, interval.value) : words.one(measure, interval.value)}</span>
      <IntervalBar interval={interval} {...scale} strong={isProven} />
      <span className="under">{words.interval(measure, interval, isSum)}</span>
    </td>
  );
}

/** Each action for everybody of which the log says nothing. */
function Untold({ result, words }: { result: Result; words: ReturnType<typeof useLaboratoryWords> }) {
  const { t } = useTexts();
  const untold = [...new Set(result.drafts.flatMap(({ references }) => references.untold))];
  if (untold.length === 0) return null;
  return <p className="soft">{t("laboratory.untold", { actions: untold.map(words.action).join(", ") })}</p>;
}

function rowsOf({ drafts }: Result, view: View, words: ReturnType<typeof useLaboratoryWords>): Row[] {
  const own = drafts.map(
    (draft): Row => ({
      ...{ key: draft.draft, name: words.draft(draft.draft), basis: draft.basis, isDraft: true },
      figures: draftIn(view, draft),
    }),
  );
  // References of the first that has figures: what was done and what comes of nothing is the same for all drafts on one log.
  const first = drafts.find(({ outcome }) => outcome.kind === "told") ?? drafts[0];
  if (first === undefined) return own;
  const { done, nothing, constants } = first.references;
  const named = [
    ...(done ? [{ key: "done", name: words.text("laboratory.row.done"), figures: done }] : []),
    ...(nothing ? [{ key: "nothing", name: words.text("laboratory.row.nothing"), figures: nothing }] : []),
    ...constants.map(({ action, figures }) => ({
      ...{
        key: `all ${action}`,
        name: words.text("laboratory.row.constant", { action: words.action(action) }),
        figures,
      },
    })),
  ];
  const references = named.flatMap(({ key, name, figures }): Row[] => {
    const shown = referenceIn(view, figures, first.decisions);
    return shown === undefined ? [] : [{ key: `reference ${key}`, name, figures: shown, isDraft: false }];
  });
  return [...own, ...references];
}

/** One scale for a column, so that its bars can be compared. */
function scaleOf(rows: readonly Row[], measure: Measure): { from: number; to: number } {
  const intervals = rows.flatMap(({ figures }) => figures?.[measure] ?? []);
  return {
    from: Math.min(0, ...intervals.map(({ low }) => low)),
    to: Math.max(0, ...intervals.map(({ high }) => high)),
  };
}
