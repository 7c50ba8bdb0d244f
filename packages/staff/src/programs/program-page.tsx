import { getProgram, getProgramVersion, getRetailer, listPrograms, retireProgram } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { reading, useCommand } from "../api/index.ts";
import { editLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { ProgramSummary } from "./program-summary.tsx";
import type { Program } from "./program-types.ts";
import { useProgramWords } from "./program-words.ts";
import { Versions } from "./versions.tsx";

/** One program: what it does in words, and every version there was. `?version=` shows an earlier one. */
export function ProgramPage() {
  const { t } = useTexts();
  const { name } = useParams({ from: "/staff/console/programs/$name" });
  const query = useQuery(reading(getProgram, { name }));
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("programs.title")} />
          <Waiting lines={6} height={44} />
        </>
      }
    >
      {(program) => <ProgramContent program={program} />}
    </Loaded>
  );
}

function ProgramContent({ program }: { program: Program }) {
  const { t } = useTexts();
  const words = useProgramWords(undefined);
  const { data: retailer } = useQuery(reading(getRetailer, {}));
  const { version } = useSearch({ from: "/staff/console/programs/$name" });
  const { name, title, moment, versions, published } = program;
  const asked = Number(version);
  const shown = versions.some((each) => each.version === asked) ? asked : undefined;
  return (
    <>
      <PageHead
        title={title}
        eyebrow={<Link to="/console/programs">{t("programs.title")}</Link>}
        heading={title}
        lead={
          <>
            {words.moment(moment)} · <Standing program={program} />
          </>
        }
        actions={
          <>
            <Link to="/console/programs/new" search={{ from: name }} className="button-link quiet">
              {t("programs.copy")}
            </Link>
            <Link to="/console/programs/$name/edit" params={{ name }} className="button-link" {...editLink}>
              {t(program.hasDraft ? "programs.edit-draft" : "programs.edit")}
            </Link>
          </>
        }
      />
      {program.draft !== undefined && <DraftNote program={program} />}
      {shown !== undefined && shown !== published?.version ? (
        <EarlierVersion name={name} version={shown} currency={retailer?.currency} />
      ) : program.document !== undefined ? (
        <ProgramSummary document={program.document} currency={program.document.currency ?? retailer?.currency} />
      ) : (
        <Empty title={t("programs.never-published")}>
          <p>{t("programs.never-published-text")}</p>
        </Empty>
      )}
      {versions.length > 0 && <Versions program={program} currency={retailer?.currency} />}
      {published !== undefined && program.retiredAt === undefined && <Retire program={program} />}
    </>
  );
}

function Standing({ program: { published, retiredAt } }: { program: Program }) {
  const texts = useTexts();
  const { t } = texts;
  if (retiredAt !== undefined) return t("programs.retired", { when: texts.date(new Date(retiredAt)) });
  if (published === undefined) return t("programs.never-published");
  return t("programs.decides-since", {
    version: published.version,
    when: texts.date(new Date(published.at)),
  });
}

function DraftNote({ program: { name, draft } }: { program: Program }) {
  const texts = useTexts();
  const { t } = texts;
  if (draft === undefined) return null;
  return (
    <p className="note">
      {t("programs.draft-note", { when: texts.dateTime(new Date(draft.savedAt)) })}{" "}
      <Link to="/console/programs/$name/preview" params={{ name }}>
        {t("programs.preview.open")}
      </Link>
    </p>
  );
}

interface EarlierVersionProps {
  readonly name: string;
  readonly version: number;
  readonly currency: string | undefined;
}

function EarlierVersion({ name, version, currency }: EarlierVersionProps) {
  const { t } = useTexts();
  const query = useQuery(reading(getProgramVersion, { name, version }));
  return (
    <>
      <p className="note">
        {t("programs.earlier", { version })}{" "}
        <Link to="/console/programs/$name" params={{ name }} search={{}}>
          {t("programs.earlier-back")}
        </Link>
      </p>
      <Loaded query={query} waiting={<Waiting lines={6} height={36} />}>
        {({ document }) => <ProgramSummary document={document} currency={document.currency ?? currency} />}
      </Loaded>
    </>
  );
}

function Retire({ program: { name, title } }: { program: Program }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const retire = useCommand(retireProgram);
  const submit = async () => {
    const answer = await retire.mutateAsync({ name });
    queries.setQueryData(reading(getProgram, { name }).queryKey, answer);
    await queries.invalidateQueries({ queryKey: [listPrograms.name] });
  };
  return (
    <section className="section">
      <h2>{t("programs.retire.title")}</h2>
      <p className="soft">{t("programs.retire.text")}</p>
      <ConfirmDialog
        title={t("programs.retire.confirm", { title })}
        text={t("programs.retire.text")}
        action={t("programs.retire.submit")}
        onConfirm={submit}
        open={(ask) => (
          <Button className="add" variant="default" onClick={ask}>
            {t("programs.retire.submit")}
          </Button>
        )}
      />
    </section>
  );
}
