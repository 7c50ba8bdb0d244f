import { type ContractOutput, listPrograms } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, isExperiment, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { useProgramWords } from "./program-words.ts";

type Row = ContractOutput<typeof listPrograms>["items"][number];

/** All programs, those that decide first. */
export function ProgramsPage() {
  const { t } = useTexts();
  const query = useQuery(reading(listPrograms, {}));
  return (
    <>
      <PageHead
        title={t("programs.title")}
        lead={t("programs.lead")}
        actions={
          <Link to="/console/programs/new" className="button-link">
            {t("programs.new.open")}
          </Link>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={4} height={44} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("programs.none")}>
              <p>{t("programs.none-text")}</p>
            </Empty>
          ) : (
            <ProgramTable rows={items} />
          )
        }
      </Loaded>
    </>
  );
}

function ProgramTable({ rows }: { rows: readonly Row[] }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useProgramWords(undefined);
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("programs.list.program")}</th>
          <th scope="col">{t("programs.field.moment")}</th>
          <th scope="col">{t("programs.list.decides")}</th>
          <th scope="col" className="n">
            {t("programs.field.rank")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <td>
              <Link to="/console/programs/$name" params={{ name: row.name }} data-list-item="">
                {row.title}
              </Link>
              {row.hasDraft && <span className="tag warn beside">{t("programs.draft")}</span>}
              <span className="under">{row.name}</span>
            </td>
            <td data-label={t("programs.field.moment")}>{words.moment(row.moment)}</td>
            <td data-label={t("programs.list.decides")}>
              <Standing row={row} />
            </td>
            <td data-label={t("programs.field.rank")} className="n">
              {texts.number(row.rank)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether it decides, and with which version. */
function Standing({ row: { published, retiredAt, moment } }: { row: Row }) {
  const texts = useTexts();
  const { t } = texts;
  if (retiredAt !== undefined)
    return <span className="soft">{t("programs.retired", { when: texts.date(new Date(retiredAt)) })}</span>;
  if (published === undefined) return <span className="soft">{t("programs.never-published")}</span>;
  if (isExperiment(moment)) return <span className="soft">{t("programs.experiment.standing")}</span>;
  return (
    <>
      <span className="accent">{t("programs.version", { version: published.version })}</span>
      <span className="under">{t("programs.since", { when: texts.date(new Date(published.at)) })}</span>
    </>
  );
}
