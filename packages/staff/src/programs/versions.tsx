import { comparePrograms, getProgramVersion } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, Loaded, Waiting } from "../ui/index.ts";
import { ProgramChanges } from "./program-changes.tsx";
import type { Program } from "./program-types.ts";

interface VersionsProps {
  readonly program: Program;
  /** Of the retailer, for a program that names none. */
  readonly currency: string | undefined;
}

/** Every publication with its note, and what changed between any two of them. */
export function Versions({ program, currency }: VersionsProps) {
  const texts = useTexts();
  const { t } = texts;
  const { name, versions } = program;
  return (
    <section className="section">
      <h2>{t("programs.versions.title")}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("programs.versions.version")}</th>
            <th scope="col">{t("programs.versions.published")}</th>
            <th scope="col">{t("programs.versions.note")}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, at, note }) => (
            <tr key={version}>
              <td>
                <Link
                  to="/console/programs/$name/rules"
                  params={{ name }}
                  search={{ version: String(version) }}
                  data-list-item=""
                >
                  {t("programs.version", { version })}
                </Link>
                {version === program.published?.version && program.retiredAt === undefined && (
                  <span className="tag good beside">{t("programs.versions.decides")}</span>
                )}
              </td>
              <td data-label={t("programs.versions.published")} className="num">
                {texts.dateTime(new Date(at))}
              </td>
              <td data-label={t("programs.versions.note")}>
                {note === "" ? <span className="soft">{t("programs.versions.no-note")}</span> : note}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {versions.length > 1 && <Comparison program={program} currency={currency} />}
    </section>
  );
}

/** Two versions side by side; which two stands in the address. */
function Comparison({ program: { name, versions }, currency }: VersionsProps) {
  const { t } = useTexts();
  const search = useSearch({ from: "/staff/console/programs/$name/versions" });
  const navigate = useNavigate({ from: "/console/programs/$name/versions" });
  const known = (asked: string | undefined, otherwise: number) =>
    versions.some(({ version }) => String(version) === asked) ? Number(asked) : otherwise;
  const to = known(search.to, versions[0]?.version ?? 1);
  const from = known(search.from, versions[1]?.version ?? 1);
  const before = useQuery(reading(getProgramVersion, { name, version: from }));
  const after = useQuery(reading(getProgramVersion, { name, version: to }));
  const [old, now] = [before.data?.document, after.data?.document];
  const query = useQuery({
    ...reading(comparePrograms, { before: old, after: now }),
    enabled: old !== undefined && now !== undefined,
  });
  const choose = (side: "from" | "to", value: string) =>
    void navigate({ search: { ...search, [side]: value }, resetScroll: false });
  const data = versions.map(({ version }) => ({ value: String(version), label: t("programs.version", { version }) }));
  return (
    <>
      <h3>{t("programs.versions.compare")}</h3>
      <div className="toolbar">
        <NativeSelect
          label={t("programs.versions.from")}
          value={String(from)}
          data={data}
          onChange={({ currentTarget }) => choose("from", currentTarget.value)}
        />
        <NativeSelect
          label={t("programs.versions.to")}
          value={String(to)}
          data={data}
          onChange={({ currentTarget }) => choose("to", currentTarget.value)}
        />
      </div>
      {[before, after].map(
        (each) => each.isError && <Failure key={each.errorUpdatedAt} error={each.error} onRetry={each.refetch} />,
      )}
      <Loaded query={query} waiting={<Waiting lines={3} />}>
        {({ changes }) => (
          <ProgramChanges
            changes={changes}
            currency={now?.currency ?? old?.currency ?? currency}
            before={t("programs.version", { version: from })}
            after={t("programs.version", { version: to })}
          />
        )}
      </Loaded>
    </>
  );
}
