import { type ContractOutput, dispositionScorecard } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useItemWords } from "../inspection/index.ts";
import { useRetailer } from "../time/index.ts";
import { Empty, Figure, Figures, Loaded, PageHead, Waiting } from "../ui/index.ts";

type Row = ContractOutput<typeof dispositionScorecard>["rows"][number];

/** What became of goods that came back in a time, in units and weight, to look at and to keep. */
export function ScorecardPage() {
  const { t } = useItemWords();
  const { data: retailer } = useRetailer();
  const search: { from?: string; to?: string } = useSearch({ from: "/staff/console/destinations/scorecard" });
  const navigate = useNavigate({ from: "/console/destinations/scorecard" });
  const today = retailer?.now.slice(0, 10);
  if (today === undefined) return <Waiting lines={6} height={44} />;
  // The year so far: what is disclosed is disclosed by years.
  const { from = `${today.slice(0, 4)}-01-01`, to = today } = search;
  return (
    <>
      <PageHead
        title={t("dispositions.scorecard.title")}
        lead={t("dispositions.scorecard.lead")}
        actions={
          <Link to="/console/destinations" className="button-link quiet">
            {t("dispositions.destinations.back")}
          </Link>
        }
      />
      <div className="toolbar labelled">
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`dispositions.scorecard.${end}`)}
            value={end === "from" ? from : to}
            onChange={({ currentTarget: { value } }) => {
              if (value !== "") void navigate({ search: { ...search, [end]: value }, replace: true });
            }}
          />
        ))}
      </div>
      <Rows from={from} to={to} />
    </>
  );
}

function Rows({ from, to }: { from: string; to: string }) {
  const words = useItemWords();
  const { t } = words;
  const query = useQuery(reading(dispositionScorecard, { from, to }));
  return (
    <Loaded query={query} waiting={<Waiting lines={6} height={44} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={t("dispositions.scorecard.none")} />
        ) : (
          <>
            <Sums rows={rows} />
            <div>
              <Button
                variant="default"
                onClick={() => saveText(`dispositions-${from}-${to}.csv`, "text/csv", toCsv(csvOf(rows)))}
              >
                {t("dispositions.scorecard.export")}
              </Button>
            </div>
            <ScoreTable rows={rows} />
          </>
        )
      }
    </Loaded>
  );
}

const recycled: readonly string[] = ["recycle"];
const discarded: readonly string[] = ["dispose", "destroy"];
const gone: readonly string[] = ["removed"];

function Sums({ rows }: { rows: readonly Row[] }) {
  const words = useItemWords();
  const { t } = words;
  const of = (label: string, isOf: (disposition: string) => boolean) => {
    const own = rows.filter(({ disposition }) => isOf(disposition));
    const units = own.reduce((sum, row) => sum + row.units, 0);
    const grams = own.reduce((sum, row) => sum + row.weightGrams, 0);
    return <Figure label={label} value={words.units(units)} beside={words.kilograms(grams)} />;
  };
  return (
    <Figures>
      {of(t("dispositions.scorecard.kept"), (each) => ![...recycled, ...discarded, ...gone].includes(each))}
      {of(t("dispositions.scorecard.recycled"), (each) => recycled.includes(each))}
      {of(t("dispositions.scorecard.discarded"), (each) => discarded.includes(each))}
    </Figures>
  );
}

function ScoreTable({ rows }: { rows: readonly Row[] }) {
  const words = useItemWords();
  const { t } = words;
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("dispositions.scorecard.what")}</th>
          <th scope="col">{t("dispositions.destination")}</th>
          <th scope="col">{t("dispositions.grade")}</th>
          <th scope="col">{t("dispositions.scorecard.category")}</th>
          <th scope="col" className="n">
            {t("dispositions.scorecard.units")}
          </th>
          <th scope="col" className="n">
            {t("dispositions.scorecard.weight")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={[row.disposition, row.grade, row.category, row.destination, row.ground].join(" ")}>
            <td>
              <b>{words.optionName(row.disposition)}</b>
              {row.ground !== undefined && <span className="under">{words.groundName(row.ground)}</span>}
            </td>
            <td data-label={t("dispositions.destination")}>{row.destination ?? "–"}</td>
            <td data-label={t("dispositions.grade")}>{row.grade}</td>
            <td data-label={t("dispositions.scorecard.category")}>{row.category ?? "–"}</td>
            <td className="n" data-label={t("dispositions.scorecard.units")}>
              <span>{words.number(row.units)}</span>
            </td>
            <td className="n" data-label={t("dispositions.scorecard.weight")}>
              <span>{words.kilograms(row.weightGrams)}</span>
              {row.unitsWithoutWeight > 0 && (
                <span className="under">
                  {t("dispositions.scorecard.unweighed", { units: row.unitsWithoutWeight })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Named as the interface names them, so that programs can rely on it. */
function csvOf(rows: readonly Row[]): string[][] {
  const columns = [
    ...(["disposition", "grade", "category", "destination", "kind", "ground"] as const),
    ...(["units", "weightGrams", "unitsWithoutWeight", "handedOver"] as const),
  ];
  return [[...columns], ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
}
