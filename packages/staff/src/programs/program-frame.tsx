import { getProgram, getRetailer } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { reading } from "../api/index.ts";
import { editLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { isExperiment, Loaded, PageHead, Waiting } from "../ui/index.ts";
import type { Program } from "./program-types.ts";
import { useProgramWords } from "./program-words.ts";

interface ProgramFrameProps {
  /** @param currency in which sums are shown: the program's, or the retailer's where the program names none */
  readonly children: (program: Program, currency: string | undefined) => ReactNode;
}

/** What stands around every page of one program: its name, whether it decides, and the way between the pages. */
export function ProgramFrame({ children }: ProgramFrameProps) {
  const { t } = useTexts();
  const { name = "" } = useParams({ strict: false });
  const { data: retailer } = useQuery(reading(getRetailer, {}));
  const query = useQuery(reading(getProgram, { name }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("programs.title")} />
          <Waiting lines={6} height={44} />
        </>
      }
    >
      {(program) => (
        <>
          <ProgramHead program={program} />
          <ProgramTabs name={name} />
          {children(program, program.document?.currency ?? retailer?.currency)}
        </>
      )}
    </Loaded>
  );
}

function ProgramHead({ program }: { program: Program }) {
  const { t } = useTexts();
  const words = useProgramWords(undefined);
  const { name, title, moment } = program;
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
    </>
  );
}

const tabs = [
  { to: "/console/programs/$name", text: "programs.tab.summary" },
  { to: "/console/programs/$name/rules", text: "programs.tab.rules" },
  { to: "/console/programs/$name/earned", text: "programs.tab.earned" },
  { to: "/console/programs/$name/models", text: "programs.tab.models" },
  { to: "/console/programs/$name/versions", text: "programs.tab.versions" },
] as const;

function ProgramTabs({ name }: { name: string }) {
  const { t } = useTexts();
  return (
    <nav className="tabs" aria-label={t("programs.tab.label")}>
      <ul>
        {tabs.map(({ to, text }) => (
          <li key={to}>
            <Link to={to} params={{ name }} activeOptions={{ exact: true, includeSearch: false }}>
              {t(text)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Standing({ program: { published, retiredAt, moment } }: { program: Program }) {
  const texts = useTexts();
  const { t } = texts;
  if (retiredAt !== undefined) return t("programs.retired", { when: texts.date(new Date(retiredAt)) });
  if (published === undefined) return t("programs.never-published");
  if (isExperiment(moment)) return t("programs.experiment.standing");
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
