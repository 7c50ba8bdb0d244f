import {
  type ContractOutput,
  getProgram,
  listLaboratoryRuns,
  type listPrograms,
  startLaboratory,
} from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, isExperiment, Loaded, Waiting } from "../ui/index.ts";
import { useLaboratoryWords } from "./laboratory-words.ts";

type Programs = ContractOutput<typeof listPrograms>["items"];
type Program = ContractOutput<typeof getProgram>;

/** As many as can be read side by side. */
const most = 4;
/** Older versions are reached by their number in the address. */
const mostVersions = 8;

/** Chooses a program and which of its drafts and versions to compare. What is chosen stands in the address. */
export function AskForm({ programs }: { programs: Programs }) {
  const { t } = useTexts();
  const search = useSearch({ from: "/staff/console/laboratory" });
  const navigate = useNavigate({ from: "/console/laboratory" });
  const chosen = programs.find(({ name }) => name === search.program) ?? programs[0]!;
  const query = useQuery(reading(getProgram, { name: chosen.name }));
  return (
    <section className="section ask">
      <h2>{t("laboratory.ask.title")}</h2>
      <NativeSelect
        label={t("laboratory.ask.program")}
        value={chosen.name}
        data={programs.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={({ currentTarget }) =>
          void navigate({ search: { program: currentTarget.value }, replace: true, resetScroll: false })
        }
      />
      <Loaded query={query} waiting={<Waiting lines={2} height={36} />}>
        {(program) => <Choice key={program.name} program={program} />}
      </Loaded>
    </section>
  );
}

function Choice({ program }: { program: Program }) {
  const texts = useTexts();
  const { t } = texts;
  const search = useSearch({ from: "/staff/console/laboratory" });
  const navigate = useNavigate({ from: "/console/laboratory" });
  const queries = useQueryClient();
  const start = useCommand(startLaboratory);
  const words = useLaboratoryWords();
  const { name, versions, published, hasDraft } = program;
  const known = [...(hasDraft ? ["draft"] : []), ...versions.map(({ version }) => String(version))];
  if (known.length === 0) return <p className="soft">{t("laboratory.ask.nothing")}</p>;
  const asked = (search.drafts ?? "").split(",").filter((label: string) => known.includes(label));
  const usual = [...(hasDraft ? ["draft"] : []), ...(published ? [String(published.version)] : [])];
  const drafts = search.drafts === undefined ? (usual.length > 0 ? usual : known.slice(0, 1)) : asked;
  const shown = known.filter((label, place) => place < mostVersions || drafts.includes(label));
  const simulate = search.simulate === "yes";
  const change = (next: { drafts?: readonly string[]; simulate?: boolean }) => {
    const picked = next.drafts ?? drafts;
    const asks = next.simulate ?? simulate;
    void navigate({
      search: { program: name, drafts: picked.join(",") || "-", ...(asks && { simulate: "yes" }) },
      ...{ replace: true, resetScroll: false },
    });
  };
  const submit = async () => {
    const answer = await start.mutateAsync({ program: name, drafts: [...drafts], simulate }).catch(() => undefined);
    if (answer === undefined) return;
    await queries.invalidateQueries({ queryKey: [listLaboratoryRuns.name] });
    await navigate({ to: "/console/laboratory/$run", params: { run: answer.runId } });
  };
  return (
    <>
      <fieldset className="ticks ask-drafts">
        <legend>{t("laboratory.ask.drafts")}</legend>
        {shown.map((label) => {
          const version = versions.find((each) => String(each.version) === label);
          const isPicked = drafts.includes(label);
          return (
            <label key={label} className="tick">
              <input
                type="checkbox"
                checked={isPicked}
                disabled={!isPicked && drafts.length >= most}
                onChange={() =>
                  change({ drafts: isPicked ? drafts.filter((each: string) => each !== label) : [...drafts, label] })
                }
              />
              <span>
                {words.draft(label)}
                {version !== undefined && (
                  <span className="soft"> {t("programs.since", { when: texts.date(new Date(version.at)) })}</span>
                )}
                {version !== undefined && version.version === published?.version && !isExperiment(program.moment) && (
                  <span className="tag good beside">{t("programs.versions.decides")}</span>
                )}
              </span>
            </label>
          );
        })}
      </fieldset>
      <p className="field-help">{t("laboratory.ask.drafts-help")}</p>
      <label className="tick">
        <input type="checkbox" checked={simulate} onChange={() => change({ simulate: !simulate })} />
        <span>{t("laboratory.ask.simulate")}</span>
      </label>
      {start.isError && <Failure error={start.error} />}
      <Button className="add" disabled={drafts.length === 0} loading={start.isPending} onClick={() => void submit()}>
        {t("laboratory.ask.start")}
      </Button>
    </>
  );
}
