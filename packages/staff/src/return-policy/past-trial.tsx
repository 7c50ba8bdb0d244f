import { tryReturnPolicy } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { call } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, Figure, Figures, Waiting } from "../ui/index.ts";
import type { PolicyDocument, TrialPart } from "./policy-types.ts";
import { usePolicyWords } from "./policy-words.ts";
import { TrialExamples } from "./trial-examples.tsx";
import { TrialGroups } from "./trial-groups.tsx";
import { figuresOf, sumOfParts } from "./trial-sum.ts";

const spans = [30, 90, 365, 1_095] as const;

/** What a draft would have made of the returns of the past; figures grow while they are looked at. */
export function PastTrial({ document }: { document: PolicyDocument }) {
  const { t } = useTexts();
  const [within, setWithin] = useState(365);
  const query = useInfiniteQuery({
    queryKey: [tryReturnPolicy.name, document, within],
    queryFn: ({ pageParam, signal }) =>
      call(tryReturnPolicy, { document, within, ...(pageParam !== "" && { cursor: pageParam }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return (
    <section className="section">
      <h2>{t("return-policy.trial.title")}</h2>
      <p className="soft">{t("return-policy.trial.text")}</p>
      <div className="toolbar labelled">
        <NativeSelect
          label={t("return-policy.trial.within")}
          value={String(within)}
          data={spans.map((days) => ({ value: String(days), label: t("common.days", { count: days }) }))}
          onChange={({ currentTarget }) => setWithin(Number(currentTarget.value))}
        />
      </div>
      {query.isError && <Failure error={query.error} onRetry={() => query.fetchNextPage()} />}
      {query.data === undefined ? (
        !query.isError && <Waiting lines={5} height={32} />
      ) : (
        <TrialResult parts={query.data.pages} isComplete={!hasNextPage} />
      )}
    </section>
  );
}

function TrialResult({ parts, isComplete }: { parts: readonly TrialPart[]; isComplete: boolean }) {
  const texts = useTexts();
  const { t } = texts;
  const sum = useMemo(() => sumOfParts(parts), [parts]);
  const [{ currency, assumed } = parts[0]!] = parts;
  const all = sum.groups.find(({ by }) => by === "all");
  if (all === undefined && isComplete)
    return (
      <Empty title={t("return-policy.trial.none")}>
        <p>{t("return-policy.trial.none-text")}</p>
      </Empty>
    );
  return (
    <>
      {!isComplete && (
        <div className="run-progress" aria-live="polite">
          <progress max={Math.max(1, sum.of)} value={sum.seen} aria-label={t("return-policy.trial.progress")} />
          <p className="soft">{t("return-policy.trial.so-far", { seen: sum.seen, of: sum.of })}</p>
        </div>
      )}
      {all !== undefined && <Together all={all} sum={sum} currency={currency} />}
      <Raised raised={sum.raised} currency={currency} />
      <TrialGroups groups={sum.groups} currency={currency} />
      <TrialExamples examples={sum.examples} currency={currency} />
      <details>
        <summary>{t("return-policy.trial.assumed")}</summary>
        <ul className="plain">
          <li>{t("return-policy.trial.assumed-contentment", { share: texts.percent(assumed?.dayWeight ?? 0, 1) })}</li>
          <li>
            {t("return-policy.trial.assumed-days", {
              scan: assumed?.days?.["first-scan"] ?? 0,
              received: assumed?.days?.received ?? 0,
              inspected: assumed?.days?.inspected ?? 0,
            })}
          </li>
          <li>{t("return-policy.trial.assumed-credit", { share: texts.percent(assumed?.creditShare ?? 0) })}</li>
          <li>
            {t("return-policy.trial.assumed-timing", {
              lost: texts.percent(assumed?.lostShare ?? 0, 1),
              interest: texts.percent(assumed?.interest ?? 0, 1),
            })}
          </li>
          <li>{t("return-policy.trial.assumed-same")}</li>
          <li>{t("return-policy.trial.assumed-announced")}</li>
        </ul>
      </details>
    </>
  );
}

interface TogetherProps {
  readonly all: ReturnType<typeof sumOfParts>["groups"][number];
  readonly sum: ReturnType<typeof sumOfParts>;
  readonly currency: string;
}

function Together({ all, sum, currency }: TogetherProps) {
  const texts = useTexts();
  const { t } = texts;
  const figures = figuresOf(all);
  const money = (amount: number) => texts.estimatedMoney({ amount, currency });
  const days = (count: number | undefined) =>
    count === undefined ? "–" : texts.number(count, { maximumFractionDigits: 1 });
  return (
    <>
      <p>
        {t("return-policy.trial.changed", { changed: sum.changed, seen: sum.seen - sum.leftOut })}
        {sum.leftOut > 0 && ` ${t("return-policy.trial.left-out", { count: sum.leftOut })}`}
      </p>
      <Figures>
        <Figure
          label={t(costsLabel(figures.costs))}
          value={money(Math.abs(figures.costs))}
          beside={t("return-policy.trial.costs-parts", {
            fees: money(figures.fees),
            bonus: money(figures.bonus),
            timing: money(figures.timing),
            refused: money(figures.refused),
          })}
          definition={t("return-policy.trial.costs-definition")}
        />
        <Figure
          label={t("return-policy.trial.contentment")}
          value={texts.percent(figures.contentAfter, 1)}
          beside={t("return-policy.trial.now", { value: texts.percent(figures.contentBefore, 1) })}
          definition={t("return-policy.trial.contentment-definition")}
        />
        <Figure
          label={t("return-policy.trial.days")}
          value={days(figures.daysAfter)}
          beside={t("return-policy.trial.now", { value: days(figures.daysBefore) })}
        />
        <Figure
          label={t("return-policy.trial.refused")}
          value={texts.number(all.returns - all.draft.accepted)}
          beside={t("return-policy.trial.now", { value: texts.number(all.returns - all.inForce.accepted) })}
          definition={t("return-policy.trial.refused-definition")}
        />
      </Figures>
    </>
  );
}

/** A sum that rounds to nothing is neither more nor less. */
function costsLabel(costs: number): string {
  if (Math.round(costs) === 0) return "return-policy.trial.costs";
  return costs > 0 ? "return-policy.trial.costs-more" : "return-policy.trial.costs-less";
}

/** What the draft changes of where the law decides; apart from it what is so today already, which is no news of the draft. */
function Raised({ raised, currency }: { raised: TogetherProps["sum"]["raised"]; currency: string }) {
  const { t } = useTexts();
  const words = usePolicyWords(currency);
  const lines = (kind: "added" | "ended" | "same") =>
    raised.flatMap(({ what, [kind]: count }) =>
      count === 0
        ? []
        : [<li key={what}>{t("return-policy.trial.raised-lines", { what: words.own(what), count })}</li>],
    );
  const [added, ended, same] = [lines("added"), lines("ended"), lines("same")];
  return (
    <>
      {added.length > 0 && (
        <div className="note">
          <p>{t("return-policy.trial.raised")}</p>
          <ul className="plain">{added}</ul>
        </div>
      )}
      {ended.length > 0 && (
        <>
          <p>{t("return-policy.trial.raised-ended")}</p>
          <ul className="plain">{ended}</ul>
        </>
      )}
      {added.length + ended.length === 0 && <p className="soft">{t("return-policy.trial.not-raised")}</p>}
      {same.length > 0 && (
        <details>
          <summary>{t("return-policy.trial.raised-same")}</summary>
          <p className="soft">{t("return-policy.trial.raised-same-text")}</p>
          <ul className="plain">{same}</ul>
        </details>
      )}
    </>
  );
}
