import { measureProgram } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import {
  CurrencySelect,
  type Division,
  divisions,
  EarnedReport,
  oneOf,
  PendingNote,
  type ProgramMeasurement,
  type ReportSearch,
  WhenKnown,
} from "../proof/index.ts";
import { useGrowth } from "../time/index.ts";
import { Empty, isExperiment, Loaded, Waiting } from "../ui/index.ts";
import { ImportedExperiment } from "./imported-experiment.tsx";
import { NeverPublished } from "./never-published.tsx";
import { ProgramFrame } from "./program-frame.tsx";

/** What a program has added, against those it withheld itself from. */
export function EarnedPage() {
  return (
    <ProgramFrame>
      {({ name, versions, moment }) => {
        if (versions.length === 0) return <NeverPublished />;
        return isExperiment(moment) ? <ImportedExperiment /> : <Earned name={name} />;
      }}
    </ProgramFrame>
  );
}

function Earned({ name }: { name: string }) {
  const { by, currency } = useSearch({ from: "/staff/console/programs/$name/earned" });
  const query = useQuery({
    ...reading(measureProgram, {
      ...{ name, by: oneOf<Division>(divisions, by) },
      ...(currency !== undefined && { currency }),
    }),
    ...useGrowth(),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <Waiting lines={1} height={118} />
          <Waiting lines={1} height={280} />
        </>
      }
    >
      {(measurement) => <EarnedContent measurement={measurement} />}
    </Loaded>
  );
}

function EarnedContent({ measurement }: { measurement: ProgramMeasurement }) {
  const { t } = useTexts();
  const search = useSearch({ from: "/staff/console/programs/$name/earned" });
  const navigate = useNavigate({ from: "/console/programs/$name/earned" });
  const onSearch = (change: ReportSearch) => void navigate({ search: { ...search, ...change }, resetScroll: false });
  const { program, overall, weeks, groups, currency, currencies } = measurement;
  return (
    <>
      <div className="toolbar">
        <p className="soft">{t("measurement.lead")}</p>
        <CurrencySelect
          currency={currency}
          currencies={currencies}
          onChoose={(chosen) => onSearch({ currency: chosen })}
        />
      </div>
      {overall.shoppers.treated + overall.shoppers.holdout === 0 ? (
        <Empty title={t(`measurement.outlook.${overall.figures.goal.outlook.state}`)}>
          <p>{t("measurement.nothing-text")}</p>
          <WhenKnown measurement={measurement} />
        </Empty>
      ) : (
        <EarnedReport
          measured={overall}
          weeks={weeks}
          groups={groups}
          currency={currency}
          search={search}
          name={program}
          onSearch={onSearch}
        >
          <PendingNote measurement={measurement} />
        </EarnedReport>
      )}
    </>
  );
}
