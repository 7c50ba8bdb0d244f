import { measurePrograms } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { useGrowth } from "../time/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { CurrencySelect } from "./currency-select.tsx";
import { EarnedReport, type ReportSearch } from "./earned-report.tsx";
import { useFigureWords } from "./figure-words.ts";
import { type Division, divisions, oneOf, type Worth } from "./measured.ts";
import { pendingTogether } from "./pending-together.ts";
import { WhenKnown } from "./when-known.tsx";
import { worthCsv } from "./worth-csv.ts";
import { WorthTable } from "./worth-table.tsx";

/** What all programs have proven to earn, side by side and together. */
export function WorthPage() {
  const { t } = useTexts();
  const search = useSearch({ from: "/staff/console/worth" });
  const by = oneOf<Division>(divisions, search.by);
  const query = useQuery({
    ...reading(measurePrograms, { by, ...(search.currency !== undefined && { currency: search.currency }) }),
    ...useGrowth(),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("measurement.title")} />
          <Waiting lines={1} height={118} />
          <Waiting lines={4} height={44} />
        </>
      }
    >
      {(worth) => <WorthContent worth={worth} />}
    </Loaded>
  );
}

function WorthContent({ worth }: { worth: Worth }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(worth.currency);
  const search = useSearch({ from: "/staff/console/worth" });
  const navigate = useNavigate({ from: "/console/worth" });
  const onSearch = (change: ReportSearch) => void navigate({ search: { ...search, ...change }, resetScroll: false });
  const { programs, currency, currencies, together } = worth;
  const proven = programs.filter(({ measured }) => (measured.figures.margin.effect?.total.low ?? 0) > 0).length;
  const isKnown = together.shoppers.treated + together.shoppers.holdout > 0;
  return (
    <>
      <PageHead
        title={t("measurement.title")}
        {...(isKnown && { heading: t("measurement.worth.heading", { proven, count: programs.length }) })}
        lead={t("measurement.worth.lead", { when: texts.date(new Date(worth.asOf), "long") })}
        actions={
          <>
            <CurrencySelect
              currency={currency}
              currencies={currencies}
              onChoose={(chosen) => onSearch({ currency: chosen })}
            />
            <Button
              variant="default"
              disabled={programs.length === 0}
              onClick={() => saveText("proven-worth.csv", "text/csv", toCsv(worthCsv(worth, texts, words)))}
            >
              {t("measurement.export")}
            </Button>
          </>
        }
      />
      {programs.length === 0 ? (
        <Empty title={t("programs.none")}>
          <p>{t("programs.none-text")}</p>
        </Empty>
      ) : (
        <WorthTable worth={worth} search={search} />
      )}
      {!isKnown && programs.length > 0 && (
        <section className="section">
          <p>{t("measurement.nothing-text")}</p>
          <WhenKnown measurement={pendingTogether(worth.asOf, programs)} />
        </section>
      )}
      {isKnown && (
        <>
          <section className="section">
            <h2>{t("measurement.together.title")}</h2>
            <p className="soft">{t("measurement.together.definition")}</p>
          </section>
          <EarnedReport
            measured={together}
            weeks={worth.weeks}
            groups={worth.groups}
            currency={currency}
            search={search}
            name="proven-worth"
            onSearch={onSearch}
          />
        </>
      )}
    </>
  );
}
