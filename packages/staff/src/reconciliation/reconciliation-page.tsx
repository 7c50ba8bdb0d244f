import { type ContractOutput, reconciliationReport, runReconciliation } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, Figure, Figures, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { type Report, useRefreshDifferences } from "./difference-words.ts";
import { Differences } from "./differences.tsx";
import { KindTable } from "./kind-table.tsx";

/** How often it is asked whether a comparison has ended. */
const askAgainMs = 2_000;

type Run = NonNullable<ContractOutput<typeof reconciliationReport>["last"]>;

/** Whether the books agree with everything that must agree with them, and what does not. */
export function ReconciliationPage() {
  const { t } = useTexts();
  const refresh = useRefreshDifferences();
  const query = useQuery({
    ...reading(reconciliationReport, {}),
    refetchInterval: ({ state }) => (state.data?.current === undefined ? false : askAgainMs),
  });
  const start = useCommand(runReconciliation);
  const current = query.data?.current;
  // What a comparison has found is read when it has ended.
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && current === undefined) void refresh();
    wasRunning.current = current !== undefined;
  }, [current, refresh]);
  return (
    <>
      <PageHead
        title={t("reconciliation.title")}
        lead={t("reconciliation.lead")}
        actions={
          <Button
            loading={start.isPending}
            disabled={current !== undefined}
            onClick={() => void start.mutateAsync({}).then(refresh, () => undefined)}
          >
            {t(current === undefined ? "reconciliation.run-now" : "reconciliation.running")}
          </Button>
        }
      />
      {start.isError && <Failure error={start.error} />}
      <Loaded query={query} waiting={<Waiting lines={4} height={40} />}>
        {(report) => (report.last === undefined ? <NeverCompared /> : <Compared report={report} last={report.last} />)}
      </Loaded>
      <Differences />
    </>
  );
}

function NeverCompared() {
  const { t } = useTexts();
  return (
    <Empty title={t("reconciliation.never")}>
      <p>{t("reconciliation.never-text")}</p>
    </Empty>
  );
}

function Compared({ report, last }: { report: Report; last: Run }) {
  const texts = useTexts();
  const { t } = texts;
  const when = texts.dateTime(new Date(last.finishedAt ?? last.askedAt));
  const open = report.open.reduce((sum, { differences }) => sum + differences, 0);
  return (
    <>
      <p className="soft" role="status">
        {t(last.state === "failed" ? "reconciliation.last-failed" : "reconciliation.last", { when })}
      </p>
      <Figures>
        <Figure label={t("reconciliation.open")} value={texts.number(open)} />
        <Figure label={t("reconciliation.explained")} value={texts.number(report.explained)} />
        {last.tookMs !== undefined && (
          <Figure
            label={t("reconciliation.took")}
            value={t("reconciliation.milliseconds", { ms: texts.number(last.tookMs) })}
          />
        )}
      </Figures>
      {last.unasked?.map(({ provider, failure }) => (
        <p key={provider} className="note" role="alert">
          {t("reconciliation.unasked", { provider, failure })}
        </p>
      ))}
      {(last.caughtUp ?? 0) > 0 && <p>{t("reconciliation.caught-up", { count: last.caughtUp ?? 0 })}</p>}
      {report.open.length > 0 ? <KindTable open={report.open} /> : <Agrees last={last} />}
    </>
  );
}

function Agrees({ last: { compared, state } }: { last: Run }) {
  const { t } = useTexts();
  if (state !== "done" || compared === undefined) return null;
  const { refunds, entries, returnedLines: lines, providerRefunds: provider } = compared;
  return (
    <Empty title={t("reconciliation.agrees")}>
      <p>{t("reconciliation.agrees-text", { refunds, entries, lines, provider })}</p>
    </Empty>
  );
}
