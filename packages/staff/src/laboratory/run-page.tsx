import { getLaboratoryRun, startLaboratory } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { reading, useCommand } from "../api/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { BetterThanSame } from "./better-than-same.tsx";
import { Comparison } from "./comparison.tsx";
import { DraftNotes } from "./draft-notes.tsx";
import { FrontierSection } from "./frontier-section.tsx";
import { laboratoryCsv } from "./laboratory-csv.ts";
import { useLaboratoryWords } from "./laboratory-words.ts";
import type { Result, Run } from "./run-types.ts";

/** How often it is asked how far a run is. */
const askEveryMs = 1_500;

/** One question to the laboratory: how far it is, and what it found. It can be left and come back to. */
export function RunPage() {
  const { t } = useTexts();
  const { run } = useParams({ from: "/staff/console/laboratory/$run" });
  const query = useQuery({
    ...reading(getLaboratoryRun, { runId: run }),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? askEveryMs : false),
  });
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("laboratory.title")} />
          <Waiting lines={6} height={44} />
        </>
      }
    >
      {(known) => <RunContent run={known} />}
    </Loaded>
  );
}

function isOpen({ state }: Run): boolean {
  return state === "waiting" || state === "running";
}

function RunContent({ run }: { run: Run }) {
  const texts = useTexts();
  const { t } = texts;
  const { title, result, program } = run;
  const words = useLaboratoryWords(result, run.documents);
  return (
    <>
      <PageHead
        title={t("laboratory.title")}
        eyebrow={<Link to="/console/laboratory">{t("laboratory.title")}</Link>}
        heading={t("laboratory.run.heading", { title })}
        lead={
          <>
            {run.drafts.map(words.draft).join(", ")}
            {result !== undefined && <Window result={result} />}
          </>
        }
        actions={
          <>
            <Link to="/console/programs/$name" params={{ name: program }} className="button-link quiet">
              {title}
            </Link>
            {result !== undefined && (
              <Button
                variant="default"
                onClick={() =>
                  saveText(`laboratory-${program}.csv`, "text/csv", toCsv(laboratoryCsv(run, result, texts, words)))
                }
              >
                {t("laboratory.export")}
              </Button>
            )}
          </>
        }
      />
      {isOpen(run) && <Progress run={run} />}
      {run.state === "failed" && <Failed run={run} />}
      {result !== undefined && (
        <>
          <Comparison run={run} result={result} />
          <DraftNotes run={run} result={result} />
          <SimulateInstead run={run} result={result} />
          <BetterThanSame run={run} result={result} />
          <FrontierSection run={run} result={result} />
        </>
      )}
    </>
  );
}

function Window({ result: { window, drafts } }: { result: Result }) {
  const texts = useTexts();
  const most = Math.max(0, ...drafts.map((draft) => draft.decisions));
  if (drafts.every(({ basis }) => basis === "simulation"))
    return <> · {texts.t("laboratory.run.cases", { count: most })}</>;
  if (window === undefined) return null;
  const [from, to] = [texts.date(new Date(window.from)), texts.date(new Date(window.to))];
  const key = from === to ? "laboratory.run.window-day" : "laboratory.run.window";
  return <> · {texts.t(key, { count: most, from, to })}</>;
}

function Progress({ run: { state, progress } }: { run: Run }) {
  const { t } = useTexts();
  const percent = Math.round(100 * progress);
  return (
    <section className="section run-progress" aria-live="polite">
      <h2>{t(`laboratory.state.${state}`, { percent })}</h2>
      <progress
        max={1}
        aria-label={t("laboratory.run.progress")}
        {...(state === "running" && progress > 0 && { value: progress })}
      />
      <p className="soft">{t(`laboratory.run.${state}-text`)}</p>
    </section>
  );
}

/** Asks the same once more, and goes to the run that answers. */
function useAskAgain({ program, drafts }: Run) {
  const navigate = useNavigate();
  const start = useCommand(startLaboratory);
  const ask = async (simulate: boolean) => {
    const answer = await start.mutateAsync({ program, drafts, simulate }).catch(() => undefined);
    if (answer) await navigate({ to: "/console/laboratory/$run", params: { run: answer.runId } });
  };
  return { start, ask };
}

function Failed({ run }: { run: Run }) {
  const { t } = useTexts();
  const { start, ask } = useAskAgain(run);
  return (
    <section className="state state-bad" role="alert">
      <h2>{t("laboratory.failure.title")}</h2>
      <p>{t(`laboratory.failure.${run.failure ?? "unexpected"}`)}</p>
      {start.isError && <Failure error={start.error} />}
      <Button variant="default" loading={start.isPending} onClick={() => void ask(run.simulate)}>
        {t("laboratory.run.ask-again")}
      </Button>
    </section>
  );
}

/** Where the log cannot tell, what is believed can still be played through. */
function SimulateInstead({ run, result }: { run: Run; result: Result }) {
  const { t } = useTexts();
  const { start, ask } = useAskAgain(run);
  const isUntold = result.drafts.some(({ outcome }) => outcome.kind === "refused" && outcome.reason !== "nobody");
  if (!isUntold || run.simulate) return null;
  return (
    <div>
      {start.isError && <Failure error={start.error} />}
      <Button variant="default" loading={start.isPending} onClick={() => void ask(true)}>
        {t("laboratory.run.simulate")}
      </Button>
    </div>
  );
}
