import { getProgramVersion } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, Waiting } from "../ui/index.ts";
import { NeverPublished } from "./never-published.tsx";
import { ProgramFrame } from "./program-frame.tsx";
import { ProgramSummary } from "./program-summary.tsx";
import type { Program } from "./program-types.ts";

/** What a program may give to whom, within which bounds. `?version=` shows an earlier one. */
export function RulesPage() {
  return <ProgramFrame>{(program, currency) => <Rules program={program} currency={currency} />}</ProgramFrame>;
}

function Rules({ program, currency }: { program: Program; currency: string | undefined }) {
  const { version } = useSearch({ from: "/staff/console/programs/$name/rules" });
  const { name, versions, published, document } = program;
  const asked = versions.find((each) => each.version === Number(version))?.version;
  if (asked !== undefined && asked !== published?.version)
    return <EarlierVersion name={name} version={asked} currency={currency} />;
  return document === undefined ? <NeverPublished /> : <ProgramSummary document={document} currency={currency} />;
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
        <Link to="/console/programs/$name/rules" params={{ name }} search={{}}>
          {t("programs.earlier-back")}
        </Link>
      </p>
      <Loaded query={query} waiting={<Waiting lines={6} height={36} />}>
        {({ document }) => <ProgramSummary document={document} currency={document.currency ?? currency} />}
      </Loaded>
    </>
  );
}
