import {
  type ContractOutput,
  getProgram,
  getRetailer,
  previewPublication,
  publishProgramDraft,
} from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ApiProblem, reading, useCommand } from "../api/index.ts";
import { editLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ProgramChanges } from "./program-changes.tsx";
import { ProgramSummary } from "./program-summary.tsx";
import type { Program, ProgramDocument } from "./program-types.ts";
import { TrialResult } from "./trial-table.tsx";

type Preview = ContractOutput<typeof previewPublication>;

/** The second look before a draft decides: what would change, in the document and for real shoppers. */
export function PreviewPage() {
  const { t } = useTexts();
  const { name } = useParams({ from: "/staff/console/programs/$name/preview" });
  const program = useQuery(reading(getProgram, { name }));
  // Asked anew each time: it stands for what is drafted at this moment.
  const preview = useQuery({ ...reading(previewPublication, { name }), staleTime: 0, gcTime: 0 });
  if (preview.error instanceof ApiProblem && preview.error.slug === "no-draft") {
    return (
      <>
        <PageHead title={t("programs.preview.title")} />
        <Empty title={t("programs.preview.no-draft")}>
          <Link to="/console/programs/$name" params={{ name }}>
            {t("programs.preview.back")}
          </Link>
        </Empty>
      </>
    );
  }
  return (
    <Loaded page query={program} waiting={<PreviewWaiting />}>
      {(known) => (
        <Loaded query={preview} waiting={<PreviewWaiting />}>
          {(data) => <PreviewContent key={data.token} program={known} preview={data} onOutdated={preview.refetch} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function PreviewWaiting() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("programs.preview.title")} />
      <Waiting lines={6} height={36} />
    </>
  );
}

interface PreviewContentProps {
  readonly program: Program;
  readonly preview: Preview;
  readonly onOutdated: () => unknown;
}

function PreviewContent({ program, preview, onOutdated }: PreviewContentProps) {
  const { t } = useTexts();
  const { name, title, document, draft, published } = program;
  const { data: retailer } = useQuery(reading(getRetailer, {}));
  const currency = draft?.document.currency ?? document?.currency ?? retailer?.currency;
  const standing =
    published === undefined
      ? t("programs.changes.before")
      : t("programs.preview.standing", { version: published.version });
  return (
    <>
      <PageHead
        title={t("programs.preview.title")}
        eyebrow={
          <Link to="/console/programs/$name" params={{ name }}>
            {title}
          </Link>
        }
        heading={
          published === undefined
            ? t("programs.preview.heading-new")
            : t("programs.preview.heading", { count: preview.changes.length })
        }
        actions={
          <>
            <Link to="/console/laboratory" search={{ program: name }} className="button-link quiet">
              {t("laboratory.from-program")}
            </Link>
            <Link to="/console/programs/$name/edit" params={{ name }} className="button-link quiet" {...editLink}>
              {t("programs.edit-draft")}
            </Link>
          </>
        }
      />
      {published === undefined ? (
        <ProgramSummary document={wholeOf(preview)} currency={currency} />
      ) : (
        <section className="section">
          <h2>{t("programs.changes.title")}</h2>
          <ProgramChanges
            changes={preview.changes}
            currency={currency}
            before={standing}
            after={t("programs.preview.drafted")}
          />
        </section>
      )}
      <section className="section">
        <h2>{t("programs.preview.shoppers")}</h2>
        {preview.standing !== undefined && <p className="soft">{t("programs.preview.shoppers-text")}</p>}
        <div className={preview.standing === undefined ? "" : "two even"}>
          {preview.standing !== undefined && document !== undefined && (
            <div className="section">
              <h3>{standing}</h3>
              <TrialResult
                trial={preview.standing}
                actions={document.actions}
                currency={document.currency ?? currency}
              />
            </div>
          )}
          <div className="section">
            <h3>{t("programs.preview.drafted")}</h3>
            <TrialResult trial={preview.drafted} actions={draft?.document.actions ?? []} currency={currency} />
          </div>
        </div>
      </section>
      <Publish name={name} preview={preview} onOutdated={onOutdated} />
    </>
  );
}

/** Before the first publication everything is a change: together they are the document that the preview stands for. */
function wholeOf({ changes }: Preview): ProgramDocument {
  return Object.fromEntries(changes.map(({ field, after }) => [field, after])) as ProgramDocument;
}

interface PublishProps {
  readonly name: string;
  readonly preview: Preview;
  readonly onOutdated: () => unknown;
}

function Publish({ name, preview, onOutdated }: PublishProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const publish = useCommand(publishProgramDraft);
  const [note, setNote] = useState("");
  const submit = async () => {
    const answer = await publish.mutateAsync({ name, token: preview.token, note }).catch(() => undefined);
    if (answer === undefined) return;
    queries.setQueryData(reading(getProgram, { name }).queryKey, answer);
    // Left first: asked for anew, the preview would say that there is no draft.
    await navigate({ to: "/console/programs/$name", params: { name } });
    await queries.invalidateQueries();
  };
  const isOutdated = publish.error instanceof ApiProblem && publish.error.slug === "preview-outdated";
  return (
    <section className="section publish">
      <h2>{t("programs.preview.publish-title")}</h2>
      <Textarea
        label={t("programs.versions.note")}
        description={t("programs.preview.note-help")}
        rows={2}
        maxLength={500}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      {publish.isError && <Failure error={publish.error} {...(isOutdated && { onRetry: onOutdated })} />}
      <Button className="add" loading={publish.isPending} onClick={() => void submit()}>
        {t("programs.preview.publish")}
      </Button>
    </section>
  );
}
