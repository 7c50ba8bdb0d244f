import { listLaboratoryRuns, listPrograms } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { AskForm } from "./ask-form.tsx";
import { useLaboratoryWords } from "./laboratory-words.ts";
import type { RunRow } from "./run-types.ts";

/** What would a program earn and cost? One asks here, and finds what was asked before. */
export function LaboratoryPage() {
  const { t } = useTexts();
  const programs = useQuery(reading(listPrograms, {}));
  const runs = useQuery({
    ...reading(listLaboratoryRuns, {}),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? 3_000 : false),
  });
  return (
    <>
      <PageHead title={t("laboratory.title")} lead={t("laboratory.lead")} />
      <Loaded query={programs} waiting={<Waiting lines={3} height={44} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("programs.none")}>
              <p>{t("programs.none-text")}</p>
            </Empty>
          ) : (
            <AskForm programs={items} />
          )
        }
      </Loaded>
      <section className="section">
        <h2>{t("laboratory.runs.title")}</h2>
        <Loaded query={runs} waiting={<Waiting lines={4} height={44} />}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("laboratory.runs.none")}>
                <p>{t("laboratory.runs.none-text")}</p>
              </Empty>
            ) : (
              <RunTable rows={items} />
            )
          }
        </Loaded>
      </section>
    </>
  );
}

function isOpen({ state }: RunRow): boolean {
  return state === "waiting" || state === "running";
}

function RunTable({ rows }: { rows: readonly RunRow[] }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useLaboratoryWords();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("laboratory.ask.program")}</th>
          {["compared", "asked", "state"].map((column) => (
            <th key={column} scope="col">
              {t(`laboratory.runs.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.runId}>
            <td>
              <Link to="/console/laboratory/$run" params={{ run: row.runId }} data-list-item="">
                {row.title}
              </Link>
            </td>
            <td data-label={t("laboratory.runs.compared")}>{row.drafts.map(words.draft).join(", ")}</td>
            <td data-label={t("laboratory.runs.asked")} className="num">
              {texts.dateTime(new Date(row.askedAt))}
            </td>
            <td data-label={t("laboratory.runs.state")} className="num">
              <span className={row.state === "failed" ? "tag bad" : row.state === "done" ? "tag good" : "tag"}>
                {t(`laboratory.state.${row.state}`, { percent: Math.round(100 * row.progress) })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
