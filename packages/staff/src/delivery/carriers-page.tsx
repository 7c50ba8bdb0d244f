import { type ContractOutput, carrierReport } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Definition, Empty, Loaded, PageHead, ShareCell, Waiting } from "../ui/index.ts";
import { LateBecause } from "./late-because.tsx";

type Report = ContractOutput<typeof carrierReport>;
type Carrier = Report["items"][number];

const periods = ["30", "90", "180", "365"] as const;

/** What each carrier and service did with what was handed over to it, those first that cost most. */
export function CarriersPage() {
  const texts = useTexts();
  const { t } = texts;
  const search: { readonly days?: string } = useSearch({ from: "/staff/console/carriers" });
  const navigate = useNavigate({ from: "/console/carriers" });
  const days = periods.find((each) => each === search.days) ?? "90";
  const query = useQuery(reading(carrierReport, { days: Number(days) }));
  return (
    <>
      <PageHead title={t("console-delivery.carriers.title")} lead={t("console-delivery.carriers.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("console-delivery.carriers.period")}
          value={days}
          data={periods.map((each) => ({
            value: each,
            label: t("console-delivery.carriers.period-days", { count: Number(each) }),
          }))}
          onChange={({ currentTarget }) =>
            void navigate({ search: currentTarget.value === "90" ? {} : { days: currentTarget.value } })
          }
        />
        <p className="soft toolbar-count">
          {query.data !== undefined &&
            t("console-delivery.carriers.between", {
              from: texts.date(query.data.from),
              until: texts.date(query.data.until),
            })}
        </p>
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={56} />}>
        {(report) =>
          report.items.length === 0 ? (
            <Empty title={t("console-delivery.carriers.nothing")}>
              <p>{t("console-delivery.carriers.nothing-text")}</p>
            </Empty>
          ) : (
            <CarrierTable report={report} />
          )
        }
      </Loaded>
    </>
  );
}

const columns = ["kept", "days", "first-attempt", "lost", "silence", "cost"] as const;
const defined: readonly string[] = ["days", "silence", "cost"];

function CarrierTable({ report }: { report: Report }) {
  const { t } = useTexts();
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t("console-delivery.carriers.carrier")}</th>
          {columns.map((column) => {
            const name = t(`console-delivery.carriers.${column}`);
            return (
              <th key={column} scope="col" className={column === "cost" ? "n" : undefined}>
                {name}
                {defined.includes(column) && (
                  <Definition of={name}>{t(`console-delivery.carriers.${column}-definition`)}</Definition>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {report.items.map((carrier) => (
          <Row key={`${carrier.carrierCode} ${carrier.service}`} carrier={carrier} currency={report.currency} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ carrier, currency }: { carrier: Carrier; currency: string }) {
  const texts = useTexts();
  const { t } = texts;
  const { kept, median, ninety, firstAttempt, lost, silent, late, lateBecause } = carrier;
  const within = (share: number, found: Carrier["median"]) => {
    if (found === undefined) return "";
    const { value, low, high } = found;
    const said = { share: texts.percent(share), count: value, low: texts.number(low) };
    if (low === high) return t("console-delivery.carriers.within-exactly", said);
    if (high === undefined) return t("console-delivery.carriers.within-open", said);
    return t("console-delivery.carriers.within", { ...said, high: texts.number(high) });
  };
  return (
    <tr>
      <th scope="row">
        <b>{carrier.carrier}</b>
        <span className="under">{carrier.service ?? t("console-delivery.carriers.any-service")}</span>
        <span className="under num">{t("common.orders", { count: carrier.orders })}</span>
      </th>
      <td data-label={t("console-delivery.carriers.kept")} className="num">
        <ShareCell share={kept} from={0.5} />
        {kept !== undefined && late > 0 && (
          <span className="under">
            <LateBecause late={late} because={lateBecause} />
          </span>
        )}
      </td>
      <td data-label={t("console-delivery.carriers.days")} className="num">
        {within(0.5, median) || "–"}
        <span className="under">{within(0.9, ninety)}</span>
      </td>
      <td data-label={t("console-delivery.carriers.first-attempt")} className="num">
        <ShareCell share={firstAttempt} from={0.5} />
      </td>
      <td data-label={t("console-delivery.carriers.lost")} className="num">
        <ShareCell share={lost} to={0.2} />
      </td>
      <td data-label={t("console-delivery.carriers.silence")} className="num">
        <ShareCell share={silent} to={0.2} />
      </td>
      <td className="n" data-label={t("console-delivery.carriers.cost")}>
        {texts.money({ amount: carrier.cost, currency })}
      </td>
    </tr>
  );
}
