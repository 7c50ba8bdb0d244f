import {
  comparePrograms,
  discardReturnPolicyDraft,
  getReturnPolicyDraft,
  saveReturnPolicyDraft,
} from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { ApiProblem, call, reading, useCommand } from "../../api/index.ts";
import { useSaveKey } from "../../keyboard/index.ts";
import { useTexts } from "../../language/index.ts";
import { ChangeTable, ConfirmDialog, Failure, Loaded, Waiting } from "../../ui/index.ts";
import { comparable } from "../comparable.ts";
import type { Draft, PolicyDocument } from "../policy-types.ts";
import { usePolicyWords } from "../policy-words.ts";
import { CheckPanel } from "./check-panel.tsx";
import { documentOf, draftOf } from "./draft.ts";
import { EditingContext } from "./editing.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyText } from "./policy-text.tsx";
import { useCheck } from "./use-check.ts";

interface PolicyEditorProps {
  readonly draft: Draft;
  /** What holds, with which a draft begins. */
  readonly standing: PolicyDocument;
  readonly currency: string;
}

/** The whole draft, as fields or as text, with what the check says of it beside it. */
export function PolicyEditor({ draft: opened, standing, currency }: PolicyEditorProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [known, setKnown] = useState(opened);
  const [draft, setDraft] = useState(() => draftOf(opened.document ?? standing));
  const [saved, setSaved] = useState(() => JSON.stringify(documentOf(draft)));
  /** As it is typed, while the text is what is edited. */
  const [text, setText] = useState<string>();
  const [theirs, setTheirs] = useState<Draft>();
  const save = useCommand(saveReturnPolicyDraft);
  const discard = useCommand(discardReturnPolicyDraft);
  const document = useMemo(() => (text === undefined ? documentOf(draft) : readText(text)), [draft, text]);
  const { query, isChecking } = useCheck(document);
  const faults = useMemo(() => query.data?.faults ?? [], [query.data]);
  const byPath = useMemo(() => new Map(faults.toReversed().map((fault) => [fault.path, fault])), [faults]);
  const isDirty = JSON.stringify(document) !== saved;
  const isSound = faults.length === 0 && !isChecking && document !== undefined;
  const hasDraft = known.document !== undefined;

  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && current.pathname !== next.pathname && !save.isPending && !window.confirm(t("programs.editor.leave")),
    enableBeforeUnload: () => isDirty,
  });

  const submit = async (then: "stay" | "preview", over = known.revision) => {
    try {
      const input = { document: document as PolicyDocument, madeFrom: known.madeFrom, revision: over };
      const answer = await save.mutateAsync(input);
      setKnown(answer);
      setSaved(JSON.stringify(document));
      setTheirs(undefined);
      queries.setQueryData(reading(getReturnPolicyDraft, {}).queryKey, answer);
      if (then === "preview") await navigate({ to: "/console/return-policy/preview", ignoreBlocker: true });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.slug !== "return-policy-draft-changed") return;
      setTheirs(await call(getReturnPolicyDraft, {}).catch(() => undefined));
    }
  };
  const take = (given: Draft) => {
    const fresh = draftOf(given.document ?? standing);
    setKnown(given);
    setDraft(fresh);
    setText(undefined);
    setSaved(JSON.stringify(documentOf(fresh)));
    setTheirs(undefined);
    save.reset();
  };
  useSaveKey(() => {
    if (isSound && isDirty) void submit("stay");
  });
  /** Fields can show what is whole; conditions may still make no sense. */
  const isWhole = document !== undefined && !isChecking && faults.every(({ path }) => path.endsWith("/when"));

  return (
    <EditingContext value={{ currency, facts: known.facts, faults: byPath }}>
      {theirs !== undefined && (
        <Conflict
          theirs={theirs.document ?? standing}
          mine={document as PolicyDocument}
          currency={currency}
          onTakeTheirs={() => take(theirs)}
          onKeepMine={() => void submit("stay", theirs.revision)}
        />
      )}
      {save.isError && theirs === undefined && <Failure error={save.error} />}
      <EditAs
        isText={text !== undefined}
        canShowForm={isWhole}
        onForm={() => {
          if (text !== undefined) setDraft(draftOf(document as PolicyDocument));
          setText(undefined);
        }}
        onText={() => setText((now) => now ?? JSON.stringify(documentOf(draft), null, 2))}
      />
      <div className="editor">
        {text === undefined ? (
          <PolicyForm draft={draft} onChange={setDraft} />
        ) : (
          <PolicyText text={text} isReadable={document !== undefined} onChange={setText} />
        )}
        <CheckPanel query={query} isChecking={isChecking} currency={currency} />
      </div>
      <div className="save-bar">
        <p role="status">{t(statusOf({ isSound, isChecking, isDirty: isDirty || !hasDraft }))}</p>
        {hasDraft && (
          <ConfirmDialog
            title={t("programs.discard.title")}
            text={t("programs.discard.text")}
            action={t("programs.discard.submit")}
            onConfirm={async () => {
              const answer = await discard.mutateAsync({ revision: known.revision });
              queries.setQueryData(reading(getReturnPolicyDraft, {}).queryKey, answer);
              await navigate({ to: "/console/return-policy", ignoreBlocker: true });
            }}
            open={(ask) => (
              <Button variant="subtle" onClick={ask}>
                {t("programs.discard.submit")}
              </Button>
            )}
          />
        )}
        <Button
          variant="default"
          disabled={!isSound || !isDirty}
          loading={save.isPending}
          onClick={() => void submit("stay")}
        >
          {t("programs.editor.save")}
        </Button>
        <Button
          disabled={!isSound || !(isDirty || hasDraft)}
          onClick={() => (isDirty ? void submit("preview") : void navigate({ to: "/console/return-policy/preview" }))}
        >
          {t("programs.editor.preview")}
        </Button>
      </div>
    </EditingContext>
  );
}

interface EditAsProps {
  readonly isText: boolean;
  readonly canShowForm: boolean;
  readonly onForm: () => void;
  readonly onText: () => void;
}

/** The same draft as fields or as text. */
function EditAs({ isText, canShowForm, onForm, onText }: EditAsProps) {
  const { t } = useTexts();
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{t("return-policy.edit-as")}</legend>
      <label>
        <input type="radio" name="edit-as" checked={!isText} disabled={isText && !canShowForm} onChange={onForm} />
        <span>{t("return-policy.as-form")}</span>
      </label>
      <label>
        <input type="radio" name="edit-as" checked={isText} onChange={onText} />
        <span>{t("return-policy.as-text")}</span>
      </label>
    </fieldset>
  );
}

function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Status {
  readonly isSound: boolean;
  readonly isChecking: boolean;
  readonly isDirty: boolean;
}

function statusOf({ isSound, isChecking, isDirty }: Status): string {
  if (isChecking) return "programs.check.checking";
  if (!isSound) return "programs.editor.faulty";
  return isDirty ? "programs.editor.unsaved" : "programs.editor.saved";
}

interface ConflictProps {
  readonly theirs: PolicyDocument;
  readonly mine: PolicyDocument;
  readonly currency: string;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Somebody else was quicker: nothing is lost, what differs is shown, and a person decides. */
function Conflict({ theirs, mine, currency, onTakeTheirs, onKeepMine }: ConflictProps) {
  const { t } = useTexts();
  const words = usePolicyWords(currency);
  const query = useQuery(reading(comparePrograms, { before: comparable(theirs), after: comparable(mine) }));
  return (
    <section className="conflict" role="alert">
      <h2>{t("programs.conflict.title")}</h2>
      <p>{t("programs.conflict.kept")}</p>
      <Loaded query={query} waiting={<Waiting lines={3} />}>
        {({ changes }) => (
          <ChangeTable
            changes={changes}
            words={words}
            before={t("programs.conflict.theirs")}
            after={t("programs.conflict.mine")}
          />
        )}
      </Loaded>
      <div className="dialog-actions">
        <Button variant="default" onClick={onTakeTheirs}>
          {t("programs.conflict.take-theirs")}
        </Button>
        <Button onClick={onKeepMine}>{t("programs.conflict.keep-mine")}</Button>
      </div>
    </section>
  );
}
