import { NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useId, useMemo } from "react";
import { useTexts } from "../language/index.ts";
import { oneOf } from "../proof/index.ts";
import { Definition } from "../ui/index.ts";
import { BasisTag } from "./basis-tag.tsx";
import { FrontierPlot } from "./frontier-plot.tsx";
import { FrontierTable } from "./frontier-table.tsx";
import { useLaboratoryWords } from "./laboratory-words.ts";
import { PutBudget } from "./put-budget.tsx";
import { type DraftResult, type Measure, measuresOf, type Result, type Run, type Told } from "./run-types.ts";

interface WithFrontier extends DraftResult {
  readonly outcome: Told;
}

/** What more is earned by giving more: a curve to pick a budget from. The pick stands in the address. */
export function FrontierSection({ run, result }: { run: Run; result: Result }) {
  const { t } = useTexts();
  const words = useLaboratoryWords(result, run.documents);
  const search = useSearch({ from: "/staff/console/laboratory/$run" });
  const navigate = useNavigate({ from: "/console/laboratory/$run" });
  const drafts = useMemo(() => result.drafts.filter(hasFrontier), [result]);
  const draft = drafts.find((each) => each.draft === search.of) ?? drafts[0];
  const measures = measuresOf(run).filter((each) => each !== "spend");
  const measure = oneOf<Measure>(measures, search.measure ?? "margin");
  if (draft === undefined) return null;
  const change = (next: Record<string, string>) =>
    void navigate({ search: { ...search, ...next }, replace: true, resetScroll: false });
  const isSingle = draft.outcome.frontier.length < 2;
  return (
    <section className="section">
      <div className="toolbar labelled">
        {result.drafts.length > 1 && (
          <NativeSelect
            label={t("laboratory.frontier.of")}
            value={draft.draft}
            data={drafts.map((each) => ({ value: each.draft, label: words.draft(each.draft) }))}
            onChange={({ currentTarget }) => change({ of: currentTarget.value, point: "" })}
          />
        )}
        {!isSingle && (
          <>
            <NativeSelect
              label={t("laboratory.view.title")}
              value={measure}
              data={measures.map((each) => ({ value: each, label: words.measure(each) }))}
              onChange={({ currentTarget }) => change({ measure: currentTarget.value })}
            />
            <BasisTag basis={draft.basis} />
          </>
        )}
      </div>
      {isSingle ? (
        <p className="soft">{t("laboratory.frontier.single")}</p>
      ) : (
        <Frontier run={run} result={result} draft={draft} measure={measure} onPick={(point) => change({ point })} />
      )}
    </section>
  );
}

function hasFrontier(draft: DraftResult): draft is WithFrontier {
  return draft.outcome.kind === "told" && draft.outcome.frontier.length > 0;
}

interface FrontierProps {
  readonly run: Run;
  readonly result: Result;
  readonly draft: WithFrontier;
  readonly measure: Measure;
  readonly onPick: (point: string) => void;
}

function Frontier({ run, result, draft, measure, onPick }: FrontierProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useLaboratoryWords(result, run.documents);
  const search = useSearch({ from: "/staff/console/laboratory/$run" });
  const slider = useId();
  const { frontier, price, explored = 0, decisionsPerDay = result.decisionsPerDay } = draft.outcome;
  // From little to much, as the picture runs; the draft's own budget is where one begins.
  const points = useMemo(() => frontier.toReversed(), [frontier]);
  const own = nearest(
    points.map((point) => point.price),
    price,
  );
  const asked = Number(search.point);
  const place = search.point !== undefined && search.point !== "" && asked in points ? asked : own;
  const picked = points[place]!;
  const shown = picked.figures[measure].added ?? picked.figures[measure].perDecision;
  const isAdded = draft.outcome.figures[measure].added !== undefined;
  const said = t("laboratory.frontier.picked", {
    spend: words.one("spend", picked.planned),
    measure: words.measure(measure, isAdded),
    value: words.one(measure, shown.value),
    interval: words.interval(measure, shown),
  });
  return (
    <>
      <FrontierPlot points={points} place={place} draft={draft} measure={measure} isAdded={isAdded} words={words} />
      <div className="slider">
        <label htmlFor={slider}>{t("laboratory.frontier.slider")}</label>
        <input
          id={slider}
          type="range"
          min={0}
          max={points.length - 1}
          step={1}
          value={place}
          aria-valuetext={said}
          onChange={({ currentTarget }) => onPick(currentTarget.value)}
        />
        <p className="num">
          <span aria-hidden="true">{said}</span>
          <Definition of={t("laboratory.measure.planned")}>{t("laboratory.measure.planned-definition")}</Definition>
        </p>
        {explored > 0 && (
          <p className="soft num">{t("laboratory.frontier.explored", { explored: words.one("spend", explored) })}</p>
        )}
        <p className="soft num">
          {t("laboratory.frontier.price")}: {texts.number(picked.price, { maximumFractionDigits: 2 })}
          <Definition of={t("laboratory.frontier.price")}>{t("laboratory.frontier.price-definition")}</Definition>
        </p>
      </div>
      <PutBudget
        run={run}
        result={result}
        draft={draft.draft}
        planned={picked.planned}
        decisionsPerDay={decisionsPerDay}
      />
      <FrontierTable points={points} place={place} measure={measure} isAdded={isAdded} words={words} />
    </>
  );
}

function nearest(values: readonly number[], aim: number): number {
  return values.reduce(
    (best, value, place) => (Math.abs(value - aim) < Math.abs(values[best]! - aim) ? place : best),
    0,
  );
}
