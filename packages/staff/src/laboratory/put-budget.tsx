import { getProgram, listPrograms, saveProgram } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import { Failure } from "../ui/index.ts";
import { budgetFor, isSameButBudget, type Period, periods, withBudget } from "./budget-of-point.ts";
import { useLaboratoryWords } from "./laboratory-words.ts";
import type { Result, Run } from "./run-types.ts";

interface PutBudgetProps {
  readonly run: Run;
  readonly result: Result;
  readonly draft: string;
  /** What a decision is to cost, minor units. */
  readonly planned: number;
  readonly decisionsPerDay: number | undefined;
}

/** A picked point as a budget for a period, and the way to put it into the program's draft. */
export function PutBudget({ run, result, draft, planned, decisionsPerDay }: PutBudgetProps) {
  const { t } = useTexts();
  const words = useLaboratoryWords(result);
  const asked = run.documents.find((each) => each.draft === draft)?.document;
  const [period, setPeriod] = useState<Period>(asked?.budget?.period ?? "month");
  if (decisionsPerDay === undefined) return <p className="soft">{t("laboratory.budget.no-pace")}</p>;
  const amount = budgetFor(planned, decisionsPerDay, period);
  return (
    <div className="put-budget">
      <h3>{t("laboratory.budget.title")}</h3>
      <NativeSelect
        label={t("laboratory.budget.period")}
        value={period}
        data={periods.map((each) => ({ value: each, label: t(`programs.period.${each}`) }))}
        onChange={({ currentTarget }) => setPeriod(periods.find((each) => each === currentTarget.value) ?? "month")}
      />
      <p className="num">{t("laboratory.budget.amount", { amount: words.budget(amount), period })}</p>
      {amount > 0 && (
        <Put
          program={run.program}
          of={words.draft(draft)}
          asked={asked}
          amount={amount}
          period={period}
          currency={result.currency}
        />
      )}
    </div>
  );
}

interface PutProps {
  readonly program: string;
  /** What the frontier is of, and as it stood when it was asked. */
  readonly of: string;
  readonly asked: ProgramDocument | undefined;
  readonly amount: number;
  readonly period: Period;
  readonly currency: string;
}

function Put({ program: name, of, asked, amount, period, currency }: PutProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // The draft as it is now, which may have been edited since the run was asked for.
  const { data: program } = useQuery({ ...reading(getProgram, { name }), staleTime: 0 });
  const save = useCommand(saveProgram);
  const document = program?.draft?.document ?? program?.document;
  const isOther = document !== undefined && asked !== undefined && !isSameButBudget(asked, document, currency);
  const put = async () => {
    if (program === undefined || document === undefined) return;
    const changed = { currency, ...withBudget(document, amount, period) };
    const input = { name, document: changed, revision: program.revision };
    const answer = await save.mutateAsync(input).catch(() => undefined);
    if (answer === undefined) return;
    queries.setQueryData(reading(getProgram, { name }).queryKey, answer);
    await queries.invalidateQueries({ queryKey: [listPrograms.name] });
    await navigate({ to: "/console/programs/$name/preview", params: { name } });
  };
  return (
    <>
      {isOther && <p>{t("laboratory.budget.other", { of })}</p>}
      {save.isError && <Failure error={save.error} />}
      <Button variant="default" disabled={document === undefined} loading={save.isPending} onClick={() => void put()}>
        {t("laboratory.budget.put")}
      </Button>
      <p className="field-help">{t("laboratory.budget.put-help")}</p>
    </>
  );
}
