import { getProgram, listPrograms, saveProgram } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { ApiProblem, call, reading, useCommand } from "../../api/index.ts";
import { useSaveKey } from "../../keyboard/index.ts";
import { useTexts } from "../../language/index.ts";
import { Failure } from "../../ui/index.ts";
import type { Moment, Program } from "../program-types.ts";
import { Actions } from "./actions-section.tsx";
import { Basics } from "./basics-section.tsx";
import { Guardrails, Learning } from "./bounds-section.tsx";
import { Budget } from "./budget-section.tsx";
import { CheckPanel, showCheckPanel } from "./check-panel.tsx";
import { Conflict } from "./conflict.tsx";
import { documentOf, draftOf, type ProgramDraft } from "./draft.ts";
import { EditingProvider } from "./editing.tsx";
import { Goal } from "./goal-section.tsx";
import { OfferRules } from "./offers-section.tsx";
import { useCheck } from "./use-check.ts";

interface ProgramEditorProps {
  /** What is edited; undefined for a program that has not been saved yet. */
  readonly program: Program | undefined;
  readonly initial: ProgramDraft;
  readonly moments: readonly [Moment, ...Moment[]];
  /** In which sums are shown as long as the program names none. */
  readonly currency: string;
  readonly onSaved: (program: Program, then: "stay" | "preview") => void;
  /** Further buttons beside saving. */
  readonly children?: ReactNode;
}

/** The whole draft on one page: fields, and beside them what the check says of them. */
export function ProgramEditor({ program, initial, moments, currency, onSaved, children }: ProgramEditorProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(program === undefined ? undefined : initial);
  const [revision, setRevision] = useState(program?.revision ?? 0);
  const [theirs, setTheirs] = useState<Program>();
  const save = useCommand(saveProgram);
  const name = program?.name ?? draft.name;
  const { query, isChecking, document } = useCheck(draft, name);
  const faults = useMemo(() => query.data?.faults ?? [], [query.data]);
  const shownCurrency = isCurrency(draft.currency) ? draft.currency : currency;
  const moment = moments.find((each) => each.name === draft.moment) ?? moments[0];
  const isDirty = saved !== undefined ? !isSame(draft, saved) : !isSame(draft, initial);
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && current.pathname !== next.pathname && !save.isPending && !window.confirm(t("programs.editor.leave")),
    enableBeforeUnload: () => isDirty,
  });

  const submit = async (then: "stay" | "preview", over = revision) => {
    try {
      const answer = await save.mutateAsync({ name, document, revision: over });
      setRevision(answer.revision);
      setSaved(draft);
      setTheirs(undefined);
      queries.setQueryData(reading(getProgram, { name }).queryKey, answer);
      await queries.invalidateQueries({ queryKey: [listPrograms.name] });
      onSaved(answer, then);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.slug !== "draft-changed") return;
      setTheirs(await call(getProgram, { name }).catch(() => undefined));
    }
  };
  const takeTheirs = (given: Program) => {
    const document = given.draft?.document ?? given.document;
    const fresh = document === undefined ? initial : draftOf(document);
    setDraft(fresh);
    setSaved(fresh);
    setRevision(given.revision);
    setTheirs(undefined);
    save.reset();
  };
  const hasDraft = program?.hasDraft === true;
  // A copy is new as it stands, and publishing a retired program again as it was brings it back.
  const isWorthSaving = isDirty || program === undefined || (program.retiredAt !== undefined && !hasDraft);
  const canSave = faults.length === 0 && !isChecking && name !== "" && !save.isPending;
  useSaveKey(() => {
    if (canSave && isWorthSaving) void submit("stay");
  });

  const isTaken = program === undefined && theirs?.name === name;
  return (
    <EditingProvider
      draft={draft}
      change={(change) => setDraft((now) => ({ ...now, ...change }))}
      moment={moment}
      currency={shownCurrency}
      published={program?.document}
      faults={isTaken ? [{ field: "name", message: t("programs.fault.name-taken") }, ...faults] : faults}
    >
      {theirs !== undefined && program !== undefined && (
        <Conflict
          theirs={theirs}
          mine={document}
          currency={shownCurrency}
          onTakeTheirs={() => takeTheirs(theirs)}
          onKeepMine={() => void submit("stay", theirs.revision)}
        />
      )}
      {save.isError && theirs === undefined && <Failure error={save.error} />}
      <div className="editor">
        <form className="editor-fields" onSubmit={(event) => event.preventDefault()} noValidate>
          <Basics moments={moments} isNew={program === undefined} />
          <Actions />
          <Goal />
          <Budget />
          <Guardrails />
          <OfferRules />
          <Learning />
        </form>
        <CheckPanel query={query} isChecking={isChecking} draft={draft} currency={shownCurrency} />
      </div>
      <div className="save-bar">
        <p>
          <span role="status">
            {t(statusOf({ faults: faults.length, isChecking, isDirty, isNew: saved === undefined }))}
          </span>{" "}
          <button type="button" className="text-button to-check" onClick={showCheckPanel}>
            {t("programs.check.title")}
          </button>
        </p>
        {children}
        <Button
          variant="default"
          disabled={!canSave || !isWorthSaving}
          loading={save.isPending}
          onClick={() => void submit("stay")}
        >
          {t("programs.editor.save")}
        </Button>
        <Button
          disabled={!canSave || !(isWorthSaving || hasDraft)}
          onClick={() =>
            isWorthSaving || program === undefined ? void submit("preview") : onSaved(program, "preview")
          }
        >
          {t("programs.editor.preview")}
        </Button>
      </div>
    </EditingProvider>
  );
}

interface Status {
  readonly faults: number;
  readonly isChecking: boolean;
  readonly isDirty: boolean;
  readonly isNew: boolean;
}

function statusOf({ faults, isChecking, isDirty, isNew }: Status): string {
  if (isChecking) return "programs.check.checking";
  if (faults > 0) return "programs.editor.faulty";
  return isDirty || isNew ? "programs.editor.unsaved" : "programs.editor.saved";
}

/** Three capitals that the language's formats accept; a draft may hold anything for a moment. */
function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

function isSame(one: ProgramDraft, other: ProgramDraft): boolean {
  return JSON.stringify(documentOf(one)) === JSON.stringify(documentOf(other));
}
