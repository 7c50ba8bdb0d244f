import { discardProgramDraft, getProgram, getRetailer, listMoments, listPrograms } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { reading, useCommand } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { ConfirmDialog, Empty, Loaded, PageHead, Waiting } from "../../ui/index.ts";
import type { Moment, Program } from "../program-types.ts";
import { draftOf } from "./draft.ts";
import { newDraft } from "./new-draft.ts";
import { ProgramEditor } from "./program-editor.tsx";

/** Edits a program's draft; where there is none, one begins as what is published, or as a new program does. */
export function EditProgramPage() {
  const { name } = useParams({ from: "/staff/console/programs/$name/edit" });
  // What is opened is what is saved now, not what was read some time ago.
  const program = useQuery({ ...reading(getProgram, { name }), staleTime: 0, refetchOnReconnect: false });
  const moments = useQuery(reading(listMoments, {}));
  const retailer = useQuery(reading(getRetailer, {}));
  return (
    <Loaded query={moments} waiting={<EditorWaiting />}>
      {({ items }) => (
        <Loaded query={retailer} waiting={<EditorWaiting />}>
          {({ currency }) => (
            <Loaded page query={program} waiting={<EditorWaiting />}>
              {(known) =>
                program.isFetchedAfterMount ? (
                  <EditProgram program={known} moments={items} currency={currency} />
                ) : (
                  <EditorWaiting />
                )
              }
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

export function EditorWaiting() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("programs.title")} />
      <Waiting lines={8} height={44} />
    </>
  );
}

interface EditProgramProps {
  readonly program: Program;
  readonly moments: readonly Moment[];
  readonly currency: string;
}

function EditProgram({ program, moments: [first, ...rest], currency }: EditProgramProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { name, title } = program;
  // What the page was opened with: the editor itself keeps what is typed, also when the query is read again.
  const [initial] = useState(() => {
    const document = program.draft?.document ?? program.document;
    if (document !== undefined) return draftOf(document);
    // Its only draft was discarded, and nothing but its name remains: it begins anew.
    const moment = [first, ...rest].find((each) => each?.name === program.moment) ?? first;
    return moment && { ...newDraft(moment, currency), name };
  });
  if (first === undefined || initial === undefined) return <Empty title={t("programs.new.no-moment")} />;
  return (
    <>
      <PageHead
        title={t("programs.editor.title", { title })}
        eyebrow={
          <Link to="/console/programs/$name" params={{ name }}>
            {title}
          </Link>
        }
        heading={t("programs.editor.heading")}
        lead={t("programs.editor.lead")}
      />
      <ProgramEditor
        program={program}
        initial={initial}
        moments={[first, ...rest]}
        currency={currency}
        onSaved={(_, then) => {
          if (then === "preview") void navigate({ to: "/console/programs/$name/preview", params: { name } });
        }}
      >
        {program.hasDraft && <Discard program={program} />}
      </ProgramEditor>
    </>
  );
}

function Discard({ program: { name, published } }: { program: Program }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const discard = useCommand(discardProgramDraft);
  const submit = async () => {
    const answer = await discard.mutateAsync({ name });
    queries.setQueryData(reading(getProgram, { name }).queryKey, answer);
    await queries.invalidateQueries({ queryKey: [listPrograms.name] });
    await navigate({ to: "/console/programs/$name", params: { name }, ignoreBlocker: true });
  };
  return (
    <ConfirmDialog
      title={t("programs.discard.title")}
      text={t(published === undefined ? "programs.discard.text-unpublished" : "programs.discard.text")}
      action={t("programs.discard.submit")}
      onConfirm={submit}
      open={(ask) => (
        <Button variant="subtle" onClick={ask}>
          {t("programs.discard.submit")}
        </Button>
      )}
    />
  );
}
